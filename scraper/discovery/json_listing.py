"""JSON answers behind "load more" buttons, and where a section page says that there is one.

No vendor's format: any object that holds a list of items with an address and a title. What is
archived and extracted is each article's page, the answer only lists.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from web_poet import HttpResponse

from archive.records import Entry, Listing
from scraper.errors import PageError
from scraper.fields.addresses import absolute_url
from scraper.fields.dates import read_date
from scraper.fields.plain_text import plain_text
from scraper.fields.select import SelectText
from scraper.identity import canonical_url
from scraper.pages.document import read_document
from scraper.pages.listing import make_entry

PAGE_OBJECT = "json"
PAGE_KEYS = ("page", "pagenum", "pageindex", "pagenumber", "currentpage", "trang", "p")
_URL_KEYS = ("url", "link", "urldetail", "href", "detailurl", "friendlyurl", "permalink")
_TITLE_KEYS = ("title", "name", "tieude", "headline")
_SUMMARY_KEYS = ("summary", "description", "sapo", "excerpt", "trichyeu", "lead")
_DATE_KEYS = ("publisheddate", "publishdate", "published_at", "date", "createddate", "ngaydang")
_TOTAL_KEYS = ("totalpagenum", "totalpages", "total_pages", "pagecount", "lastpage", "last_page")
_LOAD_MORE = SelectText(
    "//@data-url | //@data-next-url | //@data-next | //@data-ajax-url | //@data-load-more | //@data-href"
)
_DEEPEST = 4


def endpoints_of(response: HttpResponse) -> tuple[str, ...]:
    """Addresses of the page's own host, in its "load more" attributes, that name a page number."""
    document = read_document(response)
    host = urlsplit(document.url).hostname
    found: dict[str, None] = {}
    for value in _LOAD_MORE(document.root):
        url = absolute_url(document.base_url, str(value))
        keys = {name.lower() for name, _ in parse_qsl(urlsplit(url).query)}
        if urlsplit(url).hostname == host and keys & set(PAGE_KEYS):
            found.setdefault(url)
    return tuple(found)


def read_json_listing(response: HttpResponse, platform: str = "") -> Listing:
    """Raises PageError for an answer that lists nothing."""
    url = str(response.url)
    try:
        answer = json.loads(bytes(response.body))
    except ValueError as error:
        raise PageError(url, f"no valid JSON: {error}") from error
    items = _items(answer, _DEEPEST)
    if items is None:
        raise PageError(url, "JSON without a list of items that have an address")
    entries = {entry.identity: entry for entry in _entries(items, url, platform)}
    return Listing(
        url=canonical_url(url),
        entries=tuple(entries.values()),
        next_urls=_next_page(url, answer, bool(items)),
        page_object=PAGE_OBJECT,
    )


def _items(value: Any, depth: int) -> list[Any] | None:
    """The first list of objects with an address; an empty list where one could stand."""
    if isinstance(value, list):
        has_address = any(isinstance(item, dict) and _text(item, _URL_KEYS) for item in value)
        return value if has_address or not value else None
    if isinstance(value, dict) and depth:
        found = (_items(child, depth - 1) for child in value.values())
        return next((items for items in found if items is not None), None)
    return None


def _entries(items: list[Any], url: str, platform: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        address = absolute_url(url, _text(item, _URL_KEYS))
        if address.startswith("http"):
            yield make_entry(
                address,
                platform,
                title=plain_text(_text(item, _TITLE_KEYS)),
                summary=plain_text(_text(item, _SUMMARY_KEYS)),
                reading=read_date(_text(item, _DATE_KEYS)),
            )


def _text(item: dict[str, Any], keys: tuple[str, ...]) -> str:
    lower = {name.lower(): value for name, value in item.items()}
    return next((str(lower[key]) for key in keys if lower.get(key)), "")


def _next_page(url: str, answer: Any, has_items: bool) -> tuple[str, ...]:
    """The page number of the address, one higher; none behind the total or an empty page."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    number = next((int(v) for k, v in pairs if k.lower() in PAGE_KEYS and v.isdigit()), None)
    if number is None or not has_items:
        return ()
    lower = {k.lower(): v for k, v in answer.items()} if isinstance(answer, dict) else {}
    total = next((lower[key] for key in _TOTAL_KEYS if isinstance(lower.get(key), int)), None)
    if total is not None and number >= total:
        return ()
    following = [(k, str(number + 1) if k.lower() in PAGE_KEYS else v) for k, v in pairs]
    return (urlunsplit((*parts[:3], urlencode(following), "")),)
