"""A portal nobody has described yet: a few polite requests, kept as evidence like any other."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from scraper.errors import AddressRefused, FetchFailed, NotAnArticle, RobotsForbidden, ScrapeError
from scraper.failures import fetch_error
from scraper.fields.kinds import refusal_of_status
from scraper.incidents import count
from scraper.middlewares.capture import TLS_VERDICT
from scraper.middlewares.guard import refusal
from scraper.middlewares.robots import DECISION, SITEMAPS, UNREACHABLE
from scraper.probe import MAX_SECTIONS, probe_portal
from scraper.probe_report import ProbeReport
from scraper.probe_state import Fetched
from scraper.responses import http_response
from scraper.sources import Politeness, Source, source_for
from spiders.article_spider import ArticleSpider


class ProbeSpider(ArticleSpider):
    """`scrapy crawl probe -a address=https://…`; the report is in `report` or `error` afterwards."""

    name = "probe"

    def __init__(
        self, address: str = "", delay_s: str = "1", sections: str = "", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.address = address
        self.report: ProbeReport | None = None
        self.error: ScrapeError | None = None
        self._delay_s = float(delay_s)
        self._max_sections = int(sections) if sections else MAX_SECTIONS

    def find_source(self, folder: Path) -> Source:
        """Raises AddressRefused for an address that cannot be fetched at all."""
        address = self.address if "://" in self.address else f"https://{self.address}"
        if reason := refusal(address):
            raise AddressRefused(self.address, reason)
        source = source_for({}, address)
        host = source.home.split("/")[2].lower()
        other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        crawl = Politeness(delay_s=self._delay_s)
        return source.model_copy(update={"hosts": (other,), "crawl": crawl})

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.report = await probe_portal(self.address, self._fetch, self._max_sections)
        except ScrapeError as error:
            count(self.crawler, "failed")
            self.error = error
        requests: tuple[Request, ...] = ()  # all are made by `_fetch`
        for request in requests:
            yield request

    async def _fetch(self, url: str) -> Fetched:
        """Raises RobotsForbidden, FetchFailed by its cause, NotAnArticle (error status)."""
        request = Request(url, callback=NO_CALLBACK, dont_filter=True)
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("a probe fetches only while its crawl runs")
        try:
            response = await engine.download_async(request)
        except (IgnoreRequest, *UNREACHABLE, TunnelError) as error:
            refused = error.__cause__
            if isinstance(refused, AddressRefused) and refused.url != url:
                raise AddressRefused(
                    url, f"it leads to {refused.url}: give that address"
                ) from error
            decision = request.meta.get(DECISION, "")
            if "robots.txt unreachable" in decision:
                raise FetchFailed(url, self._why_unreachable(decision)) from error
            if decision.startswith("disallow"):
                raise RobotsForbidden(url, decision) from error
            raise fetch_error(url, error) from error
        failed = refusal_of_status(response.status)
        if failed is not None:
            raise NotAnArticle(url, failed.kind, failed.reason)
        return Fetched(
            response=http_response(response),
            robots=response.meta.get(DECISION, ""),
            sitemaps=response.meta.get(SITEMAPS, ()),
            tls=response.meta.get(TLS_VERDICT, "") if response.url.startswith("https:") else "",
        )

    def _why_unreachable(self, decision: str) -> str:
        """robots.txt is the first that is asked for: why it failed, the whole host does."""
        found = self.session.archive.runs.list_incidents(self.source.id, limit=1)
        return found[0].message.removeprefix("could not be fetched: ") if found else decision
