"""Unicode ground shared by every package: NFC, folding, slugs.

Vietnamese pages arrive composed, decomposed or mixed. Everything that is stored, compared or
hashed passes `nfc` first; everything that is searched or sorted without marks passes `fold`.
"""

import re
import unicodedata

_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "D"})
_ZERO_WIDTH = ("\u200b", "\u200c", "\u200d", "\ufeff")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def nfc(text: str) -> str:
    """Composed form (Unicode Standard Annex 15), the only form that is stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold_space(text: str) -> str:
    """NFC on one line: runs of white space, no-break and zero-width spaces become one space."""
    if not text.isascii():
        for sign in _ZERO_WIDTH:
            text = text.replace(sign, " ")
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Letters without marks, lower case, đ as d: one character for each of the NFC text."""
    return nfc(text).translate(_FOLDED)


class _Folded(dict[int, str]):
    """Code point to folded character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if code < _LAST_KEPT:
            self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character.translate(_D_WITH_STROKE))[0].lower()
    return base if len(base) == 1 else character


_FOLDED = _Folded()
_LAST_KEPT = 0x2000  # past the letters of Vietnamese (Latin Extended Additional)


def slugify(text: str, max_length: int = 80) -> str:
    """ASCII words joined by hyphens, cut at a word; empty when the text has no letter or digit."""
    slug = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rsplit("-", 1)[0][:max_length]
