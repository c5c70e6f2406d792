"""Liferay with the portlets of Bắc Ninh province (`…_WAR_bacninhportlet`).

One installation serves the province, its departments, districts and communes. No saved page of it
was available: elements and endpoints are those that people who crawl it describe (2025-2026), so
the generic page object stays its safety net.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from web_poet.exceptions import UseFallback

from archive.records import Entry, Listing
from archive.text import fold_space
from scraper.errors import SelectorMismatch
from scraper.fields.addresses import absolute_url
from scraper.fields.dates import read_date
from scraper.fields.plain_text import plain_text
from scraper.fields.select import Select
from scraper.identity import canonical_url
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage, content_type, make_entry
from scraper.pages.part import Area

PLATFORM = "liferay-bacninh"


class LiferayBacninhArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    AREA: ClassVar[Area | None] = Area(
        (b'id="contentDetail"',),
        around=1,
        above=(b"contentDetailTitleId", b"sapoDetailId", b'class="breadcrumb', b'breadcrumb"'),
    )
    LAYOUT = Select("id('contentDetailTitleId') | id('contentDetail')")
    # Another h1, "Thực đơn", belongs to the menu.
    TITLE = Select("id('contentDetailTitleId')")
    LEAD = Select("id('sapoDetailId')")
    # "dd/mm/yyyy hh:mm Số lượt xem: n" stands between title and body, in an element without a name.
    PUBLISHED = Select(
        "id('contentDetailTitleId')/following::*[not(*) or text()[normalize-space()]]"
        "[following::*[@id='contentDetail']][string-length(normalize-space(.)) < 80][position() <= 8]"
    )
    BODY = Select("id('contentDetail')")
    SECTION = Select("//*[contains(@class, 'breadcrumb')]//a")
    ATTACHMENTS = Select("id('contentDetail')/following-sibling::*//a[@href]")


class LiferayBacninhListingPage(ListingPage):
    """A section page, the bare widget, or an answer of the JSON endpoint behind both."""

    PLATFORM: ClassVar[str] = PLATFORM
    PAGE_SIZE: ClassVar[int] = 20

    LAYOUT = Select(
        "//a[contains(@href, '/-/details/')] | //script[contains(., 'loadPageURL')]"
        " | //*[contains(@id, '_WAR_bacninhportlet')]"
    )
    ROW = Select(
        "//a[contains(@href, '/-/details/') or contains(@href, 'bacninhportlet_articleId=')]"
        "[not(ancestor::*[contains(@class, 'related') or contains(@class, 'tin-khac')])]"
    )
    LINK = Select("self::a")
    PUBLISHED = Select("ancestor::*[self::li or self::div or self::tr][1]")
    # The address of the JSON endpoint is written into a script of the section page.
    LOAD_PAGE = re.compile(r"loadPageURL\s*=\s*['\"]([^'\"]+p_p_resource_id=loadPage[^'\"]*)['\"]")

    def listing(self) -> Listing:
        if content_type(self.response) in ("application/json", "text/json") or self._is_json:
            return self._json_listing()
        return super().listing()

    @property
    def _is_json(self) -> bool:
        return bytes(self.response.body[:1]) == b"{"

    def next_urls(self) -> tuple[str, ...]:
        text = "".join(
            script.text or ""
            for script in self.root.iter("script")
            if "loadPageURL" in (script.text or "")
        )
        endpoints = dict.fromkeys(self.LOAD_PAGE.findall(text))
        return tuple(
            self._page_url(absolute_url(self.document.base_url, endpoint.replace("&amp;", "&")), 1)
            for endpoint in endpoints
        )

    def _page_url(self, endpoint: str, number: int) -> str:
        parts = urlsplit(endpoint)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        query.pop("p_p_auth", None)
        query.update(
            pageNum=str(number), recordPerPage=query.get("recordPerPage", str(self.PAGE_SIZE))
        )
        query.setdefault("keyword", "")
        return urlunsplit((*parts[:3], urlencode(query), ""))

    def _json_listing(self) -> Listing:
        url = str(self.response.url)
        try:
            answer = json.loads(bytes(self.response.body))
        except ValueError:
            raise SelectorMismatch(url, "listing", "JSON of loadPage", "no valid JSON") from None
        if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
            raise UseFallback("JSON without an items list")
        entries = {entry.identity: entry for entry in self._json_entries(answer["items"])}
        return Listing(
            url=canonical_url(url),
            entries=tuple(entries.values()),
            next_urls=self._next_json_pages(answer),
            page_object=type(self).__name__,
        )

    def _json_entries(self, items: list[Any]) -> Iterator[Entry]:
        for item in items:
            if not isinstance(item, dict):
                continue
            address = absolute_url(str(self.response.url), str(item.get("urlDetail") or ""))
            if not address and item.get("id"):
                address = self._query_form(str(item["id"]))
            if address.startswith("http"):
                yield make_entry(
                    address,
                    PLATFORM,
                    title=fold_space(str(item.get("title") or "")),
                    summary=plain_text(str(item.get("summary") or "")),
                    reading=read_date(str(item.get("createdDate") or "")),
                )

    def _query_form(self, article_id: str) -> str:
        """The address by which the portlet shows an article whose `urlDetail` is missing."""
        parts = urlsplit(str(self.response.url))
        query = {
            "p_p_id": "newsbycategory_WAR_bacninhportlet",
            "p_p_lifecycle": "0",
            "_newsbycategory_WAR_bacninhportlet_articleId": article_id,
        }
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))

    def _next_json_pages(self, answer: dict[str, Any]) -> tuple[str, ...]:
        """The following page only: a run that knows every entry of a page stops there."""
        query = dict(parse_qsl(urlsplit(str(self.response.url)).query))
        number = int(query["pageNum"]) if query.get("pageNum", "").isdigit() else 1
        total = answer.get("totalPageNum")
        if not isinstance(total, int) or number >= total or not answer["items"]:
            return ()
        return (self._page_url(str(self.response.url), number + 1),)
