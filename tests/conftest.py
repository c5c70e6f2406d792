"""What end-to-end tests share: the program as a user runs it, on the demo portals."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.server import DemoServer

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real saved pages, read in place; skipped where they are absent."""
    if not (CORPUS / "index.jsonl").is_file():
        pytest.skip("the folder of real saved pages is not beside the project")
    return CORPUS


def trichnguon(
    *arguments: str | Path, home: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the command line in a process of its own and return what it printed."""
    environment = {**os.environ, "PYTHONWARNINGS": "default", "NO_COLOR": "1", "COLUMNS": "200"}
    if home is not None:
        environment["TRICHNGUON_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "trichnguon", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )


@pytest.fixture
def run() -> Run:
    return trichnguon


@pytest.fixture
def portals() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture
def demo_home(tmp_path: Path, portals: DemoServer) -> Path:
    """A home folder whose sources are the demo portals."""
    from trichnguon.demo_home import make_demo_home

    home = tmp_path / "home"
    make_demo_home(home, portals.proxy_url)
    return home
