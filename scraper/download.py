"""The download handler: Scrapy's own, with the TLS ladder and a bound on headers.

Bodies, decompression and times are bounded by Scrapy's settings (`scraper.addon`).
"""

import asyncio
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

from scraper.certificates import (
    IS_CERTIFICATE,
    MAX_CERTIFICATE_BYTES,
    issuer_address,
    read_issuer,
)
from scraper.failures import HeadersTooLong, NotSent, fetch_error
from scraper.fetch_errors import CertificateRefused, TlsFailed
from scraper.middlewares.capture import TLS_VERDICT
from scraper.middlewares.robots import DECISION, UNREACHABLE
from scraper.session import home_of, session_of
from scraper.tls import Handshake, TlsLadder

MAX_HEADER_BYTES = 256 * 1024
MAX_MISSING_ISSUERS = 3
_SLOT = "certificates"
"""Slot of their own: a page's slot waits for the page, and would wait for ever."""


class GuardedDownloadHandler(HTTP11DownloadHandler):
    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        session = self._session = session_of(crawler)
        ca_file = session.config.ca_file
        path = home_of(crawler) / Path(ca_file) if ca_file else None
        self._ladder = TlsLadder(session.source.tls, path, datetime.now(UTC).date())
        self._contextFactory = self._ladder  # type: ignore[assignment]  # zope interface
        self._pool._factory = _BoundedFactory
        # Scrapy 2.19 counts a transfer only once it has begun: without a delay, all that wait for
        # a host are sent at once. One visitor is one visitor.
        self._visits: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

    async def download_request(self, request: Request) -> Response:
        """Raises NotSent, CertificateRefused, TlsFailed, and what Scrapy's handler raises."""
        parts = urlparse_cached(request)
        host = parts.hostname or ""
        async with self._visits[parts.scheme, host]:
            if self._session.is_stopping:
                raise NotSent("the crawl is being stopped")
            if parts.scheme != "https":
                return await super().download_request(request)
            return await self._download_by_tls(request, host)

    async def _download_by_tls(self, request: Request, host: str) -> Response:
        for _ in range(MAX_MISSING_ISSUERS):
            try:
                response = await super().download_request(request)
            except DownloadFailedError as error:
                await self._climb(request.url, host, error)
                continue
            request.meta[TLS_VERDICT] = self._ladder.verdict(host)
            return response
        return await super().download_request(request)

    async def _climb(self, url: str, host: str, error: DownloadFailedError) -> None:
        """Completes the chain where that is what is missing; else raises the true cause."""
        handshake = self._ladder.handshake(host)
        if handshake is None or (handshake.is_complete and not handshake.problems):
            raise error
        if not handshake.problems:
            cause = fetch_error(url, error)
            if isinstance(cause, TlsFailed):
                raise cause from error
            raise TlsFailed(url, "the server hung up during the TLS handshake") from error
        reason = ", ".join(handshake.problems)
        if handshake.orphan is None:
            raise CertificateRefused(url, reason) from error
        if trouble := await self._complete(host, handshake):
            raise CertificateRefused(url, f"{reason}; {trouble}") from error

    async def _complete(self, host: str, handshake: Handshake) -> str:
        """Fetch the missing issuer by the guarded path; why that failed, or empty."""
        orphan, engine = handshake.orphan, self._crawler.engine
        address = issuer_address(orphan) if orphan else ""
        if orphan is None or engine is None or not address:
            return "it does not say where the issuer's certificate stands"
        meta: dict[str, Any] = {
            IS_CERTIFICATE: True,
            DECISION: "exempt: certificate of an issuer (RFC 5280 §4.2.2.1)",
            "download_slot": _SLOT,
            "download_maxsize": MAX_CERTIFICATE_BYTES,
        }
        try:
            response = await engine.download_async(
                Request(address, callback=NO_CALLBACK, priority=1000, meta=meta)
            )
        except UNREACHABLE as error:
            return f"its issuer's certificate could not be had: {fetch_error(address, error)}"
        issuer = read_issuer(response.body, orphan) if response.status == 200 else None
        if issuer is None:
            return f"{address} holds no certificate that signed it"
        self._ladder.complete(host, issuer, address)
        return ""


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Gives up on a header section that does not end; the body has bounds of its own."""

    _head_bytes = 0

    def request(self, request: Any) -> Any:
        self._head_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEADER_BYTES:
                error = HeadersTooLong(f"headers of more than {MAX_HEADER_BYTES // 1024} KB")
                self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _BoundedProtocol:
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
