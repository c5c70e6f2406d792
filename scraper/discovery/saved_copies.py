"""Addresses inside pages that went through the Wayback Machine, as they stood on the portal."""

import re

from web_poet import HttpResponse

_WAYBACK = re.compile(
    rb"(?:https?:)?(?://web\.archive\.org)?/web/\d{14}(?:[a-z]{2}_)?/(?=https?://)"
)


def without_archive_prefix(response: HttpResponse) -> HttpResponse:
    """The response with links to the portal itself; the same object where none was rewritten."""
    body = bytes(response.body)
    if b"/web/" not in body or b"web.archive.org" not in body:
        return response
    restored = _WAYBACK.sub(b"", body)
    return HttpResponse(
        str(response.url), body=restored, status=response.status, headers=response.headers
    )
