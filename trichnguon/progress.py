"""What a person sees while crawls run: a bar a source on a terminal, now and then a line elsewhere."""

import asyncio
import logging
import time
from types import TracebackType
from typing import Self

from attrs import frozen
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from scraper.incidents import counts_of

REFRESH_S = 0.2
LINE_EVERY_S = 30.0
logger = logging.getLogger(__name__)


@frozen
class CrawlState:
    """One source at one moment."""

    pages: int
    articles: int
    """New and changed ones."""
    seen: int
    queued: int
    pages_per_s: float

    def line(self) -> str:
        return (
            f"{self.pages} pages  {self.articles} articles  {self.seen} known  "
            f"{self.pages_per_s:.1f}/s  {self.queued} queued"
        )


class CrawlProgress:
    """A context manager; `watch` every crawler before it starts."""

    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True)
        self._shows_lines = not quiet and not console.is_terminal
        logger.setLevel(logging.INFO)  # the handler decides, as for Scrapy's own lines
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<18}"),
            BarColumn(bar_width=28),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            console=console,
            disable=quiet or not console.is_terminal,
        )
        self._tasks: dict[Crawler, TaskID] = {}
        self._names: dict[Crawler, str] = {}
        self._started: dict[Crawler, float] = {}
        self._watchers: dict[Crawler, asyncio.Task[None]] = {}

    def watch(self, crawler: Crawler, source_id: str) -> None:
        self._names[crawler] = source_id
        self._tasks[crawler] = self._progress.add_task(source_id, total=None, counts="")
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self, spider: Spider) -> None:
        self._started[spider.crawler] = time.monotonic()
        self._watchers[spider.crawler] = asyncio.ensure_future(self._follow(spider.crawler))

    async def _follow(self, crawler: Crawler) -> None:
        next_line = time.monotonic() + LINE_EVERY_S
        while True:
            self._show(crawler)
            if self._shows_lines and time.monotonic() >= next_line:
                next_line += LINE_EVERY_S
                logger.info("%s: %s", self._names[crawler], self.state_of(crawler).line())
            await asyncio.sleep(REFRESH_S)

    def _closed(self, spider: Spider, reason: str) -> None:
        crawler = spider.crawler
        self._watchers.pop(crawler).cancel()
        self._show(crawler)
        self._progress.stop_task(self._tasks[crawler])
        if self._shows_lines:
            logger.info("%s: %s; %s", self._names[crawler], self.state_of(crawler).line(), reason)

    def state_of(self, crawler: Crawler) -> CrawlState:
        counts = counts_of(crawler)
        stats = crawler.stats
        enqueued, dequeued = (
            int(stats.get_value(f"scheduler/{name}", 0)) for name in ("enqueued", "dequeued")
        )
        elapsed = max(time.monotonic() - self._started[crawler], 0.001)
        return CrawlState(
            pages=counts.requests,
            articles=counts.new + counts.changed,
            seen=counts.seen,
            queued=enqueued - dequeued + int(getattr(crawler.spider, "owed", 0)),
            pages_per_s=counts.requests / elapsed,
        )

    def _show(self, crawler: Crawler) -> None:
        state = self.state_of(crawler)
        self._progress.update(
            self._tasks[crawler],
            completed=state.pages,
            total=max(state.pages + state.queued, 1),
            counts=state.line(),
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()
