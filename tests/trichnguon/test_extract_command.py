import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.archive import create_archive
from archive.records import Capture
from archive.warc import HttpExchange, WarcFile, warc_name
from trichnguon.commands.extract import extract
from trichnguon.commands.fixture import fixture

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


@pytest.mark.parametrize("arguments", [[], ["khong-co.html"], ["a.html", "--corpus", "."]])
def test_wrong_use_is_one_clear_line(arguments: list[str]) -> None:
    result = CliRunner().invoke(extract, arguments)
    assert result.exit_code == 2
    assert "Error: " in result.output
    assert "Traceback" not in result.output


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
        location = warc.write_exchange(
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


def test_an_address_never_captured_says_how_to_capture_it(home: Path) -> None:
    result = CliRunner().invoke(extract, ["http://so.mau.test/khac.html", "--home", str(home)])
    assert result.exit_code == 2
    assert "trichnguon clip http://so.mau.test/khac.html" in result.output
