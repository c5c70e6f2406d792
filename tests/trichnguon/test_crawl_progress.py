"""What a crawl says while it runs, where nobody sits at a terminal."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest


def test_plain_lines_name_source_pages_articles_rate_and_queue(
    demo_home: Path, run: Callable[..., Any]
) -> None:
    result = run("crawl", "demo_snv", home=demo_home)
    assert result.returncode == 0, result.stderr
    (line,) = [
        line for line in result.stderr.splitlines() if "trichnguon.progress_displays" in line
    ]
    for part in ("demo_snv: ", " pages ", " articles ", "/s", "0 queued", "finished"):
        assert part in line


def test_a_terminal_shows_a_bar_a_source_and_one_for_all(demo_home: Path) -> None:
    keeper, terminal = pty.openpty()
    crawl = subprocess.Popen(
        [sys.executable, "-m", "trichnguon", "crawl", "demo_snv", "demo_stttt"],
        env={**os.environ, "TRICHNGUON_HOME": str(demo_home), "COLUMNS": "120", "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
    )
    os.close(terminal)
    shown = read_all(keeper)
    assert crawl.wait() == 0, shown
    for name in ("demo_snv", "demo_stttt", "all"):
        assert re.search(rf"{name} +.*━.* pages .* articles .* queued .*/s", shown), name
    assert re.search(r"demo_snv: \d+ pages  46 articles  0 known  0 queued .*/s; finished", shown)


def read_all(keeper: int) -> str:
    """Until the other side of the terminal is closed, which Linux tells by EIO."""
    found = b""
    with os.fdopen(keeper, "rb", buffering=0) as stream, suppress(OSError):
        while part := stream.read(65536):
            found += part
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", found.decode())


def test_runs_shows_every_number(demo_home: Path, run: Callable[..., Any]) -> None:
    crawled = json.loads(run("crawl", "demo_snv", "--json", home=demo_home).stdout)
    shown = json.loads(run("runs", "--json", home=demo_home).stdout)
    assert shown == crawled
    assert shown["entries"] == shown["new"] + shown["failed"] + 1  # one is a listing
    header, row = run("runs", home=demo_home).stdout.splitlines()
    cells = row.replace(" kB", "").split()
    told = dict(zip(header.replace("started", "day hour").split(), cells, strict=True))
    for name in ("listings", "entries", "new", "changed", "seen", "refused", "failed"):
        assert told[name] == str(shown[name])
    assert told["requests"] == str(shown["requests"])
    assert float(told["bytes"]) == pytest.approx(shown["response_bytes"] / 1000, abs=0.1)
    assert told["outcome"] == "finished"


def test_json_is_for_a_program_on_both_streams(demo_home: Path, run: Callable[..., Any]) -> None:
    result = run("crawl", "demo_snv", "--json", home=demo_home)
    (report,) = [json.loads(line) for line in result.stdout.splitlines()]
    *_, last = [json.loads(line) for line in result.stderr.splitlines()]
    assert last["source"] == "demo_snv"
    assert last["ended"] == "finished"
    assert last["articles"] == report["new"]
    assert last["pages"] == report["requests"]
    assert last["queued"] == 0


def test_due_tells_the_next_visit_and_runs_what_is_due(
    demo_home: Path, run: Callable[..., Any]
) -> None:
    for name in ("demo_skhcn", "demo_benhvien"):
        (demo_home / "sources" / f"{name}.toml").unlink()
    (demo_home / "sources" / "broken.toml").write_text("name = 1\n")
    run("crawl", "demo_snv", home=demo_home)
    run("pause", "demo_stttt", home=demo_home)
    listed = run("due", "--json", home=demo_home)
    plan = {each["source"]: each for each in map(json.loads, listed.stdout.splitlines())}
    assert [each["due"] for each in plan.values()] == [False, False]
    assert plan["demo_snv"]["next_visit_at"] > plan["demo_snv"]["last_visit_at"]
    assert plan["demo_stttt"]["next_visit_at"] is None
    assert plan["demo_stttt"]["paused"]["kind"] == "person"
    run("resume", "demo_stttt", home=demo_home)
    ran = run("due", "--run", "--json", home=demo_home)
    (report,) = [json.loads(line) for line in ran.stdout.splitlines()]
    assert (report["source"], report["outcome"], report["new"]) == ("demo_stttt", "finished", 46)
    assert ran.returncode == 1
    assert "broken.toml:1" in ran.stderr
