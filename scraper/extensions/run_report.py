"""The run's report: what was counted and how it ended, kept in the archive; the session's end."""

from collections import Counter
from datetime import UTC, datetime

import attrs
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from archive.errors import StorageFull
from scraper.errors import PlatformChanged
from scraper.extract import Extraction
from scraper.incidents import count, counts_of, record_incident
from scraper.items import ExtractedArticle
from scraper.middlewares.capture import CAPTURE_ID, STORAGE_FULL
from scraper.pages.pdf import PdfArticlePage
from scraper.promises import JUDGED_ARTICLES, broken_promises
from scraper.session import session_of

FINISHED = "finished"
ASSERTIONS_FAILED = "assertions_failed"
PDF = PdfArticlePage.PLATFORM


class RunReport:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._read_as: Counter[str] = Counter()
        self._otherwise: dict[str, Extraction] = {}
        """Platform to the first article that was read as it, though the source declares another."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RunReport":
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_error, signal=signals.spider_error)
        crawler.signals.connect(extension.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_error(self, failure: Failure, response: Response, spider: Spider) -> None:
        """An exception nobody expected: an incident with its capture, and the crawl goes on.

        The entry stays owed: the next run tries its page again.
        """
        error = failure.value
        if isinstance(error, StorageFull):
            self._session.stop(self._crawler, STORAGE_FULL)
        elif isinstance(error, Exception):
            capture_id = response.meta.get(CAPTURE_ID)
            count(self._crawler, "failed")
            record_incident(self._crawler, error, response.url, capture_id)

    def item_scraped(self, item: ExtractedArticle) -> None:
        read = item.extraction
        if read.platform == PDF:  # a file says nothing about its portal
            return
        self._read_as[read.platform] += 1
        if read.platform != self._session.source.platform:
            self._otherwise.setdefault(read.platform, read)

    async def spider_closed(self, spider: Spider, reason: str) -> None:
        session = self._session
        if reason == FINISHED and session.run.spider == "portal" and self._breaks_promises():
            reason = ASSERTIONS_FAILED
        self._check_platform()
        run = attrs.evolve(
            session.run,
            finished_at=datetime.now(UTC),
            outcome=reason,
            counts=counts_of(self._crawler),
        )
        session.archive.runs.finish_run(run)
        await session.close()

    def _breaks_promises(self) -> bool:
        """Whether the source's [assert] fails; each promise that does is an incident."""
        session, now = self._session, datetime.now(UTC)
        articles = session.archive.articles
        broken = broken_promises(
            session.source,
            counts_of(self._crawler),
            articles.first_readings(session.source.id, JUDGED_ARTICLES),
            articles.newest_arrival(session.source.id, now),
            now,
        )
        for error in broken:
            record_incident(self._crawler, error, session.source.home)
        return bool(broken)

    def _check_platform(self) -> None:
        """One incident where most articles were read as another platform than the declared one."""
        source, total = self._session.source, self._read_as.total()
        if not source.platform or not self._otherwise:
            return
        found = max(self._otherwise, key=lambda name: self._read_as[name])
        read = total - self._read_as[source.platform]
        if 2 * read <= total:
            return
        example = self._otherwise[found]
        reason = next((line for line in example.skipped if "looks like" in line), "")
        error = PlatformChanged(source.id, source.platform, found, read, total, reason)
        record_incident(self._crawler, error, example.article.url)
