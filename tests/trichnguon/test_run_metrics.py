"""Sums over runs, kept from question to question."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs

from archive.archive import Archive, create_archive
from archive.records import CrawlCounts
from trichnguon.run_metrics import RunSums

START = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def add_run(archive: Archive, source_id: str, at: datetime, new: int, outcome: str) -> None:
    run = archive.runs.start_run(source_id, "portal", at)
    counts = CrawlCounts(new=new, requests=2 * new)
    ended = at + timedelta(seconds=30)
    archive.runs.finish_run(attrs.evolve(run, finished_at=ended, outcome=outcome, counts=counts))


def test_every_run_is_counted_once_however_often_is_asked(tmp_path: Path) -> None:
    sums = RunSums()
    with create_archive(tmp_path) as archive:
        for day in range(20):
            now = START + day * DAY
            add_run(archive, "a", now, day, "finished")
            add_run(archive, "b", now, 1, "bot_wall" if day % 2 else "finished")
            told = {(each.source_id, each.outcome): each for each in sums.load(archive, now)}
            afresh = {(each.source_id, each.outcome): each for each in RunSums().load(archive, now)}
            assert {key: attrs.evolve(each, duration_s=0) for key, each in told.items()} == {
                key: attrs.evolve(each, duration_s=0) for key, each in afresh.items()
            }
    assert told["a", "finished"].runs == 20
    assert told["a", "finished"].counts.new == sum(range(20))
    assert told["a", "finished"].counts.requests == 2 * sum(range(20))
    assert round(told["a", "finished"].duration_s) == 20 * 30
    assert told["b", "bot_wall"].runs == told["b", "finished"].runs == 10


def test_a_run_that_ends_after_it_was_asked_for_is_counted(tmp_path: Path) -> None:
    sums = RunSums()
    with create_archive(tmp_path) as archive:
        run = archive.runs.start_run("a", "portal", START)
        assert sums.load(archive, START) == []
        ended = attrs.evolve(run, finished_at=START + DAY, outcome="finished")
        archive.runs.finish_run(ended)
        (told,) = sums.load(archive, START + DAY)
        assert (told.runs, round(told.duration_s)) == (1, 86400)
        assert [each.runs for each in sums.load(archive, START + 30 * DAY)] == [1]
