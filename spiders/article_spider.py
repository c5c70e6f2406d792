"""What every spider of ours does with an article page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from archive.records import PageKind
from scraper.crawl_config import SOURCES_FOLDER
from scraper.errors import BotWall, FetchFailed, NotAnArticle, PageError, ScrapeError
from scraper.extract import extract_article
from scraper.identity import article_identity
from scraper.incidents import count, record_incident
from scraper.items import ExtractedArticle
from scraper.middlewares.capture import CAPTURE_ID, FETCHED_AT
from scraper.responses import http_response
from scraper.session import CrawlSession, session_of
from scraper.sources import Source, load_sources

BOT_WALL = "bot_wall"


class ArticleSpider(Spider):
    """Base of the spiders; `source` is set before the crawl begins."""

    source: Source

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        home = Path(crawler.settings["TRICHNGUON_HOME"])
        spider.source = spider.find_source(load_sources(home / SOURCES_FOLDER))
        delay = spider.source.crawl.delay_s
        spider.custom_delay(crawler.settings, delay)
        return spider

    def find_source(self, sources: dict[str, Source]) -> Source:
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
            dont_filter=True,
        )

    def parse_article(self, response: Response, identity: str) -> Iterator[ExtractedArticle]:
        capture_id: int = response.meta[CAPTURE_ID]
        try:
            extraction = extract_article(http_response(response), self.source.platform or None)
        except (PageError, BotWall) as error:
            self.record_page_error(error, response, identity)
            return
        self.session.archive.captures.record_page_kind(capture_id, PageKind.ARTICLE)
        key = article_identity(extraction.article.url, extraction.platform or None)
        if identity and identity != key:
            self.session.archive.entries.record_archived(identity)
        yield ExtractedArticle(extraction, key, capture_id, response.meta[FETCHED_AT])

    def record_page_error(self, error: ScrapeError, response: Response, identity: str) -> None:
        """The page cannot be read: an incident with its capture; the entry is not forgotten."""
        archive, capture_id = self.session.archive, response.meta[CAPTURE_ID]
        if isinstance(error, BotWall):
            archive.captures.record_page_kind(capture_id, PageKind.CHALLENGE)
            self.session.stop(self.crawler, BOT_WALL)
        elif isinstance(error, NotAnArticle):
            archive.captures.record_page_kind(capture_id, error.kind)
        record_incident(self.crawler, error, response.url, capture_id)
        if not identity:
            return
        if isinstance(error, NotAnArticle):
            archive.entries.record_not_article(identity, str(error))
        else:
            archive.entries.record_failure(identity, str(error), datetime.now(UTC))

    def on_failure(self, failure: Failure) -> None:
        """A page that could not be had."""
        error = failure.value
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        identity = request.cb_kwargs.get("identity", "")
        reason = str(error) or type(error).__name__
        if not isinstance(error, IgnoreRequest) or isinstance(error, HttpError):
            capture_id = None
            if isinstance(error, HttpError):
                reason = f"the server answered {error.response.status}"
                capture_id = request.meta.get(CAPTURE_ID)
            count(self.crawler, "failed")
            failed = FetchFailed(request.url, reason)
            record_incident(self.crawler, failed, request.url, capture_id)
        if identity:
            self.session.archive.entries.record_failure(identity, reason, datetime.now(UTC))
