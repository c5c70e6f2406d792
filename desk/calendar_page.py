"""What the calendar shows: days to come, articles found for each, the post of last year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from attrs import frozen

from archive.archive import Archive
from archive.records import (
    ArticleSummary,
    FoundingDecision,
    OccasionLabel,
    Post,
    ToldOccasion,
)
from archive.summaries import SummaryFilter
from desk.clock import HANOI
from desk.day_matching import DayRule, Subject, day_rules, subject_of
from desk.home_tables import tables_of
from occasions.agencies import resolve
from occasions.calendar import CalendarDay, upcoming
from occasions.founding import (
    FoundingDay,
    FoundingProposal,
    load_founding_days,
    propose_founding_days,
)

WINDOWS = (30, 60, 120, 366)
DEFAULT_WINDOW = 60
MAX_PROPOSALS = 20
_MAX_EVIDENCE = 3
_NEWEST = 1_000


@frozen
class CalendarLine:
    day: CalendarDay
    days_left: int
    articles: tuple[ArticleSummary, ...]
    """About this day, newest first."""
    posted: Post | None
    """What is published for it already."""
    former: Post | None
    """The post of last year, else the newest earlier one for the same honoree."""
    is_of_last_year: bool


@frozen
class Evidence:
    article_id: int
    title: str
    url: str


@frozen
class ProposalLine:
    proposal: FoundingProposal
    evidence: tuple[Evidence, ...]
    """Archived articles that count from the proposed year, newest first."""


@frozen
class CalendarPage:
    window: int
    lines: tuple[CalendarLine, ...]
    proposals: tuple[ProposalLine, ...]
    more_proposals: int
    decisions: tuple[FoundingDecision, ...]


def load_calendar_page(archive: Archive, home: Path, today: date, window: int) -> CalendarPage:
    """Raises TableInvalid where the home's own tables cannot be read."""
    decisions = archive.founding_days.list_decisions()
    proposals = _open_proposals(archive, decisions)
    return CalendarPage(
        window=window,
        lines=tuple(calendar_lines(archive, home, today, window)),
        proposals=tuple(_with_evidence(archive, *each) for each in proposals[:MAX_PROPOSALS]),
        more_proposals=max(0, len(proposals) - MAX_PROPOSALS),
        decisions=tuple(decisions),
    )


def calendar_lines(archive: Archive, home: Path, today: date, window: int) -> list[CalendarLine]:
    """The days to come, soonest first, each with what is known for it."""
    tables = tables_of(home)
    articles = [(_subject_of_article(each, tables), each) for each in _candidates(archive)]
    posts = _published(archive, tables)
    return [
        _line(rule, today, articles, posts)
        for rule in day_rules(coming_days(archive, home, today, window), tables)
    ]


def coming_days(archive: Archive, home: Path, today: date, window: int) -> list[CalendarDay]:
    """Fixed days and founding days, those that editors confirmed among them, soonest first."""
    tables = tables_of(home)
    founding = founding_days(archive.founding_days.list_decisions(), tables)
    return upcoming(today, window, founding, tables=tables)


def founding_days(decisions: Iterable[FoundingDecision], tables: Path | None) -> list[FoundingDay]:
    """The tables' days, an editor's decision in place of theirs."""
    # Keys are those of the house's tables, as they were stored: they last when own tables change.
    days = {resolve(day.honoree).key: day for day in load_founding_days(tables)}
    for decision in decisions:
        days.pop(decision.honoree_key, None)
        if decision.is_confirmed and decision.founded_on is not None:
            days[decision.honoree_key] = FoundingDay(
                decision.honoree, decision.founded_on, decision.counted_from, decision.source
            )
    return list(days.values())


def _candidates(archive: Archive) -> list[ArticleSummary]:
    return [
        summary
        for label in (OccasionLabel.OCCASION, OccasionLabel.MAYBE)
        for summary in archive.summaries.list_summaries(SummaryFilter(label=label, limit=_NEWEST))
    ]


def _subject_of_article(summary: ArticleSummary, tables: Path | None) -> Subject:
    return subject_of(
        summary.occasion_honoree or summary.agency,
        summary.occasion_type,
        summary.occasion_day,
        _day_in_vietnam(summary.published_at or summary.first_seen_at),
        tables,
    )


def _published(archive: Archive, tables: Path | None) -> list[tuple[Subject, Post]]:
    """Newest first; the editor's honoree where he gave one."""
    found = []
    for post in archive.posts.list_published():
        review = archive.reviews.review_of_version(post.version_id)
        occasion = archive.occasions.occasion_of(post.version_id)
        edited = "" if review is None else review.edits.honoree or ""
        machine = "" if occasion is None else occasion.honoree
        subject = subject_of(
            edited or machine or post.attribution.agency,
            "" if occasion is None else occasion.type,
            None if occasion is None else occasion.day,
            _day_in_vietnam(post.composed_at),
            tables,
        )
        found.append((subject, post))
    return found


def _line(
    rule: DayRule,
    today: date,
    articles: Sequence[tuple[Subject, ArticleSummary]],
    posts: Sequence[tuple[Subject, Post]],
) -> CalendarLine:
    found = [
        summary
        for subject, summary in articles
        if rule.is_of_this_time(subject) and rule.is_meant(subject)
    ]
    posted = (p for s, p in posts if rule.is_of_this_time(s) and rule.is_meant(s))
    last_year = (p for s, p in posts if rule.is_of_last_year(s) and rule.is_meant(s))
    earlier = (p for s, p in posts if not rule.is_of_this_time(s) and rule.is_honoree(s))
    former = next(last_year, None)
    return CalendarLine(
        day=rule.day,
        days_left=(rule.day.on - today).days,
        articles=tuple(found),
        posted=next(posted, None),
        former=former or next(earlier, None),
        is_of_last_year=former is not None,
    )


def _open_proposals(
    archive: Archive, decisions: Iterable[FoundingDecision]
) -> list[tuple[FoundingProposal, list[ToldOccasion]]]:
    """Bodies of which nobody has decided yet, most agreed first, with what tells of each."""
    decided = {decision.honoree_key for decision in decisions}
    told: dict[str, list[ToldOccasion]] = defaultdict(list)
    sure = archive.occasions.list_sure()
    for each in sure:
        # Asked one by one, so that the evidence is what the proposals count.
        for proposed in propose_founding_days([each.occasion]):
            told[resolve(proposed.honoree).key].append(each)
    proposals = propose_founding_days(each.occasion for each in sure)
    keyed = [(resolve(proposal.honoree).key, proposal) for proposal in proposals]
    return [
        (
            proposal,
            [each for each in told[key] if each.occasion.counted_from == proposal.counted_from],
        )
        for key, proposal in keyed
        if key not in decided
    ]


def _with_evidence(
    archive: Archive, proposal: FoundingProposal, told: Sequence[ToldOccasion]
) -> ProposalLine:
    shown = told[:_MAX_EVIDENCE]
    titles = [archive.articles.newest_version(each.article_id).article.title for each in shown]
    return ProposalLine(
        proposal,
        tuple(
            Evidence(each.article_id, title, each.url)
            for each, title in zip(shown, titles, strict=True)
        ),
    )


def _day_in_vietnam(moment: datetime) -> date:
    return moment.astimezone(HANOI).date()
