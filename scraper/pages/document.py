"""A response as one parsed tree: charset repaired, size bounded, parsed once."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from weakref import WeakKeyDictionary

from attrs import frozen
from lxml import etree
from web_poet import HttpResponse

from archive.records import PageKind
from archive.text import nfc
from scraper.charset import DecodedPage, decode_page
from scraper.errors import NotAnArticle, PageError
from scraper.fields.addresses import absolute_url
from scraper.fields.select import SelectText
from scraper.pages.part import Area, cut_out

MAX_BYTES = 16 * 1024 * 1024
"""A page beyond this is refused: the largest real page seen is 0.8 MB, with pictures inside 5 MB."""

# libxml2 takes the square of the number of attributes: 100 000 on one element cost 15 s.
_BLOCK_BYTES = 10_000
_COMBINING, _DECOMPOSED = b"\xcc", 100
"""First byte of the commonest combining marks in UTF-8; beyond so many a page is written with them."""
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{20000,}")
_MAX_ATTRIBUTES = 1000
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_BASE = SelectText("/html/head/base/@href")


@frozen(eq=False)
class Document:
    root: etree._Element
    url: str
    """Address as fetched; `base_url` is what relative links start from."""
    base_url: str
    now: datetime | None
    """When the server answered (Date header); None where it did not say."""
    warnings: tuple[str, ...] = ()


_DOCUMENTS: "WeakKeyDictionary[HttpResponse, Document]" = WeakKeyDictionary()
_BODIES: "WeakKeyDictionary[HttpResponse, bytes]" = WeakKeyDictionary()


def read_document(response: HttpResponse) -> Document:
    """The parsed page, the same object for the same response.

    Raises PageError for a page too large to read, NotAnArticle for an empty one.
    """
    document = _DOCUMENTS.get(response)
    if document is None:
        decoded = decode_page(bounded_body(response), _content_type(response))
        document = _DOCUMENTS[response] = _parse(response, decoded)
        if decoded.utf8.count(_COMBINING) > _DECOMPOSED:
            _compose(document.root)
    return document


def _compose(root: etree._Element) -> None:
    """Letters and marks of all texts composed: rules that measure texts count letters. Addresses stay
    as they are, because servers tell both forms apart.
    """
    for node in root.iter():
        try:
            node.text, node.tail = nfc(node.text or "") or None, nfc(node.tail or "") or None
        except ValueError:  # a control character, which no text may be given
            continue


def is_read(response: HttpResponse) -> bool:
    """Whether the page is parsed as a whole already."""
    return response in _DOCUMENTS


def read_part(response: HttpResponse, area: Area) -> Document | None:
    """The article's part of the page; None where it cannot be cut out or its letters are in doubt.

    Raises PageError for a page too large to read.
    """
    part = cut_out(bounded_body(response), area)
    decoded = decode_page(part, _content_type(response)) if part is not None else None
    if decoded is None or decoded.charset != "utf-8" or decoded.warnings:
        return None
    return _parse(response, decoded)


def bounded_body(response: HttpResponse) -> bytes:
    """The bytes of a page that may be searched. Raises PageError for one too large to read."""
    body = _BODIES.get(response)
    if body is None:
        body = response.body
        _check_bounds(str(response.url), body)
        _BODIES[response] = body
    return body


def _check_bounds(url: str, body: bytes) -> None:
    if len(body) > MAX_BYTES:
        raise PageError(
            url,
            f"page of {len(body) // 2**20} MB, limit {MAX_BYTES // 2**20} MB",
            advice="Trang lớn bất thường: mở bản lưu để xem có phải tệp tải về không.",
        )
    if (attributes := _most_attributes(body)) > _MAX_ATTRIBUTES:
        raise PageError(url, f"an element with {attributes} attributes")


def _content_type(response: HttpResponse) -> str:
    return response.headers.get("Content-Type") or ""


def _parse(response: HttpResponse, decoded: DecodedPage) -> Document:
    url = str(response.url)
    root = None
    try:
        root = etree.fromstring(decoded.utf8, _PARSER)
    except etree.XMLSyntaxError:
        if decoded.utf8.strip():
            raise PageError(url, "markup that cannot be parsed at all") from None
    if root is None or len(root) == 0:
        raise NotAnArticle(url, PageKind.EMPTY, "no markup in the response")
    base = _BASE(root)
    base_url = (absolute_url(url, base[0]) if base else "") or url
    return Document(root, url, base_url, _answered_at(response), decoded.warnings)


def _most_attributes(body: bytes) -> int:
    """About the number of attributes of the first tag of 20 000 bytes and more; 0 without one.

    Such a tag leaves at least one block of half its length without a ">".
    """
    blocks = range(0, len(body) - _BLOCK_BYTES, _BLOCK_BYTES)
    long = (at for at in blocks if body.find(b">", at, at + _BLOCK_BYTES) < 0)
    if (first := next(long, -1)) < 0:
        return 0
    tag = _LONG_TAG.search(body, body.rfind(b">", 0, first) + 1)
    return tag[0].count(b"=") if tag else 0


def _answered_at(response: HttpResponse) -> datetime | None:
    header = response.headers.get("Date")
    if not header:
        return None
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None
