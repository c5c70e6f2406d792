"""What one visit shows of the causes that may keep a source quiet. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from urllib.parse import urlsplit

from attrs import frozen

from archive.records import Cause, CrawlRun, Incident, Reason
from archive.runs import INTERRUPTED
from scraper.cadence import WALKED
from scraper.sources import Source
from trichnguon.diagnosis.causes import cause_of
from trichnguon.diagnosis.reading_loss import Loss

STOPPED_BY_HAND = "shutdown"
STORAGE_FULL = "storage_full"
MANY_PAGES = 3
"""Article pages from which a failure is the source's, not the page's."""
_ASSERTIONS = frozenset({"CrawlAssertionFailed", "FieldsMissing", "SilentTooLong"})
_WHOLE = {"BotWall": 2, "TooManyRequests": 1}
"""Kinds that end a visit, by the misses they are worth: a bot wall pauses the source for a day."""


@frozen
class Showing:
    """One cause that the visit shows."""

    cause: Cause
    reason: Reason
    share: float = 1.0
    """Part of the source's listings that it holds back."""
    misses: int = 1
    on_pages: bool = False
    """Article pages alone show it."""
    urls: tuple[str, ...] = ()
    incidents: tuple[Incident, ...] = ()


@frozen
class Evidence:
    run: CrawlRun
    showings: tuple[Showing, ...]
    listings_read: bool
    """A listing answered, with entries or with "not modified"."""
    pages_read: int
    """Articles that were read as they always were."""

    @property
    def is_good(self) -> bool:
        return self.listings_read and not self.showings


def build_evidence(
    source: Source,
    run: CrawlRun,
    incidents: Sequence[Incident],
    losses: Sequence[Loss] = (),
    not_telling: Collection[str] = (),
    emptied: Collection[str] = (),
) -> Evidence:
    """`losses` are the articles of the run that were read with less than was usual.

    Addresses `not_telling` are pages that failed while the source was well, and listings that were
    read: a section that another page links as if it were an article is none that failed.
    `emptied` are listings that showed articles and have shown none for days.
    """
    telling = [incident for incident in incidents if incident.url not in not_telling]
    by_listing, by_page = _split(source, telling)
    pages_read = max(0, run.counts.new + run.counts.changed - len(losses))
    found = [
        *_of_the_whole(run, incidents),
        *_of_listings(source, by_listing),
        *_of_emptied(source, run, {*emptied} - {url for url, _ in by_listing}),
        *_of_pages(by_page, losses, pages_read),
    ]
    if not any(not showing.on_pages for showing in found):
        found += _of_promises(source, run, incidents)
    is_complete = run.outcome in WALKED
    return Evidence(
        run=run,
        showings=tuple(_strongest_each(found)),
        listings_read=is_complete and (run.counts.entries > 0 or run.counts.unmodified > 0),
        pages_read=pages_read,
    )


def start_failed(run: CrawlRun, incident: Incident) -> Evidence:
    """A visit that could not begin; `run` is one made up for its moment."""
    reason = Reason("start_failed", {"kind": incident.kind})
    showing = Showing(Cause.OWN_ERROR, reason, incidents=(incident,))
    return Evidence(run, (showing,), listings_read=False, pages_read=0)


def _split(
    source: Source, incidents: Iterable[Incident]
) -> tuple[list[tuple[str, Incident]], list[Incident]]:
    """Incidents of listings (with the listing's address), those of other pages."""
    listed = [listing.url for listing in source.listing]
    by_listing: list[tuple[str, Incident]] = []
    by_page: list[Incident] = []
    for incident in incidents:
        if incident.kind in _ASSERTIONS or cause_of(incident.kind) is None:
            continue
        if is_robots_txt(incident.url):
            origin = _origin(incident.url)
            by_listing += [(url, incident) for url in listed if _origin(url) == origin]
        elif incident.url in listed:
            by_listing.append((incident.url, incident))
        else:
            by_page.append(incident)
    return by_listing, by_page


def _of_the_whole(run: CrawlRun, incidents: Sequence[Incident]) -> list[Showing]:
    """What ended the visit."""
    if run.outcome in (STORAGE_FULL, INTERRUPTED):
        return [Showing(Cause.OWN_ERROR, Reason(run.outcome))]
    if run.outcome in WALKED or run.outcome == STOPPED_BY_HAND:
        return []
    found = []
    for incident in incidents:
        misses, cause = _WHOLE.get(incident.kind), cause_of(incident.kind)
        if misses is not None and cause is not None:
            reason = Reason(cause.value)
            found.append(Showing(cause, reason, misses=misses, incidents=(incident,)))
    return found


def _of_listings(source: Source, by_listing: Iterable[tuple[str, Incident]]) -> list[Showing]:
    failed: dict[Cause, dict[str, Incident]] = defaultdict(dict)
    for url, incident in by_listing:
        failed[_cause_on(source, incident)].setdefault(url, incident)
    return [
        Showing(
            cause,
            _listing_reason(source, cause, found),
            share=len(found) / len(source.listing),
            urls=tuple(sorted(found)),
            incidents=tuple({incident.id: incident for incident in found.values()}.values()),
        )
        for cause, found in failed.items()
    ]


def _of_emptied(source: Source, run: CrawlRun, emptied: Set[str]) -> list[Showing]:
    """Sections that have nothing any more while others do."""
    urls = tuple(sorted(emptied & {listing.url for listing in source.listing}))
    if not urls or run.outcome not in WALKED or _shows_nothing(run):
        return []
    of = len(source.listing)
    reason = Reason("sections_empty", {"empty": str(len(urls)), "of": str(of)})
    return [Showing(Cause.REDESIGN, reason, share=len(urls) / of, urls=urls)]


def _shows_nothing(run: CrawlRun) -> bool:
    counts = run.counts
    return counts.listings > 0 and counts.entries == 0 and counts.unmodified == 0


def _listing_reason(source: Source, cause: Cause, found: dict[str, Incident]) -> Reason:
    kind = next(iter(found.values())).kind
    if cause is Cause.MOVED and kind == "HostUnknown":
        return Reason("host_gone", {"successor": source.agency[-1].successor})
    return Reason(
        "listings_failed",
        {"failed": str(len(found)), "of": str(len(source.listing)), "kind": kind},
    )


def _cause_on(source: Source, incident: Incident) -> Cause:
    """A name that is gone is a move where the source's file names who took the body over."""
    if incident.kind == "HostUnknown" and source.agency[-1].successor:
        return Cause.MOVED
    return cause_of(incident.kind) or Cause.OWN_ERROR


def _of_pages(
    by_page: Iterable[Incident], losses: Sequence[Loss], pages_read: int
) -> list[Showing]:
    """Article pages: a few that fail among many that do not are their own affair."""
    failed: dict[Cause, dict[str, Incident]] = defaultdict(dict)
    for incident in by_page:
        failed[cause_of(incident.kind) or Cause.OWN_ERROR].setdefault(incident.url, incident)
    found = []
    for cause, by_url in failed.items():
        is_common = len(by_url) >= MANY_PAGES and len(by_url) >= pages_read
        if not is_common:  # what is no article is nothing unusual by ones and twos
            by_url = {url: one for url, one in by_url.items() if one.kind != "NotAnArticle"}
        if by_url and (is_common or pages_read == 0):
            found.append(_page_showing(cause, by_url))
    if losses and len(losses) >= pages_read:
        reason = Reason("reading_lost", {"what": losses[0].what.value, "pages": str(len(losses))})
        urls = tuple(loss.reading.url for loss in losses)
        found.append(Showing(Cause.REDESIGN, reason, on_pages=True, urls=urls))
    return found


def _page_showing(cause: Cause, by_url: dict[str, Incident]) -> Showing:
    incidents = tuple(by_url.values())
    reason = Reason("pages_failed", {"pages": str(len(by_url)), "kind": incidents[0].kind})
    return Showing(cause, reason, on_pages=True, urls=tuple(by_url), incidents=incidents[:10])


def _of_promises(source: Source, run: CrawlRun, incidents: Sequence[Incident]) -> list[Showing]:
    """What the source's file promises and a visit that met no other fault did not find."""
    if run.outcome in WALKED and _shows_nothing(run) and source.assertions.min_entries > 0:
        reason = Reason("listings_empty", {"of": str(len(source.listing))})
        broken = tuple(one for one in incidents if one.kind == "CrawlAssertionFailed")
        return [Showing(Cause.REDESIGN, reason, incidents=broken)]
    found = []
    for incident in incidents:
        cause = cause_of(incident.kind)
        if incident.kind in _ASSERTIONS and cause is not None:
            reason = Reason("assertion_failed", {"kind": incident.kind})
            found.append(Showing(cause, reason, misses=1, incidents=(incident,)))
    return found


def _strongest_each(found: Iterable[Showing]) -> list[Showing]:
    """One showing a cause: that of the larger part of the source."""
    best: dict[Cause, Showing] = {}
    for showing in found:
        known = best.get(showing.cause)
        if known is None or (known.on_pages, -known.share) > (showing.on_pages, -showing.share):
            best[showing.cause] = showing
    return list(best.values())


def is_robots_txt(url: str) -> bool:
    return urlsplit(url).path == "/robots.txt"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
