"""Capture first, parse second: a response is in the WARC, with its row, before any selector runs.

Stands next to the downloader, so that the bytes are those transferred, content encoding and all.
"""

from datetime import UTC, datetime
from http import HTTPStatus

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from archive.errors import StorageFull
from archive.records import Capture, PageKind
from archive.warc import HttpExchange, Rendering, WarcLocation
from scraper.failures import AlreadyReported
from scraper.middlewares.robots import DECISION, IS_ROBOTS
from scraper.session import session_of

TLS_VERDICT = "trichnguon_tls"
CAPTURE_ID = "trichnguon_capture_id"
FETCHED_AT = "trichnguon_fetched_at"
STORAGE_FULL = "storage_full"
RENDERED_FROM = "trichnguon_rendered_from"
"""Request meta key: the Capture of the answer that the browser is shown."""


class CaptureMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CaptureMiddleware":
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        if 300 <= response.status < 400:
            return response
        now = datetime.now(UTC)
        try:
            if not self._session.has_room():
                raise StorageFull(self._session.archive.home)
            location = await self._session.warc.write(_kept(request, response, now))
            capture = self._session.archive.captures.record_capture(
                self._capture(request, response, location, now)
            )
        except StorageFull as error:
            self._session.stop(self._crawler, STORAGE_FULL)
            raise AlreadyReported(str(error)) from error
        request.meta[CAPTURE_ID] = capture.id
        request.meta[FETCHED_AT] = now
        return response

    def _capture(
        self, request: Request, response: Response, location: WarcLocation, now: datetime
    ) -> Capture:
        raw = _raw(request)
        is_robots = bool(request.meta.get(IS_ROBOTS))
        return Capture(
            url=response.url,
            source_id=self._session.source.id,
            fetched_at=now,
            status=response.status,
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
            warc_file=location.file,
            warc_offset=location.offset,
            warc_length=location.length,
            record_id=location.record_id,
            payload_sha256=location.payload_sha256,
            payload_bytes=len(response.body),
            robots=request.meta.get(DECISION, "exempt: robots.txt itself"),
            tls=request.meta.get(TLS_VERDICT, "") if response.url.startswith("https:") else "",
            page_kind=PageKind.ROBOTS if is_robots else PageKind.OTHER,
            run_id=self._session.run_id,
            rendered_from=None if raw is None else raw.id,
        )


def _raw(request: Request) -> Capture | None:
    raw: Capture | None = request.meta.get(RENDERED_FROM)
    return raw


def _kept(request: Request, response: Response, now: datetime) -> HttpExchange | Rendering:
    raw = _raw(request)
    if raw is None:
        return _exchange(request, response, now)
    return Rendering(response.url, response.body, raw.record_id, now)


def _exchange(request: Request, response: Response, now: datetime) -> HttpExchange:
    return HttpExchange(
        url=response.url,
        method=request.method,
        request_headers=_pairs(request),
        status=response.status,
        reason=_reason(response.status),
        response_headers=_pairs(response),
        body=response.body,
        fetched_at=now,
    )


def _pairs(message: Request | Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in message.headers.items()
        for value in values
    ]


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
