from datetime import UTC, date, datetime, timedelta

from archive.archive import Archive
from archive.listings import (
    BackfillGoal,
    BackfillPlace,
    ListingState,
    listing_fingerprint,
)
from archive.records import Entry

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
URL = "http://so.mau.gov.vn/tin"


def entry(title: str, number: int = 1) -> Entry:
    return Entry(f"{URL}/{number}", f"url:{number}", title=title)


def test_fingerprint_is_that_of_the_entries() -> None:
    assert listing_fingerprint([entry("A")]) == listing_fingerprint([entry(" A ")])
    assert listing_fingerprint([entry("A")]) != listing_fingerprint([entry("B")])
    assert listing_fingerprint([entry("A", 1)]) != listing_fingerprint([entry("A", 2)])


def test_state_of_a_page_is_kept_for_each_source(archive: Archive) -> None:
    state = ListingState(URL, listing_fingerprint([entry("A")]), etag='"1"')
    archive.listings.record_state("mau", state, NOW)
    assert archive.listings.state_of("mau", URL) == state
    assert archive.listings.state_of("khac", URL) is None


def test_a_listing_that_showed_articles_and_shows_none_is_told_since_when(archive: Archive) -> None:
    def read(count: int, hour: int) -> None:
        entries = [entry("A", number) for number in range(count)]
        state = ListingState(URL, listing_fingerprint(entries))
        moment = NOW + timedelta(hours=hour)
        archive.listings.record_state("mau", state, moment, shown=count)

    read(0, 0)
    assert archive.listings.emptied("mau", 5) == {}  # a section that never had any
    read(8, 1)
    assert archive.listings.emptied("mau", 5) == {}
    read(0, 2)
    read(0, 3)
    assert archive.listings.emptied("mau", 5) == {URL: NOW + timedelta(hours=2)}
    assert archive.listings.emptied("mau", 9) == {}
    assert archive.listings.emptied("khac", 5) == {}
    read(1, 4)
    assert archive.listings.emptied("mau", 1) == {}


def test_backfill_goes_on_only_for_the_same_goal(archive: Archive) -> None:
    goal = BackfillGoal("mau", URL, date(2024, 1, 1), None)
    place = BackfillPlace(f"{URL}?page=7", 7, is_done=False)
    archive.listings.record_backfill(goal, place, NOW)
    assert archive.listings.backfill_place(goal) == place
    assert archive.listings.backfill_place(BackfillGoal("mau", URL, None, None)) is None
    archive.listings.record_backfill(goal, BackfillPlace("", 9, is_done=True), NOW)
    found = archive.listings.backfill_place(goal)
    assert found is not None
    assert found.is_done


def test_a_feed_that_words_an_entry_otherwise_changes_nothing(archive: Archive) -> None:
    archive.entries.record_entries("mau", [entry("Tiêu đề")], NOW)
    archive.entries.record_archived("url:1")
    in_feed = Entry(f"{URL}/1", "url:1", title="Tiêu đề", summary="Tóm tắt của feed")
    assert archive.entries.record_entries("mau", [in_feed], NOW, "feed") == []
    assert archive.entries.record_entries("mau", [in_feed], NOW, "feed") == []
    changed = Entry(f"{URL}/1", "url:1", title="Tiêu đề mới", summary="Tóm tắt của feed")
    assert [due.url for due in archive.entries.record_entries("mau", [changed], NOW, "feed")] == [
        f"{URL}/1"
    ]


def test_a_section_that_shows_what_a_sitemap_named_changes_nothing(archive: Archive) -> None:
    named = Entry(f"{URL}/1", "url:1")
    assert archive.entries.record_entries("mau", [named], NOW, "sitemap")
    archive.entries.record_archived("url:1")
    assert archive.entries.record_entries("mau", [entry("Tiêu đề")], NOW) == []
    assert archive.entries.record_entries("mau", [entry("Tiêu đề mới")], NOW)
