"""robots.txt by RFC 9309, failing closed; there is no key to switch it off.

§2.3.1.3: a 4xx means "unavailable", the crawler may access anything; we take 429 for an overload.
§2.3.1.4: a 5xx or no answer means "unreachable", the crawler must assume complete disallow; after
30 days it may go on with the copy it has, or as if there were none. §2.5: a crawler reads at least
500 KiB. §2.3.1.2: redirects of robots.txt are followed to other hosts (the guard lets them).
"""

import asyncio
from datetime import UTC, datetime, timedelta

from attrs import frozen
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

from archive.records import PageKind
from archive.warc import read_response
from scraper.certificates import IS_CERTIFICATE
from scraper.errors import RobotsForbidden, RobotsUnreachable, ScrapeError
from scraper.failures import AlreadyReported, fetch_error
from scraper.fetch_errors import ServerFailed, status_error
from scraper.incidents import asked_url, count, record_incident, refuse
from scraper.robots_txt import RobotsTxt, parse_robots_txt
from scraper.session import IS_PART, PRODUCT_TOKEN, session_of

IS_ROBOTS = "trichnguon_is_robots"
DECISION = "trichnguon_robots_decision"
SITEMAPS = "trichnguon_robots_sitemaps"
MAX_BYTES = 512 * 1024
LONGEST_DELAY_S = 60.0
LONGEST_OUTAGE = timedelta(days=30)
UNREACHABLE = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    ScrapeError,
)


@frozen
class RobotsRules:
    """What one host's robots.txt says to us; `file` is None where one answer holds for all."""

    origin_of_rules: str
    """"robots.txt of Mon, 23 Nov 2026 …", or why one answer holds for all."""
    allows_all: bool = True
    file: RobotsTxt | None = None
    is_unreachable: bool = False

    def decision(self, url: str) -> tuple[bool, str]:
        """Whether the address may be fetched, and the rule that decided."""
        if self.file is None:
            verdict = "allow" if self.allows_all else "disallow"
            return self.allows_all, f"{verdict}: {self.origin_of_rules}"
        rule = self.file.rule_for(url)
        if rule is None:
            return True, f"allow: no rule matched ({self.origin_of_rules})"
        verdict = "allow" if rule.is_allow else "disallow"
        return rule.is_allow, (
            f'{verdict}: "{rule.line}" for "{self.file.token}" ({self.origin_of_rules})'
        )


class RobotsMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        self._rules: dict[str, asyncio.Future[RobotsRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(IS_ROBOTS) or request.meta.get(IS_CERTIFICATE):
            return
        rules = await self._rules_for(request)
        allowed, decision = rules.decision(request.url)
        request.meta[DECISION] = decision
        request.meta[SITEMAPS] = rules.file.sitemaps if rules.file else ()
        if allowed:
            return
        if request.meta.get(IS_PART):
            raise AlreadyReported(f"robots.txt: {decision}")
        if rules.is_unreachable:  # one incident a host, written when robots.txt was asked for
            count(self._crawler, "refused")
        else:
            refuse(self._crawler, RobotsForbidden(request.url, decision), asked_url(request))
        raise AlreadyReported(f"robots.txt: {decision}")

    async def _rules_for(self, request: Request) -> RobotsRules:
        """The host's rules, fetched once a crawl; requests that arrive meanwhile wait."""
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(origin))
        return await asyncio.shield(self._rules[origin])

    async def _fetch(self, origin: str) -> RobotsRules:
        url = f"{origin}/robots.txt"
        request = Request(url, callback=NO_CALLBACK, priority=1000, meta={IS_ROBOTS: True})
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("robots.txt asked for before the engine runs")
        try:
            response = await engine.download_async(request)
        except UNREACHABLE as error:
            return self._unreachable(origin, error)
        if response.status >= 500 or response.status == 429:
            return self._unreachable(origin, status_error(url, response.status))
        self._session.archive.robots.record_reached(origin)
        if response.status >= 400:
            return RobotsRules(f"robots.txt answered {response.status}")
        file = _parse(response.body)
        taken = self._slow_down(request, file)
        return RobotsRules(f"robots.txt of {_fetch_date(response)}{taken}", file=file)

    def _unreachable(self, origin: str, error: Exception) -> RobotsRules:
        now, url = datetime.now(UTC), f"{origin}/robots.txt"
        since = self._session.archive.robots.record_unreachable(origin, now)
        outage = f"robots.txt unreachable since {since:%Y-%m-%d %H:%M} UTC"
        if now - since >= LONGEST_OUTAGE:
            return self._after_long_outage(origin, outage)
        if not isinstance(error, AlreadyReported):
            cause = fetch_error(url, error)
            if isinstance(cause, ServerFailed):
                cause = RobotsUnreachable(url, str(cause))
            record_incident(self._crawler, cause, url)
        return RobotsRules(outage, allows_all=False, is_unreachable=True)

    def _after_long_outage(self, origin: str, outage: str) -> RobotsRules:
        """The last copy, else as if there were no robots.txt (RFC 9309 §2.3.1.4)."""
        archive = self._session.archive
        kept = archive.captures.newest_of_kind(self._session.source.id, [PageKind.ROBOTS], limit=20)
        for capture in kept:
            if capture.url == f"{origin}/robots.txt":
                stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
                when = f"robots.txt of {capture.fetched_at:%Y-%m-%d}, {outage}"
                return RobotsRules(when, file=_parse(stored.body))
        return RobotsRules(f"{outage}, no copy kept")

    def _slow_down(self, request: Request, file: RobotsTxt) -> str:
        """A crawl-delay longer than ours holds; one beyond a minute is taken as a minute."""
        wanted, engine = file.crawl_delay_s, self._crawler.engine
        if wanted is None or engine is None:
            return ""
        host, delay = urlparse_cached(request).hostname or "", min(wanted, LONGEST_DELAY_S)
        if delay > self._session.source.crawl.delay_s:
            # The delay asked for, not about as much; kept for slots made anew after an idle time.
            engine.downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0}
            if slot := engine.downloader.slots.get(host):
                slot.delay, slot.jitter = delay, 0.0
        return f", crawl-delay {wanted:g} s" + (f" taken as {delay:g} s" if delay < wanted else "")


def _parse(body: bytes) -> RobotsTxt:
    return parse_robots_txt(body[:MAX_BYTES].decode("utf-8", errors="replace"), PRODUCT_TOKEN)


def _fetch_date(response: Response) -> str:
    date = response.headers.get("Date")
    return "this run" if date is None else date.decode("latin-1")
