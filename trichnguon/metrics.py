"""What `serve` tells Prometheus: made anew from archive and scheduler at every question.

Names and units follow https://prometheus.io/docs/practices/naming/: seconds, bytes, `_total` for what
only grows. Sums come from the archive, so they go on where they were after a restart.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)

from archive.archive import DATABASE_NAME, WARC_FOLDER, Archive, open_archive
from trichnguon.run_metrics import RunSums, run_families
from trichnguon.scheduler import Scheduler

FOLDER_SIZE_KEPT_S = 600.0
"""A WARC folder of years holds very many files: it is measured so seldom."""
_SOURCE = ("source",)


def metrics_registry(home: Path, scheduler: Scheduler) -> CollectorRegistry:
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    registry.register(HomeCollector(home, scheduler))
    return registry


class HomeCollector:
    """Of one home folder and the scheduler that works on it; for any thread."""

    def __init__(self, home: Path, scheduler: Scheduler) -> None:
        self._home = home
        self._scheduler = scheduler
        self._lock = Lock()
        self._warc_bytes = 0
        self._measured_at = float("-inf")
        self._run_sums = RunSums()

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            yield from list(self._collect())

    def _collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("trichnguon_build", "Version.", {"version": version("trichnguon")})
        with open_archive(self._home) as archive:
            yield from run_families(self._run_sums.load(archive, datetime.now(UTC)))
            yield from _last_runs(archive)
            yield from _holdings(archive)
        yield from self._schedule()
        yield from self._running()
        yield from self._storage()

    def _schedule(self) -> Iterator[Metric]:
        scheduler, now = self._scheduler, time.time()
        plan, watch = list(scheduler.plan), scheduler.watch
        yield _gauge("trichnguon_sources", "Source files that can be read.", len(watch.sources))
        yield _gauge("trichnguon_sources_unreadable", "Files left out.", len(watch.errors))
        yield _by_source(
            "trichnguon_source_next_visit_timestamp_seconds",
            "From when on the source may be visited; absent while only a person ends its pause.",
            {visit.source_id: visit.at.timestamp() for visit in plan if visit.at},
        )
        yield _by_source(
            "trichnguon_source_due",
            "1 where the time of its next visit has come.",
            {v.source_id: float(v.at is not None and v.at.timestamp() <= now) for v in plan},
        )
        yield _by_source(
            "trichnguon_source_paused",
            "1 where a pause holds the source back.",
            {visit.source_id: float(visit.pause is not None) for visit in plan},
        )
        looked_at = scheduler.looked_at.timestamp() if scheduler.looked_at else 0.0
        name = "trichnguon_schedule_last_look_timestamp_seconds"
        yield _gauge(name, "When the scheduler last looked what is due; 0: not yet.", looked_at)

    def _running(self) -> Iterator[Metric]:
        running = dict(self._scheduler.pool.running)
        states = {id_: child.state for id_, child in running.items() if child.state}
        yield _gauge("trichnguon_crawls_running", "Crawls that run now.", len(running))
        yield _by_source(
            "trichnguon_crawl_pages",
            "Pages asked for by the crawl that runs now.",
            {source_id: state.pages for source_id, state in states.items()},
        )
        yield _by_source(
            "trichnguon_crawl_queue_length",
            "Requests and articles that wait in the crawl that runs now.",
            {source_id: state.queued for source_id, state in states.items()},
        )

    def _storage(self) -> Iterator[Metric]:
        disk = shutil.disk_usage(self._home)
        database = [self._home / f"{DATABASE_NAME}{ending}" for ending in ("", "-wal")]
        size = sum(path.stat().st_size for path in database if path.exists())
        yield _gauge("trichnguon_database_size_bytes", "The database and its log.", size)
        yield _gauge("trichnguon_warc_size_bytes", "All WARC files.", self._warc_size())
        yield _gauge("trichnguon_disk_free_bytes", "Free on the home's disk.", disk.free)
        yield _gauge("trichnguon_disk_size_bytes", "Size of the home's disk.", disk.total)

    def _warc_size(self) -> int:
        if time.monotonic() - self._measured_at > FOLDER_SIZE_KEPT_S:
            files = (path for path in (self._home / WARC_FOLDER).rglob("*") if path.is_file())
            self._warc_bytes = sum(path.stat().st_size for path in files)
            self._measured_at = time.monotonic()
        return self._warc_bytes


def _last_runs(archive: Archive) -> Iterator[Metric]:
    newest = archive.runs.newest_runs()
    yield _by_source(
        "trichnguon_last_run_timestamp_seconds",
        "When the newest crawl began.",
        {run.source_id: run.started_at.timestamp() for run in newest},
    )
    yield _by_source(
        "trichnguon_last_run_duration_seconds",
        "How long the newest crawl took; absent while it runs.",
        {
            run.source_id: (run.finished_at - run.started_at).total_seconds()
            for run in newest
            if run.finished_at
        },
    )
    outcomes = GaugeMetricFamily(
        "trichnguon_last_run_outcome",
        "1 at the newest crawl's outcome.",
        labels=("source", "outcome"),
    )
    for run in newest:
        outcomes.add_metric((run.source_id, run.outcome or "running"), 1)
    yield outcomes


def _holdings(archive: Archive) -> Iterator[Metric]:
    yield _by_source("trichnguon_articles", "Articles archived.", archive.totals.articles())
    incidents = CounterMetricFamily(
        "trichnguon_incidents", "What a person should know of.", labels=("source", "kind")
    )
    for labels, number in archive.totals.incidents().items():
        incidents.add_metric(labels, number)
    yield incidents
    owed = GaugeMetricFamily(
        "trichnguon_known_entries",
        "Entries by state; pending and failed are owed.",
        labels=("source", "state"),
    )
    for labels, number in archive.totals.entries().items():
        owed.add_metric(labels, number)
    yield owed


def _gauge(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_, value)


def _by_source(
    name: str,
    help_: str,
    values: Mapping[str, float],
) -> Metric:
    metric = GaugeMetricFamily(name, help_, labels=_SOURCE)
    for source_id, value in values.items():
        metric.add_metric((source_id,), value)
    return metric
