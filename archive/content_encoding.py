"""Content encodings undone, no further than a bound: stored bytes may be a bomb."""

import zlib

import brotli

from archive.errors import CaptureCorrupt

MAX_DECODED_BYTES = 64 * 1024 * 1024
"""Bytes are kept as sent, and unpacked no further than this."""


def undo_encoding(payload: bytes, encoding: str, name: str) -> bytes:
    """`encoding` is the Content-Encoding header, `name` the record for the error.

    Raises CaptureCorrupt for a damaged body, an unknown coding, a body beyond the bound.
    """
    for coding in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        payload = _decode_one(payload, coding, name)
    return payload


def _decode_one(payload: bytes, coding: str, name: str) -> bytes:
    try:
        match coding:
            case "gzip" | "x-gzip":
                return _inflated(payload, zlib.MAX_WBITS | 16, name)
            case "deflate":
                raw = payload[:1] != b"\x78"
                return _inflated(payload, -zlib.MAX_WBITS if raw else zlib.MAX_WBITS, name)
            case "br":
                return _unbrotlied(payload, name)
            case "identity":
                return payload
            case _:
                raise CaptureCorrupt(name, f"unknown content encoding {coding!r}")
    except (zlib.error, brotli.error) as error:
        raise CaptureCorrupt(name, f"{coding} body is damaged: {error}") from error


def _inflated(payload: bytes, wbits: int, name: str) -> bytes:
    decompressor = zlib.decompressobj(wbits=wbits)
    body = decompressor.decompress(payload, MAX_DECODED_BYTES)
    if decompressor.unconsumed_tail:
        raise _too_large(name)
    return body


def _unbrotlied(payload: bytes, name: str) -> bytes:
    decompressor = brotli.Decompressor()
    body = decompressor.process(payload, output_buffer_limit=MAX_DECODED_BYTES)
    if len(body) > MAX_DECODED_BYTES or not decompressor.can_accept_more_data():
        raise _too_large(name)
    return bytes(body)


def _too_large(name: str) -> CaptureCorrupt:
    return CaptureCorrupt(name, f"the body unpacks to more than {MAX_DECODED_BYTES // 2**20} MB")
