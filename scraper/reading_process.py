"""Pages are read in a process of their own, so that the next ones are fetched meanwhile.

Work goes out by the process's standard input and results come back by its standard output, each
a pickle behind its length, in the order in which they were sent. The process ends with its input:
a crawl that is killed leaves nothing behind.
"""

import asyncio
import os
import pickle
import sys
import traceback
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar, TypeVarTuple

from attrs import frozen
from web_poet import HttpResponse

from scraper.errors import PageError
from scraper.futures import settle
from scraper.responses import http_response_of

_LENGTH_BYTES = 4
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")


@frozen
class _Work:
    read: Callable[..., Any]
    url: str
    status: int | None
    headers: list[tuple[str, str]]
    body: bytes
    arguments: tuple[Any, ...]


class ReadingProcess:
    """Starts with the first page, and again after one that it died of."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._starting = asyncio.Lock()
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._results: asyncio.Task[None] | None = None

    async def read(
        self, read: Callable[[HttpResponse, *_Ts], _T], response: HttpResponse, *arguments: *_Ts
    ) -> _T:
        """`read(response, *arguments)`: a function of a module, with results that can be pickled.

        Raises what it raises, and PageError where the process dies.
        """
        url, headers = str(response.url), list(response.headers.items())
        work = _Work(read, url, response.status, headers, bytes(response.body), arguments)
        async with self._starting:
            process = self._process or await self._start()
        future: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        _input_of(process).write(_framed(work))
        try:
            return await future
        except EOFError as error:
            raise PageError(url, "the process that was to read the page has died") from error

    async def _start(self) -> Process:
        """In a session of its own: Ctrl-C is for the crawl, which still wants its last pages."""
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        self._results = asyncio.create_task(self._take_results(process))
        return process

    async def _take_results(self, process: Process) -> None:
        results = process.stdout
        try:
            while results is not None:
                length = int.from_bytes(await results.readexactly(_LENGTH_BYTES))
                result = pickle.loads(await results.readexactly(length))  # noqa: S301 - ours
                settle(self._waiting.popleft(), result)
        except asyncio.IncompleteReadError:
            pass  # it has ended
        except Exception:
            process.kill()
            raise
        finally:
            self._process = None
            waiting, self._waiting = self._waiting, deque()
            for future in waiting:
                settle(future, EOFError())

    @property
    def pid(self) -> int | None:
        """None where none is running."""
        return None if self._process is None else self._process.pid

    async def close(self) -> int | None:
        """Lets the process end; its exit status, None where none was running."""
        process = self._process
        if process is None or self._results is None:
            return None
        _input_of(process).close()
        await self._results
        return await process.wait()


def _input_of(process: Process) -> asyncio.StreamWriter:
    if process.stdin is None:
        raise ValueError("started without a pipe")
    return process.stdin


def _framed(message: object) -> bytes:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_LENGTH_BYTES) + data


def work_until_end(inbox: BinaryIO, outbox: BinaryIO) -> None:
    """What the process does."""
    while length := inbox.read(_LENGTH_BYTES):
        work: _Work = pickle.loads(inbox.read(int.from_bytes(length)))  # noqa: S301 - ours
        outbox.write(_result_of(work))
        outbox.flush()


def _result_of(work: _Work) -> bytes:
    response = http_response_of(work.url, work.status, work.headers, work.body)
    try:
        return _framed(work.read(response, *work.arguments))
    except PageError as error:
        return _framed(error)
    except Exception as error:
        unexpected = RuntimeError(f"{error!r} while reading {work.url}")
        unexpected.add_note(traceback.format_exc())
        return _framed(unexpected)


if __name__ == "__main__":
    try:
        work_until_end(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os._exit(1)  # the crawl was killed: nobody waits for what is left in the buffer
