"""The spiders without our command line: plain `scrapy crawl`, and deployed to a real scrapyd."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from archive.archive import open_archive

PROJECT = Path(__file__).parents[2]
PATIENCE_S = 120


def finished_runs(home: Path) -> list[tuple[str, str]]:
    with open_archive(home) as archive:
        assert archive.runs.list_runs()[0].counts.new > 40
        return [(run.source_id, run.outcome) for run in archive.runs.list_runs()]


def test_plain_scrapy_crawls(demo_home: Path) -> None:
    crawl = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "portal", "-a", "source=demo_snv"],
        cwd=PROJECT,
        env={**os.environ, "TRICHNGUON_HOME": str(demo_home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert crawl.returncode == 0, crawl.stderr
    assert finished_runs(demo_home) == [("demo_snv", "finished")]


@pytest.fixture
def clean_python(tmp_path: Path) -> Path:
    """A Python that has what the project needs, but not the project: that has to come by the wheel."""
    venv.create(tmp_path / "venv", with_pip=False)
    (folder,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    # Paths named in a .pth file are searched; .pth files that lie there (ours: editable) are not read.
    (folder / "parts.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = tmp_path / "venv" / "bin" / "python"
    command = [python, "-c", "import scrapyd; import scraper"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "No module named 'scraper'" in found.stderr
    assert found.returncode != 0
    return python


@pytest.fixture
def scrapyd(clean_python: Path, demo_home: Path, tmp_path: Path) -> Iterator[str]:
    """Its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"bind_address": "127.0.0.1", "http_port": port, "poll_interval": 0.1, "max_proc": 1}
    folder = tmp_path / "scrapyd"
    folder.mkdir()
    lines = ["[scrapyd]", *(f"{key} = {value}" for key, value in settings.items())]
    (folder / "scrapyd.conf").write_text("\n".join(lines))
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [clean_python, "-m", "scrapyd"],
            cwd=folder,
            env={**os.environ, "TRICHNGUON_HOME": str(demo_home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            until(lambda: is_up(url))
            yield url
        finally:
            server.terminate()
            server.wait()


@pytest.mark.skipif(importlib.util.find_spec("scrapyd") is None, reason="scrapyd is not installed")
def test_wheel_is_deployed_to_scrapyd_and_crawls(
    scrapyd: str, demo_home: Path, tmp_path: Path
) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    added = httpx2.post(
        f"{scrapyd}/addversion.json",
        data={"project": "trichnguon", "version": "1"},
        files={"egg": wheel.read_bytes()},
        timeout=PATIENCE_S,
    ).json()
    assert added["status"] == "ok", added
    assert added["spiders"] >= 3
    order = {"project": "trichnguon", "spider": "portal", "source": "demo_snv"}
    scheduled = httpx2.post(f"{scrapyd}/schedule.json", data=order, timeout=PATIENCE_S).json()
    assert scheduled["status"] == "ok", scheduled
    until(lambda: [job["id"] for job in jobs(scrapyd)] == [scheduled["jobid"]])
    assert finished_runs(demo_home) == [("demo_snv", "finished")]


def jobs(scrapyd: str) -> list[dict[str, str]]:
    """Those that have ended."""
    listed = httpx2.get(f"{scrapyd}/listjobs.json?project=trichnguon", timeout=PATIENCE_S)
    found: list[dict[str, str]] = json.loads(listed.text)["finished"]
    return found


def is_up(url: str) -> bool:
    try:
        return httpx2.get(f"{url}/daemonstatus.json").is_success
    except httpx2.ConnectError:
        return False


def until(condition: Callable[[], bool]) -> None:
    """Scrapyd tells nobody when it is ready or a job has ended; it has to be asked."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
