"""How much text a page shows, estimated from its bytes: most pages then need no parse to be judged."""

import re
from html import unescape

from archive.text import fold_space

_UNSEEN = re.compile(rb"<(?:script|style|noscript|option|title)\b|<!--", re.IGNORECASE)
_UNSEEN_ENDS = {
    b"<!--": re.compile(rb"--(?=>)"),
    **{
        b"<" + name: re.compile(rb"</" + name + rb"\b", re.IGNORECASE)
        for name in (b"script", b"style", b"noscript", b"option", b"title")
    },
}
_STEP_BYTES = 4096
_TEXTS = re.compile(rb">([^<>]*[^<>\s][^<>]*)")


def shows_surely_more(page: bytes, characters: int) -> bool:
    """Whether a reader surely sees more text than this; False where the bytes leave a doubt."""
    at = max(0, page.find(b"<body"))
    wanted = 2 * characters
    length = 0
    while length <= wanted and at < len(page):
        unseen = _UNSEEN.search(page, at, at + _STEP_BYTES)
        until = unseen.start() if unseen else at + _STEP_BYTES
        shown = b" ".join(_TEXTS.findall(page, at, until))
        length += len(fold_space(unescape(shown.decode("utf-8", "replace"))))
        at = _end_of_unseen(page, unseen) if unseen else until
    return length > wanted and b"\0" not in page  # UTF-16 has nulls


def _end_of_unseen(page: bytes, opening: re.Match[bytes]) -> int:
    end = _UNSEEN_ENDS[opening[0].lower()].search(page, opening.end())
    return end.end() if end else len(page)
