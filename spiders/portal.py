"""A whole source: its listings, then the articles that are new, shown differently, or owed."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from archive.records import Listing, PageKind
from scraper.errors import PageError
from scraper.extensions.run_report import FINISHED
from scraper.extract import extract_listing
from scraper.incidents import count
from scraper.middlewares.capture import CAPTURE_ID
from scraper.responses import http_response
from scraper.sources import ListingAddress, Source, find_source
from spiders.article_spider import ArticleSpider

# A section page may print what its JSON endpoint repeats: one page without a new identity is
# normal, a second one in a row is a paging trap or the end.
MAX_STALE_PAGES = 2


class PortalSpider(ArticleSpider):
    """`scrapy crawl portal -a source=ID`."""

    name = "portal"

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._source_id = source
        self._met: set[str] = set()
        self._requested: set[str] = set()
        self._pages: Counter[str] = Counter()
        self._knows_all = False

    def find_source(self, sources: dict[str, Source]) -> Source:
        return find_source(sources, self._source_id)

    async def start(self) -> AsyncIterator[Request]:
        self._knows_all = self._last_run_was_complete()
        archive = self.session.archive
        for due in archive.entries.due_entries(self.source.id, datetime.now(UTC)):
            self._requested.add(due.identity)
            yield self.article_request(due.url, due.identity)
        for listing in self.source.listing:
            yield self.listing_request(listing.url, listing, stale_pages=0)

    def _last_run_was_complete(self) -> bool:
        """Then a listing page of nothing but known articles ends the walk through its listing."""
        runs = self.session.archive.runs.list_runs(self.source.id)
        former = [run for run in runs if run.spider == self.name and run.finished_at]
        return bool(former) and former[0].outcome == FINISHED and former[0].counts.failed == 0

    def listing_request(self, url: str, listing: ListingAddress, stale_pages: int) -> Request:
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.on_failure,
            priority=10,
            cb_kwargs={"listing": listing, "stale_pages": stale_pages},
        )

    def parse_listing(
        self, response: Response, listing: ListingAddress, stale_pages: int
    ) -> Iterator[Request]:
        try:
            page = extract_listing(http_response(response), self.source.platform or None)
        except PageError as error:
            count(self.crawler, "failed")
            self.record_page_error(error, response, identity="")
            return
        archive, capture_id = self.session.archive, response.meta[CAPTURE_ID]
        archive.captures.record_page_kind(capture_id, PageKind.LISTING)
        self._pages[listing.url] += 1
        count(self.crawler, "listings")
        fresh = {entry.identity for entry in page.entries} - self._met
        self._met |= fresh
        due = archive.entries.record_entries(self.source.id, page.entries, datetime.now(UTC))
        count(self.crawler, "entries", len(fresh))
        count(self.crawler, "seen", len(fresh - {entry.identity for entry in due}))
        for entry in due:
            if entry.identity not in self._requested:
                self._requested.add(entry.identity)
                yield self.article_request(entry.url, entry.identity)
        stale_pages = 0 if fresh else stale_pages + 1
        if not self._is_end(page, listing, stale_pages, bool(due)):
            for url in page.next_urls:
                yield self.listing_request(url, listing, stale_pages)

    def _is_end(
        self, page: Listing, listing: ListingAddress, stale_pages: int, has_due: bool
    ) -> bool:
        if self._pages[listing.url] >= listing.max_pages or stale_pages >= MAX_STALE_PAGES:
            return True
        return self._knows_all and bool(page.entries) and not has_due
