"""The estimate from the bytes may say too little, never too much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from scraper.fields.kinds import visible_text
from scraper.fields.shown_text import shows_surely_more

LIMIT = 100
WORDS = "Ủy ban nhân dân tỉnh tổ chức hội nghị tổng kết. "
PIECES = st.sampled_from(
    [
        f"<p>{WORDS}</p>",
        f"<p>{WORDS * 4}</p>",
        f"<script>var a = '<p>{WORDS * 9}';</script>",
        f"<style>.a > b {{ content: '{WORDS * 9}' }}</style>",
        f"<!-- <p>{WORDS * 9}</p> -->",
        f"<noscript>{WORDS * 9}</noscript>",
        f"<select><option>{WORDS * 9}</option></select>",
        "<p>&nbsp;&nbsp;&nbsp; &#7853; &amp;</p>" * 20,
        "<div class='a>b'>",
        "</div>",
    ]
)


@given(st.lists(PIECES, min_size=1))
def test_more_is_said_only_where_a_reader_sees_more(pieces: list[str]) -> None:
    page = f"<html><head><title>{WORDS * 9}</title></head><body>{''.join(pieces)}</body></html>"
    if shows_surely_more(page.encode(), LIMIT):
        assert len(visible_text(html.document_fromstring(page), 100_000)) > LIMIT


def test_a_page_with_a_text_is_known_as_one() -> None:
    page = f"<html><body><script>{WORDS * 200}</script><p>{WORDS * 9}</p></body></html>"
    assert shows_surely_more(page.encode(), LIMIT)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        f"<body><script>document.write('<p>{WORDS * 99}')".encode(),
        f"<body><p>{WORDS * 99}</p>".encode("utf-16"),
        f"{WORDS * 99}".encode(),
    ],
    ids=["nothing", "script without end", "letters of two bytes", "no markup"],
)
def test_a_doubt_is_no(page: bytes) -> None:
    assert not shows_surely_more(page, LIMIT)
