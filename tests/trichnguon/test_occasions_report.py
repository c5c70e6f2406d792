"""What editors decided, told from a real archive: precision per type, and a test set to reuse."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.archive import Archive, create_archive
from archive.records import Article, Capture, Edits, Provenance, Review, ReviewState
from trichnguon.classify import classify_new_versions
from trichnguon.commands.occasions import occasions

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
DECIDED = [
    ("Sở Du lịch An Thái: 15 năm xây dựng và phát triển", ReviewState.APPROVED),
    ("Kỷ niệm 20 năm thành lập Hội Luật gia tỉnh An Thái", ReviewState.REJECTED),
    ("Xã Bến Xuân đạt chuẩn nông thôn mới", ReviewState.APPROVED),
    ("Lịch tiếp công dân tháng 5", ReviewState.REJECTED),
    ("Kỷ niệm 30 năm thành lập Sở Ngoại vụ tỉnh An Thái", ReviewState.DRAFT),
]


def add_article(archive: Archive, number: int, title: str) -> tuple[int, int]:
    url = f"https://an-thai.test/tin/{number}"
    capture = archive.captures.record_capture(
        Capture(
            url,
            "an_thai",
            NOW,
            200,
            "text/html",
            "a.warc.gz",
            number,
            1,
            f"<{number}>",
            "0" * 64,
            1,
        )
    )
    provenance = Provenance(capture.id or 0, "an_thai", url, "Cổng An Thái", "Page", "1")
    article = Article(url=url, title=title, body_html="<p>A</p>", body_text="A", lead="Lời dẫn")
    version = archive.articles.record_article(article, provenance, NOW).version
    return version.id, version.article_id


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with create_archive(tmp_path / "home") as archive:
        editor = archive.editors.record_editor("lan", "Trần Thị Lan", "editor", "hash", NOW)
        for number, (title, state) in enumerate(DECIDED):
            version_id, article_id = add_article(archive, number, title)
            review = Review(version_id, article_id, editor.id, state, Edits(), NOW, "lý do")
            archive.reviews.record_review(review, None)
        assert classify_new_versions(archive) == len(DECIDED)
    return tmp_path / "home"


def test_report_counts_only_decided_suggestions(home: Path) -> None:
    result = CliRunner().invoke(occasions, ["report", "--home", str(home), "--json"])
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert {row["type"]: (row["accepted"], row["suggested"]) for row in rows} == {
        "founding": (1, 2),
        "new_rural": (1, 1),
        "all": (2, 3),
    }
    assert rows[0]["precision"] == 0.5


def test_exported_decisions_are_a_test_set_that_classify_reads(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "decided.tsv"
    arguments = ["export", "--home", str(home), "--out", str(target)]
    assert CliRunner().invoke(occasions, arguments).exit_code == 0
    header, *lines = target.read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]
    by_title = {row["title"]: row for row in rows}
    assert len(rows) == 3
    accepted = by_title[DECIDED[0][0]]
    assert (accepted["label"], accepted["honoree"], accepted["years"]) == (
        "occasion",
        "Sở Du lịch An Thái",
        "15",
    )
    assert by_title[DECIDED[1][0]]["label"] == "no"
    result = CliRunner().invoke(occasions, ["classify", "--tsv", str(target), "--json"])
    assert len(result.output.splitlines()) == 3


def test_report_of_an_archive_without_decisions_says_so(tmp_path: Path) -> None:
    create_archive(tmp_path).close()
    result = CliRunner().invoke(occasions, ["report", "--home", str(tmp_path)])
    assert result.exit_code == 0
    assert "No suggestion" in result.output
