"""robots.txt by RFC 9309, failing closed; there is no key to switch it off.

§2.3.1.3: a 4xx means "unavailable", the crawler may access anything. §2.3.1.4: a 5xx or no
answer means "unreachable", the crawler must assume complete disallow. §2.5: a crawler reads at
least 500 KiB.
"""

import asyncio

from attrs import frozen
from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from scraper.errors import RobotsForbidden
from scraper.incidents import refuse
from scraper.session import session_of

IS_ROBOTS = "trichnguon_is_robots"
DECISION = "trichnguon_robots_decision"
MAX_BYTES = 512 * 1024
LONGEST_DELAY_S = 60.0
UNREACHABLE = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


@frozen
class RobotsRules:
    """What one host's robots.txt says to us; `parser` is None where one answer holds for all."""

    answer: str
    allows_all: bool
    parser: Protego | None = None

    def decision(self, url: str, user_agent: str) -> tuple[bool, str]:
        if self.parser is None:
            return self.allows_all, self.answer
        allowed = bool(self.parser.can_fetch(url, user_agent))
        return allowed, f"{'allow' if allowed else 'disallow'}: {self.answer}"


class RobotsMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._user_agent = str(crawler.settings["USER_AGENT"])
        self._delay_s = session_of(crawler).source.crawl.delay_s
        self._rules: dict[str, asyncio.Future[RobotsRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(IS_ROBOTS):
            return
        rules = await self._rules_for(request)
        allowed, decision = rules.decision(request.url, self._user_agent)
        request.meta[DECISION] = decision
        if not allowed:
            error = RobotsForbidden(request.url, decision)
            refuse(self._crawler, error, request.url)
            raise IgnoreRequest(str(error))

    async def _rules_for(self, request: Request) -> RobotsRules:
        """The host's rules, fetched once a crawl; requests that arrive meanwhile wait."""
        parts = urlparse_cached(request)
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._rules:
            self._rules[key] = asyncio.ensure_future(self._fetch(f"{key}/robots.txt"))
        return await asyncio.shield(self._rules[key])

    async def _fetch(self, url: str) -> RobotsRules:
        request = Request(url, callback=NO_CALLBACK, priority=1000, meta={IS_ROBOTS: True})
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("robots.txt asked for before the engine runs")
        try:
            response = await engine.download_async(request)
        except UNREACHABLE as error:
            return RobotsRules(f"disallow: robots.txt unreachable ({error})", allows_all=False)
        if response.status >= 500:
            answer = f"disallow: robots.txt answered {response.status}"
            return RobotsRules(answer, allows_all=False)
        if response.status >= 400:
            return RobotsRules(f"allow: robots.txt answered {response.status}", allows_all=True)
        parser = Protego.parse(response.body[:MAX_BYTES].decode("utf-8", errors="replace"))
        self._slow_down(request, parser)
        return RobotsRules(f"robots.txt of {_fetch_date(response)}", True, parser)

    def _slow_down(self, request: Request, parser: Protego) -> None:
        """A crawl-delay longer than ours holds; one beyond a minute is taken as a minute."""
        wanted = parser.crawl_delay(self._user_agent)
        engine = self._crawler.engine
        if wanted is None or engine is None:
            return
        slot = engine.downloader.slots.get(urlparse_cached(request).hostname or "")
        if slot is not None:
            slot.delay = max(slot.delay, min(float(wanted), LONGEST_DELAY_S))


def _fetch_date(response: Response) -> str:
    date = response.headers.get("Date")
    return "this run" if date is None else date.decode("latin-1")
