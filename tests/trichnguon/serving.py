"""`trichnguon serve` in a process of its own, as an administrator starts it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

PATIENCE_S = 120


class Serving:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.lines: list[str] = []
        self._queue: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._queue.put(line)

    def wait_for(self, pattern: str) -> "re.Match[str]":
        """The first line not yet read that matches; every line read is kept in `lines`."""
        while True:
            try:
                line = self._queue.get(timeout=PATIENCE_S)
            except Empty:
                raise AssertionError(f"no line like {pattern!r} in {self.lines}") from None
            self.lines.append(line)
            if found := re.search(pattern, line):
                return found

    def children(self) -> list[int]:
        """Process ids of the crawls."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in listed.read_text().split()]

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Its exit status after the signal."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE_S)


@contextmanager
def serving(home: Path, command: tuple[str, ...] = ()) -> Iterator[Serving]:
    """Started, and killed at the end if it still runs; ports are those of the home's configuration."""
    process = subprocess.Popen(
        command or (sys.executable, "-m", "trichnguon", "serve", "--home", str(home)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )
    try:
        yield Serving(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def configure(home: Path, table: str, **values: object) -> None:
    """Set keys of one table of the home's configuration; values as TOML writes them."""
    path = home / "trichnguon.toml"
    before, header, after = path.read_text("utf-8").partition(f"[{table}]\n")
    for key, value in values.items():
        after, count = re.subn(
            rf"^{key} = .*$", f"{key} = {value}", after, count=1, flags=re.MULTILINE
        )
        assert count == 1, key
    path.write_text(before + header + after, "utf-8")


def free_ports(home: Path) -> None:
    """Ports for desk and metrics that nobody has."""
    with socket.socket() as desk, socket.socket() as metrics:
        for table, each in (("desk", desk), ("metrics", metrics)):
            each.bind(("127.0.0.1", 0))
            configure(home, table, port=each.getsockname()[1])
