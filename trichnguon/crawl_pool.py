"""Crawls of sources in child processes, so many at once."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from trichnguon.child_crawl import ChildCrawl, CrawlEnd
from trichnguon.crawl_state import ProgressDisplay


class CrawlPool:
    def __init__(
        self, home: Path, at_once: int, display: ProgressDisplay, tell: Callable[[str], None]
    ) -> None:
        self.running: dict[str, ChildCrawl] = {}
        self._home = home
        self._places = asyncio.Semaphore(at_once)
        self._display = display
        self._tell = tell
        self._is_stopping = False

    async def crawl(self, source_id: str) -> CrawlEnd | None:
        """How it ended, once there was a place for it; None where the pool stopped before."""
        async with self._places:
            if self._is_stopping:
                return None
            child = ChildCrawl(self._home, source_id, self._display, self._tell)
            self.running[source_id] = child
            try:
                return await child.run()
            finally:
                del self.running[source_id]

    def stop(self) -> None:
        """Ask what runs to end, and begin nothing more; said twice, what runs is killed."""
        for child in self.running.values():
            if self._is_stopping:
                child.kill()
            else:
                child.stop()
        self._is_stopping = True
