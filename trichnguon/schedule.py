"""What is to be done and when: visits of sources, the daily digest. A pure core and its loader.

When one source may be visited again is `scraper.cadence`'s; here they come together, with what a
pause holds back, in the order in which they are served.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time

from attrs import frozen

from archive.archive import Archive
from archive.pauses import SourcePause
from archive.records import CrawlRun
from scraper.cadence import REMEMBERED, into_window, visit_after
from scraper.fields.dates import VIETNAM
from scraper.sources import Source

ACTIVE = "active"
VISITS_REMEMBERED = 12
"""So many visits in a row that were cut short are told apart; the pause no longer grows by then."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@frozen
class VisitHistory:
    """What the archive knows of a source that matters for its next visit."""

    visits: tuple[CrawlRun, ...] = ()
    """Runs of the portal spider, newest first."""
    published: tuple[datetime, ...] = ()
    """Times of its newest articles."""
    pause: SourcePause | None = None
    """The pause that holds now."""


@frozen
class PlannedVisit:
    source_id: str
    at: datetime | None
    """From when on; None while only a person can end the pause."""
    last_visit_at: datetime | None
    pause: SourcePause | None = None

    def is_due(self, now: datetime) -> bool:
        return self.at is not None and self.at <= now


def plan_visits(
    sources: Mapping[str, Source], histories: Mapping[str, VisitHistory], now: datetime
) -> list[PlannedVisit]:
    """The next visit of every active source, soonest first; of those due, the longest unseen."""
    planned = [
        _plan_visit(source, histories.get(source.id, VisitHistory()), now)
        for source in sources.values()
        if source.status == ACTIVE
    ]
    return sorted(planned, key=lambda visit: _order(visit, now))


def due(planned: Sequence[PlannedVisit], now: datetime) -> list[str]:
    """Ids of the sources to be visited now, in this order."""
    return [visit.source_id for visit in planned if visit.is_due(now)]


def is_digest_due(
    now: datetime, send_at: str, configured: Collection[str], sent: Collection[str]
) -> bool:
    """Whether today's digest has to go out: `send_at` is a time of Viet Nam ("07:00"), `configured`
    and `sent` name ways.
    """
    is_time = now.astimezone(VIETNAM).time() >= time.fromisoformat(send_at)
    return is_time and bool(set(configured) - set(sent))


def vietnam_day(now: datetime) -> date:
    """The day of the digest that is due at `now`."""
    return now.astimezone(VIETNAM).date()


def load_plan(archive: Archive, sources: Mapping[str, Source], now: datetime) -> list[PlannedVisit]:
    pauses = {pause.source_id: pause for pause in archive.pauses.list_current(now)}
    histories = {
        source.id: VisitHistory(
            tuple(archive.runs.list_runs(source.id, VISITS_REMEMBERED, spider="portal")),
            tuple(archive.articles.newest_publication_times(source.id, REMEMBERED)),
            pauses.get(source.id),
        )
        for source in sources.values()
        if source.status == ACTIVE
    }
    return plan_visits(sources, histories, now)


def _plan_visit(source: Source, history: VisitHistory, now: datetime) -> PlannedVisit:
    last_visit_at = history.visits[0].started_at if history.visits else None
    at: datetime | None = visit_after(source, history.visits, history.published, now)
    if history.pause is not None:
        end = history.pause.until
        at = None if end is None else into_window(max(end, at or end), source.crawl.window)
    return PlannedVisit(source.id, at, last_visit_at, history.pause)


def _order(visit: PlannedVisit, now: datetime) -> tuple[bool, datetime, datetime, str]:
    at = visit.at or datetime.max.replace(tzinfo=UTC)
    return (visit.at is None, max(at, now), visit.last_visit_at or _NEVER, visit.source_id)
