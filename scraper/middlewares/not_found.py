"""Asks each host, once in a while, for an address that cannot exist, and knows its soft 404s by that.

One polite request a host and week, by robots.txt, captured like any other. What is like the answer
is reported as not found and asked for again later: it never counts as gone because of this alone.
"""

import asyncio
from datetime import UTC, datetime, timedelta

from attrs import evolve
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from archive.not_found import NotFoundAnswer
from archive.records import PageKind
from scraper.errors import NotAnArticle, PageError, PageNotFound
from scraper.extract import extract_article
from scraper.failures import AlreadyReported
from scraper.incidents import asked_url, count, record_incident
from scraper.middlewares.capture import CAPTURE_ID
from scraper.middlewares.robots import UNREACHABLE
from scraper.page_kinds import is_html
from scraper.pages.document import read_document
from scraper.responses import http_response
from scraper.session import IS_PART, session_of
from scraper.soft_not_found import is_like, nonsense_address, page_shape

IS_ARTICLE = "trichnguon_is_article"
"""Request meta key: an article is expected there."""
PERIOD = timedelta(days=7)
"""After that the host is asked again: menus and boxes change."""


class NotFoundMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._answers: dict[str, asyncio.Future[NotFoundAnswer | None]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "NotFoundMiddleware":
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        if response.status != 200 or not request.meta.get(IS_ARTICLE):
            return response
        page = http_response(response)
        answer = await self._answer_of(response) if is_html(page) else None
        if answer is None or not answer.is_page:
            return response
        try:
            shape = page_shape(read_document(page).root, response.url)
        except (PageError, NotAnArticle):
            return response
        if not is_like(shape, answer):
            return response
        error = PageNotFound(response.url, f"like the answer for {answer.url}")
        capture_id = request.meta[CAPTURE_ID]
        self._session.archive.captures.record_page_kind(capture_id, PageKind.NOT_FOUND)
        count(self._crawler, "failed")
        record_incident(self._crawler, error, asked_url(request), capture_id)
        raise AlreadyReported(str(error))

    async def _answer_of(self, response: Response) -> NotFoundAnswer | None:
        """The host's answer, asked for at most once a crawl; None where there is none."""
        parts = urlparse_cached(response)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._answers:
            self._answers[origin] = asyncio.ensure_future(self._ask(origin, response.url))
        return await asyncio.shield(self._answers[origin])

    async def _ask(self, origin: str, article_url: str) -> NotFoundAnswer | None:
        store, now = self._session.archive.not_found, datetime.now(UTC)
        known = store.answer_of(origin)
        if known is not None and now - known.asked_at < PERIOD:
            return known
        url = nonsense_address(article_url)
        meta = {IS_PART: True, "dont_retry": True}
        request = Request(url, callback=NO_CALLBACK, dont_filter=True, meta=meta)
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("a host is asked only while its crawl runs")
        try:
            response = await engine.download_async(request)
        except UNREACHABLE:
            return known
        answer = self._read(NotFoundAnswer(origin, url, now, response.status), response)
        store.record_answer(answer)
        self._session.archive.captures.record_page_kind(
            response.meta[CAPTURE_ID], PageKind.NOT_FOUND
        )
        return answer

    def _read(self, answer: NotFoundAnswer, response: Response) -> NotFoundAnswer:
        """A page that reads as an article is no answer to know others by."""
        answer = evolve(answer, capture_id=response.meta[CAPTURE_ID])
        page = http_response(response)
        if response.status != 200 or not is_html(page):
            return answer
        try:
            shape = page_shape(read_document(page).root, answer.url)
        except (PageError, NotAnArticle):
            return answer
        try:
            extract_article(page, self._session.source.platform or None)
        except PageError:
            return evolve(answer, is_page=True, title=shape.title, blocks=shape.blocks)
        return answer
