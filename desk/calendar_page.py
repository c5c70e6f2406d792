"""What the calendar shows: days to come, articles found for each, the post of last time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from attrs import frozen

from archive.archive import Archive
from archive.records import ArticleSummary, FoundingDecision, OccasionLabel, Post
from archive.summaries import SummaryFilter
from archive.text import fold
from desk.clock import HANOI
from desk.home_tables import tables_of
from occasions.agencies import full_name, resolve
from occasions.calendar import CalendarDay, upcoming
from occasions.founding import (
    FoundingDay,
    FoundingProposal,
    load_founding_days,
    propose_founding_days,
)

WINDOWS = (30, 60, 120, 366)
DEFAULT_WINDOW = 60
NEARBY = timedelta(days=45)
"""An article belongs to the day that comes if it appeared within this time before it."""
_NEWEST = 1_000


@frozen
class CalendarLine:
    day: CalendarDay
    days_left: int
    articles: tuple[ArticleSummary, ...]
    """Newest first."""
    last_post: Post | None
    """What was published for the same honoree before."""


@frozen
class ProposalLine:
    proposal: FoundingProposal
    key: str
    source: str
    """Address of an article that says so."""


@frozen
class CalendarPage:
    window: int
    lines: tuple[CalendarLine, ...]
    proposals: tuple[ProposalLine, ...]
    decisions: tuple[FoundingDecision, ...]


def load_calendar_page(archive: Archive, home: Path, today: date, window: int) -> CalendarPage:
    decisions = archive.founding_days.list_decisions()
    days = coming_days(archive, home, today, window)
    articles = [
        summary
        for label in (OccasionLabel.OCCASION, OccasionLabel.MAYBE)
        for summary in archive.summaries.list_summaries(SummaryFilter(label=label, limit=_NEWEST))
    ]
    posts = _posts_with_honorees(archive)
    return CalendarPage(
        window=window,
        lines=tuple(_line(day, today, articles, posts) for day in days),
        proposals=_open_proposals(archive, decisions),
        decisions=tuple(decisions),
    )


def coming_days(archive: Archive, home: Path, today: date, window: int) -> list[CalendarDay]:
    """Fixed days and founding days, those that editors confirmed among them, soonest first."""
    tables = tables_of(home)
    founding = founding_days(archive.founding_days.list_decisions(), tables)
    return upcoming(today, window, founding, tables=tables)


def founding_days(decisions: Iterable[FoundingDecision], tables: Path | None) -> list[FoundingDay]:
    """The tables' days, an editor's decision in place of theirs."""
    days = {resolve(day.honoree).key: day for day in load_founding_days(tables)}
    for decision in decisions:
        days.pop(decision.honoree_key, None)
        if decision.is_confirmed and decision.founded_on is not None:
            days[decision.honoree_key] = FoundingDay(
                decision.honoree, decision.founded_on, decision.counted_from, decision.source
            )
    return list(days.values())


def _line(
    day: CalendarDay,
    today: date,
    articles: Sequence[ArticleSummary],
    posts: Sequence[tuple[str, Post]],
) -> CalendarLine:
    found = [
        summary
        for summary in articles
        if summary.published_at is not None
        and timedelta(0) <= day.on - summary.published_at.astimezone(HANOI).date() <= NEARBY
        and is_honoree(summary.occasion_honoree, day)
    ]
    former = (post for honoree, post in posts if is_honoree(honoree, day))
    return CalendarLine(day, (day.on - today).days, tuple(found), next(former, None))


def is_honoree(honoree: str, day: CalendarDay) -> bool:
    """Whether the day is that body's: its own, or that of bodies whose names begin so."""
    if not honoree:
        return False
    name = fold(full_name(honoree))
    return any(name.startswith(fold(full_name(each))) for each in day.honorees if each)


def _posts_with_honorees(archive: Archive) -> list[tuple[str, Post]]:
    """Newest first; the editor's honoree where he gave one."""
    found = []
    for post in archive.posts.list_published():
        review = archive.reviews.review_of_version(post.version_id)
        occasion = archive.occasions.occasion_of(post.version_id)
        machine = "" if occasion is None else occasion.honoree
        found.append((review.edits.honoree or machine if review else machine, post))
    return found


def _open_proposals(
    archive: Archive, decisions: Iterable[FoundingDecision]
) -> tuple[ProposalLine, ...]:
    """Bodies of which nobody has decided yet, most agreed first."""
    sure = archive.occasions.list_sure()
    decided = {decision.honoree_key for decision in decisions}
    sources: dict[str, str] = {}
    for url, occasion in sure:
        if occasion.honoree and occasion.counted_from:
            sources.setdefault(resolve(occasion.honoree).key, url)
    proposals = propose_founding_days(occasion for _, occasion in sure)
    keyed = [(resolve(proposal.honoree).key, proposal) for proposal in proposals]
    return tuple(
        ProposalLine(proposal, key, sources.get(key, ""))
        for key, proposal in keyed
        if key not in decided
    )
