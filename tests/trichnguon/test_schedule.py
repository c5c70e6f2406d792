"""When sources are visited: months of a simulated clock, no archive, no waiting."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from archive.pauses import SourcePause
from archive.records import CrawlRun, RepublicationClass
from scraper.sources import AgencyName, Politeness, RightsTerms, Source
from trichnguon.schedule import VisitHistory, due, is_digest_due, plan_visits

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def source(name: str, status: str = "active", **politeness: object) -> Source:
    return Source.model_validate(
        {
            "id": name,
            "name": name,
            "home": f"https://{name}.gov.vn/",
            "status": status,
            "agency": (AgencyName(name="Sở Mẫu"),),
            "rights": RightsTerms(republication=RepublicationClass.NONE_STATED),
            "crawl": Politeness.model_validate(politeness),
        }
    )


def run(name: str, at: datetime, outcome: str = "finished") -> CrawlRun:
    ended = at + 5 * MINUTE if outcome else None
    return CrawlRun(name, "portal", at, ended, outcome)


class Simulation:
    """Visits sources as the scheduler does, one at a time, looking every ten minutes."""

    def __init__(self, *sources: Source, published: dict[str, list[datetime]] | None = None):
        self.sources = {each.id: each for each in sources}
        self.published = published or {}
        self.visits: list[tuple[datetime, str]] = []
        self.pauses: dict[str, SourcePause] = {}
        self.outcome = "finished"
        self._runs: dict[str, list[CrawlRun]] = {name: [] for name in self.sources}

    def live(self, until: datetime) -> None:
        now = START
        while now < until:
            histories = {
                name: VisitHistory(
                    tuple(reversed(runs[-12:])),
                    tuple(p for p in self.published.get(name, []) if p <= now)[-40:],
                    self.pauses.get(name),
                )
                for name, runs in self._runs.items()
            }
            for name in due(plan_visits(self.sources, histories, now), now)[:1]:
                self.visits.append((now, name))
                self._runs[name].append(run(name, now, self.outcome))
            now += 10 * MINUTE


def test_a_busy_portal_is_visited_often_a_sleepy_one_once_a_day() -> None:
    busy = [START + n * 4 * HOUR for n in range(-60, 200)]
    sleepy = [START + n * 30 * DAY for n in range(-12, 2)]
    world = Simulation(source("busy"), source("sleepy"), published={"busy": busy, "sleepy": sleepy})
    world.live(START + 28 * DAY)
    visits = Counter(name for _, name in world.visits)
    assert 28 * 24 / 2.5 < visits["busy"] < 28 * 24 / 1.9
    assert 24 <= visits["sleepy"] <= 28


def test_no_source_starves_where_one_is_due_at_every_look() -> None:
    greedy = source("greedy", min_pause_h=0.01, max_pause_h=0.02)
    others = [source(f"other{n}") for n in range(10)]
    world = Simulation(greedy, *others)
    world.live(START + 7 * DAY)
    visits = Counter(name for _, name in world.visits)
    assert all(6 <= visits[other.id] <= 7 for other in others)


def test_visits_begin_inside_the_window_of_viet_nam() -> None:
    world = Simulation(source("night", window="22:00-05:00", max_pause_h=6))
    world.live(START + 14 * DAY)
    hours = {(at + 7 * HOUR).hour for at, _ in world.visits}
    assert len(world.visits) >= 14
    assert hours <= {22, 23, 0, 1, 2, 3, 4}


def test_a_portal_that_fails_is_asked_ever_more_seldom() -> None:
    world = Simulation(source("down"))
    world.outcome = "overloaded"
    world.live(START + 7 * DAY)
    moments = [at for at, _ in world.visits]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert gaps[:5] == [1 * HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR]
    assert set(gaps[5:]) == {24 * HOUR}


@pytest.mark.parametrize(
    ("outcome", "wait"),
    [("shutdown", timedelta()), ("", HOUR), ("interrupted", HOUR), ("storage_full", HOUR)],
)
def test_a_visit_cut_short_is_made_up_for(outcome: str, wait: timedelta) -> None:
    history = VisitHistory((run("a", START, outcome),))
    now = START + MINUTE
    (visit,) = plan_visits({"a": source("a")}, {"a": history}, now)
    assert visit.at == max(START + wait, now)


def test_a_pause_holds_back_and_its_end_lets_go() -> None:
    held = {"a": source("a"), "b": source("b")}
    pause = SourcePause("a", "BotWall", "wall", START, until=START + DAY)
    histories = {"a": VisitHistory(pause=pause)}
    assert due(plan_visits(held, histories, START), START) == ["b"]
    later = START + DAY
    assert due(plan_visits(held, histories, later), later) == ["a", "b"]


def test_a_pause_without_an_end_waits_for_a_person() -> None:
    history = VisitHistory(pause=SourcePause("a", "person", "asked to", START))
    (visit,) = plan_visits({"a": source("a")}, {"a": history}, START)
    assert visit.at is None
    assert not visit.is_due(START + 10_000 * DAY)


@pytest.mark.parametrize("status", ["paused", "closed", "untested live"])
def test_only_active_sources_are_visited(status: str) -> None:
    assert plan_visits({"a": source("a", status)}, {}, START) == []


def test_of_those_due_the_longest_unseen_comes_first() -> None:
    sources = {name: source(name) for name in ("a", "b", "new")}
    histories = {
        "a": VisitHistory((run("a", START - 3 * DAY),)),
        "b": VisitHistory((run("b", START - 5 * DAY),)),
    }
    assert due(plan_visits(sources, histories, START), START) == ["new", "b", "a"]


@pytest.mark.parametrize(
    ("utc", "sent", "is_due"),
    [
        ("2026-02-01T23:59", [], False),  # 06:59 in Viet Nam
        ("2026-02-02T00:00", [], True),
        ("2026-02-02T00:00", ["e-mail"], True),
        ("2026-02-02T00:00", ["e-mail", "webhook"], False),
        ("2026-02-02T16:59", [], True),  # 23:59
        ("2026-02-02T17:00", [], False),  # the next day
    ],
)
def test_digest_is_due_from_its_hour_until_every_way_has_it(
    utc: str, sent: list[str], is_due: bool
) -> None:
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert is_digest_due(now, "07:00", ["e-mail", "webhook"], sent) is is_due


def test_no_digest_where_nobody_gets_it() -> None:
    assert not is_digest_due(START + 5 * HOUR, "07:00", [], [])
