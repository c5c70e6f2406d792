"""Sitemaps (sitemaps.org 0.9), sitemap indexes, news sitemaps and plain lists of addresses.

A sitemap names addresses, not articles: it lists sections as well, and keeps what was removed. Its
entries are therefore only a hint, see `is_hint` in `scraper.discovery.reader`.
"""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from web_poet import HttpResponse

from archive.records import Entry, Listing
from archive.text import fold_space
from scraper.discovery.xml import child_text, local_name, parse_xml, root_name, xml_body
from scraper.errors import PageError
from scraper.fields.addresses import absolute_url, is_file
from scraper.fields.dates import read_date
from scraper.fields.select import Node
from scraper.identity import canonical_url
from scraper.pages.listing import content_type, make_entry

SITEMAP_ROOTS = ("urlset", "sitemapindex")
PAGE_OBJECT = "sitemap"
MAX_ENTRIES = 50_000
"""Of the protocol: a larger file is cut, the rest belongs into further files."""
_NAMED_SITEMAP = re.compile(r"sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|css|js)$", re.IGNORECASE)


def is_sitemap(response: HttpResponse) -> bool:
    body = bytes(response.body)
    if root_name(body) in SITEMAP_ROOTS:
        return True
    path = urlsplit(str(response.url)).path
    is_list = content_type(response) == "text/plain" or body.startswith(b"\x1f\x8b")
    return bool(_NAMED_SITEMAP.search(path)) and is_list


def read_sitemap(response: HttpResponse, platform: str = "") -> Listing:
    """Pages as entries, the sitemaps of an index as `next_urls`. Raises PageError."""
    url = str(response.url)
    body = xml_body(response)
    kind = root_name(body)
    if kind not in SITEMAP_ROOTS:
        return _plain_list(url, body, platform)
    root = parse_xml(url, body)
    if kind == "sitemapindex":
        children = [child_text(node, "loc") for node in root if local_name(node) == "sitemap"]
        return _listing(url, (), tuple(_absolute(url, child) for child in children))
    nodes = (node for node in root if local_name(node) == "url")
    entries = (_entry(node, url, platform) for node in nodes)
    return _listing(url, tuple(entry for entry in entries if entry is not None))


def _plain_list(url: str, body: bytes, platform: str) -> Listing:
    lines = body.decode("utf-8", "replace").splitlines()
    addresses = [line.strip() for line in lines if line.strip().startswith("http")]
    if not addresses:
        raise PageError(url, "no sitemap: neither XML nor a list of addresses")
    return _listing(url, tuple(make_entry(a, platform) for a in addresses if _is_page(a)))


def _entry(node: Node, base_url: str, platform: str) -> Entry | None:
    address = _absolute(base_url, child_text(node, "loc"))
    if not address.startswith("http") or not _is_page(address):
        return None
    news = next((child for child in node if local_name(child) == "news"), None)
    if news is not None:
        day = child_text(news, "publication_date") or child_text(node, "lastmod")
        title = fold_space(child_text(news, "title"))
        return make_entry(address, platform, title=title, reading=read_date(day))
    return make_entry(address, platform, reading=read_date(child_text(node, "lastmod")))


def _listing(url: str, entries: tuple[Entry, ...], next_urls: tuple[str, ...] = ()) -> Listing:
    """Newest first, as far as the sitemap dates its entries: files are written in any order."""
    found: dict[str, Entry] = {}
    for entry in entries[:MAX_ENTRIES]:
        found.setdefault(entry.identity, entry)
    newest_first = sorted(found.values(), key=_moment, reverse=True)
    return Listing(
        url=canonical_url(url),
        entries=tuple(newest_first),
        next_urls=tuple(dict.fromkeys(filter(None, next_urls))),
        page_object=PAGE_OBJECT,
    )


def _moment(entry: Entry) -> datetime:
    return entry.published_at or datetime.min.replace(tzinfo=UTC)


def _absolute(base_url: str, address: str) -> str:
    address = absolute_url(base_url, address)
    return address if address.startswith("http") else ""


def _is_page(address: str) -> bool:
    """The home page, files and pictures are no articles on any portal."""
    path = urlsplit(address).path
    return path not in ("", "/") and not is_file(address) and not _PICTURE.search(path)
