import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from web_poet import HttpResponse

from archive.archive import create_archive
from archive.errors import CaptureCorrupt, RecordMissing
from archive.records import Capture
from archive.warc import HttpExchange, WarcFile, warc_name
from trichnguon.commands.extract import extract
from trichnguon.commands.fixture import fixture
from trichnguon.extraction_reports import extract_folder
from trichnguon.saved_pages import response_from_file

TITLE = "Sở Nội vụ tổng kết công tác năm"
SENTENCE = "Sáng 12/10, Sở Nội vụ tỉnh Vĩnh Lạc tổ chức hội nghị tổng kết công tác năm. "
ARTICLE = (
    "<html><head><meta name='generator' content='NukeViet v4.5'></head><body>"
    f"<h1 class='title'>{TITLE}</h1><span class='h5'>Thứ hai - 12/10/2026 08:30</span>"
    f"<div id='news-bodyhtml'><p>{SENTENCE * 3}</p></div></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "bai-viet.html"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_json_has_every_promised_key(page: Path) -> None:
    result = CliRunner().invoke(extract, [str(page), "--json", "--url", "https://s.gov.vn/a.html"])
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert {
        "title", "lead", "authors", "byline_raw", "published_raw", "published_at", "body_text", "body_html",
        "images", "attachments", "source_credit", "section", "language", "platform", "page_object", "is_article",
    } <= set(found)  # fmt: skip
    assert found["title"] == TITLE
    assert found["published_at"] == "2026-10-12T08:30:00+07:00"
    assert found["url"] == "https://s.gov.vn/a.html"
    assert found["is_article"] is True


def test_table_shows_values_with_their_rules(page: Path) -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(extract, [str(page)])
    assert result.exit_code == 0
    assert TITLE in result.output
    assert "NukevietArticlePage" in result.output
    assert "id('news-bodyhtml')" in result.output


def test_what_is_no_article_says_so_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "loi.html"
    path.write_text("<html><body><p>Hệ thống đang bảo trì.</p></body></html>", encoding="utf-8")
    result = CliRunner().invoke(extract, [str(path), "--json"])
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert (found["is_article"], found["kind"]) == (False, "maintenance")
    assert found["title"] is None


def test_a_folder_gives_one_line_a_file(tmp_path: Path, page: Path) -> None:
    (tmp_path / "trong.html").write_text("", encoding="utf-8")
    rows = [
        {"file": page.name, "page_url_if_known": "https://s.gov.vn/a.html"},
        {"file": "trong.html", "page_url_if_known": None},
    ]
    index = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "index.jsonl").write_text(index, encoding="utf-8")
    result = CliRunner().invoke(extract, ["--corpus", str(tmp_path), "--json"])
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.output.splitlines()]
    assert [(line["file"], line["is_article"]) for line in found] == [
        (page.name, True),
        ("trong.html", False),
    ]


def test_the_address_is_taken_from_the_saved_page(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(
        f"<!-- saved from url=(0030)https://s.gov.vn/bai.html -->{ARTICLE}", encoding="utf-8"
    )
    result = CliRunner().invoke(extract, [str(path), "--json"])
    assert json.loads(result.output)["url"] == "https://s.gov.vn/bai.html"


def test_a_broken_line_or_file_is_told_and_stops_nothing(tmp_path: Path, page: Path) -> None:
    folder = tmp_path / "kho"
    (folder / "con").mkdir(parents=True)
    (folder / "con" / "bai.html").write_bytes(page.read_bytes())
    (folder / "con" / "bai.html.gz").write_bytes(gzip.compress(page.read_bytes()))
    (folder / "anh.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    lines = [
        '{"file": "con/bai.html", "ghi_chu": "U+2028 \u2028 in a text", "them": [1]}',
        "{hong",
        "",
        '["con/bai.html"]',
        '{"file": "../bai-viet.html"}',
        '{"file": "khong-co.html"}',
        '{"file": "anh.html"}',
        '{"file": "con/bai.html.gz", "page_url_if_known": 5}',
    ]
    (folder / "index.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(extract, ["--corpus", str(folder), "--json"])
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["file"], line["kind"]) for line in found] == [
        ("con/bai.html", "article"),
        ("", "unreadable"),
        ("", "unreadable"),
        ("", "unreadable"),
        ("khong-co.html", "unreadable"),
        ("anh.html", "unreadable"),
        ("con/bai.html.gz", "article"),
    ]
    assert "index.jsonl:2: no JSON" in result.stderr
    assert "index.jsonl:5: ../bai-viet.html is not inside" in result.stderr
    assert "5 of 7 could not be read" in result.stderr


def test_a_page_that_kills_its_worker_costs_only_itself(
    tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_of_one(path: Path, url: str = "") -> HttpResponse:
        if path.name == "hong.html":
            os._exit(1)
        return response_from_file(path, url)

    monkeypatch.setattr("trichnguon.saved_pages.response_from_file", die_of_one)
    names = ["hong.html", *(f"{number}.html" for number in range(4))]
    for name in names:
        (tmp_path / name).write_bytes(page.read_bytes())
    index = "\n".join(json.dumps({"file": name}) for name in names)
    (tmp_path / "index.jsonl").write_text(index, encoding="utf-8")
    assert [report["is_article"] for report in extract_folder(tmp_path)] == [False, *[True] * 4]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "no markup"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"PK\x03\x04", "a ZIP file"),
        (b"WARC/1.1\r\n", "a WARC file"),
        (b"\x1f\x8b\x08 torn", "gzip that cannot be unpacked"),
        (b"%PDF-1.7 torn", ""),
        (bytes(range(256)) * 8, ""),
    ],
)
def test_a_file_that_is_no_page_is_an_answer_with_a_reason(
    tmp_path: Path, body: bytes, told: str
) -> None:
    path = tmp_path / "tep"
    path.write_bytes(body)
    result = CliRunner().invoke(extract, [str(path), "--json"])
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert found["is_article"] is False
    assert found["authors"] == []
    assert told in found["message"]
    assert found["advice"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "ADDRESS, FILE or CAPTURE"),
        (["khong-co.html"], "is no file"),
        (["so.gov.vn/bai.html"], "https://so.gov.vn/bai.html?"),
        (["."], "is a folder"),
        (["a.html", "--corpus", "."], "ADDRESS, FILE or CAPTURE"),
        (["a.html", "--url", "so.gov.vn"], "no address"),
        (["a.html", "--platform", "khong-co"], "none of: aspnet"),
        (["12"], "home folder"),
        (["https://so.gov.vn/bai.html"], "trichnguon extract FILE --url ADDRESS"),
        (["9" * 30], "is no file"),
        (["--corpus", "."], "index.jsonl is missing"),
    ],
)
def test_wrong_use_is_one_clear_line(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(extract, arguments)
    assert result.exit_code == 2
    assert "Error: " in result.output
    assert told in result.output


def test_fixture_waits_for_a_person(tmp_path: Path, page: Path) -> None:
    folder = tmp_path / "fixture"
    arguments = [str(page), str(folder), "--url", "https://s.gov.vn/a.html"]
    assert CliRunner().invoke(fixture, arguments).exit_code == 0
    output = json.loads((folder / "output.json").read_text(encoding="utf-8"))
    assert output["checked_by"] is None
    assert output["title"] == TITLE
    assert (folder / "page.html").read_bytes() == page.read_bytes()
    again = CliRunner().invoke(fixture, arguments)
    assert again.exit_code == 2
    assert "--replace" in again.output


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with one capture of the article."""
    now = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    url = "http://so.mau.test/tin/bai-viet.html"
    with create_archive(tmp_path / "home") as archive:
        run = archive.runs.start_run("so_mau", "clip", now)
        warc = WarcFile(archive.warc_folder, warc_name("so_mau", run.id or 0, now), "test")
        [location] = warc.write(
            HttpExchange(
                url=url,
                method="GET",
                request_headers=[("User-Agent", "test")],
                status=200,
                reason="OK",
                response_headers=[("Content-Type", "text/html; charset=utf-8")],
                body=ARTICLE.encode(),
                fetched_at=now,
            )
        )
        warc.close()
        archive.captures.record_capture(
            Capture(
                url=url,
                source_id="so_mau",
                fetched_at=now,
                status=200,
                content_type="text/html",
                warc_file=location.file,
                warc_offset=location.offset,
                warc_length=location.length,
                record_id=location.record_id,
                payload_sha256=location.payload_sha256,
                payload_bytes=len(ARTICLE.encode()),
                run_id=run.id,
            )
        )
    return tmp_path / "home"


@pytest.mark.parametrize("target", ["1", "http://so.mau.test/tin/bai-viet.html"])
def test_a_capture_is_read_by_its_id_or_address(home: Path, target: str) -> None:
    result = CliRunner().invoke(extract, [target, "--json", "--home", str(home)])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["title"] == TITLE


def test_a_capture_that_is_gone_or_damaged_says_so(home: Path) -> None:
    with pytest.raises(RecordMissing, match="No capture 7"):
        CliRunner().invoke(extract, ["7", "--home", str(home)], catch_exceptions=False)
    warc = next((home / "warc").rglob("*.warc.gz"))
    warc.write_bytes(warc.read_bytes()[:200])
    with pytest.raises(CaptureCorrupt, match="cannot be read back"):
        CliRunner().invoke(extract, ["1", "--home", str(home)], catch_exceptions=False)


def test_a_fixture_is_made_from_a_capture(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fixture"
    result = CliRunner().invoke(fixture, ["1", str(folder), "--home", str(home)])
    assert result.exit_code == 0, result.output
    page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    assert (page["url"], page["status"]) == ("http://so.mau.test/tin/bai-viet.html", 200)
    assert page["headers"]["Content-Type"] == "text/html; charset=utf-8"
