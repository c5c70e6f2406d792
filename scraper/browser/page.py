"""One page in the browser: what it opens, what its scripts may have, when it is ready."""

from collections.abc import Awaitable, Callable
from urllib.parse import urldefrag

from attrs import define, field
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as BrowserRequest
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request
from scrapy.http import Response

from archive.warc import RENDERED_TYPE
from scraper.browser.handler import PAGE

WANTED = frozenset({"script", "xhr", "fetch", "document"})
"""Resource types that bring text; pictures, styles and fonts are not asked for."""
MAX_PARTS = 60
_STAY = """window.navigation?.addEventListener("navigate", event => {
  if (event.cancelable && !event.destination.sameDocument) event.preventDefault();
});"""
"""The page that was fetched is the page that is kept, wherever its scripts would lead."""
_PASSED_ON = frozenset({"accept", "authorization", "content-type", "x-requested-with"})
_NOT_FOR_SCRIPTS = frozenset({"content-encoding", "content-length", "set-cookie", "link"})
Fetch = Callable[[BrowserRequest], Awaitable[Response | None]]
"""By the crawler's own path; None where it refuses or fails."""


@define(eq=False, slots=False)  # Playwright notes its wrapper on the object
class PageRoutes:
    """Answers everything that one page asks for."""

    url: str
    html: bytes
    """The page itself, as UTF-8."""
    fetch: Fetch
    bytes_left: int
    _parts_left: int = field(default=MAX_PARTS)
    _is_open: bool = field(default=False)

    async def prepare(self, page: Page, request: Request) -> None:
        """For scrapy-playwright, before the page is opened."""
        request.meta[PAGE] = page
        page.on("popup", _close)
        await page.add_init_script(_STAY)
        await page.route("**", self.answer)

    async def answer(self, route: Route, asked: BrowserRequest) -> None:
        try:
            if asked.is_navigation_request() and asked.frame.parent_frame is None:
                await self._open(route, asked)
            else:
                await self._part(route, asked)
        except PlaywrightError:
            return  # the page was closed meanwhile

    async def _open(self, route: Route, asked: BrowserRequest) -> None:
        """Once: a script that leads elsewhere makes another page, or passes a bot wall."""
        if self._is_open or urldefrag(asked.url)[0] != urldefrag(self.url)[0]:
            await route.abort()
            return
        self._is_open = True
        await route.fulfill(status=200, content_type=RENDERED_TYPE, body=self.html)

    async def _part(self, route: Route, asked: BrowserRequest) -> None:
        if asked.resource_type not in WANTED or self._parts_left <= 0:
            await route.abort()
            return
        self._parts_left -= 1
        response = await self.fetch(asked)
        if response is None or len(response.body) > self.bytes_left:
            await route.abort()
            return
        self.bytes_left -= len(response.body)
        await route.fulfill(status=response.status, headers=_headers(response), body=response.body)


def part_request(asked: BrowserRequest) -> Request:
    """What a script asks for, as a request of ours: our name, our cookies, none of its tricks."""
    headers = {name: value for name, value in asked.headers.items() if name in _PASSED_ON}
    return Request(
        urldefrag(asked.url)[0],
        method=asked.method,
        headers=headers,
        body=asked.post_data_buffer or b"",
        dont_filter=True,
        priority=500,
    )


async def settle(page: Page, patience_s: float) -> None:
    """Wait until nothing is asked for any more; a page that never rests is taken as it is."""
    try:
        await page.wait_for_load_state("networkidle", timeout=patience_s * 1000)
    except PlaywrightTimeout:
        return


def _headers(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1"): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
        if name.decode("latin-1").lower() not in _NOT_FOR_SCRIPTS
    }


async def _close(popup: Page) -> None:
    await popup.close()
