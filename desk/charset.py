"""Stored bytes to text, whatever their labels say.

UTF-8 that decodes is UTF-8: pages of Vietnamese portals are labelled wrongly more often than
windows-1258 text happens to be well-formed UTF-8.
"""

import codecs
from collections.abc import Iterator
from email.message import Message

from bs4.dammit import EncodingDetector

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(body: bytes, content_type: str) -> str:
    """Never raises: bytes that fit no candidate become U+FFFD, visible as such."""
    for encoding in _candidates(body, content_type):
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", errors="replace")


def _candidates(body: bytes, content_type: str) -> Iterator[str]:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            yield encoding
    yield "utf-8"
    message = Message()
    message["Content-Type"] = content_type
    if labelled := message.get_content_charset():
        yield labelled
    if declared := EncodingDetector.find_declared_encoding(body, is_html=True):
        yield declared
    yield "windows-1258"
