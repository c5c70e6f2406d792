"""The order of a list as a check on its dates."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

MIN_DATES = 5
"""Fewer dates show no order."""
_MAX_STRAY = 0.25


def strays(moments: Sequence[datetime | None]) -> set[int]:
    """Places of the dates that break the order of a list, newest first.

    They are the dates outside the longest run of days that do not rise; but items pinned to the
    top may be as old as they are. Where more than a quarter would be outside, the list has no such
    order (several sections on one page) and none is a stray.
    """
    dated = [(place, -moment.toordinal()) for place, moment in enumerate(moments) if moment]
    if len(dated) < MIN_DATES:
        return set()
    kept = _longest_run([day for _, day in dated])
    pinned = min(kept)
    found = {
        place for index, (place, _) in enumerate(dated) if index > pinned and index not in kept
    }
    return found if len(found) <= _MAX_STRAY * len(dated) else set()


def _longest_run(days: list[int]) -> set[int]:
    """Indexes of a longest subsequence that never falls (patience sorting, O(n log n))."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, day in enumerate(days):
        pile = bisect_right(tails, day)
        before.append(last[pile - 1] if pile else -1)
        tails[pile : pile + 1], last[pile : pile + 1] = [day], [index]
    run: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        run.add(index)
        index = before[index]
    return run
