"""The archived original in its frame: true to its bytes, without any power."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html

from archive.records import ArticleVersion
from desk.replay_token import capture_of_token, replay_token

BASE = "http://stttt.anlinh.gov.test/news/"


@pytest.fixture
def frame(editor: Any, visitor: Any, anniversary: ArticleVersion) -> Any:
    """The answer that the frame of the article page gets: without any cookie."""
    root = html.fromstring(editor.open(f"/articles/{anniversary.article_id}"))
    element = root.xpath("//section[@id='original']//iframe")[0]
    assert element.get("sandbox") == ""
    return visitor.get(element.get("src"))


def test_the_frame_may_load_pictures_and_styles_of_the_archive_and_nothing_else(
    frame: Any, visitor: Any
) -> None:
    assert frame.status_code == 200
    policy = frame.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; img-src 'self' data:;")
    assert policy.endswith("sandbox")
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    root = html.fromstring(frame.text)
    picture, style = root.xpath("//figure/img/@src")[0], root.xpath("//link/@href")[0]
    shown = visitor.get(urljoin(str(frame.url), picture))
    assert shown.headers["content-type"] == "image/svg+xml"
    assert shown.text.startswith("<svg")
    assert shown.headers["content-security-policy"] == policy
    sheet = visitor.get(urljoin(str(frame.url), style))
    assert sheet.headers["content-type"].startswith("text/css")
    assert ".journal-title{color:#7a1f16}" in sheet.text
    assert 'url("data:,")' in sheet.text


def test_nothing_active_is_left_of_the_page(frame: Any) -> None:
    root = html.fromstring(frame.text)
    assert root.xpath("//script | //iframe | //form | //base | //meta[@http-equiv]") == []
    assert root.xpath("//@href[not(parent::link)]") == []
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert root.xpath("//a/@title") == [urljoin(BASE, "/home")]
    assert len(root.xpath("//button[@disabled] | //input[@disabled]")) == 2


def test_what_was_read_is_outlined_on_the_page(frame: Any) -> None:
    root = html.fromstring(frame.text)
    outlined = {
        (element.get("data-extracted"), element.tag)
        for element in root.xpath("//*[@data-extracted]")
    }
    assert {("title", "h1"), ("published", "div"), ("lead", "p"), ("byline", "p")} <= outlined
    assert len(root.xpath("//p[@data-extracted='body']")) == 4
    assert root.xpath("//a[@id='trich-nguon-title']/following-sibling::*[1]/@class") == [
        "journal-title"
    ]


def test_a_token_is_good_for_one_page_and_two_hours(
    visitor: Any, frame: Any, clock: Any, settings: Any, anniversary: ArticleVersion
) -> None:
    path = frame.url.path
    assert visitor.get(path[:-3] + "xx/").status_code == 403
    assert visitor.get("/archived/MQ.abc.def/").status_code == 403
    other = replay_token("another secret of sufficient length", anniversary.id)
    assert visitor.get(f"/archived/{other}/").status_code == 403
    clock.shift(timedelta(hours=1, minutes=59))
    assert visitor.get(path).status_code == 200
    clock.shift(timedelta(minutes=2))
    expired = visitor.get(path)
    assert expired.status_code == 403
    assert "Bản xem đã hết hạn" in expired.text
    token = replay_token(settings.secret, 7)
    assert capture_of_token(settings.secret, token) == 7


def test_only_pictures_and_styles_are_served_beside_the_page(
    visitor: Any, frame: Any, home: Any, anniversary: ArticleVersion
) -> None:
    page_capture = anniversary.provenance.capture_id
    for wanted in (str(page_capture), "999", "x", "", "9" * 30):
        answer = visitor.get(f"{frame.url.path}file", params={"capture": wanted})
        assert answer.status_code == 404


def test_a_capture_that_is_no_page_is_named_and_offered_for_download(
    editor: Any, visitor: Any, home: Any, make_article: Any
) -> None:
    written = make_article(url=f"{BASE}quyet-dinh.pdf")
    version = home.add(written, page=b"%PDF-1.7", content_type="application/pdf")
    page = editor.open(f"/articles/{version.article_id}")
    frame = visitor.get(re.search(r'src="(/archived/[^"]+)"', page)[1].replace("&amp;", "&"))
    assert "application/pdf" in frame.text
    assert frame.headers["content-security-policy"].endswith("sandbox")
    download = editor.get(f"/captures/{version.provenance.capture_id}/download")
    assert download.content == b"%PDF-1.7"
    assert download.headers["content-disposition"].startswith("attachment;")
    assert download.headers["content-type"] == "application/octet-stream"


def test_the_frame_shows_a_page_in_its_own_charset_as_utf8(
    editor: Any, visitor: Any, home: Any, make_article: Any
) -> None:
    written = make_article(url=f"{BASE}cu")
    page = "<html><head><meta charset='windows-1258'></head><body><p>Đăk Đoa</p></body></html>"
    version = home.add(written, page=page.encode("cp1258"))
    found = re.search(r'src="(/archived/[^"]+)"', editor.open(f"/articles/{version.article_id}"))
    frame = visitor.get(found[1].replace("&amp;", "&"))
    assert frame.headers["content-type"] == "text/html; charset=utf-8"
    assert "Đăk Đoa" in frame.content.decode()
    assert html.fromstring(frame.content).xpath("//meta/@charset") == ["utf-8"]
