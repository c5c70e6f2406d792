"""One `serve` a home folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trichnguon.errors import ServeRunning

LOCK = Path("locks", "_serve.lock")
"""No source's lock: ids that begin with "_" are templates."""


@contextmanager
def only_server_of(home: Path) -> Iterator[None]:
    """Raises ServeRunning while another process is inside."""
    path = home / LOCK
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ServeRunning(home) from error
        yield


def is_served(home: Path) -> bool:
    """Whether a `serve` works on the home now."""
    try:
        with only_server_of(home):
            return False
    except ServeRunning:
        return True
