"""Crawls in this process, side by side, then what follows from them."""

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import attrs
from attrs import frozen
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.misc import load_object
from scrapy.utils.project import get_project_settings

from archive.archive import Archive, open_archive
from archive.errors import ArchiveError
from archive.records import CrawlRun
from scraper.cadence import STOPPED
from scraper.crawl_config import load_crawl_config
from scraper.errors import ScrapeError, SourceBusy, SourcePaused
from scraper.incidents import counts_of
from scraper.session import run_id_of
from trichnguon.classify import classify_new_versions
from trichnguon.diagnosis.recording import diagnose_home, record_failed_start
from trichnguon.errors import CrawlFailed
from trichnguon.log_lines import log_to_stderr
from trichnguon.progress import CrawlProgress
from trichnguon.progress_displays import display_for

SETTINGS_MODULE = "scraper.settings"


@frozen
class CrawlOrder:
    spider: str
    source_id: str
    arguments: dict[str, str]


@frozen
class CrawlResult:
    runs: tuple[CrawlRun, ...]
    """Runs that took place, in the order in which they were started."""
    errors: tuple[Exception, ...]
    """Why the others could not start: one of ours each."""


def run_crawls(home: Path, orders: Sequence[CrawlOrder], *, as_json: bool) -> CrawlResult:
    """Run the orders side by side; one that cannot start does not keep the others from running.

    Once a process: Twisted's reactor cannot be started again. `as_json` says how progress is told
    on stderr. Raises HomeMissing, SchemaOutOfDate and SourceConfigError for what would stop them all.
    """
    open_archive(home).close()
    load_crawl_config(home)
    log_to_stderr(logging.ERROR if as_json or sys.stderr.isatty() else logging.INFO)
    process = crawler_process(home)
    progress = CrawlProgress(display_for(as_json=as_json))
    crawls: list[tuple[Crawler, asyncio.Task[None]]] = []
    for order in orders:
        crawler = process.create_crawler(order.spider)
        progress.watch(crawler, order.source_id)
        crawls.append((crawler, process.crawl(crawler, **order.arguments)))
    with progress:
        process.start(stop_after_crawl=True)
    errors = tuple(error for _, task in crawls if (error := _error_of(task)) is not None)
    with open_archive(home) as archive:
        _end_left_open(archive, [crawler for crawler, _ in crawls])
        runs = archive.runs.load_runs([id_ for crawler, _ in crawls if (id_ := run_id_of(crawler))])
        for order, (_, task) in zip(orders, crawls, strict=True):
            note_failed_start(archive, order.source_id, _error_of(task))
        conclude_runs(archive, runs)
    return CrawlResult(tuple(runs), errors)


def crawler_process(home: Path) -> AsyncCrawlerProcess:
    """Scrapy with the settings of the project and the home; once a process."""
    os.environ["SCRAPY_SETTINGS_MODULE"] = SETTINGS_MODULE
    os.environ["TRICHNGUON_HOME"] = str(home.resolve())
    settings = get_project_settings()
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    # Made here, because Scrapy would make one of the standard library first and leave it open.
    asyncio.set_event_loop(load_object(settings["ASYNCIO_EVENT_LOOP"])())
    process = AsyncCrawlerProcess(settings)
    # It makes records for DEBUG, three a page, which no handler of ours shows.
    logging.getLogger("scrapy").setLevel(logging.INFO)
    return process


def _end_left_open(archive: Archive, crawlers: Sequence[Crawler]) -> None:
    """Told to stop before its spider was open, or told twice, Scrapy closes no spider."""
    for crawler in crawlers:
        for run in archive.runs.load_runs([run_id_of(crawler) or 0]):
            if run.finished_at is None:
                ended = attrs.evolve(
                    run,
                    finished_at=datetime.now(UTC),
                    outcome=STOPPED,
                    counts=counts_of(crawler),
                )
                archive.runs.finish_run(ended)


def conclude_runs(archive: Archive, runs: Sequence[CrawlRun]) -> None:
    """What follows from runs that have ended, whoever started them."""
    classify_new_versions(archive)
    diagnose_home(archive, datetime.now(UTC))


def note_failed_start(archive: Archive, source_id: str, error: Exception | None) -> None:
    """What is wrong with our side; a source that is busy or paused is none of it."""
    if error is not None and not isinstance(error, (SourceBusy, SourcePaused)):
        record_failed_start(archive, source_id, error, datetime.now(UTC))


def _error_of(task: "asyncio.Task[None]") -> Exception | None:
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is None or isinstance(error, (ScrapeError, ArchiveError)):
        return error
    return CrawlFailed(f"A crawl could not start: {error!r}")
