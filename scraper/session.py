"""What the parts of one crawl share: its source, run, archive, WARC file and lock.

One session a crawler. It is opened by the first part that asks and closed by the run report.
"""

import asyncio
import fcntl
import io
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakKeyDictionary

from attrs import define, field
from scrapy.crawler import Crawler

from archive.archive import Archive, open_archive
from archive.pauses import SourcePause
from archive.records import CrawlRun
from archive.warc import WarcFile, recover_open_files, warc_name
from scraper.crawl_config import CrawlConfig, load_crawl_config
from scraper.errors import SourceBusy, SourcePaused
from scraper.sources import Source

PRODUCT_TOKEN = "trichnguon"  # noqa: S105 - the name that robots.txt files know us by
SOFTWARE = f"{PRODUCT_TOKEN}/0.1"
LOCKS_FOLDER = "locks"
IS_PART = "trichnguon_is_part"
"""Request meta key: a script of a page asks for it, no page; what is refused is no incident."""
_sessions: "WeakKeyDictionary[Crawler, CrawlSession]" = WeakKeyDictionary()


@define(eq=False)
class CrawlSession:
    source: Source
    config: CrawlConfig
    archive: Archive
    run: CrawlRun
    _lock: io.TextIOWrapper
    _warc: WarcFile | None = None
    disk: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(1, "warc"))
    """One thread, so that the next page is fetched while the last one reaches the disk; records
    stand in the order in which they were handed over.
    """
    _stopping: set[asyncio.Task[None]] = field(factory=set)

    @property
    def run_id(self) -> int:
        if self.run.id is None:
            raise ValueError("the run is not stored")
        return self.run.id

    def warc(self) -> WarcFile:
        """The run's WARC file, made when the first response is kept."""
        if self._warc is None:
            name = warc_name(self.source.id, self.run_id, self.run.started_at)
            self._warc = WarcFile(self.archive.warc_folder, name, SOFTWARE)
        return self._warc

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

    def close(self) -> None:
        self.disk.shutdown()
        if self._warc is not None:
            self._warc.close()
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
    return CrawlSession(source, config, archive, run, lock)


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
