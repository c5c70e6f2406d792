"""One crawl in a process of its own: it can crash, hang or be killed, and nothing else is hurt.

Twisted's reactor cannot be started twice, so whoever crawls again and again needs a process each.
"""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from trichnguon.cli import NOT_NOW
from trichnguon.crawl_state import CrawlState, ProgressDisplay

MAX_LINE_BYTES = 1_000_000
RunObject = dict[str, Any]


@frozen
class CrawlEnd:
    source_id: str
    exit_code: int
    """As the command line gives it; negative: the signal that killed the process."""
    run: RunObject | None
    """As `crawl --json` prints it; None where none was begun, or the process was killed."""
    problem: str
    """The last line that was no progress; empty where all is well."""

    @property
    def is_well(self) -> bool:
        """Also where it was told to stop when all was done."""
        is_done = self.run is not None and self.run["outcome"] == "finished"
        return self.exit_code == 0 or (is_done and self.exit_code == -signal.SIGTERM)

    @property
    def is_not_now(self) -> bool:
        """Another process crawls the source, or it is paused."""
        return self.exit_code == NOT_NOW


class ChildCrawl:
    """A crawl of one source; `tell` gets what it says besides progress, a line at a time."""

    def __init__(
        self, home: Path, source_id: str, display: ProgressDisplay, tell: Callable[[str], None]
    ) -> None:
        self.source_id = source_id
        self.state: CrawlState | None = None
        """None until the first is told."""
        self._home = home
        self._display = display
        self._tell = tell
        self._process: asyncio.subprocess.Process | None = None
        self._is_stopped = False
        self._problem = ""

    async def run(self) -> CrawlEnd:
        """Until the process has ended."""
        command = ("-m", "trichnguon", "crawl", self.source_id, "--json", "--home", str(self._home))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=MAX_LINE_BYTES,
            start_new_session=True,  # Ctrl-C is for its keeper, who tells it once: twice would kill
        )
        if self._is_stopped:
            self.stop()
        run, _ = await asyncio.gather(
            self._read_run(self._process.stdout), self._read_progress(self._process.stderr)
        )
        exit_code = await self._process.wait()
        return CrawlEnd(self.source_id, exit_code, run, self._problem if exit_code else "")

    def stop(self) -> None:
        """Ask it to end: what is on the wire comes in, the WARC file and the run are closed."""
        self._is_stopped = True
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it now; the next run of the source repairs what is left open."""
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)

    async def _read_run(self, stdout: asyncio.StreamReader | None) -> RunObject | None:
        run = None
        async for line in _lines(stdout):
            run = _object_of(line) or run
        return run

    async def _read_progress(self, stderr: asyncio.StreamReader | None) -> None:
        async for line in _lines(stderr):
            progress = _object_of(line)
            if progress is not None:
                self._show(CrawlState.of(progress), progress["ended"])
            elif line.strip():
                self._problem = line
                self._tell(f"{self.source_id}: {line}")

    def _show(self, state: CrawlState, ended: str | None) -> None:
        self.state = state
        if ended:
            self._display.end(self.source_id, state, ended)
        else:
            self._display.show(self.source_id, state)


async def _lines(stream: asyncio.StreamReader | None) -> AsyncIterator[str]:
    if stream is None:
        raise ValueError("the process was started without a pipe")
    async for line in stream:
        yield line.decode(errors="replace").rstrip("\n")


def _object_of(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
