"""Section pages without a platform of their own: blocks of links that look like article entries."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from archive.records import Entry
from archive.text import fold
from scraper.fields.addresses import absolute_url
from scraper.fields.select import Node, Select, node_text
from scraper.identity import canonical_url
from scraper.pages.article_links import is_page, looks_like_article, site_of
from scraper.pages.listing import ListingPage

_PAGE_TEXT = re.compile(
    r"\d{1,4}|(?:trang )?(?:sau|tiep|tiep theo|ke tiep)(?: [>»›]+)?|[>»›]+|next"
)
_PAGE_PART = re.compile(r"[/-](?:trang|page|p)[-/]?\d+/?(?=\.\w+$|$)|(?:\.html?|\.aspx)$")


class GenericListingPage(ListingPage):
    """Links of at least six words whose address looks like that of an article."""

    LAYOUT = Select("/html")
    ROW = Select(
        "//a[@href][not(ancestor::nav or ancestor::footer)]"
        "[not(ancestor::*[contains(@class, 'footer') or contains(@class, 'breadcrumb')])]"
        # Some themes name the wrapper of the whole page after the menu in it.
        "[not(ancestor::*[contains(@class, 'menu')][not(.//h2 or .//h3)])]"
    )
    LINK = Select("self::a")
    PUBLISHED = Select(
        "ancestor::*[self::li or self::tr or self::article or self::div][position() <= 2]"
        "[count(.//a[@href]) <= 4]"
    )
    NEXT = Select(
        "//*[contains(@class, 'paging') or contains(@class, 'pagination') or contains(@class, 'pager') or contains(@class, 'phantrang')]"
        "//a[@href][not(starts-with(@href, 'javascript'))] | //a[@rel='next'] | /html/head/link[@rel='next']"
    )
    PAGE_LINK = Select("//a[@href][string-length(normalize-space(.)) <= 12]")
    """Links as short as a page number or "Trang sau"; their text and address decide."""
    MIN_WORDS: ClassVar[int] = 6

    def entry(self, row: Node) -> Entry | None:
        title = row.get("title") or node_text(row)
        if len(title.split()) < self.MIN_WORDS:
            return None
        address = canonical_url(absolute_url(self.document.base_url, row.get("href", "")))
        if not is_page(address) or site_of(address) != site_of(str(self.response.url)):
            return None
        return super().entry(row) if looks_like_article(address) else None

    def next_urls(self) -> tuple[str, ...]:
        """The pager by its class; else by what its links say and where they lead."""
        marked = super().next_urls()
        if marked:
            return marked
        here = canonical_url(str(self.response.url))
        found: dict[str, None] = {}
        for link in self.PAGE_LINK(self.root):
            address = canonical_url(absolute_url(self.document.base_url, link.get("href", "")))
            says_page = _PAGE_TEXT.fullmatch(fold(node_text(link)))
            if says_page and address != here and _listing_of(address) == _listing_of(here):
                found.setdefault(address)
        return tuple(found)


def _listing_of(address: str) -> tuple[str, str]:
    """Host and path without what names the page: "/tin/trang-3.html" and "/tin" are one listing."""
    parts = urlsplit(address)
    return parts.netloc, _PAGE_PART.sub("", parts.path).rstrip("/")
