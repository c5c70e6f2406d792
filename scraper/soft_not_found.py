"""Soft 404s that say nothing: known by likeness to the answer for an address that cannot exist.

Two pages of one portal share menus and boxes. A page is like the answer when it bears the same
title and says next to nothing that the answer does not say: an article has at least a headline, in
its title or on the page. edgi-govdata-archiving/web-monitoring asks such addresses too (PITFALLS 4.9).
"""

import re
import secrets
import zlib
from urllib.parse import unquote, urlsplit

from attrs import frozen

from archive.not_found import NotFoundAnswer
from archive.text import fold_space
from scraper.fields.select import Node, SelectText

MAX_NEW_TEXT = 60
"""Characters of text that the answer does not show; clocks and counters are not counted."""
_TITLE = SelectText("/html/head/title/text()")
_TEXTS = SelectText("/html/body//text()[not(ancestor::script or ancestor::style)]")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


@frozen
class PageShape:
    title: str
    texts: tuple[str, ...]

    @property
    def blocks(self) -> frozenset[int]:
        return frozenset(zlib.crc32(text.encode()) for text in self.texts)


def nonsense_address(article_url: str) -> str:
    """An address of the same form that cannot exist: other words, numbers nobody has come to yet."""
    parts = urlsplit(article_url)
    head, slash, tail = parts.path.rstrip("/").rpartition("/")
    stem, dot, extension = tail.rpartition(".")
    if not dot:
        stem, extension = tail, ""
    noise = secrets.token_hex(6)
    number = _NUMBER.search(stem)
    stem = f"khong-co-{noise}" + (f"-{_unreached(number)}" if number else "")
    head = re.sub(r"\d{5,}", _unreached, head)  # shorter ones are days and groups
    query = re.sub(r"(?<==)\d+", _unreached, parts.query)
    return parts._replace(path=f"{head}{slash}{stem}{dot}{extension}", query=query).geturl()


def page_shape(root: Node, url: str) -> PageShape:
    """Numbers are left out, and texts that repeat the address: both differ from answer to answer."""
    echoes = {part for part in (unquote(urlsplit(url).path), urlsplit(url).path) if len(part) > 1}
    texts = (_plain(text) for text in _TEXTS(root) if not any(echo in text for echo in echoes))
    return PageShape(_plain(" ".join(_TITLE(root))), tuple(text for text in texts if text))


def is_like(shape: PageShape, answer: NotFoundAnswer) -> bool:
    if not answer.is_page or shape.title != answer.title:
        return False
    new = {text for text in shape.texts if zlib.crc32(text.encode()) not in answer.blocks}
    return sum(map(len, new)) <= MAX_NEW_TEXT


def _unreached(number: re.Match[str]) -> str:
    return f"9{number[0]}99"


def _plain(text: str) -> str:
    """Words alone."""
    return fold_space(" ".join(_WORD.findall(text)))
