"""WARC files that other people's readers read, and that survive what kills a process."""

import gzip
import resource
import secrets
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from archive.content_encoding import MAX_DECODED_BYTES
from archive.errors import CaptureCorrupt, StorageFull
from archive.warc import (
    OPEN_SUFFIX,
    HttpExchange,
    WarcFile,
    read_response,
    recover_open_files,
    warc_name,
)

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
NAME = warc_name("so_mau", 1, NOW)


def exchange(number: int, body: bytes = b"", **headers: str) -> HttpExchange:
    return HttpExchange(
        url=f"http://so.mau.test/tin/{number}?a=1",
        method="GET",
        request_headers=[("User-Agent", "test")],
        status=200,
        reason="OK",
        response_headers=[("Content-Type", "text/html"), *headers.items()],
        body=body or f"Bài số {number}, đường phố".encode(),
        fetched_at=NOW,
    )


def write(folder: Path, *exchanges: HttpExchange) -> list[tuple[str, int]]:
    warc = WarcFile(folder, NAME, "test/1")
    locations = [warc.write(item)[0] for item in exchanges]
    warc.close()
    return [(location.file, location.offset) for location in locations]


def test_response_reads_back_by_its_offset(tmp_path: Path) -> None:
    places = write(tmp_path, exchange(1), exchange(2), exchange(3))
    stored = read_response(tmp_path, *places[1])
    assert stored.url == "http://so.mau.test/tin/2?a=1"
    assert stored.status == 200
    assert stored.body.decode() == "Bài số 2, đường phố"


def test_content_encoding_is_kept_as_transferred_and_undone_for_reading(tmp_path: Path) -> None:
    payload = gzip.compress("Chào mừng".encode())
    headers = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    (place,) = write(tmp_path, exchange(1, payload, **headers))
    stored = read_response(tmp_path, *place)
    assert stored.payload == payload
    assert stored.body.decode() == "Chào mừng"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_small_bodies_unpack_and_bombs_stay_packed(
    tmp_path: Path, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    headers = {"Content-Encoding": coding}
    bomb = pack(b"\0" * (MAX_DECODED_BYTES + 1))
    sound, packed, torn = write(
        tmp_path,
        exchange(1, pack(b"x" * 5000), **headers),
        exchange(2, bomb, **headers),
        exchange(3, b"\x1f\x8b\x08 no such body", **headers),
    )
    assert read_response(tmp_path, *sound).body == b"x" * 5000
    with pytest.raises(CaptureCorrupt, match="unpacks to more than 64 MB"):
        read_response(tmp_path, *packed)
    with pytest.raises(CaptureCorrupt, match="body is damaged"):
        read_response(tmp_path, *torn)


def test_two_other_readers_agree_with_every_digest(tmp_path: Path) -> None:
    write(tmp_path, exchange(1), exchange(2))
    path = tmp_path / NAME
    with path.open("rb") as stream:
        kinds = []
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            kinds.append(record.rec_type)
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    with path.open("rb") as stream:
        assert all(fast.verify_block_digest() for fast in FastIterator(stream, parse_http=False))
    with path.open("rb") as stream:
        responses = list(FastIterator(stream, record_types=WarcRecordType.response))
    assert [fast.headers["WARC-Target-URI"][-9:] for fast in responses] == [
        "tin/1?a=1",
        "tin/2?a=1",
    ]
    with path.open("rb") as stream:
        for fast in FastIterator(stream, record_types=WarcRecordType.response):
            assert fast.verify_payload_digest()


def test_altered_byte_is_told(tmp_path: Path) -> None:
    (place,) = write(tmp_path, exchange(1, b"x" * 5000))
    path = tmp_path / NAME
    raw = bytearray(gzip.decompress(path.read_bytes()))
    raw[raw.index(b"xxxx") + 2] = ord("y")
    # One member again, at the same offset for the whole file: the digest must not match.
    path.write_bytes(gzip.compress(bytes(raw[raw.index(b"WARC/1.1", 10) :])))
    with pytest.raises(CaptureCorrupt, match="digest"):
        read_response(tmp_path, place[0], 0)


@pytest.mark.parametrize("offset", [1, 10**9])
def test_wrong_offset_and_missing_file_are_clear_errors(tmp_path: Path, offset: int) -> None:
    write(tmp_path, exchange(1))
    with pytest.raises(CaptureCorrupt, match=f"{NAME}@{offset}"):
        read_response(tmp_path, NAME, offset)
    with pytest.raises(CaptureCorrupt):
        read_response(tmp_path, "absent.warc.gz", 0)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(min_value=0, max_value=4000))
def test_file_cut_anywhere_recovers_every_whole_record(tmp_path: Path, cut: int) -> None:
    for leftover in tmp_path.iterdir():
        leftover.unlink()
    places = write(tmp_path, *(exchange(n, bytes([n]) * 500 * n) for n in range(1, 4)))
    data = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).unlink()
    kept = data[: min(cut, len(data))]
    (tmp_path / f"{NAME}{OPEN_SUFFIX}").write_bytes(kept)
    assert recover_open_files(tmp_path, "so_mau") == [NAME]
    recovered = (tmp_path / NAME).read_bytes()
    assert kept.startswith(recovered)
    with (tmp_path / NAME).open("rb") as stream:
        lengths = [len(record.content_stream().read()) for record in ArchiveIterator(stream)]
    ends = [offset for _, offset in places[1:]] + [len(data)]
    whole = [place for place, end in zip(places, ends, strict=True) if end <= len(kept)]
    assert len(lengths) >= 2 * len(whole)
    for place in whole:
        assert read_response(tmp_path, *place).status == 200


def test_open_file_of_another_source_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / (warc_name("so_mau_khac", 2, NOW) + OPEN_SUFFIX)
    other.write_bytes(b"")
    assert recover_open_files(tmp_path, "so_mau") == []
    assert other.exists()


def test_disk_that_takes_no_more_leaves_whole_records(tmp_path: Path) -> None:
    warc = WarcFile(tmp_path, NAME, "test/1")
    [kept] = warc.write(exchange(1, secrets.token_bytes(5_000)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(StorageFull):
            warc.write(exchange(2, secrets.token_bytes(50_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    [after] = warc.write(exchange(3))
    warc.close()
    assert [read_response(tmp_path, at.file, at.offset).url[-5:] for at in (kept, after)] == [
        "1?a=1",
        "3?a=1",
    ]
    with (tmp_path / NAME).open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)] == [
            "warcinfo",
            *("response", "request") * 2,
        ]
