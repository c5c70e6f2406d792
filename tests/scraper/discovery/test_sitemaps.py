import gzip

import pytest
from web_poet import HttpResponse

from scraper.discovery import xml
from scraper.discovery.sitemaps import is_sitemap, read_sitemap
from scraper.errors import PageError

URL = "http://so.mau.gov.vn/sitemap.xml"
PAGES = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>http://so.mau.gov.vn/</loc></url>
<url><loc>http://so.mau.gov.vn/tin/cu-hon-100.html</loc><lastmod>2020-01-02</lastmod></url>
<url><loc>http://so.mau.gov.vn/tin/moi-nhat-101.html</loc><news:news><news:publication_date>2026-11-02T08:00:00+07:00</news:publication_date><news:title>Mới nhất</news:title></news:news></url>
<url><loc>http://so.mau.gov.vn/tep/van-ban.pdf</loc></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>/sitemap-1.xml</loc></sitemap><sitemap><loc>http://so.mau.gov.vn/sitemap-2.xml.gz</loc></sitemap></sitemapindex>"""


def response(body: bytes, url: str = URL) -> HttpResponse:
    return HttpResponse(url, body=body, status=200, headers={"Content-Type": "text/plain"})


def test_pages_newest_first_without_home_and_files() -> None:
    listing = read_sitemap(response(PAGES.encode()))
    assert [entry.url.rsplit("-", 1)[1] for entry in listing.entries] == ["101.html", "100.html"]
    assert listing.entries[0].title == "Mới nhất"


def test_index_leads_to_its_sitemaps() -> None:
    listing = read_sitemap(response(INDEX.encode()))
    assert listing.next_urls == (
        "http://so.mau.gov.vn/sitemap-1.xml",
        "http://so.mau.gov.vn/sitemap-2.xml.gz",
    )


def test_packed_and_plain_lists_are_read() -> None:
    packed = response(gzip.compress(PAGES.encode()), "http://so.mau.gov.vn/sitemap.xml.gz")
    assert is_sitemap(packed)
    assert len(read_sitemap(packed).entries) == 2
    plain = response(b"http://so.mau.gov.vn/tin/a-1.html\nhttp://so.mau.gov.vn/tin/b-2.html\n")
    assert len(read_sitemap(plain).entries) == 2


def test_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "MAX_XML_BYTES", 1000)
    with pytest.raises(PageError, match="unpacks to more"):
        read_sitemap(response(gzip.compress(b"<urlset>" + b" " * 5000)))
    with pytest.raises(PageError, match="cannot be unpacked"):
        read_sitemap(response(b"\x1f\x8b torn"))
