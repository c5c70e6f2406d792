"""Causes as real crawls of the demo portals meet them: what the simulation injects is what arises."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from demo import faults_links, faults_pages
from demo.certificates import CertificateKind
from demo.exchange import Outcome, Reply, ReplyKind, Request
from demo.faults import Aim, ConnectionReset, StatusError, Strike
from demo.server import DemoServer
from demo.simulation import Simulation

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
