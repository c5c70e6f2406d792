"""The history is only added to; of two programs that diagnose at once one counts; mutes end."""

from datetime import datetime, timedelta

import attrs
import pytest

from archive.archive import Archive
from archive.database import IntegrityError
from archive.records import (
    Cause,
    Finding,
    HealthChange,
    HealthEvent,
    Reason,
    SourceHealth,
    SourceMute,
)

SOURCE = "so_mau"


def finding(now: datetime) -> Finding:
    reason = Reason("listings_failed", {"failed": "2", "of": "4", "kind": "PageMissing"})
    return Finding(SOURCE, Cause.MOVED, now, now, reason, urls=("http://so.mau.test/tin",))


def test_a_diagnosis_comes_back_as_it_was(archive: Archive, now: datetime) -> None:
    health = SourceHealth(SOURCE, Cause.MOVED, now, now, 3, now, None, now, 1.5, 80)
    found = finding(now)
    change = HealthChange(SOURCE, Cause.MOVED, HealthEvent.NOTICED, now, now, found.reason)
    assert archive.health.record_diagnosis(None, health, [found], [change])
    assert archive.health.health_of(SOURCE) == health
    assert archive.health.list_findings() == [found]
    assert archive.health.list_changes(SOURCE) == [attrs.evolve(change, id=1)]
    assert archive.health.list_changes(since=now) == []


def test_what_another_program_has_seen_in_the_meantime_is_not_told_twice(
    archive: Archive, now: datetime
) -> None:
    health = SourceHealth(SOURCE, Cause.WELL, now, now)
    assert archive.health.record_diagnosis(None, health, [], [])
    found = finding(now)
    change = HealthChange(SOURCE, Cause.MOVED, HealthEvent.NOTICED, now, now, found.reason)
    assert not archive.health.record_diagnosis(None, health, [found], [change])
    assert archive.health.list_findings() == []
    assert archive.health.list_changes() == []


@pytest.mark.parametrize("sql", ["DELETE FROM {}", "UPDATE {} SET event = 'ended'"])
def test_the_history_cannot_be_changed(archive: Archive, now: datetime, sql: str) -> None:
    change = HealthChange(SOURCE, Cause.MOVED, HealthEvent.NOTICED, now, now, Reason("moved"))
    health = SourceHealth(SOURCE, Cause.WELL, now, now)
    archive.health.record_diagnosis(None, health, None, [change])
    with pytest.raises(IntegrityError, match="only added to"):
        archive.db.conn.execute(sql.format("source_health_changes"))


def test_a_mute_ends_by_its_day_or_by_a_person(archive: Archive, now: datetime) -> None:
    until = now + timedelta(days=3)
    archive.mutes.record_mute(SourceMute(SOURCE, until, "Sở nâng cấp máy chủ", "Minh", now))
    archive.mutes.record_mute(
        SourceMute(SOURCE, until, "Sở gọi lại", "Lan", now + timedelta(hours=1))
    )
    (mute,) = archive.mutes.list_current(now + timedelta(hours=2))
    assert (mute.reason, mute.muted_by) == ("Sở gọi lại", "Lan")
    assert archive.mutes.current_mute(SOURCE, until) is None
    assert archive.mutes.end_mute(SOURCE, now + timedelta(hours=2))
    assert archive.mutes.current_mute(SOURCE, now + timedelta(hours=3)) is None
    assert not archive.mutes.end_mute(SOURCE, now + timedelta(hours=3))


def test_a_mute_needs_a_reason(archive: Archive, now: datetime) -> None:
    with pytest.raises(IntegrityError):
        archive.mutes.record_mute(SourceMute(SOURCE, now + timedelta(days=1), " ", "Lan", now))
