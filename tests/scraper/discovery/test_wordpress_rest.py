import json

import pytest
from web_poet import HttpResponse

from scraper.discovery.reader import Channel, channel_of
from scraper.discovery.wordpress_rest import posts_url, read_posts
from scraper.errors import PageError

POSTS = [
    {
        "link": "https://hoi.mau.org.vn/2026/11/chuc-mung-ngay-thanh-lap/",
        "date_gmt": "2026-11-12T03:00:00",
        "title": {"rendered": "Chúc mừng &#8211; ngày thành lập"},
        "excerpt": {"rendered": "<p>Sáng nay.</p>"},
    }
]


def answer(body: object, total: str = "3") -> HttpResponse:
    headers = {"Content-Type": "application/json", "X-WP-TotalPages": total}
    url = posts_url("https://hoi.mau.org.vn/")
    return HttpResponse(url, body=json.dumps(body).encode(), status=200, headers=headers)


def test_posts_are_entries_and_pages_go_on() -> None:
    response = answer(POSTS)
    assert channel_of(response) is Channel.REST
    listing = read_posts(response)
    (entry,) = listing.entries
    assert entry.title == "Chúc mừng – ngày thành lập"
    assert entry.summary == "Sáng nay."
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2026-11-12T03:00:00+00:00"
    assert "page=2" in listing.next_urls[0]


def test_last_page_ends_and_an_error_is_told() -> None:
    assert read_posts(answer(POSTS, total="1")).next_urls == ()
    assert read_posts(answer({"code": "rest_post_invalid_page_number"}, "1")).entries == ()
    with pytest.raises(PageError, match="without posts"):
        read_posts(answer({"code": "rest_no_route", "message": "No route"}))
