"""Where a source says `browser = true`, its pages are rendered once they are fetched and captured.

Behind decompression, before the page is judged: an empty shell has become a page by then. Bot
walls are not shown to the browser: a challenge is never passed.
"""

from copy import copy
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from archive.records import PageKind
from archive.warc import RENDERED_TYPE
from scraper.certificates import IS_CERTIFICATE
from scraper.charset import decode_page
from scraper.incidents import asked_url
from scraper.middlewares.capture import CAPTURE_ID, FETCHED_AT, RENDERED_FROM, TLS_VERDICT
from scraper.middlewares.robots import IS_ROBOTS, UNREACHABLE
from scraper.page_kinds import is_html, judge_answer
from scraper.responses import http_response
from scraper.session import IS_PART, session_of

if TYPE_CHECKING:
    from playwright.async_api import Request as BrowserRequest

_SLOT = "browser"
"""Slot of its own: the page's slot has to be free for what its scripts ask for."""
_MAX_SCRIPTS = 100
_NEVER_RENDERED = (IS_CERTIFICATE, IS_PART, IS_ROBOTS, RENDERED_FROM)


class RenderMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)
        if not self._session.source.crawl.browser:
            raise NotConfigured
        self._scripts: dict[str, Response] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RenderMiddleware":
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        if not self._is_to_render(request, response):
            return response
        rendered = await self._download(self._render_request(request, response))
        request.meta[CAPTURE_ID] = rendered.meta[CAPTURE_ID]
        request.meta[FETCHED_AT] = rendered.meta[FETCHED_AT]
        headers = copy(response.headers)
        headers["Content-Type"] = RENDERED_TYPE
        return response.replace(body=rendered.body, headers=headers)

    def _is_to_render(self, request: Request, response: Response) -> bool:
        if request.method != "GET" or response.status != 200:
            return False
        page = http_response(response)
        if any(request.meta.get(key) for key in _NEVER_RENDERED) or not is_html(page):
            return False
        verdict = judge_answer(page, asked_url(request))
        return verdict is None or verdict.kind is PageKind.EMPTY

    def _render_request(self, request: Request, response: Response) -> Request:
        from scrapy_playwright.page import PageMethod

        from scraper.browser.page import PageRoutes, settle

        declared = (response.headers.get("Content-Type") or b"").decode("latin-1")
        routes = PageRoutes(
            response.url,
            decode_page(response.body, declared).utf8,
            self._fetch_part,
            self._session.config.max_page_bytes,
        )
        meta = {
            RENDERED_FROM: self._session.archive.captures.load_capture(request.meta[CAPTURE_ID]),
            TLS_VERDICT: request.meta.get(TLS_VERDICT, ""),
            "download_slot": _SLOT,
            "playwright": True,
            "playwright_context_kwargs": {
                "service_workers": "block",
                "accept_downloads": False,
                "locale": "vi-VN",
                "timezone_id": "Asia/Ho_Chi_Minh",
                "user_agent": self._crawler.settings["USER_AGENT"],
            },
            "playwright_page_init_callback": routes.prepare,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_page_methods": [PageMethod(settle, self._session.config.timeout_s)],
        }
        return Request(response.url, callback=NO_CALLBACK, dont_filter=True, meta=meta)

    async def _fetch_part(self, asked: "BrowserRequest") -> Response | None:
        """Scripts are the same for every page of a portal: each is fetched once a crawl."""
        from scraper.browser.page import part_request

        is_script = asked.resource_type == "script"
        if is_script and asked.url in self._scripts:
            return self._scripts[asked.url]
        request = part_request(asked)
        request.meta[IS_PART] = True
        request.callback = NO_CALLBACK
        try:
            response = await self._download(request)
        except UNREACHABLE:
            return None
        if is_script and len(self._scripts) < _MAX_SCRIPTS:
            self._scripts[asked.url] = response
        return response

    async def _download(self, request: Request) -> Response:
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("a page is rendered only while its crawl runs")
        return await engine.download_async(request)
