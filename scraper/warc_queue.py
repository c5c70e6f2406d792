"""The records of a run on their way to the disk, in the order in which they came.

One thread writes, so that the next page is fetched meanwhile; what comes while it waits for the
disk goes together, with one wait for all of it.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from archive.warc import HttpExchange, Rendering, WarcFile, WarcLocation
from scraper.futures import settle

_Waiting = tuple[HttpExchange | Rendering, asyncio.Future[WarcLocation]]


class WarcQueue:
    def __init__(self, make_file: Callable[[], WarcFile]) -> None:
        """The file is made with the first record."""
        self._make_file = make_file
        self._file: WarcFile | None = None
        self._thread = ThreadPoolExecutor(1, "warc")
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, kept: HttpExchange | Rendering) -> WarcLocation:
        """Where it is, once it is on disk. Raises StorageFull."""
        future: asyncio.Future[WarcLocation] = asyncio.get_running_loop().create_future()
        self._waiting.append((kept, future))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_waiting())
        return await future

    async def _write_waiting(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            kept = [one for one, _ in batch]
            try:
                locations = await loop.run_in_executor(self._thread, self._write, kept)
            except Exception as error:
                for _, future in batch:
                    settle(future, error)
            else:
                for (_, future), location in zip(batch, locations, strict=True):
                    settle(future, location)
        self._writing = None

    def _write(self, kept: list[HttpExchange | Rendering]) -> list[WarcLocation]:
        if self._file is None:
            self._file = self._make_file()
        return self._file.write(*kept)

    def close(self) -> None:
        """Gives the finished file its name."""
        self._thread.shutdown()
        if self._file is not None:
            self._file.close()
