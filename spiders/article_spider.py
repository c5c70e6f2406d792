"""What every spider of ours does with an article page."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from scraper.browser.setup import use_browser
from scraper.crawl_config import SOURCES_FOLDER
from scraper.errors import NotAnArticle, PageError, ScrapeError
from scraper.failures import AlreadyReported, NotSent, fetch_error
from scraper.identity import article_identity
from scraper.incidents import asked_url, count, record_incident
from scraper.items import ExtractedArticle
from scraper.middlewares.capture import CAPTURE_ID, FETCHED_AT
from scraper.middlewares.not_found import IS_ARTICLE
from scraper.middlewares.page_kind import WITHHELD
from scraper.reading import read_article_page
from scraper.responses import http_response
from scraper.session import CrawlSession, session_of
from scraper.sources import Source


class ArticleSpider(Spider):
    """Base of the spiders; `source` is set before the crawl begins."""

    source: Source

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        home = Path(crawler.settings["TRICHNGUON_HOME"])
        spider.source = spider.find_source(home / SOURCES_FOLDER)
        delay = spider.source.crawl.delay_s
        spider.custom_delay(crawler.settings, delay)
        if spider.source.crawl.browser:
            use_browser(crawler.settings, spider.source.id)
        return spider

    def find_source(self, folder: Path) -> Source:
        """The spider's source among the files of the folder; raises SourceConfigError."""
        raise NotImplementedError

    @staticmethod
    def custom_delay(settings: BaseSettings, delay_s: float) -> None:
        settings.set("DOWNLOAD_DELAY", delay_s, "spider")

    @property
    def session(self) -> CrawlSession:
        return session_of(self.crawler)

    def article_request(self, url: str, identity: str = "") -> Request:
        """`identity` is that of the listing entry; empty for a cited address."""
        return Request(
            url,
            callback=self.parse_article,
            errback=self.on_failure,
            cb_kwargs={"identity": identity},
            meta={IS_ARTICLE: True},
            dont_filter=True,
        )

    async def parse_article(
        self, response: Response, identity: str
    ) -> AsyncIterator[ExtractedArticle]:
        capture_id: int = response.meta[CAPTURE_ID]
        platform = self.source.platform or None
        try:
            extraction = await self.session.read(
                read_article_page, http_response(response), platform
            )
        except PageError as error:
            if not isinstance(error, NotAnArticle) or error.kind in WITHHELD:
                count(self.crawler, "failed")
            self.record_page_error(error, response, identity)
            return
        url = self.source.at_home(extraction.article.url)
        key = article_identity(url, extraction.platform or None)
        fetched_at = response.meta[FETCHED_AT]
        yield ExtractedArticle(extraction, key, capture_id, fetched_at, entry_identity=identity)

    def record_page_error(self, error: PageError, response: Response, identity: str) -> None:
        """The page cannot be read: an incident with its capture; the entry is not forgotten.

        What was withheld (not found, maintenance, log-in, shell) is asked for again: only a page
        that is something else for good settles its entry.
        """
        archive, capture_id = self.session.archive, response.meta[CAPTURE_ID]
        told: ScrapeError = error
        if isinstance(error, NotAnArticle):
            archive.captures.record_page_kind(capture_id, error.kind)
            if withheld := WITHHELD.get(error.kind):
                told = withheld(response.url, error.reason)
        record_incident(self.crawler, told, response.url, capture_id)
        if not identity:
            return
        if isinstance(told, NotAnArticle):
            archive.entries.record_not_article(identity, str(told))
        else:
            archive.entries.record_failure(identity, str(told), datetime.now(UTC))

    def on_failure(self, failure: Failure) -> None:
        """A page that could not be had."""
        if isinstance(failure.value, NotSent):
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        identity = request.cb_kwargs.get("identity", "")
        error = fetch_error(request.url, failure.value)
        if not isinstance(failure.value, AlreadyReported):
            count(self.crawler, "failed")
            url = asked_url(request)
            record_incident(self.crawler, error, url, request.meta.get(CAPTURE_ID))
        if identity:
            self.session.archive.entries.record_failure(identity, str(error), datetime.now(UTC))
