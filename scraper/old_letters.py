"""Letters that are no Unicode Vietnamese any more: old fonts, UTF-8 that was decoded twice.

Restored only where a whole page is certain; a page that is partly so is left as it is, and its
editor warned (`scraper.fields.charsets`). Tables and their proof by viparse; the alphabets of TCVN
5712:1993 and VNI put Vietnamese on the signs of Latin-1, so that a page looks like "Céng hoµ".
"""

import re

from attrs import frozen

_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MIN_LETTERS = 20
"""Signs beyond ASCII below which nothing is certain."""
_MIN_CONFIDENCE = 0.7


@frozen
class Restored:
    text: str
    charset: str
    """"tcvn3", "vni", "viscii", or "utf-8 twice"."""


def restore_letters(page: str) -> Restored | None:
    """The page in Unicode; None where it is not certainly one of these."""
    if len("".join(_BEYOND_ASCII.findall(page))) < _MIN_LETTERS:
        return None
    return _decoded_once(page) or _from_old_font(page)


def _decoded_once(page: str) -> Restored | None:
    """Nearly every run of signs has to be UTF-8 again: "Ä‘" is "đ"."""
    runs = _BEYOND_ASCII.findall(page)
    mended = sum(_mend(run) != run for run in runs)
    if mended < _MIN_LETTERS // 2 or mended < len(runs) * 0.8:
        return None
    return Restored(_BEYOND_ASCII.sub(lambda run: _mend(run[0]), page), "utf-8 twice")


def _mend(run: str) -> str:
    try:
        return b"".join(map(_byte_of, run)).decode("utf-8")
    except UnicodeError:
        return run


def _byte_of(sign: str) -> bytes:
    """windows-1252; the five bytes that it leaves open stay controls."""
    return sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "windows-1252")


def _from_old_font(page: str) -> Restored | None:
    from viparse.normalize.detector import detect_encoding_by_content
    from viparse.normalize.encodings import AUTO_DETECT_CHARMAPS
    from viparse.normalize.tables import convert

    found = detect_encoding_by_content(_MARKUP.sub(" ", page), AUTO_DETECT_CHARMAPS)
    if found.encoding is None or found.confidence < _MIN_CONFIDENCE:
        return None
    return Restored(convert(page, AUTO_DETECT_CHARMAPS[found.encoding]), found.encoding)
