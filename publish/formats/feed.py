"""Atom 1.0 feed (RFC 4287) of the newest posts, each with its whole attribution."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from lxml import etree

from archive.records import Post
from publish.company import CompanyStyle
from publish.formats.html import FEED_PATH
from publish.formats.structured import credit_text
from publish.markup import without_controls

ATOM = "http://www.w3.org/2005/Atom"
FEED_LENGTH = 30
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def build_feed(posts: Sequence[Post], company: CompanyStyle) -> bytes:
    """UTF-8 XML of the newest `FEED_LENGTH` posts, given newest first.

    The same posts give the same bytes: the feed's time is that of its newest post.
    """
    feed = etree.fromstring(f'<feed xmlns="{ATOM}" xml:lang="vi"/>')
    updated = max((post.composed_at for post in posts), default=_EPOCH)
    _text(feed, "id", company.site_url)
    _text(feed, "title", company.name)
    _text(feed, "updated", _time(updated))
    _link(feed, "self", company.site_url + FEED_PATH)
    _link(feed, "alternate", company.site_url)
    _text(_child(feed, "author"), "name", company.name)
    for post in posts[:FEED_LENGTH]:
        _entry(feed, post, company)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(feed: etree._Element, post: Post, company: CompanyStyle) -> None:
    entry = _child(feed, "entry")
    address = company.post_address(post.slug)
    _text(entry, "id", address)
    _text(entry, "title", post.title)
    _text(entry, "updated", _time(post.composed_at))
    _link(entry, "alternate", address)
    # RFC 4287 §4.2.7.2: "via" is the source of what the entry says.
    _link(entry, "via", post.attribution.url)
    for name in [author.name for author in post.authors] or [post.attribution.agency]:
        _text(_child(entry, "author"), "name", name)
    if post.lead:
        _text(entry, "summary", post.lead)
    _text(entry, "content", _content_html(post)).set("type", "html")


def _content_html(post: Post) -> str:
    """Source title, body, congratulation and attribution, as the page has them."""
    return "\n".join(
        (
            f"<h2>{escape(post.source_title)}</h2>",
            post.body_html,
            f"<p><strong>{escape(post.congratulation)}</strong></p>",
            f"<p>{escape(credit_text(post))}</p>",
        )
    )


def _child(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{ATOM}}}{name}")


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = _child(parent, name)
    child.text = without_controls(text)
    return child


def _link(parent: etree._Element, relation: str, address: str) -> None:
    link = _child(parent, "link")
    link.set("rel", relation)
    link.set("href", without_controls(address))


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
