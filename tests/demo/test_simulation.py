"""The script: articles change and disappear on demand, and the log tells what was asked."""

from typing import Any
from unicodedata import normalize

import pytest

from demo.errors import UnknownArticle, UnknownHost
from demo.exchange import ReplyKind, Request, Reset
from demo.faults import Aim, ConnectionReset, StatusError
from demo.simulation import Simulation

HOSTS = tuple(f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien"))
SECTIONS = {
    "stttt.vinhlac.test": "/bao-chi-xuat-ban",
    "skhcn.vinhlac.test": "/tin-tuc-su-kien",
    "snv.vinhlac.test": "/vi/news/Cai-cach-hanh-chinh/",
    "benhvien.vinhlac.test": "/kien-thuc-y-khoa",
}


def nfc(body: bytes) -> str:
    return normalize("NFC", body.decode())


@pytest.mark.parametrize("host", HOSTS)
def test_a_changed_article_changes_on_its_page_and_in_the_listing(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    before = simulation.truth_of(host, "unsigned")
    assert before.title in nfc(visitor.get(before.url).body)

    simulation.change_article(host, "unsigned")

    after = simulation.truth_of(host, "unsigned")
    assert after.url == before.url
    assert after.title == before.title + " (cập nhật)"
    assert after.paragraphs != before.paragraphs
    assert after.revision == 1
    assert after.modified_at is not None
    assert after.title in nfc(visitor.get(after.url).body)
    assert after.title in nfc(visitor.get(f"http://{host}{SECTIONS[host]}").body)


def test_a_second_change_is_another_version(simulation: Simulation) -> None:
    host = HOSTS[0]
    titles = []
    for _ in range(2):
        simulation.change_article(host, "15-nam")
        titles.append(simulation.truth_of(host, "15-nam").title)
    assert titles[0] != titles[1]


@pytest.mark.parametrize("host", HOSTS)
def test_a_removed_article_is_gone_from_page_and_listing(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(host, "unsigned")
    path = truth.url.removeprefix(f"http://{host}")
    assert path in nfc(visitor.get(f"http://{host}{SECTIONS[host]}").body)
    simulation.remove_article(host, "unsigned")
    for url in (truth.url, *truth.alias_urls):
        assert visitor.get(url).status == 404
    assert path not in nfc(visitor.get(f"http://{host}{SECTIONS[host]}").body)
    assert simulation.truth_of(host, "unsigned").is_removed


def test_restore_brings_everything_back(simulation: Simulation, visitor: Any) -> None:
    before = simulation.truth()
    simulation.change_article(HOSTS[0], "visit")
    simulation.remove_article(HOSTS[1], "visit")
    assert simulation.truth() != before
    simulation.restore()
    assert simulation.truth() == before
    assert visitor.get(simulation.truth_of(HOSTS[1], "visit").url).status == 200


def test_unknown_names_say_what_is_known(simulation: Simulation) -> None:
    with pytest.raises(UnknownHost, match=r"Known: stttt\.vinhlac\.test"):
        simulation.change_article("nowhere.test", "x")
    with pytest.raises(UnknownArticle, match="no article 'x'"):
        simulation.remove_article(HOSTS[0], "x")


def test_the_log_counts_article_downloads(simulation: Simulation, visitor: Any) -> None:
    visitor.get(simulation.truth_of(HOSTS[2], "bo-nhiem").url)
    mark = simulation.request_log.mark()
    visitor.get(f"http://{HOSTS[2]}/robots.txt")
    visitor.get(f"http://{HOSTS[2]}{SECTIONS[HOSTS[2]]}")
    visitor.get(f"http://{HOSTS[2]}/khong-co")

    later = simulation.request_log.since(mark)
    assert later.count(kind=ReplyKind.ARTICLE) == 0
    assert later.count(kind=ReplyKind.LISTING) == 1
    assert later.count(status=404) == 1
    assert later.count(host=HOSTS[0]) == 0
    assert simulation.request_log.count(kind=ReplyKind.ARTICLE) == 1
    (entry,) = simulation.request_log.select(kind=ReplyKind.ARTICLE)
    assert (entry.method, entry.article_key, entry.status) == ("GET", "bo-nhiem", 200)
    assert entry.body_bytes > 1000
    simulation.request_log.clear()
    assert len(simulation.request_log) == 0


def test_any_number_of_articles(visitor: Any) -> None:
    large = Simulation(articles=2500)
    assert len(large.truth(HOSTS[1])) == 2500
    visitor.simulation = large
    assert visitor.get(large.truth_of(HOSTS[1], "g02000").url).article_key == "g02000"


def test_a_host_that_is_not_simulated_is_a_bad_gateway(visitor: Any) -> None:
    reply = visitor.get("http://example.test/")
    assert reply.status == 502
    assert "stttt.vinhlac.test" in reply.body.decode()


def test_portals_are_read_only(simulation: Simulation) -> None:
    outcome = simulation.respond(Request("POST", HOSTS[0], "/"))
    assert not isinstance(outcome, Reset)
    assert outcome.status == 405


def test_faults_strike_where_and_as_often_as_they_are_aimed(
    simulation: Simulation, visitor: Any
) -> None:
    simulation.faults = [StatusError(Aim(HOSTS[0], times=1), status=503, retry_after_s=7)]
    assert visitor.get(f"http://{HOSTS[1]}/").status == 200
    struck = visitor.get(f"http://{HOSTS[0]}/")
    assert struck.status == 503
    assert dict(struck.headers)["Retry-After"] == "7"
    assert visitor.get(f"http://{HOSTS[0]}/").status == 200
    assert [entry.status for entry in simulation.request_log] == [200, 503, 200]


def test_a_reset_is_logged_without_status(simulation: Simulation) -> None:
    simulation.faults = [ConnectionReset(Aim(path_part="/robots"))]
    outcome = simulation.respond(Request("GET", HOSTS[0], "/robots.txt"))
    assert isinstance(outcome, Reset)
    assert next(iter(simulation.request_log)).status == 0
