"""One cause for the whole source, out of its findings. Pure."""

from collections.abc import Sequence
from datetime import datetime

from archive.pauses import SourcePause
from archive.records import Cause, Finding, SourceHealth
from scraper.sources import Source
from trichnguon.diagnosis.causes import LADDER
from trichnguon.diagnosis.rhythm import silence_days

BY_A_PERSON = "person"
_LIVELY_DAYS = 2
"""Working days in which an article makes a source lively, whatever its rhythm."""


def is_held_back(source: Source, pause: SourcePause | None, *, was_visited: bool) -> bool:
    """Whether a person wants no visits: by the source's file or by a pause.

    A source that is "untested live" is visited by name alone; once it was, it is judged.
    """
    if pause is not None and pause.kind == BY_A_PERSON:
        return True
    return source.status in ("paused", "closed") or (
        source.status == "untested live" and not was_visited
    )


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Alarms first, then what holds back more of the source, then what a visit meets first."""
    return sorted(
        findings,
        key=lambda each: (
            each.alerted_at is None,
            each.on_pages,
            -each.share,
            LADDER.index(each.cause),
        ),
    )


def choose_cause(
    health: SourceHealth, findings: Sequence[Finding], now: datetime, *, held_back: bool
) -> tuple[Cause, datetime]:
    """The cause and since when; `health` is the former one, with its times brought up to date.

    A page or two that cannot be read do not speak for the source: they are watched.
    """
    if held_back:
        return Cause.PAUSED, health.since if health.cause is Cause.PAUSED else now
    told = [each for each in in_order(findings) if each.alerted_at or not each.on_pages]
    if told:
        return told[0].cause, told[0].since
    last = health.last_article_at
    lively = max(_LIVELY_DAYS, 2 * (health.usual_gap_days or 0))
    if last is None or silence_days(last, now) > lively:
        return Cause.QUIET, last or health.since
    return Cause.WELL, health.since if health.cause is Cause.WELL else now
