"""What page objects read, made from what was fetched or from what was stored."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from web_poet import HttpResponse, HttpResponseHeaders

from archive.warc import StoredResponse

if TYPE_CHECKING:
    from scrapy.http import Response


_MADE: "WeakKeyDictionary[Response, HttpResponse]" = WeakKeyDictionary()


def http_response(response: "Response") -> HttpResponse:
    """The same object for the same response, so that a page is parsed once."""
    made = _MADE.get(response)
    if made is None:
        made = _MADE[response] = _make(response)
    return made


def _make(response: "Response") -> HttpResponse:
    pairs = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
    return http_response_of(response.url, response.status, pairs, response.body)


def stored_http_response(stored: StoredResponse) -> HttpResponse:
    return http_response_of(stored.url, stored.status, stored.headers, stored.body)


def http_response_of(
    url: str, status: int | None, headers: Iterable[tuple[str, str]], body: bytes
) -> HttpResponse:
    pairs = [{"name": name, "value": value} for name, value in headers]
    return HttpResponse(
        url, body=body, status=status, headers=HttpResponseHeaders.from_name_value_pairs(pairs)
    )
