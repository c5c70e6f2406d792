"""What page objects read, made from what was fetched or from what was stored."""

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
    return HttpResponse(
        response.url,
        body=response.body,
        status=response.status,
        headers=HttpResponseHeaders.from_name_value_pairs(
            [{"name": name, "value": value} for name, value in pairs]
        ),
    )


def stored_http_response(stored: StoredResponse) -> HttpResponse:
    return HttpResponse(
        stored.url,
        body=stored.body,
        status=stored.status,
        headers=HttpResponseHeaders.from_name_value_pairs(
            [{"name": name, "value": value} for name, value in stored.headers]
        ),
    )
