"""The download handler of a crawl with a browser: rendering has bounds, all else is as ever."""

import asyncio
import logging

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from scraper.download import GuardedDownloadHandler
from scraper.fetch_errors import BodyTooLarge, RenderFailed

PAGE = "trichnguon_browser_page"
"""Request meta key: the browser's page, so that it can be closed when its time is over."""
PATIENCE = 3
"""Times the timeout of one request: for the page and all that its scripts ask for, politely."""
_CLOSE_S = 5.0

logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # the incident tells it


class BrowserDownloadHandler(ScrapyPlaywrightDownloadHandler, GuardedDownloadHandler):
    async def download_request(self, request: Request) -> Response:
        """Raises RenderFailed, BodyTooLarge, and what GuardedDownloadHandler raises."""
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        config = self._session.config
        limit, patience_s = config.max_page_bytes, PATIENCE * config.timeout_s
        try:
            response = await asyncio.wait_for(super().download_request(request), patience_s)
        except TimeoutError as error:
            raise RenderFailed(request.url, f"not ready after {patience_s:g} s") from error
        except PlaywrightError as error:
            raise RenderFailed(request.url, str(error).partition("\n")[0]) from error
        finally:
            await self._close_page(request.meta.pop(PAGE, None))
        if not isinstance(response, TextResponse):
            raise RenderFailed(request.url, "the browser took the page for a download")
        if len(response.body) > limit:
            raise BodyTooLarge(request.url, f"rendered to more than {limit} bytes")
        return response.replace(body=response.text.encode(), encoding="utf-8")

    async def _close_page(self, page: Page | None) -> None:
        """A page that does not close, because a script never ends, takes its browser with it."""
        if page is None or page.is_closed():
            return
        try:
            await asyncio.wait_for(page.close(), _CLOSE_S)
        except (TimeoutError, PlaywrightError):
            await self.browser.close()
