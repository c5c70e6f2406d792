"""What Scrapy and Twisted raise when a page cannot be had, as our own errors."""

import struct
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile
from urllib.parse import urlsplit

import brotli
from OpenSSL.SSL import Error as OpenSslError
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.python.failure import Failure

from scraper.errors import AddressRefused, FetchFailed, ScrapeError
from scraper.fetch_errors import (
    BodyDamaged,
    BodyIncomplete,
    BodyTooLarge,
    ConnectionFailed,
    FetchCrashed,
    FetchTimedOut,
    HeadersTooLarge,
    HostUnknown,
    RedirectLoop,
    TlsFailed,
    status_error,
)
from scraper.resolver import refused_address

MAX_REDIRECTS_REACHED = "max redirections reached"
"""Scrapy's own words: its IgnoreRequest carries nothing else."""

_BY_TYPE: tuple[
    tuple[type[BaseException] | tuple[type[BaseException], ...], type[FetchFailed]], ...
] = (
    ((DownloadTimeoutError, TimeoutError), FetchTimedOut),
    (
        (
            DownloadConnectionRefusedError,
            ConnectError,
            ConnectionClosed,
            ConnectionError,
            TunnelError,
        ),
        ConnectionFailed,
    ),
    (ResponseDataLossError, BodyIncomplete),
    (DownloadCancelledError, BodyTooLarge),
    ((zlib.error, brotli.error, EOFError, BadGzipFile, struct.error), BodyDamaged),
    (UnsupportedURLSchemeError, FetchFailed),
)


class AlreadyReported(IgnoreRequest):
    """The incident is written; whoever meets the request's end writes no second one."""


class NotSent(AlreadyReported):
    """The crawl is being stopped: nothing was asked, whatever waits for the answer stays owed."""


class HeadersTooLong(Exception):
    """Raised into a connection whose header section does not end."""


def fetch_error(url: str, error: BaseException | None) -> ScrapeError:
    """The error of ours that names the cause.

    FetchFailed itself where no cause is named; FetchCrashed for whatever no network raises.
    """
    if isinstance(error, ScrapeError):
        return error
    if isinstance(error, HttpError):
        return status_error(url, error.response.status)
    reason = str(error) or type(error).__name__
    if isinstance(error, IgnoreRequest):
        return _ignored(url, error, reason)
    if isinstance(error, DownloadFailedError):
        return _connection_error(url, error)
    if isinstance(error, CannotResolveHostError):
        return _unresolved(url, reason)
    for types, our_error in _BY_TYPE:
        if isinstance(error, types):
            return our_error(url, reason)
    return FetchCrashed(url, f"{type(error).__name__}: {error}")


def _ignored(url: str, error: IgnoreRequest, reason: str) -> FetchFailed:
    if reason == MAX_REDIRECTS_REACHED:
        return RedirectLoop(url, reason)
    if isinstance(error.__cause__, ValueError):  # decompressed beyond the limit
        return BodyTooLarge(url, str(error.__cause__))
    return FetchFailed(url, reason)


def _unresolved(url: str, reason: str) -> ScrapeError:
    host = urlsplit(url).hostname or ""
    if inner := refused_address(host):
        return AddressRefused(url, f"{host} resolves to {inner}, which is not a public address")
    return HostUnknown(url, reason)


def _connection_error(url: str, error: DownloadFailedError) -> FetchFailed:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, HeadersTooLong):
            return HeadersTooLarge(url, str(cause))
        if isinstance(cause, OpenSslError):
            return TlsFailed(url, f"TLS: {_openssl_reason(cause)}")
    reason = "; ".join(dict.fromkeys(str(cause) or type(cause).__name__ for cause in causes))
    return ConnectionFailed(url, reason)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What Twisted packs into `ResponseFailed.reasons`, innermost."""
    reasons: list[Failure] = getattr(error, "reasons", None) or getattr(
        error.__cause__, "reasons", []
    )
    for failure in reasons:
        if failure.value is not None:
            nested = list(_causes(failure.value))
            yield from nested or [failure.value]


def _openssl_reason(error: OpenSslError) -> str:
    lines = error.args[0] if error.args and isinstance(error.args[0], list) else []
    return ", ".join(str(line[-1]) for line in lines) or "handshake failed"
