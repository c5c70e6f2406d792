"""Crawls in this process, side by side, then the occasions of what they brought."""

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from archive.archive import open_archive
from archive.errors import ArchiveError
from archive.records import CrawlRun
from scraper.crawl_config import load_crawl_config
from scraper.errors import ScrapeError
from scraper.session import run_id_of
from trichnguon.classify import classify_new_versions
from trichnguon.errors import CrawlFailed
from trichnguon.progress import CrawlProgress

SETTINGS_MODULE = "scraper.settings"
CHATTY = ("scrapy.addons", "scrapy.crawler", "scrapy.middleware", "scrapy.utils.log")


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


def run_crawls(home: Path, orders: Sequence[CrawlOrder], *, quiet: bool) -> CrawlResult:
    """Run the orders side by side; one that cannot start does not keep the others from running.

    Once a process: Twisted's reactor cannot be started again. Raises HomeMissing, SchemaOutOfDate
    and SourceConfigError for what would stop them all.
    """
    open_archive(home).close()
    load_crawl_config(home)
    process = AsyncCrawlerProcess(_settings(home, quiet=quiet))
    crawls: list[tuple[Crawler, asyncio.Task[None]]] = []
    with CrawlProgress(quiet=quiet) as progress:
        for order in orders:
            crawler = process.create_crawler(order.spider)
            progress.watch(crawler, order.source_id)
            crawls.append((crawler, process.crawl(crawler, **order.arguments)))
        process.start(stop_after_crawl=True)
    errors = tuple(error for _, task in crawls if (error := _error_of(task)) is not None)
    with open_archive(home) as archive:
        classify_new_versions(archive)
        ids = {id_ for crawler, _ in crawls if (id_ := run_id_of(crawler)) is not None}
        runs = [run for run in archive.runs.list_runs(limit=10 * len(crawls)) if run.id in ids]
    return CrawlResult(tuple(sorted(runs, key=lambda run: run.id or 0)), errors)


def _error_of(task: "asyncio.Task[None]") -> Exception | None:
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is None or isinstance(error, (ScrapeError, ArchiveError)):
        return error
    return CrawlFailed(f"A crawl could not start: {error!r}")


def _settings(home: Path, *, quiet: bool) -> Settings:
    os.environ["SCRAPY_SETTINGS_MODULE"] = SETTINGS_MODULE
    os.environ["TRICHNGUON_HOME"] = str(home.resolve())
    settings = get_project_settings()
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    _log_to_stderr(logging.ERROR if quiet or sys.stderr.isatty() else logging.INFO)
    return settings


def _log_to_stderr(level: int) -> None:
    """The handler's level decides: Scrapy sets its loggers to DEBUG."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_is_worth_a_line)
    logging.getLogger().addHandler(handler)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Scrapy lists its parts at every start."""
    return record.levelno > logging.INFO or not record.name.startswith(CHATTY)
