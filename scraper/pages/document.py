"""A response as one parsed tree: charset repaired, size bounded, parsed once."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from weakref import WeakKeyDictionary

from attrs import frozen
from lxml import etree
from web_poet import HttpResponse

from archive.records import PageKind
from scraper.errors import NotAnArticle, PageError
from scraper.fields.addresses import absolute_url
from scraper.fields.select import SelectText

MAX_BYTES = 16 * 1024 * 1024
"""A page beyond this is refused: the largest real page seen is 0.8 MB, with pictures inside 5 MB."""

# libxml2 takes the square of the number of attributes: 100 000 on one element cost 15 s.
_BLOCK_BYTES = 10_000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{20000,}")
_MAX_ATTRIBUTES = 1000
# No text may hold them, in XML or in the archive; UTF-8 never uses these bytes otherwise.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\x0c"})
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CACHE_PREFIX = re.compile(rb"^\d{9,11}TS--->")
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


def read_document(response: HttpResponse) -> Document:
    """The parsed page, the same object for the same response.

    Raises PageError for a page too large to read, NotAnArticle for an empty one.
    """
    document = _DOCUMENTS.get(response)
    if document is None:
        document = _DOCUMENTS[response] = _parse(response)
    return document


def _parse(response: HttpResponse) -> Document:
    url = str(response.url)
    body = bytes(response.body)
    if len(body) > MAX_BYTES:
        raise PageError(
            url,
            f"page of {len(body) // 2**20} MB, limit {MAX_BYTES // 2**20} MB",
            advice="Trang lớn bất thường: mở bản lưu để xem có phải tệp tải về không.",
        )
    if (attributes := _most_attributes(body)) > _MAX_ATTRIBUTES:
        raise PageError(url, f"an element with {attributes} attributes")
    body, warnings = to_utf8(body, response.headers.get("Content-Type") or "")
    root = None
    try:
        root = etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError:
        if body.strip():
            raise PageError(url, "markup that cannot be parsed at all") from None
    if root is None or len(root) == 0:
        raise NotAnArticle(url, PageKind.EMPTY, "no markup in the response")
    base = _BASE(root)
    base_url = (absolute_url(url, base[0]) if base else "") or url
    return Document(root, url, base_url, _answered_at(response), warnings)


def _most_attributes(body: bytes) -> int:
    """About the number of attributes of the first tag of 20 000 bytes and more; 0 without one.

    Such a tag leaves at least one block of half its length without a ">".
    """
    blocks = range(0, len(body) - _BLOCK_BYTES, _BLOCK_BYTES)
    if all(body.find(b">", start, start + _BLOCK_BYTES) >= 0 for start in blocks):
        return 0
    tag = _LONG_TAG.search(body)
    return tag[0].count(b"=") if tag else 0


def _answered_at(response: HttpResponse) -> datetime | None:
    header = response.headers.get("Date")
    if not header:
        return None
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None


def to_utf8(body: bytes, content_type: str = "") -> tuple[bytes, tuple[str, ...]]:
    """The bytes as UTF-8, and Vietnamese warnings on what had to be repaired.

    UTF-8 is tried before any declaration: portals label UTF-8 as windows-1258 and the reverse,
    and nothing else happens to be valid UTF-8 over a whole page. Null bytes and control
    characters are dropped.
    """
    body = _CACHE_PREFIX.sub(b"", body)
    if b"\0" in body:
        if body.startswith((b"\xff\xfe", b"\xfe\xff")):
            return body.decode("utf-16", "replace").encode("utf-8"), ()
        body = body.replace(b"\0", b"")
    body = body.translate(None, _CONTROLS)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_declared(body, content_type)
    return body, ()


def _decode_declared(body: bytes, content_type: str) -> tuple[bytes, tuple[str, ...]]:
    in_meta = _META_CHARSET.search(body[:4096])
    in_header = _HEADER_CHARSET.search(content_type)
    declared = (in_header[1] if in_header else in_meta[1].decode() if in_meta else "").lower()
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged <= max(3, len(text) // 2000):  # a few broken sequences in a UTF-8 page
        return text.encode("utf-8"), ("Trang có vài ký tự hỏng mã, hiện là “\ufffd”.",)
    for charset in dict.fromkeys((declared, "windows-1258", "windows-1252")):
        if not charset or charset in ("utf-8", "utf8"):
            continue
        try:
            decoded = body.decode(charset, "replace" if charset == "windows-1252" else "strict")
        except (LookupError, UnicodeDecodeError):
            continue
        warning = f"Trang không phải UTF-8 mà là {charset}: kiểm tra dấu tiếng Việt."
        return decoded.encode("utf-8"), (warning,)
    return text.encode("utf-8"), ("Không xác định được bảng mã của trang.",)
