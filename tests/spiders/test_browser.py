"""Portals whose pages only scripts fill, rendered by a real Chromium, without a network of its own."""

import json
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from attrs import define, field
from warcio.archiveiterator import ArchiveIterator

from archive.archive import open_archive
from archive.records import Capture, Incident, PageKind
from archive.text import fold_space
from archive.warc import read_response
from demo import faults_pages
from demo.exchange import ReplyKind
from demo.faults import Aim, Strike
from demo.faults_scripts import SCRIPT_PATH, FilledByScript
from demo.server import DemoServer
from demo.simulation import Simulation
from scraper.browser.setup import CHROMIUM_NAMES

HOST, SOURCE, SECTION = "snv.vinhlac.test", "so_noi_vu", "/vi/news/Thong-bao/"
TOML = f"""
name = "Sở Nội vụ tỉnh Vĩnh Lạc"
home = "http://{HOST}/"
platform = "nukeviet"
[[agency]]
name = "Sở Nội vụ tỉnh Vĩnh Lạc"
[[listing]]
url = "http://{HOST}{SECTION}"
[rights]
republication = "attribute_only"
[crawl]
delay_s = 0
browser = true
"""
Run = Callable[..., Any]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        find_spec("scrapy_playwright") is None, reason="the extra trichnguon[browser] is absent"
    ),
    pytest.mark.skipif(not any(map(shutil.which, CHROMIUM_NAMES)), reason="no Chromium here"),
]


@pytest.fixture
def portals() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=6)) as server:
        yield server


@pytest.fixture
def home(demo_home: Path) -> Path:
    """A source of one listing, which shows one article; a browser takes a second a page."""
    (demo_home / "sources" / f"{SOURCE}.toml").write_text(TOML, "utf-8")
    config = demo_home / "trichnguon.toml"
    text = re.sub(r"^timeout_s = .*$", "", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(text.replace("[crawl]", "[crawl]\ntimeout_s = 5", 1), "utf-8")
    return demo_home


def crawl(run: Run, home: Path) -> tuple[dict[str, Any], list[Incident], list[Capture]]:
    result = run("crawl", SOURCE, "--json", home=home)
    assert "Traceback" not in result.stderr, result.stderr
    report = json.loads(result.stdout.splitlines()[0])
    with open_archive(home) as archive:
        incidents = archive.runs.list_incidents(run_id=report["run"])
        return report, incidents, archive.captures.list_captures(report["run"])


def titles(home: Path) -> set[str]:
    with open_archive(home) as archive:
        rows = archive.db.query("SELECT title FROM newest_versions")
        return {fold_space(row["title"]) for row in rows}


def expected(portals: DemoServer) -> set[str]:
    truth = portals.simulation.truth(HOST)
    return {fold_space(article.title) for article in truth if SECTION in article.url}


def test_pages_filled_by_scripts_are_archived_raw_and_rendered(
    portals: DemoServer, home: Path, run: Run
) -> None:
    shells = FilledByScript(Aim(HOST, kind=ReplyKind.ARTICLE))
    portals.simulation.faults.append(shells)
    report, _, captures = crawl(run, home)
    assert report["outcome"] == "finished"
    assert titles(home) == expected(portals)
    rendered = [c for c in captures if c.page_kind is PageKind.ARTICLE]
    by_id = {capture.id: capture for capture in captures}
    with open_archive(home) as archive:
        for capture in rendered:
            raw = by_id[capture.rendered_from]
            assert raw.url == capture.url
            assert raw.robots == capture.robots
            stored = read_response(archive.warc_folder, raw.warc_file, raw.warc_offset)
            assert '<div id="app"></div>' in stored.body.decode()
    assert_conversions_refer_to_their_responses(home, {c.record_id: c for c in captures}, rendered)
    log = portals.simulation.request_log
    assert sum(entry.target == SCRIPT_PATH for entry in log) == 1, "once a crawl"
    assert not [entry for entry in log if entry.target.endswith(".css")]
    version = run("article", "show", "1", "--provenance", home=home).stdout
    assert "rendered by a browser from capture" in version


def assert_conversions_refer_to_their_responses(
    home: Path, captures: dict[str, Capture], rendered: list[Capture]
) -> None:
    """WARC 1.1 §6.7, by somebody else's reader."""
    ids = {capture.record_id for capture in rendered}
    met = set()
    for path in (home / "warc").glob(f"*-{SOURCE}-*.warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record_id = record.rec_headers.get_header("WARC-Record-ID")
                if record_id in ids:
                    assert record.rec_type == "conversion"
                    met.add(record_id)
                    refers_to = record.rec_headers.get_header("WARC-Refers-To")
                    assert captures[refers_to].id == captures[record_id].rendered_from
                    assert b"<h1" in record.raw_stream.read()
    assert met == ids


@define
class Canary:
    """A server of this machine that no page may reach."""

    visits: list[bytes] = field(factory=list)
    port: int = 0

    def listen(self, server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                self.visits.append(connection.recv(200))


@pytest.fixture
def canary() -> Iterator[Canary]:
    found = Canary()
    with socket.create_server(("127.0.0.1", 0)) as server:
        found.port = server.getsockname()[1]
        thread = Thread(target=found.listen, args=(server,), daemon=True)
        thread.start()
        yield found
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


REACHING_OUT = """
for (const place of ["127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT", "0.0.0.0:PORT"]) {
  fetch("http://" + place + "/fetch", {mode: "no-cors"}).catch(() => {});
  new Image().src = "http://" + place + "/image";
  navigator.sendBeacon("http://" + place + "/beacon", "x");
  try { new WebSocket("ws://" + place + "/socket"); } catch (error) {}
  try { new EventSource("http://" + place + "/events"); } catch (error) {}
  const script = document.createElement("script");
  script.src = "http://" + place + "/script.js";
  document.documentElement.append(script);
  const frame = document.createElement("iframe");
  frame.src = "http://" + place + "/frame";
  document.documentElement.append(frame);
  window.open("http://" + place + "/popup");
}
fetch("http://169.254.169.254/latest/meta-data/").catch(() => {});
fetch("/admin/").catch(() => {});
fetch("http://skhcn.vinhlac.test/").catch(() => {});
"""


def test_scripts_reach_nothing_that_the_crawler_would_not(
    portals: DemoServer, home: Path, run: Run, canary: Canary
) -> None:
    script = REACHING_OUT.replace("PORT", str(canary.port))
    portals.simulation.faults.append(FilledByScript(Aim(HOST, kind=ReplyKind.ARTICLE), script))
    report, incidents, _ = crawl(run, home)
    assert report["outcome"] == "finished"
    assert canary.visits == []
    assert titles(home) == expected(portals)
    assert "AddressRefused" not in {incident.kind for incident in incidents}
    log = portals.simulation.request_log
    assert log.count(kind=ReplyKind.DISALLOWED) == 0
    assert {entry.host for entry in log} == {HOST}


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("while (true) {}", "RenderFailed"),
        ("setInterval(() => fetch('/vi/'), 50); location.href = '/vi/';", ""),
    ],
)
def test_a_script_that_misbehaves_costs_its_page_only_its_time(
    portals: DemoServer, home: Path, run: Run, script: str, told: str
) -> None:
    shells = FilledByScript(Aim(HOST, kind=ReplyKind.ARTICLE), script)
    portals.simulation.faults.append(shells)
    report, incidents, _ = crawl(run, home)
    assert report["outcome"] == "finished"
    if told:
        assert told in {incident.kind for incident in incidents}
        assert titles(home) == set()
    else:
        assert titles(home) == expected(portals)


def test_bot_wall_is_not_shown_to_the_browser(portals: DemoServer, home: Path, run: Run) -> None:
    aim = Aim(HOST, kind=ReplyKind.ARTICLE)
    portals.simulation.faults.append(Strike(aim, faults_pages.d1n_cookie_stub))
    report, _, captures = crawl(run, home)
    assert report["outcome"] == "bot_wall"
    assert [c for c in captures if c.rendered_from and c.page_kind is PageKind.CHALLENGE] == []


def test_missing_browser_is_told_with_the_command(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = run("crawl", SOURCE, home=home)
    assert result.returncode == 1
    assert "apt-get install chromium" in result.stderr
    assert "Traceback" not in result.stderr
