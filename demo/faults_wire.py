"""Effects on the connection: what arrives is not what HTTP promises."""

import gzip

from attrs import evolve

from demo.exchange import Outcome, Reply, Request, Wire, WireEnding

_BOMB_BYTES = 64 * 1024 * 1024
_FLOOD_LINES = 4000


def stall(request: Request, reply: Reply) -> Outcome:
    """The request is taken and never answered."""
    return Wire(ending=WireEnding.HANG)


def half_body(request: Request, reply: Reply) -> Outcome:
    """The connection ends in the middle of the body."""
    half = reply.body[: len(reply.body) // 2]
    return Wire((_head(reply, len(reply.body)), half))


def short_length(request: Request, reply: Reply) -> Outcome:
    """Content-Length says less than is sent: the client reads a page without its end."""
    return Wire((_head(reply, len(reply.body) * 2 // 3), reply.body))


def trickle(request: Request, reply: Reply) -> Outcome:
    """A byte now and then: never silent for long, never done."""
    body = tuple(bytes([byte]) for byte in reply.body)
    return Wire((_head(reply, len(reply.body)), *body), pause_s=0.05)


def header_flood(request: Request, reply: Reply) -> Outcome:
    """Megabytes of header lines before the body."""
    lines = b"".join(b"X-Filler-%d: %s\r\n" % (n, b"x" * 400) for n in range(_FLOOD_LINES))
    return Wire((b"HTTP/1.1 200 OK\r\n" + lines + b"Content-Length: 0\r\n\r\n",))


def gzip_bomb(request: Request, reply: Reply) -> Outcome:
    """64 KB that unpack to 64 MB."""
    body = gzip.compress(b"\0" * _BOMB_BYTES)
    return evolve(reply, body=body).with_headers(("Content-Encoding", "gzip"))


def huge_body(request: Request, reply: Reply) -> Outcome:
    """Content-Length announces more than anyone wants."""
    return Wire((_head(reply, 4_000_000_000), reply.body), ending=WireEnding.HANG)


def damaged_gzip(request: Request, reply: Reply) -> Outcome:
    """Said to be gzip; its first block is of a type that does not exist."""
    body = bytearray(gzip.compress(reply.body))
    body[10] |= 0b110
    return evolve(reply, body=bytes(body)).with_headers(("Content-Encoding", "gzip"))


def _head(reply: Reply, length: int) -> bytes:
    lines = [f"HTTP/1.1 {reply.status} OK"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    lines += [f"Content-Length: {length}", "Connection: close"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
