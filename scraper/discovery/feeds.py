"""RSS 0.9x, 1.0, 2.0 and Atom (RFC 4287) as a Listing; a feed holds the last few entries only."""

import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from web_poet import HttpResponse

from archive.records import Entry, Listing, PublishedPrecision
from scraper.discovery.xml import child_text, local_name, parse_xml, root_name, xml_body
from scraper.errors import PageError
from scraper.fields.addresses import absolute_url
from scraper.fields.dates import VIETNAM, DateReading, read_date
from scraper.fields.plain_text import plain_text
from scraper.fields.select import Node
from scraper.identity import canonical_url
from scraper.pages.listing import make_entry

FEED_ROOTS = ("rss", "feed", "rdf")
PAGE_OBJECT = "feed"
# One scheme or several, with any number of slashes; the last one counts.
_SCHEMES = re.compile(r"^(?:https?:/*)*(?P<scheme>https?):/*(?=[\w-]+\.)", re.IGNORECASE)
_DATES = ("pubdate", "published", "date", "updated")


def is_feed(response: HttpResponse) -> bool:
    return root_name(bytes(response.body)) in FEED_ROOTS


def read_feed(response: HttpResponse, platform: str = "") -> Listing:
    """Raises PageError for XML that cannot be read or is no feed."""
    url = str(response.url)
    body = xml_body(response)
    if root_name(body) not in FEED_ROOTS:
        raise PageError(url, "neither RSS nor Atom")
    root = parse_xml(url, body)
    found: dict[str, Entry] = {}
    for item in root.iter():
        if local_name(item) in ("item", "entry"):
            entry = _entry(item, url, platform)
            if entry is not None:
                found.setdefault(entry.identity, entry)
    return Listing(
        url=canonical_url(url),
        entries=tuple(found.values()),
        next_urls=_next_archives(root, url),
        page_object=PAGE_OBJECT,
    )


def mended_link(base_url: str, link: str) -> str:
    """A feed's link made absolute, as it was meant: portals leave out or double parts of it.

    Seen: "http:moc.gov.vn/vn/…", "http:///so.gov.vn/…", "http://http://so.gov.vn/…", "so.gov.vn/…".
    """
    link = _SCHEMES.sub(lambda found: f"{found['scheme']}://", link.strip().replace("\\", "/"))
    base = urlsplit(base_url)
    if link.partition("/")[0].removeprefix("www.") == (base.hostname or "").removeprefix("www."):
        link = f"{base.scheme}://{link}"
    return absolute_url(base_url, link)


def _entry(item: Node, base_url: str, platform: str) -> Entry | None:
    address = mended_link(base_url, _link(item))
    if not address.startswith("http"):
        return None
    return make_entry(
        address,
        platform,
        title=plain_text(child_text(item, "title")),
        summary=plain_text(child_text(item, "description", "summary")),
        reading=_read_feed_date(child_text(item, *_DATES)),
    )


def _link(item: Node) -> str:
    """RSS: the text of `link`; Atom: `href` of the alternate; else a guid that is an address."""
    for child in item:
        if local_name(child) == "link":
            if child.get("href") and child.get("rel", "alternate") == "alternate":
                return child.get("href", "")
            if child.text and child.text.strip():
                return child.text
    guid = child_text(item, "guid", "id")
    return guid if guid.startswith("http") else ""


def _next_archives(root: Node, url: str) -> tuple[str, ...]:
    """`atom:link rel="next"` (RFC 5005): older pages of the same feed."""
    found: dict[str, None] = {}
    for node in root.iter():
        if local_name(node) == "link" and node.get("rel") in ("next", "prev-archive"):
            address = absolute_url(url, node.get("href", ""))
            if address.startswith("http"):
                found.setdefault(canonical_url(address))
    return tuple(found)


def _read_feed_date(raw: str) -> DateReading | None:
    """RFC 822 (RSS), ISO 8601 (Atom, RSS 1.0), or whatever the portal prints instead."""
    try:
        moment = parsedate_to_datetime(raw)
    except ValueError:
        return read_date(raw)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return DateReading(raw, moment, PublishedPrecision.MINUTE, 1.0)
