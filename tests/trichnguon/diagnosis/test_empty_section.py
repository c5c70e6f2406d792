"""A section that shows nothing any more while the others do, from what visits leave in the archive."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from archive.archive import Archive, create_archive
from archive.listings import ListingState, listing_fingerprint
from archive.records import Cause, CrawlCounts, Entry, SourceHealth
from scraper.sources import AgencyName, ListingAddress, RightsTerms, Source
from trichnguon.diagnosis.recording import diagnose_source

HOME = "http://so.mau.test"
SECTIONS = tuple(f"{HOME}/muc-{number}" for number in range(4))
SOURCE = Source(
    id="so_mau",
    name="Sở Mẫu",
    home=f"{HOME}/",
    agency=(AgencyName(name="Sở Mẫu"),),
    listing=tuple(ListingAddress(url=url) for url in SECTIONS),
    rights=RightsTerms(republication="attribute_only"),
)
FRIDAY = datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create_archive(tmp_path / "home") as opened:
        yield opened


def visit(archive: Archive, at: datetime, shown: dict[str, int]) -> SourceHealth:
    """Every section is read; those that are not named show ten articles."""
    run = archive.runs.start_run(SOURCE.id, "portal", at)
    for url in SECTIONS:
        count = shown.get(url, 10)
        entries = [Entry(f"{url}/tin-{n}", f"{url}/tin-{n}") for n in range(count)]
        state = ListingState(url, listing_fingerprint(entries))
        archive.listings.record_state(SOURCE.id, state, at, shown=count)
    counts = CrawlCounts(requests=4, listings=4, entries=30)
    archive.runs.finish_run(evolve(run, finished_at=at, outcome="finished", counts=counts))
    return diagnose_source(archive, SOURCE, at)


def test_a_redesigned_section_is_told_after_two_working_days(archive: Archive) -> None:
    visit(archive, FRIDAY, {})
    gone = {SECTIONS[1]: 0}
    weekend = [visit(archive, FRIDAY + timedelta(days=day), gone) for day in range(1, 4)]
    assert not any(health.cause.is_problem for health in weekend)
    for hour in range(4):
        health = visit(archive, FRIDAY + timedelta(days=5, hours=hour), gone)
        assert health.cause is Cause.REDESIGN
    (finding,) = archive.health.list_findings(SOURCE.id)
    assert finding.urls == (SECTIONS[1],)
    assert finding.alerted_at == FRIDAY + timedelta(days=5, hours=3)
    for hour in (4, 5):
        health = visit(archive, FRIDAY + timedelta(days=5, hours=hour), {})
    assert not health.cause.is_problem


def test_a_section_of_few_articles_may_run_out(archive: Archive) -> None:
    visit(archive, FRIDAY, {SECTIONS[1]: 4})
    for day in range(1, 9):
        health = visit(archive, FRIDAY + timedelta(days=day), {SECTIONS[1]: 0})
    assert not health.cause.is_problem
