"""The archived original: true to its bytes, and without any power."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from archive.records import ArticleVersion
from desk.charset import decoded
from desk.replay import MISSING_IMAGE, archived_page, archived_style
from desk.replay_token import capture_of_token, replay_token

BASE = "http://stttt.anlinh.gov.test/news/"


def nothing_kept(url: str) -> str | None:
    return None


def kept(url: str) -> str | None:
    return f"/kept?{url}"


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


def test_pictures_that_were_not_kept_are_placeholders() -> None:
    page = archived_page("<p><img src='/anh.jpg' alt='Lễ'></p>", BASE, nothing_kept)
    picture = html.fromstring(page).xpath("//img")[0]
    assert picture.get("src") == MISSING_IMAGE
    assert picture.get("alt") == "Lễ"


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<img src='a.jpg'>", f"{BASE}a.jpg"),
        ("<img src='spin.gif' data-src='/b.jpg'>", "http://stttt.anlinh.gov.test/b.jpg"),
        ("<base href='http://cdn.test/x/'><img src='c.jpg'>", "http://cdn.test/x/c.jpg"),
        ("<img src='//cdn.test/d.jpg'>", "http://cdn.test/d.jpg"),
    ],
)
def test_addresses_are_resolved_as_the_page_meant_them(markup: str, address: str) -> None:
    root = html.fromstring(archived_page(f"<body>{markup}</body>", BASE, kept))
    assert root.xpath("//img/@src") == [f"/kept?{address}"]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<p onmouseover=alert(1)>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<object data='x.swf'></object><embed src='x.swf'>",
        "<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<form action='https://evil.example/'><button formaction='javascript:alert(1)'>x</button>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<video src=x onerror=alert(1)><source src=x></video>",
        "<template><img src=x onerror=alert(1)></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        "<link rel=import href=//evil.example/x.html><link rel=preload href=//evil.example/y>",
        "<img srcset='//evil.example/a.jpg 2x'><body background='//evil.example/b.jpg'>",
        "<style></style><script>alert(1)</script></style>",
    ],
)
def test_attacks_do_not_survive(markup: str) -> None:
    page = archived_page(f"<html><body>{markup}<p>Giữ lại</p></body></html>", BASE, nothing_kept)
    root = html.fromstring(page)
    assert "Giữ lại" in root.text_content()
    assert root.xpath("//script | //object | //embed | //form | //template | //video") == []
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    assert (
        root.xpath(
            "//@href | //@srcset | //@background | //@formaction | //@*[name()='xlink:href']"
        )
        == []
    )
    assert "evil.example" not in page


def test_styles_reach_only_the_archive() -> None:
    style = archived_style(
        "@import 'a.css'; @import url(b.css); p{background:url( \"c.png\" )} "
        "q{background:url(data:image/png;base64,AA==)} r{background:url(javascript:x)}",
        BASE,
        lambda url: "/kept" if url == f"{BASE}b.css" else None,
    )
    assert style == (
        '@import "data:,"; @import url("/kept"); p{background:url("data:,")} '
        'q{background:url("data:image/png;base64,AA==")} r{background:url("data:,")}'
    )


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("Kỷ niệm 15 năm".encode(), "text/html; charset=windows-1258"),
        ("Kỷ niệm 15 năm".encode(), ""),
        ("Kỷ niệm 15 năm".encode("utf-8-sig"), "text/html"),
        ("Kỷ niệm 15 năm".encode("utf-16"), "text/html; charset=utf-8"),
        ("Kỷ niệm 15 năm".encode("utf-16-le"), "text/html; charset=utf-16-le"),
    ],
)
def test_bytes_are_read_for_what_they_are(body: bytes, label: str) -> None:
    assert decoded(body, label).strip("\0") == "Kỷ niệm 15 năm"


def test_windows_1258_by_its_label_and_by_its_meta_tag() -> None:
    body = "<meta charset=windows-1258><p>Đại hội Đảng bộ xã</p>".encode("cp1258", "replace")
    assert "Đ" in decoded(body, "text/html")
    assert decoded(body, "text/html; charset=windows-1258") == decoded(body, "text/html")


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


@given(st.binary(max_size=300), st.sampled_from(["", "text/html; charset=utf-7", "x; charset=é"]))
def test_any_bytes_become_a_page(body: bytes, label: str) -> None:
    assert "<html" in archived_page(decoded(body, label), BASE, nothing_kept, [("title", "x")])


def test_a_page_nested_without_end_is_shown_or_cut_but_never_crashes() -> None:
    page = "<div>" * 100_000 + "<p>Đáy</p>"
    assert archived_page(page, BASE, nothing_kept).startswith("<!DOCTYPE html>")
