from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from archive.records import Author, Post
from publish.company import CompanyStyle
from publish.formats.feed import FEED_LENGTH, build_feed

MakePost = Callable[..., Post]
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def parse(feed: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(feed)  # noqa: S314  our own bytes


def text(element: ElementTree.Element, path: str) -> str:
    found = element.find(path, NAMES)
    assert found is not None
    return found.text or ""


def test_an_entry_carries_the_post_and_its_source(
    make_post: MakePost, company: CompanyStyle
) -> None:
    post = make_post()
    feed = parse(build_feed([post], company))
    assert text(feed, "a:title") == company.name
    assert text(feed, "a:updated") == "2026-11-23T04:00:00Z"
    assert text(feed, "a:entry/a:id") == company.post_address(post.slug)
    assert text(feed, "a:entry/a:title") == post.title
    assert text(feed, "a:entry/a:author/a:name") == "Trần Thị Minh Hà"
    via = feed.find("a:entry/a:link[@rel='via']", NAMES)
    assert via is not None
    assert via.get("href") == post.attribution.url
    content = text(feed, "a:entry/a:content")
    for part in (
        post.body_html,
        post.congratulation,
        "Sở Văn hóa tỉnh Hà Sơn",
        "15:30 ngày 02/05/2026",
    ):
        assert part in content


def test_hostile_words_leave_the_feed_well_formed(
    make_post: MakePost, company: CompanyStyle
) -> None:
    hostile = "]]> \x00\x08\x1b\ufffe <script>&đ\ud800"
    post = make_post(title=hostile, lead=hostile, authors=(Author(hostile),))
    feed = parse(build_feed([post], company))
    assert text(feed, "a:entry/a:title") == "]]>  <script>&đ"
    assert "<script>" not in text(feed, "a:entry/a:content")


def test_a_feed_without_posts_is_still_a_feed(company: CompanyStyle) -> None:
    assert parse(build_feed([], company)).findall("a:entry", NAMES) == []


def test_a_feed_holds_the_newest_posts(make_post: MakePost, company: CompanyStyle) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    posts = [
        make_post(slug=f"bai-{n}", composed_at=now - timedelta(days=n))
        for n in range(FEED_LENGTH + 5)
    ]
    entries = parse(build_feed(posts, company)).findall("a:entry", NAMES)
    assert len(entries) == FEED_LENGTH
    assert text(entries[0], "a:id").endswith("/bai-0/")
