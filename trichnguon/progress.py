"""What a crawl has done so far, told while it runs: to a person at a terminal, a log or a program."""

import asyncio
import time
from types import TracebackType
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from scraper.incidents import counts_of
from trichnguon.crawl_state import CrawlState, ProgressDisplay

REFRESH_S = 0.2


class CrawlProgress:
    """A context manager; `watch` every crawler before it is entered."""

    def __init__(self, display: ProgressDisplay) -> None:
        self._display = display
        self._names: dict[Crawler, str] = {}
        self._started: dict[Crawler, float] = {}
        self._watchers: dict[Crawler, asyncio.Task[None]] = {}

    def watch(self, crawler: Crawler, source_id: str) -> None:
        self._names[crawler] = source_id
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    def _opened(self, spider: Spider) -> None:
        self._started[spider.crawler] = time.monotonic()
        self._watchers[spider.crawler] = asyncio.ensure_future(self._follow(spider.crawler))

    async def _follow(self, crawler: Crawler) -> None:
        while True:
            self._display.show(self._names[crawler], self.state_of(crawler))
            await asyncio.sleep(REFRESH_S)

    def _closed(self, spider: Spider, reason: str) -> None:
        crawler = spider.crawler
        self._watchers.pop(crawler).cancel()
        self._display.end(self._names[crawler], self.state_of(crawler), reason)

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
            known=counts.seen,
            queued=enqueued - dequeued + int(getattr(crawler.spider, "owed", 0)),
            pages_per_s=round(counts.requests / elapsed, 2),
        )

    def __enter__(self) -> Self:
        self._display.begin(list(self._names.values()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._display.close()
