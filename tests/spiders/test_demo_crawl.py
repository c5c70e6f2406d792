"""Whole crawls of the demo portals, run as a user runs them, counted against the demo's own list."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.archive import Archive, open_archive
from archive.text import fold_space
from archive.warc import OPEN_SUFFIX, read_response
from demo.exchange import Outcome, ReplyKind, Request
from demo.server import DemoServer
from demo.truth import StoryShape

Run = Callable[..., Any]


def crawl(run: Run, home: Path, *sources: str) -> dict[str, dict[str, Any]]:
    """Run `trichnguon crawl --json`; reports by source."""
    result = run("crawl", *sources, "--json", home=home)
    assert result.returncode == 0, result.stderr
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    return {report["source"]: report for report in reports}


def archived_titles(archive: Archive, host: str) -> list[str]:
    rows = archive.db.query(
        "SELECT title FROM newest_versions WHERE url LIKE ?", [f"http://{host}/%"]
    )
    return sorted(fold_space(row["title"]) for row in rows)


def expected_titles(portals: DemoServer, host: str) -> list[str]:
    return sorted(
        fold_space(truth.title)
        for truth in portals.simulation.truth(host)
        if truth.shape is StoryShape.ARTICLE and not truth.is_removed
    )


def test_first_crawl_takes_every_article_once_and_the_second_takes_none(
    portals: DemoServer, demo_home: Path, run: Run
) -> None:
    first = crawl(run, demo_home)
    assert {report["outcome"] for report in first.values()} == {"finished"}
    with open_archive(demo_home) as archive:
        for host in portals.simulation.hosts:
            assert archived_titles(archive, host) == expected_titles(portals, host), host
    portals.simulation.request_log.clear()
    second = crawl(run, demo_home)
    assert sum(report["new"] + report["changed"] for report in second.values()) == 0
    assert portals.simulation.request_log.count(kind=ReplyKind.ARTICLE) == 0


def test_changed_article_is_a_second_version_and_the_first_stays(
    portals: DemoServer, demo_home: Path, run: Run
) -> None:
    host = "snv.vinhlac.test"
    crawl(run, demo_home, "demo_snv")
    key = next(t.key for t in portals.simulation.truth(host) if t.shape is StoryShape.ARTICLE)
    portals.simulation.change_article(host, key)
    second = crawl(run, demo_home, "demo_snv")
    assert second["demo_snv"]["changed"] == 1
    assert second["demo_snv"]["new"] == 0
    truth = portals.simulation.truth_of(host, key)
    with open_archive(demo_home) as archive:
        (row,) = archive.db.query("SELECT article_id FROM versions WHERE number = 2")
        newest, former = archive.articles.list_versions(row["article_id"])
    assert fold_space(newest.article.title) == fold_space(truth.title)
    assert former.article.title != newest.article.title


def test_broken_page_is_an_incident_with_its_capture_and_the_crawl_goes_on(
    portals: DemoServer, demo_home: Path, run: Run
) -> None:
    report = crawl(run, demo_home, "demo_stttt")["demo_stttt"]
    assert report["outcome"] == "finished"
    assert report["incidents"] > 0
    with open_archive(demo_home) as archive:
        incidents = archive.runs.list_incidents("demo_stttt")
        (mismatch,) = [i for i in incidents if i.kind == "SelectorMismatch"]
        assert mismatch.advice
        capture = archive.captures.load_capture(mismatch.capture_id or 0)
        stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
        assert stored.url == mismatch.url


class KillAt:
    """Kills the crawler while its n-th request is being answered."""

    def __init__(self, request_number: int) -> None:
        self.process: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._left = request_number

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        self._left -= 1
        if self._left == 0:
            self.process.get().kill()
        return outcome


@pytest.mark.parametrize("after_requests", [1, 5, 12, 23, 40])
def test_killed_crawl_loses_nothing_and_doubles_nothing(
    portals: DemoServer, demo_home: Path, run: Run, after_requests: int
) -> None:
    killer = KillAt(after_requests)
    portals.simulation.faults.append(killer)
    process = subprocess.Popen(
        [sys.executable, "-m", "trichnguon", "crawl", "demo_skhcn", "--json"],
        env={**os.environ, "TRICHNGUON_HOME": str(demo_home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    killer.process.put(process)
    assert process.wait(timeout=120) == -signal.SIGKILL
    portals.simulation.faults.clear()
    report = crawl(run, demo_home, "demo_skhcn")["demo_skhcn"]
    assert report["outcome"] == "finished"
    with open_archive(demo_home) as archive:
        host = "skhcn.vinhlac.test"
        assert archived_titles(archive, host) == expected_titles(portals, host)
        assert [r.outcome for r in archive.runs.list_runs()] == ["finished", "interrupted"]
        for capture in archive.captures.list_captures():
            read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
        warcs = list(archive.warc_folder.iterdir())
    assert not [path for path in warcs if path.name.endswith(OPEN_SUFFIX)]
    for path in warcs:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()


def test_two_crawls_of_one_source_at_once_are_refused(
    portals: DemoServer, demo_home: Path, run: Run
) -> None:
    lock = demo_home / "locks" / "demo_snv.lock"
    lock.parent.mkdir()
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = run("crawl", "demo_snv", home=demo_home)
    assert result.returncode == 75
    assert "another process is crawling" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_portal_that_changed_its_platform_is_one_incident_of_the_run(
    portals: DemoServer, demo_home: Path, run: Run
) -> None:
    source = demo_home / "sources" / "demo_snv.toml"
    told = source.read_text(encoding="utf-8")
    url = next(truth.url for truth in portals.simulation.truth("snv.vinhlac.test"))
    for platform, kinds in (("nukeviet", []), ("joomla", ["PlatformChanged"])):
        declared = told.replace('platform = "nukeviet"', f'platform = "{platform}"')
        source.write_text(declared, encoding="utf-8")
        assert run("clip", url, home=demo_home).returncode == 0
        with open_archive(demo_home) as archive:
            incidents = archive.runs.list_incidents()
        assert [incident.kind for incident in incidents] == kinds
    assert "1 of 1 articles were read as 'nukeviet'" in incidents[0].message
    assert "NukeViet v" in incidents[0].message
    assert "demo_snv.toml" in incidents[0].advice
