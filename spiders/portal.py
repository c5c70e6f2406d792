"""A whole source: its listings, then the articles that are new, shown differently, or owed."""

from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from attrs import evolve, frozen
from scrapy import FormRequest, Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.entries import DueEntry
from archive.listings import ListingState, listing_fingerprint
from archive.records import Entry, Listing, PageKind
from scraper.discovery.postback import Postback
from scraper.discovery.reader import Channel
from scraper.errors import NotAnArticle, PageError
from scraper.identity import article_identity, canonical_url
from scraper.incidents import count
from scraper.items import ExtractedArticle
from scraper.middlewares.capture import CAPTURE_ID
from scraper.middlewares.page_kind import WITHHELD
from scraper.reading import ListingReading, read_listing_page
from scraper.responses import http_response
from scraper.sources import ListingAddress, Source, load_named_source
from spiders.article_spider import ArticleSpider
from spiders.walks import ListingWalks

# A section page may print what its JSON endpoint repeats: one page without a new identity is
# normal, a second one in a row is a paging trap or the end.
MAX_STALE_PAGES = 2
NOT_MODIFIED = 304
BATCH = 200
"""Article requests in Scrapy's hands at once."""
IS_HINT = "trichnguon_is_hint"
"""The address comes from a sitemap, which lists more than articles."""


@frozen
class Step:
    """One page of the walk through a listing."""

    listing: ListingAddress
    url: str
    """As asked for, before redirects."""
    number: int = 1
    stale_pages: int = 0
    """Pages in a row that brought no article this listing had not shown."""


class PortalSpider(ArticleSpider):
    """`scrapy crawl portal -a source=ID`."""

    name = "portal"

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._source_id = source
        self._met: defaultdict[str, set[str]] = defaultdict(set)
        """Identities by listing: sections overlap, so one may be stale where another is not."""
        self._counted: set[str] = set()
        self._requested: set[str] = set()
        self._pages: Counter[str] = Counter()
        self._owed: deque[tuple[DueEntry, bool]] = deque()
        self._handed_over = 0
        """Articles in Scrapy's hands."""
        self._walks: ListingWalks | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._stay_for_owed, signal=signals.spider_idle)
        return spider

    def find_source(self, folder: Path) -> Source:
        return load_named_source(folder, self._source_id)

    async def start(self) -> AsyncIterator[Request]:
        self.owe(self.session.archive.entries.due_entries(self.source.id, datetime.now(UTC)))
        for listing in self.source.listing:
            self.walks.begin(listing.url)
            for request in self.listing_requests(Step(listing, listing.url)):
                yield request

    def owe(self, due: Iterable[DueEntry], *, is_hint: bool = False) -> None:
        """Articles to fetch, each once; listings go first where both wait.

        Addresses wait here, not in Scrapy's queue: twenty thousand requests would be a hundred
        megabytes. What is not reached stays owed in the archive.
        """
        for entry in due:
            if entry.identity not in self._requested:
                self._requested.add(entry.identity)
                self._owed.append((entry, is_hint))
        self._fetch_owed()

    def _fetch_owed(self) -> None:
        """Hand Scrapy the next articles, as many as it may hold."""
        engine = self.crawler.engine
        while self._owed and self._handed_over < BATCH and engine is not None and engine.spider:
            entry, is_hint = self._owed.popleft()
            request = self.article_request(entry.url, entry.identity)
            request.meta[IS_HINT] = is_hint
            self._handed_over += 1
            engine.crawl(request)

    def _stay_for_owed(self) -> None:
        """Scrapy has nothing left to do."""
        if self._owed:
            self._handed_over = 0  # whatever became of them
            self._fetch_owed()
            raise DontCloseSpider

    def _answered(self) -> None:
        self._handed_over -= 1
        self._fetch_owed()

    async def parse_article(
        self, response: Response, identity: str
    ) -> AsyncIterator[ExtractedArticle]:
        async for item in super().parse_article(response, identity):
            yield item
        self._answered()

    @property
    def owed(self) -> int:
        """Articles that wait for their turn."""
        return len(self._owed)

    @property
    def walks(self) -> ListingWalks:
        if self._walks is None:
            self._walks = ListingWalks(self.session.archive.listings, self.source.id)
        return self._walks

    # --- Asking -------------------------------------------------------------------------------

    def listing_requests(self, step: Step, postback: Postback | None = None) -> Iterator[Request]:
        """The request for a page of a listing, unless it was made already."""
        page = f"{step.url} {postback.target}" if postback else canonical_url(step.url)
        if not self.walks.asks(step.listing.url, page):
            return
        arguments: dict[str, Any] = {
            "callback": self.parse_listing,
            "errback": self.on_failure,
            "priority": 10,
            "cb_kwargs": {"step": step},
            "dont_filter": True,
        }
        if postback is not None:
            yield FormRequest(step.url, formdata=list(postback.fields), **arguments)
            return
        arguments["meta"] = {"handle_httpstatus_list": [NOT_MODIFIED]}
        yield Request(step.url, headers=self._conditions(step), **arguments)

    def _conditions(self, step: Step) -> dict[str, str]:
        """RFC 9110 §13.1: only where nothing is owed behind the page that we know."""
        state = self.session.archive.listings.state_of(self.source.id, step.url)
        if state is None or not self.walks.is_known(step.listing.url):
            return {}
        named = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        return {name: value for name, value in named.items() if value}

    # --- Reading ------------------------------------------------------------------------------

    async def parse_listing(self, response: Response, step: Step) -> AsyncIterator[Request]:
        count(self.crawler, "listings")
        self._pages[step.listing.url] += 1
        if response.status == NOT_MODIFIED:
            count(self.crawler, "unmodified")
            self.walks.answered(step.listing.url, is_whole=True)
            return
        answer = http_response(response)
        platform = self.source.platform or None
        try:
            reading = await self.session.read(
                read_listing_page, answer, platform, step.url, step.number
            )
        except PageError as error:
            count(self.crawler, "failed")
            self.record_page_error(error, response, identity="")
            self.walks.answered(step.listing.url, is_whole=False)
            return
        self.session.archive.captures.record_page_kind(response.meta[CAPTURE_ID], PageKind.LISTING)
        page, channel = self._at_home(reading.listing), reading.channel
        wanted = self.wanted(page, channel)
        fresh = {entry.identity for entry in page.entries} - self._met[step.listing.url]
        self._met[step.listing.url] |= fresh
        due = self._record(step, channel, wanted, response)
        self.owe(due, is_hint=channel is Channel.SITEMAP)
        following = evolve(
            step, number=step.number + 1, stale_pages=0 if fresh else step.stale_pages + 1
        )
        if not self.is_end(page, following, has_due=bool(due)):
            for request in self.further_pages(reading, following):
                yield request
        self.walks.answered(step.listing.url, is_whole=True)

    def _at_home(self, page: Listing) -> Listing:
        """Entries on a mirror are those of the home's own host, and are fetched there."""
        entries: dict[str, Entry] = {}
        for shown in page.entries:
            entry, url = shown, self.source.at_home(shown.url)
            if url != shown.url:
                identity = article_identity(url, self.source.platform or None)
                entry = evolve(shown, url=url, identity=identity)
            entries.setdefault(entry.identity, entry)
        return evolve(page, entries=tuple(entries.values()))

    def wanted(self, page: Listing, channel: Channel) -> tuple[Entry, ...]:
        """The entries that count: a sitemap names the sections as well."""
        if channel is not Channel.SITEMAP:
            return page.entries
        listed = {article_identity(listing.url) for listing in self.source.listing}
        return tuple(entry for entry in page.entries if entry.identity not in listed)

    def _record(
        self, step: Step, channel: Channel, entries: tuple[Entry, ...], response: Response
    ) -> list[DueEntry]:
        archive, now = self.session.archive, datetime.now(UTC)
        name = "" if channel in (Channel.SECTION, Channel.JSON) else channel.value
        fingerprint = listing_fingerprint(entries)
        known = archive.listings.state_of(self.source.id, step.url)
        is_unchanged = known is not None and known.fingerprint == fingerprint
        due: list[DueEntry] = []
        if not (name and is_unchanged and self.walks.is_known(step.listing.url)):
            due = archive.entries.record_entries(self.source.id, entries, now, name)
        self._count(entries, due)
        state = ListingState(
            step.url, fingerprint, _header(response, "ETag"), _header(response, "Last-Modified")
        )
        if response.request is not None and response.request.method == "GET":
            archive.listings.record_state(self.source.id, state, now, shown=len(entries))
        return due

    def _count(self, entries: tuple[Entry, ...], due: list[DueEntry]) -> None:
        """Each article once a run, however many listings show it."""
        new = {entry.identity for entry in entries} - self._counted
        self._counted |= new
        count(self.crawler, "entries", len(new))
        count(self.crawler, "seen", len(new - {entry.identity for entry in due}))

    def is_end(self, page: Listing, following: Step, *, has_due: bool) -> bool:
        listing = following.listing
        if self._pages[listing.url] >= listing.max_pages:
            return True
        if following.stale_pages >= MAX_STALE_PAGES:
            return True
        return self.walks.is_known(listing.url) and bool(page.entries) and not has_due

    def further_pages(self, reading: ListingReading, following: Step) -> Iterator[Request]:
        for url in reading.listing.next_urls:
            yield from self.listing_requests(evolve(following, url=url))
        if (postback := reading.postback) is not None:
            yield from self.listing_requests(evolve(following, url=postback.url), postback)

    def on_failure(self, failure: Failure) -> None:
        step = failure.request.cb_kwargs.get("step")  # type: ignore[attr-defined]  # Scrapy's
        if isinstance(step, Step):
            self.walks.answered(step.listing.url, is_whole=False)
        super().on_failure(failure)
        if not isinstance(step, Step):
            self._answered()

    def record_page_error(self, error: PageError, response: Response, identity: str) -> None:
        """What a sitemap names and is no article is no incident."""
        is_other = isinstance(error, NotAnArticle) and error.kind not in WITHHELD
        if not (is_other and response.meta.get(IS_HINT)):
            super().record_page_error(error, response, identity)
            return
        self.session.archive.entries.record_not_article(identity, str(error))


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
