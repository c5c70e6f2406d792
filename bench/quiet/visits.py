"""Visits of simulated portals, recorded through the archive's stores as the crawler records them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

from attrs import define, evolve, field

from archive.archive import Archive
from archive.listings import ListingState, listing_fingerprint
from archive.pauses import SourcePause
from archive.records import (
    Article,
    Author,
    Capture,
    CrawlCounts,
    CrawlRun,
    Entry,
    Incident,
    PageKind,
    Provenance,
    PublishedPrecision,
)
from bench.quiet.faults import Fault, Injection, Shape
from bench.quiet.portals import Portal
from scraper.errors import (
    UNEXPECTED_ADVICE,
    BotWall,
    FieldUnreadable,
    SelectorMismatch,
    SourceConfigError,
)
from scraper.extensions.run_report import ASSERTIONS_FAILED, FINISHED
from scraper.fetch_errors import FetchTimedOut, TooManyRequests
from scraper.promises import broken_promises
from trichnguon.diagnosis.recording import record_failed_start

LISTED = 2
"""Entries that a listing shows: of the newest articles, by turns."""
_TRANSIENT = 0.01
_ODD_PAGE = 0.01
_RETRY_AFTER = timedelta(hours=3)


@define
class Visitor:
    """Visits one portal; what it has published until then is there to be found."""

    archive: Archive
    portal: Portal
    random: Random
    _published: int = 0
    _odd: set[str] = field(factory=set)
    _stumbled: set[str] = field(factory=set)
    """Pages that failed while nothing was wrong: when they fail again they tell of no fault."""
    _counts: CrawlCounts = field(factory=CrawlCounts)
    _run: CrawlRun = field(init=False)
    met_page: bool = False
    """Whether the last visit asked for an article page that can tell of a fault."""
    read_page: bool = False
    """Whether it read one as it should be read."""
    was_paused: bool = False

    def visit(self, at: datetime, strikes: Sequence[Injection]) -> None:
        """One visit under the faults that strike now."""
        faults = [each.fault for each in strikes]
        self.met_page, self.read_page, self.was_paused = False, False, False
        shapes = {fault.shape for fault in faults}
        if Shape.NO_VISIT in shapes:
            return
        if Shape.NO_START in shapes:
            error = SourceConfigError("home: expected an address")
            record_failed_start(self.archive, self.portal.source.id, error, at)
            return
        source_id = self.portal.source.id
        self.was_paused = self.archive.pauses.current_pause(source_id, at) is not None
        if self.was_paused:
            return
        self._run = self.archive.runs.start_run(source_id, "portal", at)
        self._counts = CrawlCounts(requests=1)
        if Shape.KILLED not in shapes:
            self._finish(at, self._read(at, strikes, shapes))

    def _finish(self, at: datetime, outcome: str) -> None:
        source, archive = self.portal.source, self.archive
        if outcome == FINISHED:
            for error in broken_promises(source, self._counts, (), None, at):
                self._incident(error, source.home, at)
                outcome = ASSERTIONS_FAILED
        run = evolve(
            self._run,
            finished_at=at + timedelta(minutes=1),
            outcome=outcome,
            counts=self._counts,
        )
        archive.runs.finish_run(run)

    def _read(self, at: datetime, strikes: Sequence[Injection], shapes: set[Shape]) -> str:
        """The outcome."""
        listed = [listing.url for listing in self.portal.source.listing]
        if Shape.WALL in shapes:
            return self._meet_wall(listed[0], at)
        if Shape.OVERLOAD in shapes:
            return self._meet_overload(listed[0], at)
        for injection in strikes:
            if injection.fault.shape is Shape.ROBOTS_TXT:
                url = f"{self.portal.source.home}robots.txt"
                self._incident(injection.fault.error(url), url, at)
                return FINISHED
        struck = {
            url: injection.fault
            for injection in strikes
            if injection.fault.shape is Shape.LISTINGS
            for url in injection.listings
        }
        for url, fault in struck.items():
            self._incident(fault.error(url), url, at)
            self._add("failed")
        well = [url for url in listed if url not in struck]
        if Shape.EMPTY in shapes:
            self._add("listings", len(well))
            return FINISHED
        self._read_listings(well, at)
        pages = next((each.fault for each in strikes if each.fault.on_pages), None)
        self._read_articles(at, pages)
        return "storage_full" if Shape.DISK_FULL in shapes else FINISHED

    def _read_listings(self, urls: Sequence[str], at: datetime) -> None:
        known = self._published
        while (
            self._published < len(self.portal.publishes_at)
            and self.portal.publishes_at[self._published] <= at
        ):
            self._published += 1
        self._add("listings", len(urls))
        if known == self._published and self.portal.answers_304:
            self._add("unmodified", len(urls))
            return
        for place, url in enumerate(urls):
            first = max(0, self._published - LISTED * len(self.portal.source.listing))
            shown = range(first if known else 0, self._published)
            numbers = [n for n in shown if n % len(urls) == place][::-1]
            entries = [self._entry(number) for number in numbers]
            due = self.archive.entries.record_entries(self.portal.source.id, entries, at)
            state = ListingState(url, listing_fingerprint(entries))
            source_id = self.portal.source.id
            self.archive.listings.record_state(source_id, state, at, shown=len(entries))
            self._add("entries", len(entries))
            self._add("seen", len(entries) - len(due))

    def _read_articles(self, at: datetime, fault: Fault | None) -> None:
        due = self.archive.entries.due_entries(self.portal.source.id, at)
        self.met_page = any(entry.url not in self._stumbled for entry in due)
        for entry in due:
            number = int(entry.url.rpartition("-")[2])
            error = self._page_error(entry.url, number, fault)
            if error is None:
                self._record_article(number, at, fault)
                self.archive.entries.record_archived(entry.identity)
                self._add("new")
                self.read_page = fault is None
            else:
                if fault is None:
                    self._stumbled.add(entry.url)
                self._incident(error, entry.url, at)
                self._add("failed")
                self.archive.entries.record_failure(entry.identity, str(error), at)

    def _page_error(self, url: str, number: int, fault: Fault | None) -> Exception | None:
        """Now and then a page fails once, or is odd for good: neither is the source's fault."""
        if fault is not None and fault.shape is Shape.PAGES:
            return fault.error(url)
        is_new = number > 20 and self.portal.publishes_at[
            number
        ] > self._run.started_at - timedelta(days=2)
        if is_new and self.random.random() < _ODD_PAGE:
            self._odd.add(url)
        if url in self._odd:
            return FieldUnreadable(url, "published_at", "hôm kia")
        if is_new and self.random.random() < _TRANSIENT:
            return FetchTimedOut(url, "no answer in 30 s")
        return None

    def _meet_wall(self, url: str, at: datetime) -> str:
        source_id, pauses = self.portal.source.id, self.archive.pauses
        self._incident(BotWall(url, "F5"), url, at)
        until = at + pauses.bot_wall_pause(source_id, at)
        pauses.record_pause(SourcePause(source_id, "BotWall", "F5", at, until, url=url))
        return "bot_wall"

    def _meet_overload(self, url: str, at: datetime) -> str:
        pause = SourcePause(
            self.portal.source.id, "TooManyRequests", "429", at, at + _RETRY_AFTER, url=url
        )
        self.archive.pauses.record_pause(pause)
        self._incident(TooManyRequests(url, "status 429"), url, at)
        return "overloaded"

    def _incident(self, error: Exception, url: str, at: datetime) -> None:
        """As `scraper.incidents.record_incident`, which needs a crawler."""
        incident = Incident(
            source_id=self.portal.source.id,
            url=url,
            kind=type(error).__name__,
            message=str(error),
            advice=str(getattr(error, "advice", UNEXPECTED_ADVICE)),
            happened_at=at,
            run_id=self._run.id,
        )
        self.archive.runs.record_incident(incident)
        self._add("incidents")

    def _add(self, name: str, by: int = 1) -> None:
        self._counts = evolve(self._counts, **{name: getattr(self._counts, name) + by})

    def _entry(self, number: int) -> Entry:
        url = self._url(number)
        return Entry(url, url, f"Tin số {number}", published_at=self.portal.publishes_at[number])

    def _url(self, number: int) -> str:
        return f"{self.portal.source.home}tin-{number}"

    def _record_article(self, number: int, at: datetime, fault: Fault | None) -> None:
        url, lost = self._url(number), fault.shape if fault else None
        published_at = None if lost is Shape.DATES_LOST else self.portal.publishes_at[number]
        article = Article(
            url=url,
            title=f"Tin số {number}",
            body_html="<p>Nội dung.</p>",
            body_text="Nội dung.",
            authors=(Author("Trần Văn Mẫu"),) if self.random.random() < 0.8 else (),
            published_at=published_at,
            published_precision=PublishedPrecision.MINUTE if published_at else None,
        )
        provenance = Provenance(
            capture_id=self._capture(url, at),
            source_id=self.portal.source.id,
            identity=url,
            agency="Sở Mẫu",
            page_object="NukevietArticlePage",
            extractor_version="1",
            platform="nukeviet",
            is_generic=lost is Shape.PLATFORM_LOST,
        )
        self.archive.articles.record_article(article, provenance, at)

    def _capture(self, url: str, at: datetime) -> int:
        """The row beside a WARC record; no bytes are read here, so none are written."""
        digest = sha256(f"{url} {at}".encode()).hexdigest()
        capture = Capture(
            url=url,
            source_id=self.portal.source.id,
            fetched_at=at,
            status=200,
            content_type="text/html",
            warc_file=f"{digest[:16]}.warc.gz",
            warc_offset=0,
            warc_length=1,
            record_id=f"<urn:uuid:{digest[:32]}>",
            payload_sha256=digest,
            payload_bytes=1,
            page_kind=PageKind.ARTICLE,
            run_id=self._run.id,
        )
        stored = self.archive.captures.record_capture(capture)
        if stored.id is None:
            raise SelectorMismatch(url, "id", "captures")
        return stored.id
