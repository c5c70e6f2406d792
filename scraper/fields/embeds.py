"""What a body shows in a frame: a document, or a film that has no words of its own."""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from scraper.fields.addresses import absolute_url

_FRAME_SIGNS = ("<iframe", "<embed", "<object", "<video")
_FRAME = re.compile(
    r"<(?:iframe|embed|object|video|source)\b[^>]*?\s(?:data-src|src|data)=\"([^\"]+)\""
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf)(?:$|[?#&])", re.IGNORECASE)
_VIEWER_KEYS = ("file", "url", "src")
"""Of the query by which pdf.js, Google's and Office's viewers name the document."""
# Buttons, advertisements and counters stand in frames, too.
_NO_CONTENT = re.compile(
    r"facebook\.com/(?:plugins|v\d)|platform\.twitter|zalo|doubleclick|googlesyndication|googletagmanager|/ads?[/?]|about:|^data:|recaptcha",
    re.IGNORECASE,
)


class Embeds(NamedTuple):
    documents: tuple[str, ...]
    """Their addresses."""
    others: int
    """Films, and documents that a foreign page shows."""


def find_frames(markup: str) -> list[str]:
    """Addresses of the frames in serialised markup, as they stand there."""
    if not any(sign in markup for sign in _FRAME_SIGNS):
        return []
    return [unescape(address) for address in _FRAME.findall(markup)]


def read_frames(frames: list[str], base_url: str) -> Embeds:
    """What the frames show, each document once."""
    documents: dict[str, None] = {}
    others = 0
    for frame in frames:
        address = absolute_url(base_url, frame)
        if document := document_at(address):
            documents.setdefault(absolute_url(base_url, document))
        elif address and not _NO_CONTENT.search(address):
            others += 1
    return Embeds(tuple(documents), others)


def document_at(address: str) -> str:
    """The document at the address, or the one that a viewer at the address shows; empty without."""
    parts = urlsplit(address)
    for key, values in parse_qs(parts.query).items():
        if key.lower() in _VIEWER_KEYS and _DOCUMENT.search(values[0]):
            return unquote(values[0])
    return address if _DOCUMENT.search(parts.path) else ""
