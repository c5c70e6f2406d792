"""A server that asks us to come back later is obeyed (RFC 9110 §10.2.3, RFC 6585 §4).

A short wait is waited out, by every request to the host; a long one pauses the source and ends the
crawl. Before the retries, which then find the host rested.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from archive.pauses import SourcePause
from scraper.failures import AlreadyReported
from scraper.fetch_errors import TooManyRequests
from scraper.incidents import count, record_incident
from scraper.middlewares.capture import CAPTURE_ID
from scraper.session import session_of

OVERLOADED = "overloaded"
LONGEST_WAIT_S = 120.0
UNTOLD_WAIT_S = 30.0
"""For a 429 that names no time."""
LONGEST_PAUSE = timedelta(days=7)


class OverloadMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._rests_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "OverloadMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = urlparse_cached(request).hostname or ""
        while (rest := self._rests_until.get(host, 0.0) - monotonic()) > 0:
            await asyncio.sleep(rest)

    def process_response(self, request: Request, response: Response) -> Response:
        wait_s = _wait_asked(response)
        if wait_s is None:
            return response
        if wait_s > LONGEST_WAIT_S:
            raise self._pause(request, response, wait_s)
        host = urlparse_cached(request).hostname or ""
        until = monotonic() + wait_s
        self._rests_until[host] = max(self._rests_until.get(host, 0.0), until)
        return response

    def _pause(self, request: Request, response: Response, wait_s: float) -> AlreadyReported:
        session, now = self._session, datetime.now(UTC)
        until = now + min(timedelta(seconds=wait_s), LONGEST_PAUSE)
        reason = f"status {response.status}, asked to come back in {wait_s:.0f} s"
        error = TooManyRequests(request.url, reason)
        capture_id = request.meta.get(CAPTURE_ID)
        session.stop(self._crawler, OVERLOADED)
        if session.archive.pauses.current_pause(session.source.id, now) is not None:
            return AlreadyReported(str(error))  # on the wire before the stop
        session.archive.pauses.record_pause(
            SourcePause(
                session.source.id,
                type(error).__name__,
                reason,
                paused_at=now,
                until=until,
                url=request.url,
                capture_id=capture_id,
            )
        )
        count(self._crawler, "failed")
        record_incident(self._crawler, error, request.url, capture_id)
        return AlreadyReported(str(error))


def _wait_asked(response: Response) -> float | None:
    """Seconds; None where the server asks for no wait."""
    if response.status not in (429, 503):
        return None
    header = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if header.isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return UNTOLD_WAIT_S if response.status == 429 else None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
