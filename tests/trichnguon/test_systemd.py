"""The unit files under docs/: what systemd says of them, and the commands they start, run for real."""

import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from archive.archive import open_archive

from .serving import free_ports, serving

UNITS = Path(__file__).parents[2] / "docs" / "systemd"
INSTALLED = "/opt/trichnguon/.venv/bin/trichnguon"
HOME = "/var/lib/trichnguon"
PROGRAM = Path(sys.executable).with_name("trichnguon")


def command_of(unit: str, home: Path) -> tuple[str, ...]:
    """What its ExecStart says, with the paths of this test for those of an installation."""
    (line,) = [
        line for line in (UNITS / unit).read_text("utf-8").splitlines() if "ExecStart=" in line
    ]
    words = shlex.split(line.removeprefix("ExecStart="))
    places = {INSTALLED: str(PROGRAM), HOME: str(home)}
    assert set(places) <= set(words)
    return tuple(places.get(word, word) for word in words)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    for path in UNITS.iterdir():
        text = path.read_text("utf-8").replace(INSTALLED, str(PROGRAM))
        (tmp_path / path.name).write_text(text, "utf-8")
    units = sorted(tmp_path.iterdir())
    assert len(units) == 3
    verified = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stdout + verified.stderr) == (0, "")


def test_serve_starts_and_stops_as_its_unit_says(demo_home: Path) -> None:
    free_ports(demo_home)
    with serving(demo_home, command_of("trichnguon.service", demo_home)) as server:
        url = server.wait_for(r"desk\): (\S+)")[1]
        assert httpx2.get(f"{url}/login").status_code == 200
        assert server.stop(signal.SIGTERM) == 0


def test_timer_visits_what_is_due_once(demo_home: Path, run: Callable[..., Any]) -> None:
    for name in ("demo_skhcn", "demo_benhvien", "demo_stttt"):
        (demo_home / "sources" / f"{name}.toml").unlink()
    command = command_of("trichnguon-due.service", demo_home)
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert second.returncode == 0, second.stderr
    assert "No source is due. The next is at " in second.stderr
    with open_archive(demo_home) as archive:
        runs = archive.runs.list_runs()
    assert [(each.source_id, each.outcome) for each in runs] == [("demo_snv", "finished")]
