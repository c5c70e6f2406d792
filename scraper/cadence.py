"""When a source is visited next: learned from its own rhythm, between bounds, inside its window.

A portal that publishes five articles a day is looked at several times a day, one that publishes
five a year once in its longest pause. Half the usual gap between two articles is waited, so that
an article is found before the next one appears.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise, takewhile
from statistics import median

from archive.records import CrawlRun
from scraper.fields.dates import VIETNAM
from scraper.sources import Politeness, Source

WALKED = frozenset({"finished", "assertions_failed"})
"""Outcomes of a visit that came to its end, whatever it found."""
STOPPED = "shutdown"
REMEMBERED = 40
"""Articles from which the rhythm is learned."""
DAY_MINUTES = 24 * 60
JITTER = 0.15
"""Visits come up to this part of the pause later: sources on one server are not asked in step."""


def visit_after(
    source: Source,
    visits: Sequence[CrawlRun],
    published: Sequence[datetime],
    now: datetime,
) -> datetime:
    """The moment from which the source may be visited again; `now` where that is at once.

    `visits` are its last runs, newest first; `published` times of its newest articles. A visit that
    was cut short is made up for after the shortest pause, then after twice that, up to the longest;
    one that a person stopped, at once.
    """
    cut_short = list(takewhile(lambda run: run.outcome not in WALKED, visits))
    if not cut_short:
        visited_at = visits[0].started_at if visits else None
        return next_visit(source.id, source.crawl, published, visited_at, now)
    if cut_short[0].outcome == STOPPED:
        return into_window(now, source.crawl.window)
    failures = sum(run.outcome != STOPPED for run in cut_short)
    pause_h = min(source.crawl.min_pause_h * 2 ** (failures - 1), source.crawl.max_pause_h)
    soon = cut_short[0].started_at + timedelta(hours=pause_h)
    return into_window(max(soon, now), source.crawl.window)


def next_visit(
    source_id: str,
    politeness: Politeness,
    published: Sequence[datetime],
    visited_at: datetime | None,
    now: datetime,
) -> datetime:
    """`published` are times of the newest articles, in any order."""
    if visited_at is None:
        return into_window(now, politeness.window)  # never visited
    pause = learned_pause(politeness, published, now)
    moment = visited_at + pause * (1 + JITTER * _share(source_id, visited_at))
    return into_window(max(moment, now), politeness.window)


def learned_pause(
    politeness: Politeness, published: Sequence[datetime], now: datetime
) -> timedelta:
    """Half the median gap between articles, or the silence since the last one where that is longer.

    Without two dated articles the longest pause holds.
    """
    shortest = timedelta(hours=politeness.min_pause_h)
    longest = timedelta(hours=politeness.max_pause_h)
    times = sorted(moment for moment in published if moment <= now)
    if len(times) < 2:
        return longest
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    usual = timedelta(seconds=median(gaps))
    silence = now - times[-1]
    wait = max(usual, silence / 10) / 2
    return min(max(wait, shortest), longest)


def into_window(moment: datetime, window: str) -> datetime:
    """The moment itself, or the next opening of the window; a window may cross midnight."""
    if not window:
        return moment
    opens, closes = (time.fromisoformat(part) for part in window.split("-"))
    local = moment.astimezone(VIETNAM)
    since_opening = _minutes(local.time()) - _minutes(opens)
    length = _minutes(closes) - _minutes(opens)
    if since_opening % DAY_MINUTES < length % DAY_MINUTES:
        return moment
    opening = datetime.combine(local.date(), opens, VIETNAM)
    return opening if opening > local else opening + timedelta(days=1)


def _minutes(clock: time) -> int:
    return 60 * clock.hour + clock.minute


def _share(source_id: str, visited_at: datetime) -> float:
    """0 to 1, the same for the same visit: a timer that asks every minute gets one answer."""
    digest = hashlib.sha256(f"{source_id} {visited_at.isoformat()}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 0xFFFFFFFF
