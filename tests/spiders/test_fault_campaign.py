"""All faults at once over a crawl of the demo portals, then none: what is lost, doubled, misnamed.

Each fault strikes one article of its own, all portals together, in one process, as a user runs it.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any

import pytest
from attrs import define
from warcio.archiveiterator import ArchiveIterator

from archive.archive import Archive, open_archive
from archive.records import Incident
from archive.text import fold_space
from archive.warc import OPEN_SUFFIX
from demo import faults_charset, faults_links, faults_pages, faults_wire
from demo.certificates import CertificateKind
from demo.exchange import Outcome, ReplyKind, Request
from demo.faults import Aim, ConnectionReset, Effect, Fault, StatusError, Strike
from demo.server import DemoServer
from demo.simulation import Simulation
from demo.truth import Truth

Run = Callable[..., Any]
Maker = Callable[[Aim], Fault]
STTTT, SKHCN, SNV, BENHVIEN = (
    f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien")
)
SOURCES = {STTTT: "demo_stttt", SKHCN: "demo_skhcn", SNV: "demo_snv", BENHVIEN: "demo_benhvien"}
SEED = 20261123
KILLS = int(os.environ.get("TRICHNGUON_KILLS", "10"))


def status(code: int) -> Maker:
    return lambda aim: StatusError(aim, status=code)


def struck(effect: Effect) -> Maker:
    return lambda aim: Strike(aim, effect)


def to(location: str) -> Maker:
    return struck(faults_links.redirect_to(location))


FAULTS: dict[str, tuple[Maker, str]] = {
    "500": (status(500), "ServerFailed"),
    "502": (status(502), "ServerFailed"),
    "503": (status(503), "ServerFailed"),
    "404": (status(404), "PageMissing"),
    "410": (status(410), "PageMissing"),
    "403": (struck(faults_pages.plain_denial), "PageForbidden"),
    "reset": (ConnectionReset, "ConnectionFailed"),
    "stall": (struck(faults_wire.stall), "FetchTimedOut"),
    "slow trickle": (struck(faults_wire.trickle), "FetchTimedOut"),
    "half body": (struck(faults_wire.half_body), "BodyIncomplete"),
    "length too short": (struck(faults_wire.short_length), "BodyIncomplete"),
    "length of 4 GB": (struck(faults_wire.huge_body), "BodyTooLarge"),
    "gzip bomb": (struck(faults_wire.gzip_bomb), "BodyTooLarge"),
    "damaged gzip": (struck(faults_wire.damaged_gzip), "BodyDamaged"),
    "header flood": (struck(faults_wire.header_flood), "HeadersTooLarge"),
    "redirect loop": (struck(faults_links.redirect_loop), "RedirectLoop"),
    "redirect to metadata": (to(faults_links.PRIVATE_ADDRESS), "AddressRefused"),
    "redirect to loopback": (to("http://127.0.0.1:8080/"), "AddressRefused"),
    "redirect to a private net": (to("http://10.0.0.7/"), "AddressRefused"),
    "redirect to IPv6 loopback": (to("http://[::1]/"), "AddressRefused"),
    "redirect to localhost": (to("http://localhost./admin"), "AddressRefused"),
    "redirect to a number": (to("http://2130706433/"), "AddressRefused"),
    "redirect to another port": (to(f"http://{SNV}:8080/"), "AddressRefused"),
    "redirect to a stranger": (to("http://khac.vinhlac.test/"), "AddressRefused"),
    "redirect home": (struck(faults_links.redirect_home), "PageNotFound"),
    "soft 404": (struck(faults_pages.soft_not_found), "PageNotFound"),
    "soft 404 amid menus": (struck(faults_pages.soft_not_found_in_menus), "PageNotFound"),
    "maintenance": (struck(faults_pages.maintenance), "UnderMaintenance"),
    "log-in": (struck(faults_pages.login_form), "LoginRequired"),
    "script shell": (struck(faults_pages.script_shell), "ScriptShell"),
    "PDF viewer": (struck(faults_pages.pdf_viewer_shell), "ScriptShell"),
}
CERTIFICATES = {
    SKHCN: (CertificateKind.EXPIRED, "has expired"),
    SNV: (CertificateKind.SELF_SIGNED, "is self-signed"),
    BENHVIEN: (CertificateKind.WRONG_HOST, "is another host's"),
}
"""One article of each of these portals redirects to https, where this certificate stands."""
MIRROR = "guong.snv.vinhlac.test"


@pytest.fixture
def portals() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=40, seed=7)) as server:
        yield server


@pytest.fixture
def home(demo_home: Path, portals: DemoServer) -> Path:
    """Short times: a stall costs as long as the client's patience lasts. The demo's root is known,
    so that what is wrong with a certificate is what the fault says.
    """
    (demo_home / "roots.pem").write_bytes(portals.simulation.certificates.root_pem)
    config = demo_home / "trichnguon.toml"
    text = re.sub(r"^(timeout_s|ca_file) = .*$", "", config.read_text("utf-8"), flags=re.MULTILINE)
    terms = '[crawl]\ntimeout_s = 4\nca_file = "roots.pem"'
    config.write_text(text.replace("[crawl]", terms, 1), "utf-8")
    return demo_home


def set_proxy(home: Path, url: str) -> None:
    config = home / "trichnguon.toml"
    text = re.sub(
        r"^proxy = .*$", f'proxy = "{url}"', config.read_text("utf-8"), flags=re.MULTILINE
    )
    config.write_text(text, "utf-8")


def declare_mirror(home: Path) -> None:
    path = home / "sources" / "demo_snv.toml"
    path.write_text(f'mirrors = ["{MIRROR}"]\n{path.read_text("utf-8")}', "utf-8")


@define
class Campaign:
    """Which article stands behind which fault."""

    targets: dict[str, Truth]
    behind_certificates: list[Truth]

    @property
    def hidden(self) -> list[Truth]:
        """Articles that cannot be had."""
        return [*self.targets.values(), *self.behind_certificates]

    @property
    def incident_kinds(self) -> dict[str, str]:
        return {name: FAULTS[name][1] for name in self.targets}


def inject(simulation: Simulation) -> Campaign:
    """Every fault on an article of its own, spread over the portals by the seed."""
    sound = [truth for truth in simulation.truth() if truth.is_article and truth.host != STTTT]
    chosen = random.Random(SEED).sample(sound, len(sound))
    targets = dict(zip(FAULTS, chosen, strict=False))
    for name, truth in targets.items():
        simulation.faults.append(FAULTS[name][0](AimAtArticle(truth.host, truth.key)))
    left = chosen[len(FAULTS) :]
    behind = [next(t for t in left if t.host == host) for host in CERTIFICATES]
    for truth in behind:
        simulation.certificate_kinds[truth.host] = CERTIFICATES[truth.host][0]
        aim = AimAtArticle(truth.host, truth.key)
        simulation.faults.append(Strike(aim, faults_links.redirect_to_https))
    return Campaign(targets, behind)


@define(init=False)
class AimAtArticle(Aim):
    """Strikes every address of one article."""

    key: str = ""

    def __init__(self, host: str, key: str) -> None:
        self.__attrs_init__(host=host, key=key)

    def strikes(self, request: Request, outcome: Outcome) -> bool:
        if getattr(outcome, "article_key", "") != self.key:
            return False
        return super().strikes(request, outcome)


def crawl(run: Run, home: Path, *options: str) -> dict[str, dict[str, Any]]:
    result = run("crawl", "--json", *options, home=home)
    assert "Traceback" not in result.stderr, result.stderr
    return {r["source"]: r for r in map(json.loads, result.stdout.splitlines())}


def incidents_of(home: Path, reports: dict[str, dict[str, Any]]) -> list[Incident]:
    with open_archive(home) as archive:
        return [
            incident
            for report in reports.values()
            for incident in archive.runs.list_incidents(run_id=report["run"], limit=1000)
        ]


def titles(archive: Archive, host: str) -> list[str]:
    rows = archive.db.query(
        "SELECT title FROM newest_versions WHERE url LIKE ?", [f"http://{host}/%"]
    )
    return sorted(fold_space(row["title"]) for row in rows)


def expected(portals: DemoServer, host: str, but: Collection[str] = ()) -> list[str]:
    return sorted(
        fold_space(truth.title)
        for truth in portals.simulation.truth(host)
        if truth.is_article and truth.key not in but
    )


def is_about(incident: Incident, truth: Truth) -> bool:
    shown = incident.url.split(";")[0].split("?")[0]
    return any(shown == url.split("?")[0] for url in (truth.url, *truth.alias_urls))


def test_all_faults_at_once_then_none(portals: DemoServer, home: Path, run: Run) -> None:
    simulation = portals.simulation
    campaign = inject(simulation)
    simulation.faults += [
        # a firewall rises over one portal in the middle of its crawl
        Strike(Aim(STTTT, kind=ReplyKind.ARTICLE, spare=9), faults_pages.f5_rejection),
        # what is not there is answered as the soft 404 is
        Strike(Aim(kind=ReplyKind.NOT_FOUND), faults_pages.soft_not_found_in_menus),
        # lying charsets, session ids and an endless calendar: nobody may notice
        Strike(Aim(BENHVIEN, kind=ReplyKind.ARTICLE), faults_charset.latin_header),
        Strike(Aim(SNV, kind=ReplyKind.LISTING), faults_links.MirrorLinks(MIRROR)),
        Strike(Aim(SNV, kind=ReplyKind.LISTING), faults_links.SessionIds()),
        faults_links.CalendarTrap(Aim(BENHVIEN, "/tin-benh-vien")),
        StatusError(Aim(SKHCN, times=1, spare=5), status=429, retry_after_s=1),
    ]
    simulation.mirrors[MIRROR] = SNV
    declare_mirror(home)
    assert_names_that_do_not_resolve_are_told(portals, home, run)
    reports = crawl(run, home)
    outcomes = {source: report["outcome"] for source, report in reports.items()}
    assert outcomes.pop("demo_stttt") == "bot_wall"
    assert set(outcomes.values()) == {"finished"}

    incidents = incidents_of(home, reports)
    assert_bad_certificates_are_named(incidents)
    never_readable = [truth for truth in simulation.truth() if not truth.is_article]
    incidents = [
        i
        for i in incidents
        if i.kind != "CertificateRefused" and not any(is_about(i, t) for t in never_readable)
    ]
    assert [i.source_id for i in incidents if i.kind == "BotWall"] == ["demo_stttt"]
    counted = {kind: sum(i.kind == kind for i in incidents) for kind in _kinds(campaign)}
    assert counted == _kinds(campaign)
    for name, truth in campaign.targets.items():
        kinds = {i.kind for i in incidents if is_about(i, truth)}
        assert kinds == {campaign.incident_kinds[name]}, name
    assert all(incident.advice for incident in incidents)
    assert_no_fault_page_is_an_article(portals, home, campaign)

    simulation.faults.clear()
    assert "resumed" in run("resume", "demo_stttt", home=home).stdout
    again = crawl(run, home, "--retry-now")
    assert {report["outcome"] for report in again.values()} == {"finished"}
    assert sum(report["changed"] for report in again.values()) == 0
    assert_every_article_is_archived_once(portals, home)


def assert_names_that_do_not_resolve_are_told(portals: DemoServer, home: Path, run: Run) -> None:
    """Without the proxy the names are asked for here, where nobody knows them."""
    set_proxy(home, "")
    reports = crawl(run, home)
    assert {report["outcome"] for report in reports.values()} == {"assertions_failed"}
    unknown = [i for i in incidents_of(home, reports) if i.kind == "HostUnknown"]
    assert {incident.source_id for incident in unknown} == set(SOURCES.values())
    assert len(unknown) == len(SOURCES)
    set_proxy(home, portals.proxy_url)


def assert_bad_certificates_are_named(incidents: Collection[Incident]) -> None:
    """Told once a host, where robots.txt is asked for: nothing else of the host is."""
    told = {i.url: i.message for i in incidents if i.kind == "CertificateRefused"}
    assert len(told) == len(CERTIFICATES)
    for host, (_, problem) in CERTIFICATES.items():
        assert problem in told[f"https://{host}/robots.txt"]


def _kinds(campaign: Campaign) -> dict[str, int]:
    kinds = [*campaign.incident_kinds.values()]
    return {kind: kinds.count(kind) for kind in kinds}


def assert_no_fault_page_is_an_article(portals: DemoServer, home: Path, campaign: Campaign) -> None:
    with open_archive(home) as archive:
        for host in SOURCES:
            hidden = {truth.key for truth in campaign.hidden if truth.host == host}
            if host == STTTT:
                assert set(titles(archive, host)) < set(expected(portals, host))
            else:
                assert titles(archive, host) == expected(portals, host, hidden)


def assert_every_article_is_archived_once(portals: DemoServer, home: Path) -> None:
    with open_archive(home) as archive:
        for host in SOURCES:
            assert titles(archive, host) == expected(portals, host), host
        for row in archive.db.query("SELECT count(*) AS n FROM versions WHERE number > 1"):
            assert row["n"] == 0
    assert_every_record_reads_back(home)


def assert_every_record_reads_back(home: Path) -> None:
    """With somebody else's reader, digests checked; no file is left open."""
    warcs = list((home / "warc").iterdir())
    assert not [path for path in warcs if path.name.endswith(OPEN_SUFFIX)]
    for path in warcs:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.raw_stream.read()


def test_redesign_in_mid_crawl_is_told_and_mended(
    portals: DemoServer, home: Path, run: Run
) -> None:
    """The layout is known but its elements are gone: no guess is archived in their place."""
    fault = Strike(Aim(SNV, kind=ReplyKind.ARTICLE, spare=10), faults_links.heading_moved)
    portals.simulation.faults.append(fault)
    reports = crawl(run, home, "demo_snv")
    assert reports["demo_snv"]["outcome"] == "finished"
    mismatches = [i for i in incidents_of(home, reports) if i.kind == "SelectorMismatch"]
    assert len(mismatches) > 20
    with open_archive(home) as archive:
        assert set(titles(archive, SNV)) < set(expected(portals, SNV))
    portals.simulation.faults.clear()
    crawl(run, home, "demo_snv", "--retry-now")
    with open_archive(home) as archive:
        assert titles(archive, SNV) == expected(portals, SNV)


class KillSoonAfter:
    """Kills the crawler a random while after the n-th request of its life has come."""

    def __init__(self, request_number: int, while_s: float) -> None:
        self.process: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._left, self._while_s = request_number, while_s

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        self._left -= 1
        if self._left == 0:
            Timer(self._while_s, self.process.get().kill).start()
        return outcome


def test_killed_again_and_again_loses_nothing_and_doubles_nothing(
    portals: DemoServer, home: Path, run: Run
) -> None:
    moments = random.Random(SEED)
    killed = 0
    for _ in range(KILLS):
        killer = KillSoonAfter(moments.randint(1, 14), moments.uniform(0.0, 0.05))
        portals.simulation.faults = [killer]
        process = subprocess.Popen(
            [sys.executable, "-m", "trichnguon", "crawl", "--json"],
            env={**os.environ, "TRICHNGUON_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        killer.process.put(process)
        killed += process.wait(timeout=120) == -signal.SIGKILL
    assert killed == KILLS
    portals.simulation.faults.clear()
    reports = crawl(run, home)
    assert {report["outcome"] for report in reports.values()} == {"finished"}
    assert_every_article_is_archived_once(portals, home)
