"""A listing nobody described: links whose addresses have one shape and whose texts are headlines.

Used where the platform's page object and the generic one find nothing. An address shape is its
path with numbers and names taken out ("+/+/#/+/+/#.icd"); articles of one portal share one, menus
do not.
"""

import re
from urllib.parse import parse_qsl, urlsplit

from attrs import define, field
from web_poet import HttpResponse

from archive.records import Entry, Listing
from scraper.fields.addresses import absolute_url
from scraper.fields.dates import DateReading, read_date
from scraper.fields.select import Node, Select, node_text
from scraper.identity import canonical_url
from scraper.pages.article_links import is_other, names_article, site_of
from scraper.pages.document import read_document
from scraper.pages.listing import make_entry

PAGE_OBJECT = "LearnedListing"
MIN_ENTRIES = 3
MIN_WORDS = 4
_LINK = Select(
    "//a[@href][not(ancestor::nav or ancestor::footer or ancestor::header)]"
    "[not(ancestor::*[self::ul or self::li][contains(@class, 'menu') or contains(@id, 'menu')])]"
    "[not(ancestor::*[contains(@class, 'breadcrumb') or contains(@class, 'footer')])]"
)
_BOX = Select("ancestor::*[self::li or self::tr or self::article or self::div][1]")
_PAGER = Select(
    "//*[contains(@class, 'pagination') or contains(@class, 'paging') or contains(@class, 'pager')"
    " or contains(@class, 'phantrang') or contains(@id, 'pagination')]//a[@href] | //a[@rel='next']"
)
_PAGE_TEXT = re.compile(r"\d{1,4}|.*\b(?:sau|tiếp|next)\b.*|[>»›]", re.IGNORECASE)
_LONG_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9%]+){3,}", re.IGNORECASE)
_NO_ARTICLE = re.compile(
    r"/(?:login|dang-nhap|search|tim-kiem|tags?|category|chuyen-muc|album|video|thu-vien)(?:\.\w+)?/?$",
    re.IGNORECASE,
)


@define
class _Cluster:
    entries: dict[str, Entry] = field(factory=dict)
    words: int = 0

    @property
    def weight(self) -> float:
        """Headlines are many and long."""
        count = len(self.entries)
        return count * min(self.words / count, 16)


def learn_listing(response: HttpResponse, platform: str = "") -> Listing:
    """Entries of the heaviest cluster; an empty listing where no cluster looks like headlines.

    Raises PageError, NotAnArticle where the page cannot be read.
    """
    document = read_document(response)
    here = canonical_url(str(response.url))
    clusters: dict[str, _Cluster] = {}
    for link in _LINK(document.root):
        address = absolute_url(document.base_url, link.get("href", ""))
        title = node_text(link) or (link.get("title") or "").strip()
        if _may_be_article(address, title, here):
            entry = make_entry(address, platform, title=title, reading=_date_beside(link))
            cluster = clusters.setdefault(address_shape(entry.url), _Cluster())
            if entry.identity not in cluster.entries:
                cluster.entries[entry.identity] = entry
                cluster.words += len(title.split())
    best = max(clusters.values(), key=lambda cluster: cluster.weight, default=_Cluster())
    entries = tuple(best.entries.values()) if len(best.entries) >= MIN_ENTRIES else ()
    return Listing(here, entries, _next_urls(document.root, document.base_url, here), PAGE_OBJECT)


def address_shape(url: str) -> str:
    """How deep, which folders are numbers, what the last part looks like, and the query's keys.

    Names of folders do not count: they are the sections.
    """
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    kinds = ["#" if folder.isdigit() else "+" for folder in folders]
    kinds.append(_last_shape(last, has_number="#" in kinds))
    keys = sorted(name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return "/".join(kinds) + ("?" + "&".join(keys) if keys else "")


def _last_shape(segment: str, *, has_number: bool) -> str:
    """Where a number of its own names the article, any slug beside it may be as short as it likes."""
    stem, dot, ending = segment.rpartition(".")
    stem, ending = (stem, ending) if dot and len(ending) <= 5 else (segment, "")
    if stem.isdigit():
        kind = "#"
    elif re.search(r"-\w?\d{3,}$", stem):
        kind = "*-#"
    elif _LONG_SLUG.search(stem) or (has_number and "-" in stem):
        kind = "*"
    else:
        kind = stem.lower()
    return f"{kind}.{ending}" if ending else kind


def _may_be_article(address: str, title: str, here: str) -> bool:
    if len(title.split()) < MIN_WORDS or is_other(address) or _NO_ARTICLE.search(address):
        return False
    if site_of(address) != site_of(here) or canonical_url(address) == here:
        return False
    return names_article(address) or bool(_LONG_SLUG.search(urlsplit(address).path))


def _date_beside(link: Node) -> DateReading | None:
    boxes = _BOX(link)
    text = node_text(boxes[0]) if boxes else ""
    return read_date(text) if len(text) < 600 else None


def _next_urls(root: Node, base_url: str, here: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for link in _PAGER(root):
        address = absolute_url(base_url, link.get("href", ""))
        same_host = urlsplit(address).hostname == urlsplit(here).hostname
        if same_host and canonical_url(address) != here and _PAGE_TEXT.fullmatch(node_text(link)):
            found.setdefault(canonical_url(address))
    return tuple(found)
