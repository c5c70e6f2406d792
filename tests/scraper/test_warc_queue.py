"""What waits for the disk goes together, in order, and fails together."""

import asyncio
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.errors import StorageFull
from archive.warc import HttpExchange, WarcFile, WarcLocation, read_response
from scraper.warc_queue import WarcQueue

NAME = "20261123000000-so_mau-000001.warc.gz"
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


def exchange(number: int, body: bytes = b"trang") -> HttpExchange:
    url = f"http://so.mau.test/tin/{number}"
    return HttpExchange(url, "GET", [], 200, "OK", [("Content-Type", "text/html")], body, NOW)


def queue_in(folder: Path) -> WarcQueue:
    return WarcQueue(lambda: WarcFile(folder, NAME, "test/1"))


def test_one_wait_for_the_disk_serves_all_who_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    monkeypatch.setattr(os, "fdatasync", waits.append)

    async def write() -> list[WarcLocation]:
        queue = queue_in(tmp_path)
        written = await asyncio.gather(*(queue.write(exchange(n)) for n in range(20)))
        queue.close()
        return written

    places = asyncio.run(write())
    assert len(waits) == 2  # the file's own record, then twenty exchanges
    read = [read_response(tmp_path, place.file, place.offset).url for place in places]
    assert read == [f"http://so.mau.test/tin/{n}" for n in range(20)]
    assert [place.offset for place in places] == sorted(place.offset for place in places)


def test_full_disk_fails_those_who_wait_and_nobody_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def write() -> WarcLocation:
        queue = queue_in(tmp_path)
        await queue.write(exchange(1))
        with monkeypatch.context() as full:
            full.setattr(os, "fdatasync", _refuse)
            kept = (exchange(2, secrets.token_bytes(9_000)), exchange(3))
            failed = await asyncio.gather(*map(queue.write, kept), return_exceptions=True)
            assert [type(one) for one in failed] == [StorageFull, StorageFull]
        after = await queue.write(exchange(4))
        queue.close()
        return after

    place = asyncio.run(write())
    assert read_response(tmp_path, place.file, place.offset).url.endswith("/4")


def _refuse(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_nothing_written_leaves_no_file(tmp_path: Path) -> None:
    queue_in(tmp_path).close()
    assert list(tmp_path.iterdir()) == []
