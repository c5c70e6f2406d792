"""Causes as real crawls of the demo portals meet them: what the simulation injects is what arises."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.archive import open_archive
from demo import faults_links, faults_pages
from demo.certificates import CertificateKind
from demo.exchange import Outcome, Reply, ReplyKind, Request
from demo.faults import Aim, ConnectionReset, StatusError, Strike
from demo.server import DemoServer
from demo.simulation import Simulation
from trichnguon.diagnosis.recording import diagnose_home

Run = Callable[..., Any]
STTTT, SKHCN, SNV, BENHVIEN = (
    f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien")
)


@pytest.fixture
def portals() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=12)) as server:
        yield server


@pytest.fixture
def home(demo_home: Path, portals: DemoServer) -> Path:
    (demo_home / "roots.pem").write_bytes(portals.simulation.certificates.root_pem)
    config = demo_home / "trichnguon.toml"
    text = re.sub(r"^timeout_s = .*$", "", config.read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace('ca_file = ""', 'ca_file = "roots.pem"')
    config.write_text(text.replace("[crawl]", "[crawl]\ntimeout_s = 2", 1), "utf-8")
    return demo_home


def crawl(run: Run, home: Path) -> int:
    result = run("crawl", "--json", "--retry-now", home=home)
    assert "Traceback" not in result.stderr, result.stderr
    return int(result.returncode)


def health(run: Run, home: Path) -> dict[str, dict[str, Any]]:
    result = run("source", "health", "--json", home=home)
    assert "Traceback" not in result.stderr, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {line["source"]: line for line in lines}


def causes(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {source: line["cause"] for source, line in found.items()}


def empty(request: Request, reply: Reply) -> Outcome:
    """A new design: the page opens, its list is somewhere else."""
    page = "<html><head><title>Tin tức</title></head><body><h1>Tin tức</h1><p>Cổng mới.</p></body></html>"
    return Reply(200, page.encode(), reply.kind, (("Content-Type", "text/html; charset=UTF-8"),))


def test_a_wall_a_reset_a_redesign_and_robots(portals: DemoServer, home: Path, run: Run) -> None:
    assert crawl(run, home) == 0
    assert set(causes(health(run, home)).values()) <= {"well", "quiet"}
    faults = portals.simulation.faults
    faults += [
        Strike(Aim(SNV, kind=ReplyKind.LISTING), faults_pages.f5_rejection),
        ConnectionReset(Aim(BENHVIEN)),
        Strike(Aim(STTTT, kind=ReplyKind.LISTING), empty),
        StatusError(Aim(SKHCN, "/robots.txt"), status=503),
    ]
    assert crawl(run, home) == 1
    found = health(run, home)
    assert causes(found) == {
        "demo_snv": "blocked",
        "demo_benhvien": "network",
        "demo_stttt": "redesign",
        "demo_skhcn": "robots",
    }
    assert [name for name, line in found.items() if line["is_alarm"]] == ["demo_snv"]
    crawl(run, home)
    assert all(line["is_alarm"] for line in health(run, home).values())
    told = run("digest", "--print", home=home).stdout
    assert told.count("- MỚI: ") == 4
    assert "Cổng chặn chương trình thu thập." in told
    assert run(
        "source", "mute", "demo_snv", "--until", "31/12/2026", "--reason", "Đã viết thư", home=home
    )
    muted = run("digest", "--print", home=home).stdout
    assert muted.count("- MỚI: ") == 3
    assert "đến hết 31/12/2026: Đã viết thư" in muted
    faults.clear()
    run("resume", "demo_snv", home=home)
    for _ in range(2):
        crawl(run, home)
    well = health(run, home)
    assert not any(line["is_alarm"] for line in well.values()), well
    told = run("digest", "--print", home=home).stdout
    assert told.count("- Đã ổn lại: ") == 3


def test_a_move_a_certificate_and_our_own_error(portals: DemoServer, home: Path, run: Run) -> None:
    crawl(run, home)
    portals.simulation.faults += [
        Strike(
            Aim(SKHCN, kind=ReplyKind.LISTING),
            faults_links.redirect_to("http://khac.vinhlac.test/"),
        ),
        StatusError(Aim(BENHVIEN, kind=ReplyKind.LISTING), status=404),
    ]
    portals.simulation.certificate_kinds[SNV] = CertificateKind.EXPIRED
    snv = home / "sources" / "demo_snv.toml"
    snv.write_text(snv.read_text("utf-8").replace("http://", "https://"), "utf-8")
    stttt = home / "sources" / "demo_stttt.toml"
    stttt.write_text(stttt.read_text("utf-8").replace("home =", "nha ="), "utf-8")
    for _ in range(2):
        crawl(run, home)
    found = health(run, home)
    assert causes(found) == {
        "demo_skhcn": "moved",
        "demo_benhvien": "moved",
        "demo_snv": "certificate",
        "demo_stttt": "own_error",
    }
    alarms = {name for name, line in found.items() if line["is_alarm"]}
    assert alarms == {
        "demo_skhcn",
        "demo_benhvien",
        "demo_snv",
    }  # the broken file counts by the hour


def kill_in_mid_crawl(portals: DemoServer, home: Path, source: str, host: str) -> None:
    """The crawl is killed while it waits for the answer of its first listing."""
    crawling: list[subprocess.Popen[bytes]] = []

    def kill(request: Request, reply: Reply) -> Outcome:
        crawling[0].kill()
        return reply

    fault = Strike(Aim(host, kind=ReplyKind.LISTING), kill)
    portals.simulation.faults.append(fault)
    command = [sys.executable, "-m", "trichnguon", "crawl", source]
    environment = {**os.environ, "TRICHNGUON_HOME": str(home)}
    crawling.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
    assert crawling[0].wait(timeout=120) == -signal.SIGKILL
    portals.simulation.faults.remove(fault)


def reasons(line: dict[str, Any]) -> list[str]:
    return [finding["reason"] for finding in line["findings"]]


def test_overload_killed_crawls_and_visits_that_stop(
    portals: DemoServer, home: Path, run: Run
) -> None:
    portals.simulation.faults.append(
        StatusError(Aim(SNV, kind=ReplyKind.LISTING), status=429, retry_after_s=3600)
    )
    run("crawl", "demo_stttt", "demo_snv", home=home)
    run("resume", "demo_snv", home=home)
    run("crawl", "demo_snv", home=home)
    for _ in range(3):  # a killed crawl is known when the next one begins
        kill_in_mid_crawl(portals, home, "demo_benhvien", BENHVIEN)
    found = health(run, home)
    assert (found["demo_snv"]["cause"], found["demo_snv"]["is_alarm"]) == ("overloaded", True)
    assert reasons(found["demo_benhvien"]) == ["interrupted"]
    assert (found["demo_benhvien"]["cause"], found["demo_benhvien"]["is_alarm"]) == (
        "own_error",
        True,
    )
    assert not found["demo_stttt"]["is_alarm"]
    with open_archive(home) as archive:
        diagnose_home(archive, datetime.now(UTC) + timedelta(days=30))
        late = {each.source_id: each for each in archive.health.list_findings("demo_stttt")}
    assert late["demo_stttt"].cause == "overdue"
    assert late["demo_stttt"].alerted_at is not None


def test_a_full_disk_is_our_own_error(home: Path, run: Run) -> None:
    config = home / "trichnguon.toml"
    text = config.read_text("utf-8")
    full = re.sub(r"min_free_bytes = \d+", f"min_free_bytes = {10**18}", text)
    assert full != text
    config.write_text(full, "utf-8")
    for _ in range(2):
        crawl(run, home)
    found = health(run, home)
    assert causes(found) == dict.fromkeys(found, "own_error")
    assert all(line["is_alarm"] for line in found.values())
    doctor = run("doctor", "--offline", home=home)
    assert "FIX  source health: 4 sources need a look" in doctor.stdout
