"""Which letters the bytes of a page are: declared and real charset, told apart.

UTF-8 is tried before any declaration: portals label UTF-8 as windows-1258 and the reverse, and
nothing else happens to be valid UTF-8 over a whole page. Else the candidates (header, meta,
windows-1258, windows-1252) are read, and the one that looks most like Vietnamese wins, the order
deciding ties. The bytes themselves stay as they came, in the archive.
"""

import re
from codecs import utf_8_decode

from attrs import frozen

from archive.text import nfc
from scraper.old_letters import restore_letters

# No text may hold them, in XML or in the archive; UTF-8 never uses these bytes otherwise.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r\x0c"})
_EACH_CONTROL = [bytes([control]) for control in _CONTROLS]
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CACHE_PREFIX = re.compile(rb"\d{9,11}TS--->")
_UTF8_NAMES = ("utf-8", "utf8")
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]|[\u0300-\u036f]")
_VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
_CAPITAL_INSIDE = re.compile(r"[a-zà-ỹđ][ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]")
_UNICODE_MARK = "ở".encode()[:2]
"""Begins most of Vietnamese's own letters; a page that has it was not garbled as a whole."""
_SEEMS_RIGHT = 0.05
_NAMES = {
    "tcvn3": "gõ bằng phông cũ TCVN3 (ABC, .VnTime)",
    "vni": "gõ bằng phông cũ VNI",
    "viscii": "viết bằng bảng mã VISCII",
    "utf-8 twice": "bị mã hóa UTF-8 hai lần",
}
_STEP = 16_384
_FEW = 3
_UNREADABLE = 0.3
"""Share of foreign letters above which a text is no Vietnamese in this charset."""


@frozen
class DecodedPage:
    utf8: bytes
    """The page as UTF-8, without null bytes and control characters."""
    charset: str
    """What it was read as."""
    declared: str
    """By header, else by the page; lower case, empty where neither says."""
    warnings: tuple[str, ...] = ()
    """Vietnamese sentences for the editor on what had to be guessed or is damaged."""


def decode_page(body: bytes, content_type: str = "") -> DecodedPage:
    """`content_type` is the header's value."""
    if prefix := _CACHE_PREFIX.match(body):
        body = body[prefix.end() :]
    declared = _declared(body, content_type)
    if b"\0" in body:
        if body.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = body.decode("utf-16", "replace").encode("utf-8")
            return DecodedPage(text, "utf-16", declared[0] if declared else "")
        body = body.replace(b"\0", b"")
    # Hardly a page has any, and to look for each is faster than one pass over all bytes.
    if any(map(body.__contains__, _EACH_CONTROL)):
        body = body.translate(None, _CONTROLS)
    named = declared[0] if declared else ""
    if not _is_utf8(body):
        return _decode_other(body, declared, named)
    if _UNICODE_MARK in body or body.isascii():
        return DecodedPage(body, "utf-8", named)
    return _restored(body.decode("utf-8"), named) or DecodedPage(body, "utf-8", named)


def _is_utf8(body: bytes) -> bool:
    """A step at a time: room for the text of a whole page costs more than to read it."""
    page, at = memoryview(body), 0
    try:
        while at < len(page):
            is_last = at + _STEP >= len(page)
            _, read = utf_8_decode(page[at : at + _STEP], "strict", is_last)
            at += read  # what a step cuts in two is left to the next one
    except UnicodeDecodeError:
        return False
    return True


def _restored(text: str, named: str) -> DecodedPage | None:
    """None where the letters are what they seem."""
    if _strangeness(text) <= _SEEMS_RIGHT or (found := restore_letters(text)) is None:
        return None
    name = _NAMES[found.charset]
    warning = f"Trang {name}: chữ đã được đổi sang Unicode, kiểm tra lại với bản gốc."
    return DecodedPage(found.text.encode("utf-8"), found.charset, named, (warning,))


def _declared(body: bytes, content_type: str) -> list[str]:
    """Header first, then the page itself."""
    in_header = _HEADER_CHARSET.search(content_type)
    in_meta = _META_CHARSET.search(body[:4096])
    found = [in_header[1]] if in_header else []
    found += [in_meta[1].decode("ascii", "replace")] if in_meta else []
    return [name.lower() for name in found]


def _decode_other(body: bytes, declared: list[str], named: str) -> DecodedPage:
    text = body.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged <= max(_FEW, len(text) // 2000):  # a few broken sequences in a UTF-8 page
        warning = "Trang có vài ký tự hỏng mã, hiện là “\ufffd”."
        return DecodedPage(text.encode("utf-8"), "utf-8", named, (warning,))
    readings = [
        (charset, decoded)
        for charset in dict.fromkeys((*declared, "windows-1258", "windows-1252"))
        if charset not in _UTF8_NAMES and (decoded := _read(body, charset)) is not None
    ]
    if not readings:
        warning = "Không xác định được bảng mã của trang."
        return DecodedPage(text.encode("utf-8"), "unknown", named, (warning,))
    charset, best = min(readings, key=lambda reading: _strangeness(reading[1]))
    strangeness = _strangeness(best)
    if strangeness > _SEEMS_RIGHT and (
        restored := _restored(body.decode("windows-1252", "replace"), named)
    ):
        return restored
    if strangeness > _UNREADABLE:
        warning = "Trang không phải UTF-8 và không đọc được như tiếng Việt: có thể là phông cũ (TCVN3, VNI)."
    else:
        warning = f"Trang không phải UTF-8 mà là {charset}: kiểm tra dấu tiếng Việt."
    return DecodedPage(best.encode("utf-8"), charset, named, (warning,))


def _read(body: bytes, charset: str) -> str | None:
    """NFC: windows-1258 writes tones as signs behind their letters."""
    try:
        return nfc(body.decode(charset, "replace" if charset == "windows-1252" else "strict"))
    except (LookupError, UnicodeDecodeError):
        return None


def _strangeness(text: str) -> float:
    """Share of the letters beyond ASCII that Vietnamese does not write, or not in such places."""
    letters = _LETTERS.findall(text)
    strange = sum(letter not in _VIETNAMESE for letter in letters)
    strange += len(_CAPITAL_INSIDE.findall(text))
    return strange / max(1, len(letters))
