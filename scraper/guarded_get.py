"""One small GET outside a crawl, under the crawl's rules: which addresses, how much, how long.

For `doctor`, which asks each portal for robots.txt and keeps nothing. A name is resolved here, the
address judged, and that very address connected to; redirects are not followed.
"""

import socket
import ssl
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import httpcore2

from scraper.errors import AddressRefused, FetchFailed
from scraper.fetch_errors import BodyTooLarge
from scraper.middlewares.guard import refusal
from scraper.public_addresses import is_public

_FAILURES = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.TimeoutException,
)


class _PublicOnly(httpcore2.NetworkBackend):
    def __init__(self) -> None:
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Raises AddressRefused, httpcore2.ConnectError."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        address = str(found[0][4][0])
        if not is_public(ip_address(address)):
            raise AddressRefused(host, f"{host} resolves to {address}, which is not public")
        return self._network.connect_tcp(address, port, timeout, local_address, socket_options)


def guarded_get(
    url: str,
    *,
    user_agent: str,
    context: ssl.SSLContext,
    proxy: str = "",
    timeout_s: float = 30,
    max_bytes: int,
) -> tuple[int, bytes]:
    """Status and body; `proxy` may stand anywhere and resolves names itself.

    Raises AddressRefused, BodyTooLarge, FetchFailed.
    """
    if reason := refusal(url):
        raise AddressRefused(url, reason)
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), timeout_s)
    pool = (
        httpcore2.HTTPProxy(proxy, ssl_context=context)
        if proxy
        else httpcore2.ConnectionPool(ssl_context=context, network_backend=_PublicOnly())
    )
    body = b""
    try:
        with (
            pool,
            pool.stream(
                "GET", url, headers={"User-Agent": user_agent}, extensions={"timeout": timeout}
            ) as answer,
        ):
            for chunk in answer.iter_stream():
                body += chunk
                if len(body) > max_bytes:
                    raise BodyTooLarge(url, f"more than {max_bytes} bytes")
            return answer.status, body
    except _FAILURES as error:
        raise FetchFailed(url, str(error) or type(error).__name__) from error
