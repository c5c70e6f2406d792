"""Sums over all crawls as metrics, by source: counters that go on after a restart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from prometheus_client.core import CounterMetricFamily, Metric, SummaryMetricFamily

from archive.archive import Archive
from archive.totals import RunTotals

SETTLED_AFTER = timedelta(days=3)
"""No crawl lasts so long: the runs that began before do not change any more."""
_NEWEST = 2**62
_Sums = dict[tuple[str, str], RunTotals]
_SUMS = (
    ("requests", "trichnguon_requests", "Requests sent."),
    ("response_bytes", "trichnguon_response_bytes", "Bytes received."),
    ("listings", "trichnguon_listings", "Listing pages read."),
    ("entries", "trichnguon_entries", "Entries that listings showed."),
    ("refused", "trichnguon_refused", "Addresses not fetched: robots or guard."),
    ("failed", "trichnguon_failed", "Pages that could not be had or read."),
)
"""Counts of a run, each with its metric and what that says."""


class RunSums:
    """Runs of years are summed once; only the last days' at every question."""

    def __init__(self) -> None:
        self._settled: _Sums = {}
        self._until_id = 0

    def load(self, archive: Archive, now: datetime) -> list[RunTotals]:
        """One a source and outcome."""
        until_id = archive.totals.newest_run_before(now - SETTLED_AFTER)
        settled_since = archive.totals.run_totals(self._until_id, until_id)
        self._settled = _merged([*self._settled.values(), *settled_since])
        self._until_id = until_id
        newest = archive.totals.run_totals(until_id, _NEWEST)
        return list(_merged([*self._settled.values(), *newest]).values())


def run_families(totals: list[RunTotals]) -> Iterator[Metric]:
    runs = CounterMetricFamily(
        "trichnguon_runs", "Crawls that ended.", labels=("source", "outcome")
    )
    for each in totals:
        runs.add_metric((each.source_id, each.outcome), each.runs)
    yield runs
    yield _durations(totals)
    for count, name, help_ in _SUMS:
        family = CounterMetricFamily(name, help_, labels=("source",))
        for source_id, number in _by_source(totals, _count_named(count)).items():
            family.add_metric((source_id,), number)
        yield family
    articles = CounterMetricFamily(
        "trichnguon_articles_found", "Articles met.", labels=("source", "result")
    )
    for result in ("new", "changed", "seen"):
        for source_id, number in _by_source(totals, _count_named(result)).items():
            articles.add_metric((source_id, result), number)
    yield articles


def _durations(totals: list[RunTotals]) -> Metric:
    family = SummaryMetricFamily(
        "trichnguon_run_duration_seconds", "How long crawls took.", labels=("source",)
    )
    seconds = _by_source(totals, lambda each: each.duration_s)
    for source_id, runs in _by_source(totals, lambda each: each.runs).items():
        family.add_metric((source_id,), int(runs), seconds[source_id])
    return family


def _count_named(name: str) -> Callable[[RunTotals], float]:
    return lambda each: float(getattr(each.counts, name))


def _by_source(
    totals: Iterable[RunTotals], number: Callable[[RunTotals], float]
) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    for each in totals:
        sums[each.source_id] += number(each)
    return sums


def _merged(totals: Iterable[RunTotals]) -> _Sums:
    sums: _Sums = {}
    for each in totals:
        key = each.source_id, each.outcome
        sums[key] = sums[key] + each if key in sums else each
    return sums
