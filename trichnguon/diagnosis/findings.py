"""Findings over visits: an alarm only after repeated misses, its end only after repeated proof. Pure."""

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve, frozen

from archive.records import Cause, Finding, HealthChange, HealthEvent
from trichnguon.diagnosis.causes import is_deeper
from trichnguon.diagnosis.evidence import MANY_PAGES, Evidence, Showing

MISSES = 2
"""Visits in a row that show a cause before it is an alarm."""
MISSES_IN_PART = 4
"""As much, where it holds back less than half of the source."""
PROOFS = 2
"""Visits in a row that prove the contrary before an alarm ends."""
TIMED = frozenset({Cause.OVERDUE, Cause.SILENT})
"""Told by the clock, not by a visit (`trichnguon.diagnosis.timed`)."""
_KEPT_IDS = 10
_KEPT_URLS = 50


@frozen
class Course:
    """Findings as they stand, and what changed on the way there."""

    findings: tuple[Finding, ...] = ()
    changes: tuple[HealthChange, ...] = ()


def advance(course: Course, source_id: str, evidence: Evidence) -> Course:
    """The course after one more visit."""
    at = evidence.run.started_at
    shown = {showing.cause: showing for showing in evidence.showings}
    for showing in evidence.showings:
        course = _met(course, source_id, showing, at)
    for finding in course.findings:
        if finding.cause not in shown and finding.cause not in TIMED:
            course = _not_met(course, finding, evidence, at)
    return course


def put(course: Course, finding: Finding, *events: HealthEvent, at: datetime) -> Course:
    """The course with this finding in the place of the one of its cause."""
    others = tuple(each for each in course.findings if each.cause is not finding.cause)
    return Course((*others, finding), (*course.changes, *_lines(finding, events, at)))


def drop(course: Course, finding: Finding, at: datetime) -> Course:
    event = HealthEvent.FORGOTTEN if finding.alerted_at is None else HealthEvent.ENDED
    others = tuple(each for each in course.findings if each.cause is not finding.cause)
    return Course(others, (*course.changes, *_lines(finding, (event,), at)))


def _lines(
    finding: Finding, events: Sequence[HealthEvent], at: datetime
) -> tuple[HealthChange, ...]:
    return tuple(
        HealthChange(finding.source_id, finding.cause, event, at, finding.since, finding.reason)
        for event in events
    )


def _met(course: Course, source_id: str, showing: Showing, at: datetime) -> Course:
    known = next((each for each in course.findings if each.cause is showing.cause), None)
    finding = _first(source_id, showing, at) if known is None else _again(known, showing, at)
    events = [HealthEvent.NOTICED] if known is None else []
    if finding.alerted_at is None and is_alarm(finding):
        finding = evolve(finding, alerted_at=at)
        events.append(HealthEvent.ALERTED)
    return put(course, finding, *events, at=at)


def is_alarm(finding: Finding) -> bool:
    """Whether the finding has been met often enough to tell a person."""
    if finding.on_pages:
        return finding.misses >= MISSES and len(finding.urls) >= MANY_PAGES
    return finding.misses >= (MISSES if finding.share >= 0.5 else MISSES_IN_PART)


def _first(source_id: str, showing: Showing, at: datetime) -> Finding:
    return Finding(
        source_id=source_id,
        cause=showing.cause,
        since=at,
        last_seen_at=at,
        reason=showing.reason,
        misses=showing.misses,
        share=showing.share,
        on_pages=showing.on_pages,
        urls=showing.urls[:_KEPT_URLS],
        incident_ids=_incident_ids(showing),
        capture_id=_capture_id(showing),
    )


def _again(known: Finding, showing: Showing, at: datetime) -> Finding:
    """Met once more. A page that fails anew is no new miss; other listings are another matter."""
    is_same_place = not showing.urls or not known.urls or bool({*showing.urls} & {*known.urls})
    if showing.on_pages and known.on_pages:
        urls = tuple(dict.fromkeys((*known.urls, *showing.urls)))
        is_news = len(urls) > len(known.urls) or len(showing.urls) >= MANY_PAGES
        misses = known.misses + (showing.misses if is_news else 0)
    elif showing.on_pages != known.on_pages:  # pages and listings do not add up to an alarm
        urls = known.urls if showing.on_pages else showing.urls
        misses = known.misses if showing.on_pages else showing.misses
    else:
        urls = showing.urls
        counts = showing.share >= 0.5 or is_same_place
        misses = known.misses + showing.misses if counts else showing.misses
    return evolve(
        known,
        last_seen_at=at,
        reason=showing.reason,
        misses=misses,
        clear=0,
        share=showing.share,
        on_pages=known.on_pages and showing.on_pages,
        urls=urls[:_KEPT_URLS],
        incident_ids=_incident_ids(showing) or known.incident_ids,
        capture_id=_capture_id(showing) or known.capture_id,
    )


def _not_met(course: Course, finding: Finding, evidence: Evidence, at: datetime) -> Course:
    """A visit without the cause; it proves something only where it came as far."""
    came_further = any(is_deeper(each.cause, finding.cause) for each in evidence.showings)
    came_as_far = evidence.listings_read or came_further
    if not (evidence.pages_read > 0 if finding.on_pages else came_as_far):
        return course
    finding = evolve(finding, clear=finding.clear + 1)
    if finding.alerted_at is None or finding.clear >= PROOFS:
        return drop(course, finding, at)
    return put(course, finding, at=at)


def _incident_ids(showing: Showing) -> tuple[int, ...]:
    return tuple(each.id for each in showing.incidents if each.id is not None)[:_KEPT_IDS]


def _capture_id(showing: Showing) -> int | None:
    return next((each.capture_id for each in showing.incidents if each.capture_id), None)
