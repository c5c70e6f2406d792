"""One process for a small server: the desk answers while crawls run, fail and are killed."""

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx2
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as plain

from archive.archive import open_archive
from archive.warc import OPEN_SUFFIX
from demo.exchange import Outcome, ReplyKind, Request
from demo.server import DemoServer

from .serving import Serving, configure, free_ports, serving

Run = Callable[..., Any]
OPENMETRICS = {"Accept": "application/openmetrics-text; version=1.0.0"}


@pytest.fixture
def home(demo_home: Path) -> Path:
    """Two demo portals, ports that are free, a scheduler that looks often."""
    for name in ("demo_skhcn", "demo_benhvien"):
        (demo_home / "sources" / f"{name}.toml").unlink()
    free_ports(demo_home)
    configure(demo_home, "schedule", check_every_s=0.2)
    return demo_home


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Its address, and what was sent there."""
    sent: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/hook", sent
    server.shutdown()
    server.server_close()


def addresses(server: Serving) -> tuple[str, str]:
    """Of the desk and of the metrics."""
    return server.wait_for(r"desk\): (\S+)")[1], server.wait_for(r"Metrics: (\S+)")[1]


def slow_down(home: Path, source_id: str) -> None:
    """A page a second: long enough to be there when something happens."""
    path = home / "sources" / f"{source_id}.toml"
    text = path.read_text("utf-8")
    assert "delay_s = 0\n" in text
    path.write_text(text.replace("delay_s = 0\n", "delay_s = 1\n"), "utf-8")


def test_a_day_of_a_small_server(
    home: Path, portals: DemoServer, webhook: tuple[str, list[dict[str, str]]]
) -> None:
    address, sent = webhook
    configure(home, "digest", webhook=f'"{address}"', send_at='"00:00"')
    with serving(home) as server:
        desk, metrics = addresses(server)
        server.wait_for("demo_snv: crawl begins")
        assert httpx2.get(f"{desk}/login").status_code == 200
        server.wait_for("demo_snv: finished after")
        (home / "sources" / "broken.toml").write_text('name = "x"\nstatus = "sleeping"\n')
        server.wait_for(r"demo_stttt: finished after .* 46 new")
        if not any("Left out" in line for line in server.lines):
            server.wait_for(r"Left out until it is mended: .*broken\.toml:2: .*sleeping")
        if not any("digest: Sent by webhook" in line for line in server.lines):
            server.wait_for("digest: Sent by webhook")
        assert_metrics_tell_what_the_archive_holds(home, metrics)
        assert server.stop() == 0
    assert portals.simulation.request_log.count(kind=ReplyKind.ARTICLE) > 0
    portals.simulation.request_log.clear()
    with serving(home) as server:
        addresses(server)
        server.wait_for("Sources: 2, of which 2 active")
        assert server.stop(signal.SIGINT) == 0
    assert len(sent) == 1
    assert len(portals.simulation.request_log) == 0


def assert_metrics_tell_what_the_archive_holds(home: Path, url: str) -> None:
    text = httpx2.get(url, headers=OPENMETRICS).text
    families = {family.name: family for family in openmetrics(text)}
    assert {f.name for f in plain(httpx2.get(url).text)} >= set(families) - {"trichnguon_build"}
    values = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in families.values()
        for sample in family.samples
    }
    with open_archive(home) as archive:
        (run,) = archive.runs.list_runs("demo_snv")
        incidents = archive.runs.list_incidents("demo_snv")
    assert run.finished_at is not None
    kind = incidents[0].kind
    expected = {
        ("trichnguon_runs_total", "demo_snv", "finished"): 1,
        ("trichnguon_articles_found_total", "demo_snv", "new"): run.counts.new,
        ("trichnguon_articles", "demo_snv"): run.counts.new,
        ("trichnguon_entries_total", "demo_snv"): run.counts.entries,
        ("trichnguon_requests_total", "demo_snv"): run.counts.requests,
        ("trichnguon_response_bytes_total", "demo_snv"): run.counts.response_bytes,
        ("trichnguon_incidents_total", kind, "demo_snv"): sum(i.kind == kind for i in incidents),
        ("trichnguon_last_run_timestamp_seconds", "demo_snv"): run.started_at.timestamp(),
        ("trichnguon_last_run_outcome", "demo_snv", "finished"): 1,
        ("trichnguon_source_due", "demo_snv"): 0,
        ("trichnguon_source_paused", "demo_snv"): 0,
        ("trichnguon_sources",): 2,
        ("trichnguon_sources_unreadable",): 1,
    }
    assert {key: values.get(key) for key in expected} == expected
    duration = (run.finished_at - run.started_at).total_seconds()
    key = ("trichnguon_run_duration_seconds_sum", "demo_snv")
    assert values[key] == pytest.approx(duration, abs=0.01)
    assert values["trichnguon_database_size_bytes",] >= (home / "archive.db").stat().st_size
    assert values["trichnguon_disk_free_bytes",] > 0
    assert all(family.documentation for family in families.values())


def test_a_killed_crawl_leaves_the_desk_and_a_stop_closes_the_next(
    home: Path, portals: DemoServer, run: Run
) -> None:
    asked = {"snv.vinhlac.test": Event(), "stttt.vinhlac.test": Event()}

    def meet(request: Request, outcome: Outcome) -> Outcome:
        if request.path != "/robots.txt":
            asked[request.host].set()
        return outcome

    portals.simulation.faults.append(meet)
    for source_id in ("demo_snv", "demo_stttt"):
        slow_down(home, source_id)
    with serving(home) as server:
        desk, _ = addresses(server)
        assert asked["snv.vinhlac.test"].wait(timeout=60)
        (child,) = server.children()
        os.kill(child, signal.SIGKILL)
        server.wait_for("demo_snv: the crawl was killed by signal 9")
        assert httpx2.get(f"{desk}/login").status_code == 200
        assert asked["stttt.vinhlac.test"].wait(timeout=60)
        assert server.stop() == 0
    with open_archive(home) as archive:
        (stopped,) = archive.runs.list_runs("demo_stttt")
        assert stopped.outcome == "shutdown"
        assert stopped.counts.requests > 0
    assert not list((home / "warc").glob(f"*demo_stttt*{OPEN_SUFFIX}"))
    planned = [json.loads(line) for line in run("due", "--json", home=home).stdout.splitlines()]
    assert {each["source"] for each in planned if each["due"]} >= {"demo_stttt"}


def test_a_stop_before_the_first_page_ends_the_run_too(home: Path) -> None:
    with serving(home) as server:
        addresses(server)
        server.wait_for("demo_snv: crawl begins")
        assert server.stop() == 0
    with open_archive(home) as archive:
        assert all(run.finished_at for run in archive.runs.list_runs())


def test_the_same_home_is_served_once(home: Path, run: Run) -> None:
    with serving(home) as server:
        addresses(server)
        second = run("serve", "--port", "0", home=home)
        assert second.returncode == 1
        assert second.stderr.startswith("Error: Another `trichnguon serve` works on ")
        assert len(second.stderr.splitlines()) == 1
        assert "serve` runs on this home" in run("doctor", "--offline", home=home).stdout
        assert server.stop() == 0


@pytest.mark.parametrize("table", ["desk", "metrics"])
def test_port_taken(home: Path, run: Run, table: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        configure(home, table, port=number)
        result = run("serve", home=home)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Error: Port {number} on 127.0.0.1 is taken"), result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_metrics_are_not_shown_to_strangers(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(home, "metrics", host='"0.0.0.0"')
    open_to_all = run("serve", home=home)
    assert open_to_all.returncode == 1
    assert "token_variable has to be set" in open_to_all.stderr
    configure(home, "metrics", token_variable='"METRICS_TOKEN"')
    unset = run("serve", home=home)
    assert "'METRICS_TOKEN' with the metrics' token is not set" in unset.stderr
    monkeypatch.setenv("METRICS_TOKEN", "s3cret")
    with serving(home) as server:
        _, url = addresses(server)
        url = url.replace("0.0.0.0", "127.0.0.1")
        assert httpx2.get(url).status_code == 401
        assert httpx2.get(url, headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert httpx2.get(url, headers={"Authorization": "Bearer s3cret"}).status_code == 200
        assert server.stop() == 0


def test_serve_without_an_active_source_waits_for_one(home: Path, portals: DemoServer) -> None:
    files = sorted((home / "sources").glob("*.toml"))
    texts = {path: path.read_text("utf-8") for path in files}
    for path in files:
        path.write_text(texts[path].replace('status = "active"', 'status = "paused"'), "utf-8")
    with serving(home) as server:
        addresses(server)
        server.wait_for("No source is active: set status")
        files[0].write_text(texts[files[0]], "utf-8")
        server.wait_for(f"{files[0].stem}: crawl begins")
        assert server.stop() == 0
