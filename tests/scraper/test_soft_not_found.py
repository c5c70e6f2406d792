"""Soft 404s by likeness; and that no article is ever taken for one."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from web_poet import HttpResponse

from archive.not_found import NotFoundAnswer
from scraper.pages.document import read_document
from scraper.soft_not_found import PageShape, is_like, nonsense_address, page_shape

URL = "https://so.mau.test/tin/khong-co-1.html"
MENU = "<ul><li>Trang chủ</li><li>Tin tức - Sự kiện</li></ul><p>Đang xem: 12</p><i>Lượt: 1.234</i>"


def shape(body: str, title: str = "Cổng thông tin", url: str = URL) -> PageShape:
    page = f"<html><head><title>{title}</title></head><body>{MENU}{body}</body></html>"
    return page_shape(html.document_fromstring(page), url)


def answer(of: PageShape) -> NotFoundAnswer:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    return NotFoundAnswer(
        "https://so.mau.test", URL, now, 200, is_page=True, title=of.title, blocks=of.blocks
    )


@pytest.mark.parametrize(
    ("body", "title", "like"),
    [
        ("", "Cổng thông tin", True),
        ("<i>Lượt: 9.876</i><span>27/11/2026 08:00</span>", "Cổng thông tin", True),
        (
            "<p>Không có /tin/le-ky-niem-2.html trên máy chủ này, xin lỗi.</p>",
            "Cổng thông tin",
            True,
        ),
        ("", "Lễ kỷ niệm", False),
        (f"<p>{'Sáng nay, Sở Mẫu tổ chức lễ kỷ niệm. ' * 3}</p>", "Cổng thông tin", False),
    ],
)
def test_likeness(body: str, title: str, *, like: bool) -> None:
    found = shape(body, title, "https://so.mau.test/tin/le-ky-niem-2.html")
    assert is_like(found, answer(shape(""))) is like


@pytest.mark.parametrize(
    ("address", "begin", "end"),
    [
        ("https://a.vn/tin/le-hoi-123.html", "https://a.vn/tin/khong-co-", "-912399.html"),
        ("https://a.vn/-/details/57420/le-hoi", "https://a.vn/-/details/95742099/khong-co-", ""),
        ("https://a.vn/Pages/tin.aspx?ItemID=7", "https://a.vn/Pages/khong-co-", "?ItemID=9799"),
    ],
)
def test_nonsense_has_the_form_of_an_article(address: str, begin: str, end: str) -> None:
    found = nonsense_address(address)
    assert found.startswith(begin)
    assert found.endswith(end)
    assert nonsense_address(address) != found


@pytest.mark.corpus
def test_no_real_page_is_like_another(corpus: Path) -> None:
    """The hardest case: another article of the portal, as if it answered for what is not there."""
    shapes = defaultdict(list)
    for line in (corpus / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "article":
            url = row["page_url_if_known"] or f"http://{row['host']}/{row['file']}"
            page = read_document(HttpResponse(url, (corpus / row["file"]).read_bytes()))
            shapes[row["host"]].append((row["file"], page_shape(page.root, url)))
    wrong = [
        (name, other)
        for pages in shapes.values()
        for name, found in pages
        for other, elsewhere in pages
        if name != other and is_like(found, answer(elsewhere))
    ]
    assert wrong == []
