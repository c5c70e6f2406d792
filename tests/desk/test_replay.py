"""Archived markup loses everything active, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from desk.charset import decoded
from desk.replay import MISSING_IMAGE, archived_page, archived_style

BASE = "http://stttt.anlinh.gov.test/news/"


def nothing_kept(url: str) -> str | None:
    return None


def kept(url: str) -> str | None:
    return f"/kept?{url}"


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


@given(st.binary(max_size=300), st.sampled_from(["", "text/html; charset=utf-7", "x; charset=é"]))
def test_any_bytes_become_a_page(body: bytes, label: str) -> None:
    assert "<html" in archived_page(decoded(body, label), BASE, nothing_kept, [("title", "x")])


@pytest.mark.parametrize("depth", [1_500, 100_000])
def test_a_page_nested_without_end_is_shown_or_cut_but_never_crashes(depth: int) -> None:
    page = "<div>" * depth + "<p>Đáy</p>"
    shown = archived_page(page, BASE, nothing_kept, [("body", "Đáy")])
    assert shown.startswith("<!DOCTYPE html>")
