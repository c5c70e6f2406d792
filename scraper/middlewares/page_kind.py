"""Answers that are not the page asked for end here, named, with their capture as evidence.

Behind decompression, before redirects by meta refresh, retries and spiders. A bot wall pauses the
source and ends the crawl; everything else is asked for again later: withheld is not gone.
"""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from web_poet import HttpResponse

from archive.errors import CaptureCorrupt
from archive.pauses import SourcePause
from archive.records import PageKind
from archive.warc import read_response
from scraper.certificates import IS_CERTIFICATE
from scraper.contacts import find_contact
from scraper.errors import (
    AccessDenied,
    BotWall,
    LoginRequired,
    NotAnArticle,
    PageError,
    PageNotFound,
    PageWithheld,
    ScrapeError,
    ScriptShell,
    UnderMaintenance,
)
from scraper.failures import AlreadyReported
from scraper.fetch_errors import BodyIncomplete
from scraper.incidents import asked_url, count, record_incident
from scraper.middlewares.capture import CAPTURE_ID, RENDERED_FROM
from scraper.middlewares.robots import IS_ROBOTS
from scraper.page_kinds import KindVerdict, is_cut_off, is_html, judge_answer
from scraper.pages.document import read_document
from scraper.responses import http_response, stored_http_response
from scraper.session import IS_PART, session_of

BOT_WALL = "bot_wall"
WITHHELD: dict[PageKind, type[PageWithheld]] = {
    error.kind: error
    for error in (AccessDenied, LoginRequired, PageNotFound, ScriptShell, UnderMaintenance)
}


class PageKindMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PageKindMiddleware":
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        is_page = not (request.meta.get(IS_CERTIFICATE) or request.meta.get(RENDERED_FROM))
        if not is_page or 300 <= response.status < 400:
            return response
        page = http_response(response)
        verdict = judge_answer(page, asked_url(request))
        if verdict is None or self._is_let_through(request, response, verdict):
            is_whole = request.meta.get(IS_PART) or not is_html(page)
            if not is_whole and is_cut_off(bytes(page.body)):
                raise self._reported(BodyIncomplete(request.url, "no end of page"), request)
            return response
        self._session.archive.captures.record_page_kind(request.meta[CAPTURE_ID], verdict.kind)
        if verdict.is_wall:
            raise self._pause(request, verdict)
        raise self._reported(WITHHELD[verdict.kind](request.url, verdict.evidence), request)

    @staticmethod
    def _is_let_through(request: Request, response: Response, verdict: KindVerdict) -> bool:
        """Error statuses speak for themselves; robots.txt may be a page that says "not found"."""
        if verdict.is_wall:
            return False
        if request.meta.get(IS_PART) or response.status >= 400:
            return True
        return bool(request.meta.get(IS_ROBOTS)) and verdict.kind is not PageKind.MAINTENANCE

    def _reported(self, error: ScrapeError, request: Request) -> AlreadyReported:
        count(self._crawler, "failed")
        record_incident(self._crawler, error, asked_url(request), request.meta.get(CAPTURE_ID))
        return AlreadyReported(str(error))

    def _pause(self, request: Request, verdict: KindVerdict) -> AlreadyReported:
        session, now = self._session, datetime.now(UTC)
        archive, source_id = session.archive, session.source.id
        session.stop(self._crawler, BOT_WALL)
        if archive.pauses.current_pause(source_id, now) is not None:
            return AlreadyReported(f"bot wall: {verdict.evidence}")  # on the wire before the stop
        error = BotWall(request.url, verdict.evidence, self._contact())
        archive.pauses.record_pause(
            SourcePause(
                source_id,
                type(error).__name__,
                verdict.evidence,
                paused_at=now,
                until=now + archive.pauses.bot_wall_pause(source_id, now),
                contact=error.contact,
                url=request.url,
                capture_id=request.meta.get(CAPTURE_ID),
            )
        )
        return self._reported(error, request)

    def _contact(self) -> str:
        """From the source's file, else from its newest pages in the archive."""
        if self._session.source.contact:
            return self._session.source.contact
        archive = self._session.archive
        for capture in archive.captures.newest_of_kind(
            self._session.source.id, [PageKind.LISTING, PageKind.ARTICLE], limit=3
        ):
            try:
                stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
                if found := _contact_on(stored_http_response(stored)):
                    return found
            except (CaptureCorrupt, NotAnArticle, PageError):
                continue  # another page may be readable
        return ""


def _contact_on(page: HttpResponse) -> str:
    return find_contact(read_document(page).root)
