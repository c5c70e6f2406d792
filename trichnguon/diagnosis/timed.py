"""What the clock tells and no visit can: visits that do not come, articles that do not. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from attrs import evolve, frozen

from archive.records import Cause, CrawlRun, Finding, HealthEvent, Reason, SourceHealth
from scraper.cadence import learned_pause, visit_after
from scraper.sources import Source
from trichnguon.diagnosis.findings import Course, drop, put
from trichnguon.diagnosis.rhythm import silence_days

LONGEST_CRAWL = timedelta(days=3)
"""A run that has not ended is at work for so long; the first one of a large portal takes days."""
_HOUR = timedelta(hours=1)


@frozen
class Attempts:
    """How visits were begun."""

    visits: Sequence[CrawlRun] = ()
    """Newest first."""
    failed_at: datetime | None = None
    """The newest attempt that could not begin."""
    pause_ended_at: datetime | None = None
    published: Sequence[datetime] = ()
    """Times of the newest articles: what the schedule learns from."""
    known_since: datetime | None = None
    """When a source without a run was first looked at."""

    @property
    def last_at(self) -> datetime | None:
        moments = [run.started_at for run in self.visits[:1]]
        return max([*moments, *([self.failed_at] if self.failed_at else [])], default=None)


def is_worth_asking(source: Source, last_visit_at: datetime | None, now: datetime) -> bool:
    """Whether a visit may be overdue at all, before anything is loaded."""
    return last_visit_at is None or now - last_visit_at > 2 * timedelta(
        hours=source.crawl.min_pause_h
    )


def judge_overdue(course: Course, source: Source, attempts: Attempts, now: datetime) -> Course:
    """The course with the finding that nothing starts the visits, or without it."""
    known = next((each for each in course.findings if each.cause is Cause.OVERDUE), None)
    due_at, limit = _due(source, attempts, now)
    last = attempts.last_at
    if known is not None and last is not None and last > known.since:
        return drop(course, known, now)
    if now <= due_at and not (last is None and known is None):
        return course
    hours = round((now - last) / _HOUR) if last else 0
    reason = Reason("overdue", {"hours": str(hours)}) if last else Reason("never_visited")
    if known is None:
        finding = Finding(source.id, Cause.OVERDUE, due_at, now, reason)
        course, known = put(course, finding, HealthEvent.NOTICED, at=now), finding
    finding = evolve(known, last_seen_at=now, reason=reason)
    if finding.alerted_at is None and now > due_at + limit:
        return put(course, evolve(finding, alerted_at=now), HealthEvent.ALERTED, at=now)
    return put(course, finding, at=now)


def _due(source: Source, attempts: Attempts, now: datetime) -> tuple[datetime, timedelta]:
    """When the next visit was due by the schedule, and how much later it is late.

    Where visits come less often than the schedule allows (a daily timer), their own interval counts.
    """
    last = attempts.last_at
    if last is None:
        return attempts.known_since or now, 2 * timedelta(hours=source.crawl.max_pause_h)
    pause = learned_pause(source.crawl, attempts.published, last)
    due_at = max(last, visit_after(source, attempts.visits, attempts.published, last))
    gaps = [later.started_at - earlier.started_at for later, earlier in pairwise(attempts.visits)]
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps)) if gaps else pause
    due_at = max(due_at, last + usual * 1.25)
    if attempts.pause_ended_at is not None:
        due_at = max(due_at, attempts.pause_ended_at + pause)
    if attempts.visits and attempts.visits[0].finished_at is None:
        due_at = max(due_at, last + LONGEST_CRAWL)
    return due_at, max(pause, usual) / 2


def judge_silence(course: Course, health: SourceHealth, now: datetime) -> Course:
    """The course with the finding of an unexplained silence, or without it.

    Only where visits are well: a source that cannot be read is not called silent.
    """
    known = next((each for each in course.findings if each.cause is Cause.SILENT), None)
    last = health.last_article_at
    if known is not None:
        is_broken = last is not None and last > known.since
        return drop(course, known, now) if is_broken else course
    if course.findings or last is None or health.silence_limit_days is None:
        return course
    days = silence_days(last, now)
    if days <= health.silence_limit_days:
        return course
    reason = Reason(
        "silent",
        {"days": str(days), "usual": f"{health.usual_gap_days:g}"},
    )
    finding = Finding(health.source_id, Cause.SILENT, last, now, reason, alerted_at=now)
    return put(course, finding, HealthEvent.NOTICED, HealthEvent.ALERTED, at=now)
