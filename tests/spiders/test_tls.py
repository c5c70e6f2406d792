"""The TLS ladder on the demo portals by https: what each certificate leads to, and its verdict."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from archive.archive import open_archive
from archive.records import Incident
from demo import faults_links
from demo.certificates import CA_HOST, CertificateKind
from demo.faults import Aim, StatusError, Strike
from demo.server import DemoServer
from demo.simulation import Simulation

HOST, SOURCE = "snv.vinhlac.test", "so_noi_vu"
Run = Callable[..., Any]
TOML = """
name = "Sở Nội vụ tỉnh Vĩnh Lạc"
home = "https://snv.vinhlac.test/"
platform = "nukeviet"
[[agency]]
name = "Sở Nội vụ tỉnh Vĩnh Lạc"
[[listing]]
url = "https://snv.vinhlac.test/vi/news/Tin-hoat-dong/"
[rights]
republication = "attribute_only"
[crawl]
delay_s = 0
"""


@pytest.fixture
def portals() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=12)) as server:
        yield server


@pytest.fixture
def home(demo_home: Path, portals: DemoServer) -> Path:
    """A home that trusts the demo's root, with the portal declared by https."""
    (demo_home / "roots.pem").write_bytes(portals.simulation.certificates.root_pem)
    config = demo_home / "trichnguon.toml"
    text = config.read_text("utf-8").replace('ca_file = ""', 'ca_file = "roots.pem"')
    config.write_text(text, "utf-8")
    declare(demo_home)
    return demo_home


def declare(home: Path, tls: str = "") -> None:
    (home / "sources" / f"{SOURCE}.toml").write_text(f"{TOML}{tls}", "utf-8")


def exception(days: int, terms: str) -> str:
    day = (datetime.now(UTC) + timedelta(days=days)).date()
    return f'[tls]\n{terms}\nuntil = {day}\nreason = "Đã báo Sở ngày 20/11."\n'


def crawl(run: Run, home: Path) -> tuple[dict[str, Any], list[Incident], set[str]]:
    """Report, incidents, and what the captures of https pages say of TLS."""
    result = run("crawl", SOURCE, "--json", home=home)
    assert "Traceback" not in result.stderr, result.stderr
    report = json.loads(result.stdout.splitlines()[0])
    assert report["outcome"] == ("finished" if report["entries"] else "assertions_failed")
    with open_archive(home) as archive:
        captures = archive.captures.list_captures(report["run"])
        verdicts = {c.tls for c in captures if c.url.startswith("https:")}
        return report, archive.runs.list_incidents(run_id=report["run"]), verdicts


def test_sound_certificate_is_verified(home: Path, run: Run) -> None:
    report, _, verdicts = crawl(run, home)
    assert report["new"] > 0
    (verdict,) = verdicts
    assert verdict.startswith("verified; CN=snv.vinhlac.test, issued by CN=Vĩnh Lạc Intermediate")


def test_unknown_root_is_refused(home: Path, run: Run) -> None:
    config = home / "trichnguon.toml"
    config.write_text(config.read_text("utf-8").replace('ca_file = "roots.pem"', ""), "utf-8")
    _, incidents, verdicts = crawl(run, home)
    assert verdicts == set()
    assert "CertificateRefused" in {incident.kind for incident in incidents}


def test_roots_that_are_not_there_are_told(home: Path, run: Run) -> None:
    (home / "roots.pem").unlink()
    result = run("crawl", SOURCE, home=home)
    assert result.returncode == 1
    assert "crawl.ca_file: no such file" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (CertificateKind.EXPIRED, "has expired"),
        (CertificateKind.SELF_SIGNED, "is self-signed"),
        (CertificateKind.WRONG_HOST, "is another host's"),
    ],
)
def test_bad_certificate_is_one_incident_with_advice_and_nothing_is_fetched(
    home: Path, portals: DemoServer, run: Run, kind: CertificateKind, told: str
) -> None:
    portals.simulation.certificate_kinds[HOST] = kind
    report, incidents, verdicts = crawl(run, home)
    assert (report["new"], verdicts) == (0, set())
    (refused,) = [i for i in incidents if i.kind == "CertificateRefused"]
    assert told in refused.message
    assert "[tls] verify = false" in refused.advice
    assert portals.simulation.request_log.count(host=HOST) == 0


@pytest.mark.parametrize(
    "kind", [CertificateKind.EXPIRED, CertificateKind.SELF_SIGNED, CertificateKind.WRONG_HOST]
)
def test_dated_exception_is_recorded_with_each_capture(
    home: Path, portals: DemoServer, run: Run, kind: CertificateKind
) -> None:
    portals.simulation.certificate_kinds[HOST] = kind
    declare(home, exception(10, "verify = false"))
    report, incidents, verdicts = crawl(run, home)
    assert report["new"] > 0
    assert "CertificateRefused" not in {incident.kind for incident in incidents}
    (verdict,) = verdicts
    assert verdict.startswith("exception until ")
    assert "(Đã báo Sở ngày 20/11.): the certificate" in verdict


def test_exception_that_has_ended_holds_no_more(home: Path, portals: DemoServer, run: Run) -> None:
    portals.simulation.certificate_kinds[HOST] = CertificateKind.EXPIRED
    declare(home, exception(-1, "verify = false"))
    report, incidents, _ = crawl(run, home)
    assert report["new"] == 0
    assert "CertificateRefused" in {incident.kind for incident in incidents}


def test_exception_of_a_sound_host_changes_nothing(home: Path, run: Run) -> None:
    declare(home, exception(10, "verify = false"))
    assert {verdict.split(";")[0] for verdict in crawl(run, home)[2]} == {"verified"}


def test_exception_is_for_the_hosts_it_names(home: Path, portals: DemoServer, run: Run) -> None:
    portals.simulation.certificate_kinds[HOST] = CertificateKind.SELF_SIGNED
    declare(home, exception(10, 'verify = false\nhosts = ["khac.vinhlac.test"]'))
    assert crawl(run, home)[0]["new"] == 0


def test_exception_without_end_or_reason_is_refused(home: Path, run: Run) -> None:
    declare(home, "[tls]\nverify = false\n")
    result = run("crawl", SOURCE, home=home)
    assert result.returncode == 1
    assert "an exception needs until" in result.stderr


def test_incomplete_chain_is_completed_from_the_address_it_names(
    home: Path, portals: DemoServer, run: Run
) -> None:
    portals.simulation.certificate_kinds[HOST] = CertificateKind.INCOMPLETE
    report, incidents, verdicts = crawl(run, home)
    assert report["new"] > 0
    assert "CertificateRefused" not in {incident.kind for incident in incidents}
    (verdict,) = verdicts
    assert verdict.startswith(f"completed by AIA (http://{CA_HOST}/trung-gian.cer)")
    assert portals.simulation.request_log.count(host=CA_HOST) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (StatusError(Aim(CA_HOST), status=404), "holds no certificate that signed it"),
        (
            Strike(Aim(CA_HOST), faults_links.redirect_to(faults_links.PRIVATE_ADDRESS)),
            "is not a public address",
        ),
        (
            Strike(Aim(CA_HOST), faults_links.redirect_to("http://snv.vinhlac.test/vi/")),
            "holds no certificate that signed it",
        ),
    ],
)
def test_chain_that_cannot_be_completed_is_refused(
    home: Path, portals: DemoServer, run: Run, fault: Any, told: str
) -> None:
    portals.simulation.certificate_kinds[HOST] = CertificateKind.INCOMPLETE
    portals.simulation.faults.append(fault)
    report, incidents, _ = crawl(run, home)
    assert report["new"] == 0
    (refused,) = [i for i in incidents if i.kind == "CertificateRefused"]
    assert "the certificate of the issuer is missing" in refused.message
    assert told in refused.message


def test_old_server_is_named_and_spoken_to_only_by_exception(
    home: Path, portals: DemoServer, run: Run
) -> None:
    portals.simulation.certificate_kinds[HOST] = CertificateKind.LEGACY
    report, incidents, _ = crawl(run, home)
    assert report["new"] == 0
    assert "TlsFailed" in {incident.kind for incident in incidents}
    declare(home, exception(10, "legacy = true"))
    report, _, verdicts = crawl(run, home)
    assert report["new"] > 0
    (verdict,) = verdicts
    assert verdict.startswith("verified; legacy allowed until ")
    assert "TLSv1.2 CAMELLIA256-SHA" in verdict
