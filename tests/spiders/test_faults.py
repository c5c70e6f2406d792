"""Each fault of the demo portals, met by the program as a user runs it: what the run report says."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from archive.archive import Archive, open_archive
from archive.records import Incident, PageKind
from archive.warc import read_response
from demo import faults_charset, faults_links, faults_pages
from demo.exchange import Outcome, Reply, ReplyKind, Request, redirect
from demo.faults import Aim, Effect, StatusError, Strike
from demo.server import DemoServer
from demo.simulation import Simulation

HOST, SOURCE = "snv.vinhlac.test", "demo_snv"
Run = Callable[..., Any]


@pytest.fixture
def portals() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=14)) as server:
        yield server


@pytest.fixture
def home(demo_home: Path) -> Path:
    """Short times: a fault costs as long as the client's patience lasts."""
    config = demo_home / "trichnguon.toml"
    text = re.sub(r"^timeout_s = .*$", "", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(text.replace("[crawl]", "[crawl]\ntimeout_s = 1", 1), "utf-8")
    return demo_home


def crawl(run: Run, home: Path, *options: str) -> tuple[dict[str, Any], list[Incident]]:
    """The run's report and its incidents."""
    result = run("crawl", SOURCE, "--json", *options, home=home)
    assert "Traceback" not in result.stderr, result.stderr
    report = json.loads(result.stdout.splitlines()[0])
    with open_archive(home) as archive:
        return report, archive.runs.list_incidents(run_id=report["run"], limit=500)


def one_article(portals: DemoServer) -> str:
    """A piece of the address of one sound article that is no other's."""
    truth = [t for t in portals.simulation.truth(HOST) if t.is_article]
    return truth[3].url.rsplit("/", 1)[1]


def articles(archive: Archive) -> int:
    (row,) = archive.db.query("SELECT count(*) AS n FROM articles")
    return int(row["n"])


def expected(portals: DemoServer) -> int:
    return sum(truth.is_article for truth in portals.simulation.truth(HOST))


@pytest.mark.parametrize("maker", faults_pages.FIREWALLS)
def test_bot_wall_pauses_the_source_until_a_person_resumes(
    portals: DemoServer, home: Path, run: Run, maker: str
) -> None:
    aim = Aim(HOST, kind=ReplyKind.ARTICLE, spare=4)
    portals.simulation.faults.append(Strike(aim, faults_pages.FIREWALLS[maker]))
    report, incidents = crawl(run, home)
    assert report["outcome"] == "bot_wall"
    (wall,) = [incident for incident in incidents if incident.kind == "BotWall"]
    assert maker in wall.message
    assert "viết cho snv@vinhlac.test" in wall.advice
    with open_archive(home) as archive:
        capture = archive.captures.load_capture(wall.capture_id or 0)
        assert capture.page_kind is PageKind.CHALLENGE
        assert read_response(archive.warc_folder, capture.warc_file, capture.warc_offset).body
        had = articles(archive)
    portals.simulation.request_log.clear()
    refused = run("crawl", SOURCE, home=home)
    assert refused.returncode == 75, "EX_TEMPFAIL: nothing to mend, try later"
    assert "is paused until" in refused.stderr
    assert "Traceback" not in refused.stderr
    others = run("crawl", "--json", home=home)
    assert "Skipped. demo_snv is paused" in others.stderr
    assert portals.simulation.request_log.count(host=HOST) == 0
    portals.simulation.faults.clear()
    assert "resumed" in run("resume", SOURCE, home=home).stdout
    again, _ = crawl(run, home, "--retry-now")
    assert again["new"] == expected(portals) - had


def test_robots_that_cannot_be_had_forbids_all(portals: DemoServer, home: Path, run: Run) -> None:
    portals.simulation.faults.append(StatusError(Aim(HOST, "/robots.txt"), status=503))
    report, incidents = crawl(run, home)
    assert report["outcome"] == "assertions_failed"
    assert report["refused"] >= 1
    kinds = [incident.kind for incident in incidents]
    assert kinds.count("RobotsUnreachable") == 1
    assert set(kinds) == {"RobotsUnreachable", "CrawlAssertionFailed"}
    assert {entry.target for entry in portals.simulation.request_log} == {"/robots.txt"}
    portals.simulation.faults.clear()
    assert crawl(run, home)[0]["new"] == expected(portals)


@pytest.mark.parametrize("days", [29, 31])
def test_robots_unreachable_for_a_month_falls_back_to_the_last_copy(
    portals: DemoServer, home: Path, run: Run, days: int
) -> None:
    """RFC 9309 §2.3.1.4."""
    crawl(run, home)
    with open_archive(home) as archive:
        since = datetime.now(UTC) - timedelta(days=days)
        archive.robots.record_unreachable(f"http://{HOST}", since)
    portals.simulation.faults.append(StatusError(Aim(HOST, "/robots.txt"), status=500))
    report, _ = crawl(run, home)
    assert (report["listings"] > 0) is (days > 30)
    with open_archive(home) as archive:
        decisions = {
            capture.robots
            for capture in archive.captures.list_captures(report["run"])
            if capture.page_kind is PageKind.LISTING
        }
    if days > 30:
        (decision,) = decisions
        assert decision.startswith("allow: no rule matched (robots.txt of ")
        assert "unreachable since" in decision


def test_decision_and_rule_go_with_each_capture(portals: DemoServer, home: Path, run: Run) -> None:
    rules = (
        b"User-agent: *\nDisallow: /vi/news/\nAllow: /vi/news/Tin-hoat-dong/\nCrawl-delay: 0.2\n"
    )

    def serve(request: Request, reply: Reply) -> Outcome:
        return Reply(200, rules, reply.kind, (("Content-Type", "text/plain"),))

    portals.simulation.faults.append(Strike(Aim(HOST, "/robots.txt"), serve))
    _, incidents = crawl(run, home)
    forbidden = [incident for incident in incidents if incident.kind == "RobotsForbidden"]
    assert forbidden
    assert all('"Disallow: /vi/news/" for "*"' in incident.message for incident in forbidden)
    with open_archive(home) as archive:
        pages = [c for c in archive.captures.list_captures() if c.page_kind is PageKind.ARTICLE]
        assert pages
        for capture in pages:
            assert capture.robots.startswith('allow: "Allow: /vi/news/Tin-hoat-dong/" for "*"')
            assert "crawl-delay 0.2 s" in capture.robots
    log = portals.simulation.request_log
    assert not [entry for entry in log if "Thong-bao" in entry.target]


def test_robots_may_be_redirected_to_another_host(
    portals: DemoServer, home: Path, run: Run
) -> None:
    def move(request: Request, reply: Reply) -> Outcome:
        return redirect("http://skhcn.vinhlac.test/robots.txt")

    portals.simulation.faults.append(Strike(Aim(HOST, "/robots.txt"), move))
    report, incidents = crawl(run, home)
    assert report["new"] == expected(portals)
    assert "AddressRefused" not in {incident.kind for incident in incidents}


@pytest.mark.parametrize("target", [faults_links.PRIVATE_ADDRESS, "http://localhost/robots.txt"])
def test_robots_redirected_inside_is_not_followed(
    portals: DemoServer, home: Path, run: Run, target: str
) -> None:
    effect = faults_links.redirect_to(target)
    portals.simulation.faults.append(Strike(Aim(HOST, "/robots.txt"), effect))
    report, incidents = crawl(run, home)
    assert report["entries"] == 0
    assert "AddressRefused" in {incident.kind for incident in incidents}


def test_bot_wall_at_robots_pauses_too(portals: DemoServer, home: Path, run: Run) -> None:
    portals.simulation.faults.append(Strike(Aim(HOST), faults_pages.f5_rejection))
    report, incidents = crawl(run, home)
    assert report["outcome"] == "bot_wall"
    assert [incident.kind for incident in incidents] == ["BotWall"]
    assert "đơn vị quản trị cổng" in incidents[0].advice
    assert portals.simulation.request_log.count(host=HOST) == 1


def test_short_wait_is_waited_out(portals: DemoServer, home: Path, run: Run) -> None:
    aim = Aim(HOST, one_article(portals), times=1)
    portals.simulation.faults.append(StatusError(aim, status=429, retry_after_s=1))
    report, incidents = crawl(run, home)
    assert report["new"] == expected(portals)
    assert "TooManyRequests" not in {incident.kind for incident in incidents}


def test_long_wait_pauses_the_source_until_its_end(
    portals: DemoServer, home: Path, run: Run
) -> None:
    aim = Aim(HOST, one_article(portals))
    portals.simulation.faults.append(StatusError(aim, status=503, retry_after_s=7200))
    report, incidents = crawl(run, home)
    assert report["outcome"] == "overloaded"
    (asked,) = [incident for incident in incidents if incident.kind == "TooManyRequests"]
    assert "come back in 7200 s" in asked.message
    with open_archive(home) as archive:
        now = datetime.now(UTC)
        pause = archive.pauses.current_pause(SOURCE, now)
        assert pause is not None
        assert pause.until is not None
        assert timedelta(hours=1.9) < pause.until - now < timedelta(hours=2.1)
        with time_machine.travel(now + timedelta(hours=3)):
            assert archive.pauses.current_pause(SOURCE, datetime.now(UTC)) is None


def test_name_that_does_not_resolve_is_named(home: Path, run: Run) -> None:
    config = home / "trichnguon.toml"
    lines = config.read_text("utf-8").splitlines()
    config.write_text(
        "\n".join('proxy = ""' if line.startswith("proxy") else line for line in lines), "utf-8"
    )
    report, incidents = crawl(run, home)
    assert report["outcome"] == "assertions_failed"
    assert "HostUnknown" in {incident.kind for incident in incidents}
    assert [i.kind for i in incidents].count("HostUnknown") == 1


def test_calendar_ends(portals: DemoServer, home: Path, run: Run) -> None:
    host = "benhvien.vinhlac.test"
    portals.simulation.faults.append(faults_links.CalendarTrap(Aim(host, "/tin-benh-vien")))
    result = run("crawl", "demo_benhvien", "--json", home=home)
    assert json.loads(result.stdout)["outcome"] == "finished"
    assert portals.simulation.request_log.count(host=host, kind=ReplyKind.LISTING) < 20


def test_session_ids_double_nothing(portals: DemoServer, home: Path, run: Run) -> None:
    fault = Strike(Aim(HOST, kind=ReplyKind.LISTING), faults_links.SessionIds())
    portals.simulation.faults.append(fault)
    assert crawl(run, home)[0]["new"] == expected(portals)
    again = crawl(run, home)[0]
    assert (again["new"], again["changed"]) == (0, 0)
    with open_archive(home) as archive:
        assert articles(archive) == expected(portals)
        rows = archive.db.query(
            "SELECT count(*) AS n FROM newest_versions WHERE url LIKE '%jsessionid%'"
        )
        assert next(iter(rows))["n"] == 0


@pytest.mark.parametrize(
    "effect",
    [
        faults_charset.latin_header,
        faults_charset.unlabelled_1258,
        faults_charset.labelled_1258,
    ],
)
def test_letters_are_right_whatever_the_charset_is_called(
    portals: DemoServer, home: Path, run: Run, effect: Effect
) -> None:
    portals.simulation.faults.append(Strike(Aim(HOST, kind=ReplyKind.ARTICLE), effect))
    crawl(run, home)
    with open_archive(home) as archive:
        found = {row["title"] for row in archive.db.query("SELECT title FROM newest_versions")}
    truth = [t for t in portals.simulation.truth(HOST) if t.is_article]
    assert {t.title for t in truth} == found


def test_text_encoded_twice_reaches_the_editor_with_a_warning(
    portals: DemoServer, home: Path, run: Run
) -> None:
    fault = Strike(Aim(HOST, one_article(portals)), faults_charset.twice_encoded)
    portals.simulation.faults.append(fault)
    crawl(run, home)
    with open_archive(home) as archive:
        rows = archive.db.query(
            "SELECT warnings FROM newest_versions WHERE warnings LIKE '%hai lần%'"
        )
        assert len(list(rows)) == 1


def test_soft_404_without_a_word_is_known_by_the_answer_for_nonsense(
    portals: DemoServer, home: Path, run: Run
) -> None:
    effect, log = faults_pages.soft_not_found_in_menus, portals.simulation.request_log
    portals.simulation.faults += [
        Strike(Aim(HOST, kind=ReplyKind.NOT_FOUND), effect),
        Strike(Aim(HOST, one_article(portals)), effect),
    ]
    report, incidents = crawl(run, home)
    (told,) = [incident for incident in incidents if incident.kind == "PageNotFound"]
    assert "like the answer for" in told.message
    assert report["new"] == expected(portals) - 1
    with open_archive(home) as archive:
        answer = archive.not_found.answer_of(f"http://{HOST}")
        assert answer is not None
        assert answer.is_page
        asked = archive.captures.load_capture(answer.capture_id or 0)
    assert asked.page_kind is PageKind.NOT_FOUND
    assert asked.robots.startswith("allow")
    assert sum("khong-co" in entry.target for entry in log) == 1
    portals.simulation.faults.clear()
    assert crawl(run, home, "--retry-now")[0]["new"] == 1
    assert sum("khong-co" in entry.target for entry in log) == 1, "once a week"


def test_host_that_says_not_found_is_not_likened_to_anything(
    portals: DemoServer, home: Path, run: Run
) -> None:
    crawl(run, home)
    with open_archive(home) as archive:
        answer = archive.not_found.answer_of(f"http://{HOST}")
    assert answer is not None
    assert (answer.status, answer.is_page) == (404, False)
