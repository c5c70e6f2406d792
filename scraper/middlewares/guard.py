"""The one fetch path: what may be asked for at all, pages, redirects and robots.txt alike.

Literal addresses are judged here; names when they are resolved (`scraper.resolver`), so that a
name cannot be pointed at a private network between the check and the connection.
"""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from scraper.certificates import IS_CERTIFICATE
from scraper.errors import AddressRefused
from scraper.failures import AlreadyReported
from scraper.incidents import asked_url, refuse
from scraper.middlewares.robots import IS_ROBOTS
from scraper.public_addresses import is_public
from scraper.session import IS_PART, session_of

MAX_URL_LENGTH = 2000
SCHEMES = {"http": 80, "https": 443}
_INNER_NAMES = frozenset({"localhost", "local", "internal", "localdomain"})
"""RFC 6761, RFC 6762, and what networks use; a proxy would resolve them for us."""


def refusal(url: str) -> str:
    """Why the address is not fetched; empty when it may be."""
    if len(url) > MAX_URL_LENGTH:
        return f"longer than {MAX_URL_LENGTH} characters"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"not an address: {error}"
    if parts.scheme not in SCHEMES:
        return f"scheme {parts.scheme!r}; only http and https are fetched"
    if not parts.hostname:
        return "no host"
    if parts.username or parts.password:
        return "carries a user name"
    if "\\" in parts.netloc:
        return "a backslash in the host"
    if port not in (None, SCHEMES[parts.scheme]):
        return f"port {port}; only the standard ports are fetched"
    return _private(parts.hostname)


@lru_cache(maxsize=1000)
def _private(host: str) -> str:
    """`host` in any spelling: IDNA folds full-width digits and dots as a resolver would."""
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").rstrip(".").lower()
    except UnicodeError:
        return f"{host[:80]!r} is no host name"
    if ":" not in name and re.search(r"[^\w.-]", name):
        return f"{host[:80]!r} is no host name"
    if name.rpartition(".")[2] in _INNER_NAMES or name.endswith(".home.arpa"):
        return f"{name} is a name inside a network"
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        # "127.1", "0x7f000001": a number in another form to some resolvers.
        is_number = re.fullmatch(r"\d+|0x[0-9a-f]*", name.rpartition(".")[2])
        return f"{host} is a number, no name" if is_number else ""
    return "" if is_public(address) else f"{address} is not a public address"


class GuardMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        reason = refusal(request.url) or self._foreign(request)
        if reason:
            error = AddressRefused(request.url, reason)
            if not request.meta.get(IS_PART):
                refuse(self._crawler, error, asked_url(request))
            raise AlreadyReported(str(error)) from error
        if self._session.config.proxy:
            request.meta["proxy"] = self._session.config.proxy

    def _foreign(self, request: Request) -> str:
        """A page that redirects to another host is not the source's page any more.

        robots.txt may redirect to another host (RFC 9309 §2.3.1.2), and issuers of certificates
        are other hosts; what they answer never becomes a page.
        """
        is_exempt = request.meta.get(IS_ROBOTS) or request.meta.get(IS_CERTIFICATE)
        if is_exempt or self._session.source.covers(request.url):
            return ""
        host = urlsplit(request.url).hostname
        return f"{host} is not a host of source {self._session.source.id}"
