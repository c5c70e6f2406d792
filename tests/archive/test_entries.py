from datetime import datetime, timedelta

import attrs

from archive.archive import Archive
from archive.records import Entry

ENTRY = Entry("http://so.mau.test/tin/1", "mau:1", "Tên bài", "Tóm tắt")
DAY = timedelta(days=1)


def due(archive: Archive, *entries: Entry, now: datetime) -> list[str]:
    return [e.identity for e in archive.entries.record_entries("so_mau", entries, now)]


def test_entry_is_due_until_its_article_is_archived(archive: Archive, now: datetime) -> None:
    assert due(archive, ENTRY, now=now) == ["mau:1"]
    assert due(archive, ENTRY, now=now) == ["mau:1"]
    archive.entries.record_archived("mau:1")
    assert due(archive, ENTRY, now=now) == []
    assert archive.entries.due_entries("so_mau", now + 30 * DAY) == []


def test_entry_shown_differently_is_due_again(archive: Archive, now: datetime) -> None:
    due(archive, ENTRY, now=now)
    archive.entries.record_archived("mau:1")
    assert due(archive, attrs.evolve(ENTRY, title="Tên bài (cập nhật)"), now=now) == ["mau:1"]


def test_two_listings_may_show_one_entry_differently(archive: Archive, now: datetime) -> None:
    brief = attrs.evolve(ENTRY, summary="")
    due(archive, ENTRY, now=now)
    due(archive, brief, now=now)
    archive.entries.record_archived("mau:1")
    assert due(archive, ENTRY, now=now) == []
    assert due(archive, brief, now=now) == []


def test_decomposed_letters_and_spaces_are_not_a_difference(
    archive: Archive, now: datetime
) -> None:
    due(archive, attrs.evolve(ENTRY, title="Đường phố mới"), now=now)
    archive.entries.record_archived("mau:1")
    nfd = "Đường  phố mới\u00a0"
    assert due(archive, attrs.evolve(ENTRY, title=nfd), now=now) == []


def test_failure_pauses_longer_each_time_and_is_never_forgotten(
    archive: Archive, now: datetime
) -> None:
    due(archive, ENTRY, now=now)
    pauses = []
    for _ in range(12):
        archive.entries.record_failure("mau:1", "503", now)
        pause = timedelta(0)
        while not archive.entries.due_entries("so_mau", now + pause):
            pause += timedelta(hours=1)
        pauses.append(pause)
        assert due(archive, ENTRY, now=now) == []
    assert pauses[:4] == [timedelta(hours=h) for h in (1, 2, 4, 8)]
    assert pauses[-1] == timedelta(days=7)


def test_page_that_is_no_article_waits_for_the_listing_to_change(
    archive: Archive, now: datetime
) -> None:
    due(archive, ENTRY, now=now)
    archive.entries.record_not_article("mau:1", "một trang danh mục")
    assert due(archive, ENTRY, now=now + 30 * DAY) == []
    assert due(archive, attrs.evolve(ENTRY, title="Khác"), now=now) == ["mau:1"]
