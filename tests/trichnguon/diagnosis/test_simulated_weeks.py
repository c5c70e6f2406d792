"""A lean form of `bench/quiet`: the same simulation, a few portals, some weeks."""

from datetime import timedelta
from pathlib import Path

from archive.records import Cause
from bench.quiet.portals import Plan
from bench.quiet.year import simulate


def test_every_cause_is_named_in_two_visits_and_nothing_else_alarms(tmp_path: Path) -> None:
    plan = Plan(backlog_days=40, quiet_days=4, between_days=3)
    year = simulate(tmp_path / "home", 20261127, portals=5, days=24, plan=plan)
    injected = [each for portal in year.portals for each in portal.injections]
    met = [each for each in injected if each.visits >= 2]
    assert len({each.fault.cause for each in met}) >= 4
    late = [(each.portal, each.fault.name) for each in met if (each.visits_until_named or 9) > 2]
    assert late == []
    assert [line for watch in year.watches for line in watch.false_alarms] == []
    assert sum(watch.blips for watch in year.watches) > 2
    assert sum(watch.quiet_hours for watch in year.watches) / 168 > 4
    assert [line for watch in year.watches for line in watch.unended] == []
    assert sum(watch.named_in_quiet for watch in year.watches) == 0


def test_a_source_that_nobody_visits_is_told(tmp_path: Path) -> None:
    year = simulate(tmp_path / "home", seed=1, portals=1, days=1, plan=Plan(backlog_days=5))
    (finding,) = year.never_visited
    assert finding.cause is Cause.OVERDUE
    assert finding.reason.code == "never_visited"
    assert finding.alerted_at is not None
    assert finding.alerted_at - finding.since <= timedelta(hours=3)
