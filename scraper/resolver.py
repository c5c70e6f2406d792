"""Names are judged when they are resolved, at the moment of connection.

The address that is checked is the address that is connected to: a name that resolves to a
private network the second time (DNS rebinding) is refused the second time.
"""

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from scraper.crawl_config import load_crawl_config
from scraper.public_addresses import is_public
from scraper.session import home_of

_REFUSED: dict[str, str] = {}


def refused_address(name: str) -> str:
    """The inner address that the name was last seen to resolve to; empty for a public one.

    Twisted tells whoever connects only that there is no address.
    """
    return _REFUSED.get(name, "")


class GuardedResolver(CachingThreadedResolver):
    allowed_host = ""
    """The configured forward proxy, which may stand on a private address."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "GuardedResolver":
        resolver = super().from_crawler(crawler, reactor)
        proxy = load_crawl_config(home_of(crawler)).proxy
        resolver.allowed_host = urlsplit(proxy).hostname or "" if proxy else ""
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        found = super().getHostByName(name, timeout)
        if name != self.allowed_host:
            found.addCallback(_public_only, name)
        return found


def _public_only(address: str, name: str) -> str:
    _REFUSED.pop(name, None)
    if not is_public(ipaddress.ip_address(address)):
        _REFUSED[name] = address
        raise DNSLookupError(f"{name} resolves to {address}, which is not a public address")
    return address
