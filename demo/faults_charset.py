"""Effects on the letters: pages whose declared charset is not theirs."""

import re
import unicodedata
from collections.abc import Callable

from attrs import evolve

from demo.exchange import Outcome, Reply, Request

_META_CHARSET = re.compile(r"(<meta charset=\"?|charset=)utf-8", re.IGNORECASE)


def latin_header(request: Request, reply: Reply) -> Outcome:
    """UTF-8 that its header calls ISO-8859-1, as servers with an old default do."""
    return _with_type(reply, "text/html; charset=ISO-8859-1")


def unlabelled_1258(request: Request, reply: Reply) -> Outcome:
    """windows-1258 that header and page call UTF-8."""
    return evolve(reply, body=encode_1258(reply.body.decode()))


def labelled_1258(request: Request, reply: Reply) -> Outcome:
    """windows-1258, named by the page; the header says UTF-8."""
    text = _META_CHARSET.sub(r"\1windows-1258", reply.body.decode())
    return evolve(reply, body=encode_1258(text))


def twice_encoded(request: Request, reply: Reply) -> Outcome:
    """UTF-8 taken for windows-1252 and encoded again: "Sở" becomes "Sá»Ÿ"."""
    return evolve(reply, body=_in_pieces(reply.body.decode(), _twice).encode())


def encode_1258(text: str) -> bytes:
    """windows-1258 holds base letters; tones are combining signs behind them."""
    return b"".join(_letter_1258(letter) for letter in unicodedata.normalize("NFC", text))


def _letter_1258(letter: str) -> bytes:
    try:
        return letter.encode("windows-1258")
    except UnicodeEncodeError:
        base, *marks = list(unicodedata.normalize("NFD", letter))
    tones = ""
    for mark in marks:
        joined = unicodedata.normalize("NFC", base + mark)
        if len(joined) == 1 and _fits(joined):
            base = joined
        else:
            tones += mark
    return (base + tones).encode("windows-1258", "xmlcharrefreplace")


def _fits(letter: str) -> bool:
    try:
        letter.encode("windows-1258")
    except UnicodeEncodeError:
        return False
    return True


def _twice(letter: str) -> str:
    """The sign that each byte is in windows-1252; bytes without one stay controls."""
    return "".join(
        bytes([byte]).decode("windows-1252", "ignore") or chr(byte) for byte in letter.encode()
    )


def _in_pieces(text: str, change: Callable[[str], str]) -> str:
    return "".join(letter if letter.isascii() else change(letter) for letter in text)


def _with_type(reply: Reply, content_type: str) -> Reply:
    others = tuple(pair for pair in reply.headers if pair[0] != "Content-Type")
    return evolve(reply, headers=(*others, ("Content-Type", content_type)))
