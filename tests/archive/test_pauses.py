from datetime import datetime, timedelta

import attrs

from archive.archive import Archive
from archive.pauses import LONGEST_BOT_WALL_PAUSE, SourcePause
from archive.records import Entry

DAY = timedelta(days=1)


def wall(now: datetime, until: datetime | None) -> SourcePause:
    return SourcePause("so_mau", "BotWall", "F5 page", now, until, "bbt@so.mau.test")


def test_pause_holds_until_it_ends(archive: Archive, now: datetime) -> None:
    archive.pauses.record_pause(wall(now, now + DAY))
    found = archive.pauses.current_pause("so_mau", now)
    assert found is not None
    assert attrs.evolve(found, id=None) == wall(now, now + DAY)
    assert archive.pauses.current_pause("so_khac", now) is None
    assert archive.pauses.current_pause("so_mau", now + DAY) is None


def test_pause_without_end_holds_until_a_person_resumes(archive: Archive, now: datetime) -> None:
    archive.pauses.record_pause(wall(now, None))
    archive.pauses.record_pause(wall(now, now + DAY))
    assert archive.pauses.current_pause("so_mau", now + 900 * DAY) is not None
    assert [pause.until for pause in archive.pauses.list_current(now)] == [None]
    assert archive.pauses.resume("so_mau", now) == 2
    assert archive.pauses.list_current(now) == []
    assert archive.pauses.resume("so_mau", now) == 0


def test_walls_that_follow_each_other_pause_longer(archive: Archive, now: datetime) -> None:
    lengths = []
    for _ in range(7):
        length = archive.pauses.bot_wall_pause("so_mau", now)
        archive.pauses.record_pause(wall(now, now + length))
        lengths.append(length.days)
        now += length
    assert lengths == [1, 2, 4, 8, 16, 30, 30]
    archive.pauses.record_pause(wall(now, now + DAY))
    archive.pauses.resume("so_mau", now)
    later = now + 3 * LONGEST_BOT_WALL_PAUSE
    assert archive.pauses.bot_wall_pause("so_mau", later) == DAY


def test_robots_outage_is_remembered_until_the_host_answers(
    archive: Archive, now: datetime
) -> None:
    origin = "https://so.mau.test"
    assert archive.robots.record_unreachable(origin, now) == now
    assert archive.robots.record_unreachable(origin, now + DAY) == now
    archive.robots.record_reached(origin)
    assert archive.robots.record_unreachable(origin, now + 2 * DAY) == now + 2 * DAY


def test_waits_of_failed_entries_can_be_ended(archive: Archive, now: datetime) -> None:
    entry = Entry("http://so.mau.test/tin/1", "mau:1", "Tên bài", "Tóm tắt")
    archive.entries.record_entries("so_mau", [entry], now)
    archive.entries.record_failure("mau:1", "503", now)
    assert archive.entries.due_entries("so_mau", now) == []
    archive.entries.end_waits("so_khac", now)
    assert archive.entries.due_entries("so_mau", now) == []
    archive.entries.end_waits("so_mau", now)
    assert [due.identity for due in archive.entries.due_entries("so_mau", now)] == ["mau:1"]
