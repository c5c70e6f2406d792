"""What the parts of one crawl share: its source, run, archive, WARC file and lock.

One session a crawler. It is opened by the first part that asks and closed by the run report.
"""

import asyncio
import fcntl
import io
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

from attrs import define, field
from scrapy.crawler import Crawler
from web_poet import HttpResponse

from archive.archive import Archive, open_archive
from archive.pauses import SourcePause
from archive.records import CrawlRun
from archive.warc import WarcFile, recover_open_files, warc_name
from scraper.crawl_config import CrawlConfig, load_crawl_config
from scraper.errors import SourceBusy, SourcePaused
from scraper.reading_process import ReadingProcess
from scraper.sources import Source
from scraper.warc_queue import WarcQueue

PRODUCT_TOKEN = "trichnguon"  # noqa: S105 - the name that robots.txt files know us by
SOFTWARE = f"{PRODUCT_TOKEN}/0.1"
LOCKS_FOLDER = "locks"
READING_S = 0.05
"""Longer than a page takes to be read."""
PAGES_READ_HERE = 300
"""Starting the process takes as long as to read two hundred: a small source would wait for nothing."""
IS_PART = "trichnguon_is_part"
"""Request meta key: a script of a page asks for it, no page; what is refused is no incident."""
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")
_sessions: "WeakKeyDictionary[Crawler, CrawlSession]" = WeakKeyDictionary()


@define(eq=False)
class CrawlSession:
    source: Source
    config: CrawlConfig
    archive: Archive
    run: CrawlRun
    _lock: io.TextIOWrapper
    _reader: ReadingProcess | None = None
    _pages_read: int = 0
    _stopping: set[asyncio.Task[None]] = field(factory=set)
    warc: WarcQueue = field(init=False)

    @warc.default
    def _queue_for_warc(self) -> WarcQueue:
        return WarcQueue(self._make_warc)

    def _make_warc(self) -> WarcFile:
        name = warc_name(self.source.id, self.run_id, self.run.started_at)
        return WarcFile(self.archive.warc_folder, name, SOFTWARE)

    @property
    def run_id(self) -> int:
        if self.run.id is None:
            raise ValueError("the run is not stored")
        return self.run.id

    async def read(
        self, read: Callable[[HttpResponse, *_Ts], _T], response: HttpResponse, *arguments: *_Ts
    ) -> _T:
        """`read(response, *arguments)`, for a function of `scraper.reading`; raises what it raises."""
        self._pages_read += 1
        if self._reader is None or self._pages_read <= PAGES_READ_HERE:
            return read(response, *arguments)
        return await self._reader.read(read, response, *arguments)

    def has_room(self) -> bool:
        free = shutil.disk_usage(self.archive.home).free
        return free >= self.config.min_free_bytes

    def stop(self, crawler: Crawler, reason: str) -> None:
        """Close the spider; what is on the wire ends first, what waits is not sent any more."""
        if crawler.engine is None or self._stopping:
            return
        task = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
        self._stopping.add(task)

    @property
    def is_stopping(self) -> bool:
        return bool(self._stopping)

    async def close(self) -> None:
        self.warc.close()
        if self._reader is not None:
            await self._reader.close()
        self.archive.close()
        self._lock.close()


def session_of(crawler: Crawler) -> CrawlSession:
    """Raises SourceConfigError (no contact, broken file), SourceBusy, SourcePaused, HomeMissing."""
    if crawler not in _sessions:
        spider = crawler.spider
        source: Source = spider.source  # type: ignore[union-attr]  # our spiders carry theirs
        name = spider.name if spider else ""
        _sessions[crawler] = _open_session(home_of(crawler), source, name)
    return _sessions[crawler]


def run_id_of(crawler: Crawler) -> int | None:
    """The crawler's run; None where its session could not be opened."""
    session = _sessions.get(crawler)
    return None if session is None else session.run_id


def home_of(crawler: Crawler) -> Path:
    return Path(crawler.settings["TRICHNGUON_HOME"])


def _open_session(home: Path, source: Source, spider_name: str) -> CrawlSession:
    config = load_crawl_config(home)
    archive = open_archive(home)
    refuse_paused(archive, source.id)
    lock = _lock_source(home, source.id)
    recover_open_files(archive.warc_folder, source.id)
    run = archive.runs.start_run(source.id, spider_name, datetime.now(UTC))
    reader = ReadingProcess() if _waits_for_nothing(source) else None
    return CrawlSession(source, config, archive, run, lock, reader)


def _waits_for_nothing(source: Source) -> bool:
    """Only then a second process gains time; a polite crawl would pay memory for nothing."""
    return source.crawl.delay_s < READING_S and len(os.sched_getaffinity(0)) > 1


def refuse_paused(archive: Archive, source_id: str) -> None:
    """Raises SourcePaused while a pause of the source holds."""
    pause = archive.pauses.current_pause(source_id, datetime.now(UTC))
    if pause is not None:
        raise source_paused(pause)


def source_paused(pause: SourcePause) -> SourcePaused:
    until = f"{pause.until.astimezone():%d/%m/%Y %H:%M}" if pause.until else ""
    return SourcePaused(pause.source_id, f"{pause.kind}: {pause.reason}", until, pause.contact)


def _lock_source(home: Path, source_id: str) -> io.TextIOWrapper:
    """Held until the file is closed or the process dies."""
    folder = home / LOCKS_FOLDER
    folder.mkdir(exist_ok=True)
    lock = (folder / f"{source_id}.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise SourceBusy(source_id) from error
    return lock
