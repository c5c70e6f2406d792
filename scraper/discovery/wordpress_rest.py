"""WordPress REST (`/wp-json/wp/v2/posts`): every post, newest first, a hundred a request.

https://developer.wordpress.org/rest-api/reference/posts/ ; the answer only lists: what is archived
and extracted is the page that readers see.
"""

import json
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from web_poet import HttpResponse

from archive.records import Entry, Listing
from scraper.errors import PageError
from scraper.fields.dates import read_date
from scraper.fields.plain_text import plain_text
from scraper.identity import canonical_url
from scraper.pages.listing import content_type, make_entry

PATH = "/wp-json/wp/v2/posts"
PAGE_SIZE = 100
PAGE_OBJECT = "wordpress-rest"
_FIELDS = "link,date_gmt,title,excerpt"


def posts_url(home: str) -> str:
    """Address of the first page for a site."""
    parts = urlsplit(home)
    query = urlencode({"per_page": PAGE_SIZE, "_fields": _FIELDS, "page": 1})
    return urlunsplit((parts.scheme, parts.netloc, PATH, query, ""))


def is_rest_answer(response: HttpResponse) -> bool:
    parts = urlsplit(str(response.url))
    is_json = content_type(response) in ("application/json", "text/json")
    return is_json and ("/wp-json/" in parts.path or "rest_route=" in parts.query)


def read_posts(response: HttpResponse, platform: str = "wordpress") -> Listing:
    """Raises PageError for an answer that is no list of posts (REST switched off, an error)."""
    url = str(response.url)
    try:
        posts = json.loads(bytes(response.body))
    except ValueError as error:
        raise PageError(url, f"REST answer that is no JSON: {error}") from error
    if isinstance(posts, dict) and posts.get("code") == "rest_post_invalid_page_number":
        posts = []
    if not isinstance(posts, list):
        raise PageError(url, f"REST answer without posts: {str(posts)[:120]}")
    entries = (_entry(post, platform) for post in posts)
    found = {entry.identity: entry for entry in entries if entry is not None}
    return Listing(
        url=canonical_url(url),
        entries=tuple(found.values()),
        next_urls=_next_page(response, len(posts)),
        page_object=PAGE_OBJECT,
    )


def _entry(post: Any, platform: str) -> Entry | None:
    if not isinstance(post, dict) or not str(post.get("link", "")).startswith("http"):
        return None
    moment = str(post.get("date_gmt") or "")
    return make_entry(
        str(post["link"]),
        platform,
        title=_rendered(post.get("title")),
        summary=_rendered(post.get("excerpt")),
        reading=read_date(f"{moment}Z") if moment else None,
    )


def _rendered(value: Any) -> str:
    return plain_text(str(value.get("rendered", ""))) if isinstance(value, dict) else ""


def _next_page(response: HttpResponse, found: int) -> tuple[str, ...]:
    """`X-WP-TotalPages` says how many there are; without it a full page has a next one."""
    parts = urlsplit(str(response.url))
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = int(query["page"]) if query.get("page", "").isdigit() else 1
    total = response.headers.get("X-WP-TotalPages") or ""
    size = int(query["per_page"]) if query.get("per_page", "").isdigit() else 10
    has_next = number < int(total) if total.isdigit() else found >= size
    if not has_next:
        return ()
    query["page"] = str(number + 1)
    return (urlunsplit((*parts[:3], urlencode(query), "")),)
