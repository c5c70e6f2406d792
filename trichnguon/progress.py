"""What a person sees while crawls run: a bar a source on a terminal, nothing elsewhere (the log tells)."""

import asyncio
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from scraper.incidents import counts_of

REFRESH_S = 0.2


class CrawlProgress:
    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True)
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
        self._watchers: dict[Crawler, asyncio.Task[None]] = {}

    def watch(self, crawler: Crawler, source_id: str) -> None:
        self._tasks[crawler] = self._progress.add_task(source_id, total=None, counts="")
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self, spider: Spider) -> None:
        self._watchers[spider.crawler] = asyncio.ensure_future(self._follow(spider.crawler))

    async def _follow(self, crawler: Crawler) -> None:
        while True:
            self._show(crawler)
            await asyncio.sleep(REFRESH_S)

    def _closed(self, spider: Spider, reason: str) -> None:
        self._watchers.pop(spider.crawler).cancel()
        self._show(spider.crawler)
        self._progress.stop_task(self._tasks[spider.crawler])

    def _show(self, crawler: Crawler) -> None:
        counts = counts_of(crawler)
        stats = crawler.stats
        queued = int(stats.get_value("scheduler/enqueued", 0)) - int(
            stats.get_value("scheduler/dequeued", 0)
        )
        self._progress.update(
            self._tasks[crawler],
            completed=counts.requests,
            total=max(counts.requests + queued, 1),
            counts=f"{counts.requests} pages  {counts.new} new  {counts.seen} seen  {queued} queued",
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
