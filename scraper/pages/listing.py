"""What every listing page object does: rows to entries, pager to further addresses."""

from functools import cached_property
from typing import ClassVar

from web_poet import HttpResponse, WebPage
from web_poet.exceptions import UseFallback

from archive.records import Entry, Listing
from scraper.fields.addresses import absolute_url
from scraper.fields.dates import DateReading, read_date
from scraper.fields.select import Node, Select, node_text
from scraper.fields.titles import clean_title
from scraper.identity import article_identity, canonical_url
from scraper.pages.document import Document, read_document

MAX_ROWS = 5000
"""Ten times the longest list seen; a hostile page holds a quarter of a million links."""


class ListingPage(WebPage[Listing]):
    PLATFORM: ClassVar[str] = ""
    VERSION: ClassVar[str] = "1"

    LAYOUT: ClassVar[Select]
    ROW: ClassVar[Select]
    LINK: ClassVar[Select]
    """The article's link, relative to the row; the first with a text counts."""
    SUMMARY: ClassVar[Select | None] = None
    PUBLISHED: ClassVar[Select | None] = None
    NEXT: ClassVar[Select | None] = None
    """Links of the pager."""

    async def to_item(self) -> Listing:
        return self.listing()

    def listing(self) -> Listing:
        """Raises UseFallback where the page is of another layout."""
        if not self.LAYOUT(self.root):
            raise UseFallback(f"nothing at {self.LAYOUT.path}")
        found: dict[str, Entry] = {}
        for row in self.ROW(self.root)[:MAX_ROWS]:
            entry = self.entry(row)
            if entry is not None:
                found.setdefault(entry.identity, entry)
        return Listing(
            url=canonical_url(str(self.response.url)),
            entries=tuple(found.values()),
            next_urls=self.next_urls(),
            page_object=type(self).__name__,
        )

    @cached_property
    def document(self) -> Document:
        return read_document(self.response)

    @property
    def root(self) -> Node:
        return self.document.root

    def entry(self, row: Node) -> Entry | None:
        """The entry of a row; None for a row without a link to an article."""
        link = next((node for node in self.LINK(row) if node_text(node)), None)
        if link is None:
            return None
        address = absolute_url(self.document.base_url, link.get("href", ""))
        if not address.startswith("http"):
            return None
        reading = self._row_date(row)
        return make_entry(
            address,
            self.PLATFORM,
            title=clean_title(link.get("title") or "") or clean_title(node_text(link)),
            summary=self._row_text(self.SUMMARY, row),
            reading=reading,
        )

    def next_urls(self) -> tuple[str, ...]:
        if self.NEXT is None:
            return ()
        here = canonical_url(str(self.response.url))
        found: dict[str, None] = {}
        for node in self.NEXT(self.root):
            address = absolute_url(self.document.base_url, node.get("href", ""))
            if address.startswith("http") and canonical_url(address) != here:
                found.setdefault(canonical_url(address))
        return tuple(found)

    def _row_text(self, selector: Select | None, row: Node) -> str:
        if selector is None:
            return ""
        return next((text for node in selector(row) if (text := node_text(node))), "")

    def _row_date(self, row: Node) -> DateReading | None:
        if self.PUBLISHED is None:
            return None
        readings = (read_date(node_text(node)) for node in self.PUBLISHED(row))
        return next((reading for reading in readings if reading is not None), None)


def make_entry(
    address: str,
    platform: str,
    *,
    title: str = "",
    summary: str = "",
    reading: DateReading | None = None,
) -> Entry:
    """An entry with its canonical address and identity."""
    return Entry(
        url=canonical_url(address),
        identity=article_identity(address, platform or None),
        title=title,
        summary=summary,
        published_raw=reading.raw if reading else "",
        published_at=reading.at if reading else None,
    )


def content_type(response: HttpResponse) -> str:
    return (response.headers.get("Content-Type") or "").split(";")[0].strip().lower()
