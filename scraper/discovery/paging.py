"""How a listing pages, in words that a person and a test can check."""

import re
from collections.abc import Container
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from web_poet import HttpResponse

from archive.records import Listing
from scraper.discovery.postback import next_postback
from scraper.discovery.reader import Channel, channel_of
from scraper.identity import canonical_url

_PAGE_KEY = re.compile(r"(?:^|_)(?:page\w*|cur|trang|tu|start|offset|p|pagenum)$", re.IGNORECASE)
_PAGE_PATH = re.compile(r"(?:/|-)(?:page|trang|p)[-/]?(\d{1,6})(?:\.\w+)?/?$", re.IGNORECASE)


class Paging(StrEnum):
    NONE = "none"
    NUMBERED = "numbered path"
    """/tin-tuc/page-2.html, /tin-tuc/trang-2"""
    QUERY = "query"
    """?page=2, _101_cur=2"""
    NEXT_LINK = "next link"
    """One link to older entries and no numbers."""
    POSTBACK = "postback"
    JSON = "json endpoint"
    INDEX = "sitemap index"
    REST = "rest pages"


def paging_of(response: HttpResponse, listing: Listing) -> Paging:
    """Raises PageError, NotAnArticle for a section page that cannot be read."""
    channel = channel_of(response)
    if channel is Channel.SITEMAP:
        return Paging.INDEX if listing.next_urls else Paging.NONE
    if channel is Channel.REST:
        return Paging.REST if listing.next_urls else Paging.NONE
    if channel is Channel.FEED:
        return Paging.NEXT_LINK if listing.next_urls else Paging.NONE
    if listing.next_urls:
        return _style(str(response.url), listing.next_urls)
    if channel is Channel.SECTION and next_postback(response, current=1) is not None:
        return Paging.POSTBACK
    return Paging.NONE


def _style(url: str, next_urls: tuple[str, ...]) -> Paging:
    here, first = urlsplit(canonical_url(url)), urlsplit(next_urls[0])
    if "p_p_resource_id" in first.query or "loadPage" in first.query:
        return Paging.JSON
    changed = set(parse_qsl(first.query)) ^ set(parse_qsl(here.query))
    if any(value.isdigit() for _, value in changed):
        return Paging.QUERY
    last = first.path.strip("/").split("/")[-1]
    return Paging.NUMBERED if any(c.isdigit() for c in last) else Paging.NEXT_LINK


def following_page(url: str, next_urls: tuple[str, ...], visited: Container[str] = ()) -> str:
    """The one page that comes after `url`: the next higher number, else the first not visited.

    Empty where there is none. A pager names many pages; a walk that has to stop and go on again
    takes them one by one.
    """
    here = canonical_url(url)
    candidates = [u for u in next_urls if canonical_url(u) != here and u not in visited]
    current = page_number(here)
    higher = [
        (number, candidate)
        for candidate in candidates
        if (number := page_number(candidate)) is not None and number > (current or 0)
    ]
    if higher:
        return min(higher)[1]
    return next((u for u in candidates if page_number(u) is None), "")


def page_number(url: str) -> int | None:
    """The number that the query or the end of the path gives the page; None where neither does."""
    parts = urlsplit(url)
    named = [
        int(value)
        for name, value in parse_qsl(parts.query)
        if value.isdigit() and _PAGE_KEY.search(name)
    ]
    if named:
        return named[-1]
    found = _PAGE_PATH.search(parts.path)
    return int(found[1]) if found else None
