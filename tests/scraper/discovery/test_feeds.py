"""Feeds as portals serve them, and as attackers would."""

import pytest
from web_poet import HttpResponse

from scraper.discovery.feeds import is_feed, mended_link, read_feed
from scraper.errors import PageError

URL = "http://so.mau.gov.vn/rss/tin.rss"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Tin</title>
<item><title>Kỷ niệm 20 năm thành lập Sở</title><link>http://so.mau.gov.vn/vi/news/tin/ky-niem-12.html</link>
<description><![CDATA[<p>Sáng nay, <b>Sở</b> tổ chức lễ.</p>]]></description>
<pubDate>Thu, 12 Nov 2026 10:12:00 +0700</pubDate></item>
<item><title>Không có địa chỉ</title></item>
<item><title>Guid</title><guid>http://so.mau.gov.vn/vi/news/tin/guid-13.html</guid><pubDate>12/11/2026 08:00</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title>
<link rel="next" href="/atom?page=2"/>
<entry><title>Hội nghị tổng kết</title><link rel="self" href="/x"/><link href="/tin/hoi-nghi-tong-ket-nam-99.html"/>
<updated>2026-11-12T03:00:00Z</updated></entry></feed>"""


def response(body: str) -> HttpResponse:
    return HttpResponse(URL, body=body.encode(), status=200)


def test_rss_entries_have_address_title_summary_and_time() -> None:
    first, second = read_feed(response(RSS), "nukeviet").entries
    assert first.identity == "nukeviet:so.mau.gov.vn/vi/news/12"
    assert first.title == "Kỷ niệm 20 năm thành lập Sở"
    assert first.summary == "Sáng nay, Sở tổ chức lễ."
    assert first.published_at is not None
    assert first.published_at.isoformat() == "2026-11-12T10:12:00+07:00"
    assert second.url.endswith("guid-13.html")
    assert second.published_at is not None
    assert second.published_at.isoformat() == "2026-11-12T08:00:00+07:00"


def test_atom_takes_the_alternate_link_and_pages_by_next() -> None:
    listing = read_feed(response(ATOM))
    assert [entry.url for entry in listing.entries] == [
        "http://so.mau.gov.vn/tin/hoi-nghi-tong-ket-nam-99.html"
    ]
    assert listing.next_urls == ("http://so.mau.gov.vn/atom?page=2",)


def test_a_page_is_no_feed() -> None:
    assert not is_feed(response("<html><body>rss</body></html>"))
    with pytest.raises(PageError, match="neither RSS nor Atom"):
        read_feed(response("<html></html>"))


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>http://so.mau.gov.vn/a-1.html</link></item></channel></rss>'
    (entry,) = read_feed(response(bomb)).entries
    assert "root:" not in entry.title


def test_a_feed_with_broken_names_keeps_its_other_entries() -> None:
    broken = b"<rss><channel><item><r6-11-12T03:00:00Z/></item><item><link>http://a.vn/bai-1.html</link></item></channel></rss>"
    listing = read_feed(HttpResponse("http://a.vn/rss", body=broken))
    assert [entry.url for entry in listing.entries] == ["http://a.vn/bai-1.html"]


@pytest.mark.parametrize(
    "link",
    [
        "http:so.test/tin/1.aspx",
        "http:/so.test/tin/1.aspx",
        "http:///so.test/tin/1.aspx",
        "http://http://so.test/tin/1.aspx",
        "https://http://so.test/tin/1.aspx",
        "so.test/tin/1.aspx",
        "//so.test/tin/1.aspx",
        "/tin/1.aspx",
        " http:\\\\so.test\\tin\\1.aspx\n",
    ],
)
def test_links_that_portals_break_lead_where_they_were_meant(link: str) -> None:
    assert mended_link("http://so.test/rss", link) == "http://so.test/tin/1.aspx"
