"""The scheduler of `serve`: looks what is due, crawls it in child processes, sends the digest.

Everything that takes long or can fail runs in a process of its own; the desk beside it answers.
"""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.archive import open_archive
from archive.errors import ArchiveError
from scraper.crawl_config import SOURCES_FOLDER
from scraper.sources import Source
from trichnguon.child_crawl import CrawlEnd
from trichnguon.config import Config
from trichnguon.crawl_pool import CrawlPool
from trichnguon.digest_delivery import configured_ways
from trichnguon.progress_displays import LogLines
from trichnguon.run_table import run_line
from trichnguon.schedule import PlannedVisit, due, is_digest_due, load_plan, vietnam_day
from trichnguon.source_watch import SourceWatch

TRY_AGAIN_AFTER = timedelta(minutes=15)
"""What could not even begin (a broken file, a full disk, a mail server that is away) waits so long."""
DIGEST = "_digest"
"""No source's id: those that begin with "_" are templates."""
logger = logging.getLogger(__name__)


class Scheduler:
    def __init__(
        self, home: Path, config: Config, on_sources: Callable[[Mapping[str, Source]], None]
    ) -> None:
        """`on_sources` gets the sources whenever their files changed."""
        self.plan: list[PlannedVisit] = []
        """As of `looked_at`."""
        self.looked_at: datetime | None = None
        self.watch = SourceWatch(home / SOURCES_FOLDER)
        self.pool = CrawlPool(home, config.schedule.crawls_at_once, LogLines(), logger.warning)
        self._on_sources = on_sources
        self._home = home
        self._config = config
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._held_until: dict[str, datetime] = {}
        self._wake = asyncio.Event()
        self._is_stopping = False

    async def run(self) -> None:
        """Until `stop`; what runs then is waited for."""
        try:
            while not self._is_stopping:
                self._wake.clear()
                await self._look()
                with suppress(TimeoutError):
                    await asyncio.wait_for(
                        self._wake.wait(), timeout=self._config.schedule.check_every_s
                    )
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        finally:
            self.pool.stop()

    def stop(self) -> None:
        """Begin nothing more and let what runs end; once patience is over, or said again, break it off."""
        if self._is_stopping:
            self._break_off()
            return
        self._is_stopping = True
        self._wake.set()
        if self._tasks:
            logger.info("Stopping; waiting for %s to end.", ", ".join(self._tasks))
        self.pool.stop()
        patience_s = self._config.schedule.stop_patience_s
        asyncio.get_running_loop().call_later(patience_s, self._break_off)

    def _break_off(self) -> None:
        self.pool.stop()
        if DIGEST in self._tasks:
            self._tasks[DIGEST].cancel()

    async def _look(self) -> None:
        now = datetime.now(UTC)
        if self.watch.refresh():
            self._held_until.clear()
            self._on_sources(self.watch.sources)
            _tell_sources(self.watch)
        try:
            sent = await asyncio.to_thread(self._load, now)
        except ArchiveError as error:
            logger.error("%s", error)
            return
        self.looked_at = now
        for source_id in due(self.plan, now):
            if len(self._tasks.keys() - {DIGEST}) >= self._config.schedule.crawls_at_once:
                break
            self._begin(source_id, self._crawl(source_id), now)
        digest = self._config.digest
        if is_digest_due(now, digest.send_at, configured_ways(digest), sent):
            self._begin(DIGEST, self._send_digest(), now)

    def _load(self, now: datetime) -> list[str]:
        """Read the plan; the ways by which today's digest went out."""
        with open_archive(self._home) as archive:
            self.plan = load_plan(archive, self.watch.sources, now)
            return archive.digests.ways(vietnam_day(now))

    def _begin(self, name: str, work: Coroutine[None, None, None], now: datetime) -> None:
        """Start the work, unless it runs, is held back, or all is about to stop."""
        held_until = self._held_until.get(name)
        if self._is_stopping or name in self._tasks or (held_until and held_until > now):
            work.close()
            return
        self._tasks[name] = asyncio.create_task(work)
        self._tasks[name].add_done_callback(lambda task: self._ended(name, task))

    def _ended(self, name: str, task: asyncio.Task[None]) -> None:
        del self._tasks[name]
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("%s: an error of the program itself", name, exc_info=error)
            self._hold(name)
        self._wake.set()

    def _hold(self, name: str) -> None:
        self._held_until[name] = datetime.now(UTC) + TRY_AGAIN_AFTER

    async def _crawl(self, source_id: str) -> None:
        logger.info("%s: crawl begins", source_id)
        end = await self.pool.crawl(source_id)
        if end is None:
            return
        if end.run is None:
            self._hold(source_id)
        _tell_end(end)

    async def _send_digest(self) -> None:
        command = (sys.executable, "-m", "trichnguon", "digest", "--home", str(self._home))
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        said, _ = await process.communicate()
        for line in said.decode(errors="replace").splitlines():
            logger.info("digest: %s", line)
        if process.returncode != 0:
            self._hold(DIGEST)


def _tell_sources(watch: SourceWatch) -> None:
    active = sum(source.status == "active" for source in watch.sources.values())
    logger.info("Sources: %d, of which %d active", len(watch.sources), active)
    for error in watch.errors:
        logger.error("Left out until it is mended: %s", error)
    if not active:
        logger.warning('No source is active: set status = "active" in a file of sources/')


def _tell_end(end: CrawlEnd) -> None:
    if end.run is not None:
        level = logging.INFO if end.is_well else logging.WARNING
        logger.log(level, "%s", run_line(end.run))
    elif end.exit_code == -signal.SIGTERM:
        logger.info("%s: stopped before it began", end.source_id)
    elif end.exit_code < 0:
        logger.error(
            "%s: the crawl was killed by signal %d; what it had archived is safe",
            end.source_id,
            -end.exit_code,
        )
    else:
        logger.error("%s: no crawl: %s", end.source_id, end.problem or f"exit {end.exit_code}")
