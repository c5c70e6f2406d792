"""Requests and answers as values: portals build them, faults replace them, the server sends them."""

import json
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from attrs import evolve, field, frozen


class ReplyKind(StrEnum):
    """What was asked for, so that a test can count article downloads without parsing addresses."""

    HOME = "home"
    LISTING = "listing"
    ARTICLE = "article"
    FEED = "feed"
    ROBOTS = "robots"
    DISALLOWED = "disallowed"
    """A page that robots.txt forbids: a polite visitor never appears here."""
    MEDIA = "media"
    ATTACHMENT = "attachment"
    STYLE = "style"
    REDIRECT = "redirect"
    NOT_FOUND = "not_found"
    CERTIFICATE = "certificate"
    CONTROL = "control"


@frozen
class Request:
    method: str
    host: str
    """Lower case, without port."""
    target: str
    """Path and query as sent, percent-encoded."""
    headers: dict[str, str] = field(factory=dict)
    """Names in lower case."""
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path or "/"

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@frozen
class Reply:
    status: int
    body: bytes
    kind: ReplyKind
    headers: tuple[tuple[str, str], ...] = ()
    article_key: str = ""
    """The article that was served, where the answer is one."""

    def with_headers(self, *headers: tuple[str, str]) -> "Reply":
        return evolve(self, headers=(*self.headers, *headers))


@frozen
class Reset:
    """The connection is reset (TCP RST) instead of an answer."""


class WireEnding(StrEnum):
    CLOSE = "close"
    HANG = "hang"
    """The connection stays open, silent, until the client gives up."""


@frozen
class Wire:
    """Bytes put on the connection as they stand: what HTTP forbids and servers do all the same."""

    pieces: tuple[bytes, ...] = ()
    ending: WireEnding = WireEnding.CLOSE
    pause_s: float = 0.0
    """Between two pieces."""


Outcome = Reply | Reset | Wire


def html(text: str, kind: ReplyKind, *, status: int = 200, article_key: str = "") -> Reply:
    headers = (("Content-Type", "text/html; charset=UTF-8"),)
    return Reply(status, text.encode(), kind, headers, article_key)


def json_reply(value: object, kind: ReplyKind, *, status: int = 200) -> Reply:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, body, kind, (("Content-Type", "application/json; charset=UTF-8"),))


def binary(body: bytes, content_type: str, kind: ReplyKind) -> Reply:
    return Reply(200, body, kind, (("Content-Type", content_type),))


def redirect(location: str) -> Reply:
    return Reply(301, b"", ReplyKind.REDIRECT, (("Location", location),))
