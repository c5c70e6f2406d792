"""Each fault as a client of another make meets it, over loopback."""

import gzip
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo import faults_charset, faults_links, faults_pages, faults_wire
from demo.certificates import CertificateKind
from demo.exchange import ReplyKind
from demo.faults import Aim, Effect, Strike
from demo.server import DemoServer
from demo.simulation import Simulation

HOST = "snv.vinhlac.test"
HOME = f"http://{HOST}/vi/"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=12)) as running:
        yield running


def curl(server: DemoServer, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = ["curl", "-sS", "-x", server.proxy_url, *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=30)


def strike(server: DemoServer, effect: Effect) -> None:
    server.simulation.faults.append(Strike(Aim(HOST, "/vi/"), effect))


@pytest.mark.parametrize(
    ("effect", "arguments", "curl_code"),
    [
        (faults_wire.stall, ("--max-time", "0.3"), 28),
        (faults_wire.trickle, ("--max-time", "0.3"), 28),
        (faults_wire.half_body, (), 18),
        (faults_wire.header_flood, (), 56),
        (faults_wire.huge_body, ("--max-filesize", "1000000"), 63),
        (faults_wire.damaged_gzip, ("--compressed",), 56),
        (faults_links.redirect_loop, ("-L", "--max-redirs", "5"), 47),
    ],
)
def test_the_connection_fails_as_it_should(
    server: DemoServer, effect: Effect, arguments: tuple[str, ...], curl_code: int
) -> None:
    strike(server, effect)
    assert curl(server, *arguments, HOME).returncode in (curl_code, 23, 61)
    server.simulation.faults.clear()
    assert curl(server, HOME).returncode == 0


def test_short_length_cuts_the_end_off(server: DemoServer) -> None:
    sound = curl(server, HOME).stdout
    strike(server, faults_wire.short_length)
    cut = curl(server, HOME).stdout
    assert cut
    assert len(cut) < len(sound) - 1000
    assert b"</html>" not in cut


def test_a_small_bomb_unpacks_to_much(server: DemoServer) -> None:
    strike(server, faults_wire.gzip_bomb)
    packed = curl(server, HOME).stdout
    assert len(packed) < 100_000
    assert len(gzip.decompress(packed)) == 64 * 1024 * 1024


@pytest.mark.parametrize("name", faults_pages.FIREWALLS)
def test_firewall_pages_stand_in_for_articles_only(server: DemoServer, name: str) -> None:
    fault = Strike(Aim(HOST, kind=ReplyKind.ARTICLE), faults_pages.FIREWALLS[name])
    server.simulation.faults.append(fault)
    url = server.simulation.truth(HOST)[0].url
    assert unicodedata.normalize("NFD", "Nội vụ").encode() not in curl(server, url).stdout
    assert curl(server, HOME).stdout.rstrip().endswith(b"</html>")


@pytest.mark.parametrize(
    ("effect", "charset"),
    [
        (faults_charset.latin_header, "utf-8"),
        (faults_charset.unlabelled_1258, "windows-1258"),
        (faults_charset.labelled_1258, "windows-1258"),
    ],
)
def test_letters_are_right_in_the_true_charset(
    server: DemoServer, effect: Effect, charset: str
) -> None:
    def normal(body: bytes, charset: str) -> str:
        text = unicodedata.normalize("NFC", body.decode(charset))
        return text.replace("windows-1258", "UTF-8").lower()

    sound = normal(curl(server, HOME).stdout, "utf-8")
    strike(server, effect)
    told = normal(curl(server, HOME).stdout, charset)
    words = set(sound.split()) - set(told.split())
    assert len(words) < 12, words  # the clock, and signs that windows-1258 has no place for


def test_twice_encoded_text_is_mojibake(server: DemoServer) -> None:
    strike(server, faults_charset.twice_encoded)
    assert "Ä‘" in curl(server, HOME).stdout.decode()


def test_session_ids_differ_and_lead_to_the_same_article(server: DemoServer) -> None:
    strike(server, faults_links.SessionIds())
    first, second = curl(server, HOME).stdout.decode(), curl(server, HOME).stdout.decode()
    assert first.count(";jsessionid=") > 5
    assert first.count(";jsessionid=") == second.count(";jsessionid=")
    assert first != second
    url = server.simulation.truth(HOST)[0].url
    server.simulation.faults.clear()
    assert curl(server, f"{url};jsessionid=0123").stdout[:400] == curl(server, url).stdout[:400]


def test_the_calendar_never_ends(server: DemoServer) -> None:
    host = "benhvien.vinhlac.test"
    server.simulation.faults.append(faults_links.CalendarTrap(Aim(host, "/tin-benh-vien")))
    page = curl(server, f"http://{host}/tin-benh-vien").stdout.decode()
    far = curl(server, f"http://{host}/tin-benh-vien?page=7749").stdout.decode()
    assert 'rel="next" href="/tin-benh-vien?page=2"' in page
    assert 'rel="next" href="/tin-benh-vien?page=7750"' in far


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (CertificateKind.GOOD, b""),
        (CertificateKind.EXPIRED, b"expired"),
        (CertificateKind.SELF_SIGNED, b"self-signed"),
        (CertificateKind.WRONG_HOST, b"subject name"),
        (CertificateKind.INCOMPLETE, b"issuer certificate"),
        (CertificateKind.LEGACY, b"SSL_connect"),
    ],
)
def test_https_through_the_tunnel(
    server: DemoServer, tmp_path: Path, kind: CertificateKind, told: bytes
) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(server.simulation.certificates.root_pem)
    server.simulation.certificate_kinds[HOST] = kind
    modern = ("--ciphers", "ECDHE+AESGCM", "--cacert", str(root))
    answer = curl(server, *modern, f"https://{HOST}/vi/")
    assert told in answer.stderr
    assert (b"NukeViet" in answer.stdout) is (kind is CertificateKind.GOOD)


def test_the_missing_issuer_stands_at_its_address(server: DemoServer) -> None:
    answer = curl(server, "http://ca.vinhlac.test/trung-gian.cer")
    assert answer.stdout == server.simulation.certificates.issuer_der
