"""WARC 1.1 files (ISO 28500): one for each run, a gzip member for each record.

While it is written a file ends in `.open`; `close` gives it its name. A process that is killed
leaves the `.open` file with, at worst, one torn record at its end: `recover` cuts that record off
and gives the file its name. Rows only ever point at whole records, because a row is committed
after its record has been written.
"""

import base64
import hashlib
import io
import os
import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import frozen
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.content_encoding import undo_encoding
from archive.errors import CaptureCorrupt, StorageFull

OPEN_SUFFIX = ".open"
COMPRESSION = 4
"""zlib level. On saved pages 9, which warcio takes, costs 2.4 times as much for 3 % less."""
RENDERED_TYPE = "text/html; charset=utf-8"
Headers = Sequence[tuple[str, str]]


@frozen
class HttpExchange:
    """A request and its response as transferred: `body` still content-encoded, not chunked."""

    url: str
    method: str
    request_headers: Headers
    status: int
    reason: str
    response_headers: Headers
    body: bytes
    fetched_at: datetime


@frozen
class Rendering:
    """What a browser made of a stored response."""

    url: str
    html: bytes
    """UTF-8."""
    refers_to: str
    """WARC-Record-ID of the response."""
    rendered_at: datetime


@frozen
class WarcLocation:
    file: str
    offset: int
    length: int
    """Bytes of the gzip member."""
    record_id: str
    payload_sha256: str


@frozen
class StoredResponse:
    """A response read back."""

    url: str
    status: int
    headers: Headers
    payload: bytes
    """As transferred."""
    body: bytes
    """Content encoding undone: what a page object reads."""


class WarcFile:
    """The WARC that one run appends to."""

    def __init__(self, folder: Path, name: str, software: str) -> None:
        self.name = name
        self._path = folder / name
        self._open_path = _open_path(folder, name)
        self._stream = self._open_path.open("xb", buffering=0)
        self._record_bytes = io.BytesIO()
        self._writer = WARCWriter(self._record_bytes, gzip=False, warc_version="1.1")
        info = {"software": software, "format": "WARC File Format 1.1", "robots": "obey"}
        self._append(self._member(self._writer.create_warcinfo_record(name, info)))

    def write(self, *kept: HttpExchange | Rendering) -> list[WarcLocation]:
        """A response record and a request record for each exchange, a conversion record (WARC 1.1
        §6.7) for each rendering; all on disk when this returns, after one wait for it.

        Raises StorageFull; the file then ends with its last whole record before these.
        """
        records = [self._records(one) for one in kept]
        members = [[self._member(record) for record in group] for group in records]
        offset = self._append(*chain.from_iterable(members))
        locations = []
        for one, group, packed in zip(kept, records, members, strict=True):
            digest = hashlib.sha256(_payload(one)).hexdigest()
            locations.append(
                WarcLocation(self.name, offset, len(packed[0]), _id_of(group[0]), digest)
            )
            offset += sum(map(len, packed))
        return locations

    def _records(self, kept: HttpExchange | Rendering) -> "list[_Record]":
        if isinstance(kept, Rendering):
            return [self._rendering_record(kept)]
        response = self._response_record(kept)
        return [response, self._request_record(kept, _id_of(response))]

    def _rendering_record(self, rendering: Rendering) -> "_Record":
        digest = _digest(rendering.html)
        return self._writer.create_warc_record(
            rendering.url,
            "conversion",
            payload=io.BytesIO(rendering.html),
            length=len(rendering.html),
            warc_content_type=RENDERED_TYPE,
            warc_headers_dict={
                "WARC-Date": _warc_date(rendering.rendered_at),
                "WARC-Refers-To": rendering.refers_to,
                "WARC-Block-Digest": digest,
                "WARC-Payload-Digest": digest,
            },
        )

    def close(self) -> None:
        """Give the finished file its name."""
        if not self._stream.closed:
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._open_path.rename(self._path)

    def _member(self, record: "_Record") -> bytes:
        """The record, compressed in one piece: a thread gives up its turn at each piece."""
        self._record_bytes.seek(0)
        self._record_bytes.truncate()
        self._writer.write_record(record)
        return zlib.compress(self._record_bytes.getvalue(), COMPRESSION, zlib.MAX_WBITS | 16)

    def _append(self, *members: bytes) -> int:
        """Offset of the first; on disk when this returns."""
        offset = self._stream.tell()
        try:
            rest = memoryview(b"".join(members))
            while rest:  # a disk that is nearly full takes a part
                rest = rest[self._stream.write(rest) :]
            os.fdatasync(self._stream.fileno())
        except OSError as error:
            self._stream.truncate(offset)
            self._stream.seek(offset)
            raise StorageFull(self._open_path) from error
        return offset

    def _response_record(self, exchange: HttpExchange) -> "_Record":
        status = f"{exchange.status} {exchange.reason}".strip()
        headers = StatusAndHeaders(
            status, list(_framed(exchange.response_headers, len(exchange.body))), "HTTP/1.1"
        )
        return self._record("response", exchange, headers, exchange.body)

    def _request_record(self, exchange: HttpExchange, response_id: str) -> "_Record":
        path = exchange.url.split("://", 1)[-1].partition("/")[2].partition("#")[0]
        headers = StatusAndHeaders(
            f"{exchange.method} /{path} HTTP/1.1",
            list(exchange.request_headers),
            is_http_request=True,
        )
        record = self._record("request", exchange, headers, b"")
        record.rec_headers.add_header("WARC-Concurrent-To", response_id)
        return record

    def _record(
        self, kind: str, exchange: HttpExchange, headers: StatusAndHeaders, body: bytes
    ) -> "_Record":
        headers.compute_headers_buffer()
        warc_headers = {
            "WARC-Date": _warc_date(exchange.fetched_at),
            "WARC-Block-Digest": _digest(headers.headers_buff + body),
        }
        if kind == "response":
            warc_headers["WARC-Payload-Digest"] = _digest(body)
        return self._writer.create_warc_record(
            exchange.url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers_dict=warc_headers,
            http_headers=headers,
        )


_Record = Any  # warcio carries no types


def warc_name(source_id: str, run_id: int, started_at: datetime) -> str:
    return f"{started_at.astimezone(UTC):%Y%m%d%H%M%S}-{source_id}-{run_id:06d}.warc.gz"


def read_response(folder: Path, file: str, offset: int) -> StoredResponse:
    """The response or rendering at `offset`; raises CaptureCorrupt when absent, torn or altered."""
    name = f"{file}@{offset}"
    try:
        with _existing(folder, file).open("rb") as stream:
            stream.seek(offset)
            record = next(ArchiveIterator(stream, check_digests="raise"))
            payload = record.raw_stream.read()
            if record.rec_type == "conversion":
                return _rendering(record, payload)
            headers = record.http_headers
            encoding = headers.get_header("Content-Encoding", "")
            return StoredResponse(
                url=record.rec_headers.get_header("WARC-Target-URI"),
                status=int(headers.get_statuscode()),
                headers=tuple(headers.headers),
                payload=payload,
                body=undo_encoding(payload, encoding, name),
            )
    except (OSError, ArchiveLoadFailed, StopIteration, AttributeError, ValueError) as error:
        raise CaptureCorrupt(name, str(error) or type(error).__name__) from error


def _rendering(record: "_Record", payload: bytes) -> StoredResponse:
    url = record.rec_headers.get_header("WARC-Target-URI")
    return StoredResponse(url, 200, (("Content-Type", RENDERED_TYPE),), payload, payload)


def recover_open_files(folder: Path, source_id: str) -> list[str]:
    """Finish the files that killed runs of a source left open; returns their names.

    Only to be called by the holder of the source's crawl lock.
    """
    names = []
    for path in sorted(folder.glob(f"*-{source_id}-*.warc.gz{OPEN_SUFFIX}")):
        with path.open("r+b") as stream:
            stream.truncate(_whole_members_length(stream))
            os.fsync(stream.fileno())
        final = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
        path.rename(final)
        names.append(final.name)
    return names


def _whole_members_length(stream: io.BufferedRandom) -> int:
    """Bytes up to the end of the last complete gzip member."""
    complete, position = 0, 0
    decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    for chunk in iter(lambda: stream.read(1 << 16), b""):
        rest = chunk
        while rest:
            try:
                decompressor.decompress(rest)
            except zlib.error:
                return complete
            unused = decompressor.unused_data
            position += len(rest) - len(unused)
            rest = unused
            if decompressor.eof:
                complete = position
                decompressor = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    return complete


def _open_path(folder: Path, file: str) -> Path:
    return folder / f"{file}{OPEN_SUFFIX}"


def _existing(folder: Path, file: str) -> Path:
    finished = folder / file
    return finished if finished.exists() else _open_path(folder, file)


def _id_of(record: _Record) -> str:
    return str(record.rec_headers.get_header("WARC-Record-ID"))


def _payload(kept: HttpExchange | Rendering) -> bytes:
    return kept.html if isinstance(kept, Rendering) else kept.body


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def _framed(headers: Headers, body_bytes: int) -> Iterable[tuple[str, str]]:
    """Headers true to the stored body: chunking is undone, the length is that of the record."""
    for name, value in headers:
        lower = name.lower()
        if lower == "transfer-encoding":
            yield "X-Archive-Orig-Transfer-Encoding", value
        elif lower == "content-length":
            yield "X-Archive-Orig-Content-Length", value
        else:
            yield name, value
    yield "Content-Length", str(body_bytes)
