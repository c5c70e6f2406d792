"""[assert]: what a visit must find."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.articles import FirstReading
from archive.records import CrawlCounts
from scraper.promises import broken_promises
from scraper.sources import AgencyName, Assertions, RightsTerms, Source

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def broken(
    promised: Assertions,
    counts: CrawlCounts,
    *,
    dated: int = 10,
    signed: int = 10,
    silent_days: int = 1,
) -> list[str]:
    """Kinds of the promises that ten newest articles and the counts break."""
    source = Source(
        id="so_mau",
        name="Sở Mẫu",
        home="http://so.mau.test/",
        agency=(AgencyName(name="Sở Mẫu"),),
        rights=RightsTerms(republication="attribute_only"),
        **{"assert": promised},
    )
    newest = [
        FirstReading(f"http://so.mau.test/{n}", NOW, 1, False, n < dated, n < signed)
        for n in range(10)
    ]
    last = NOW - timedelta(days=silent_days)
    return [type(each).__name__ for each in broken_promises(source, counts, newest, last, NOW)]


@pytest.mark.parametrize(
    ("counts", "kinds"),
    [
        (CrawlCounts(listings=2), ["CrawlAssertionFailed"]),
        (CrawlCounts(listings=2, entries=4), ["CrawlAssertionFailed"]),
        (CrawlCounts(listings=2, entries=5), []),
        (CrawlCounts(listings=2, unmodified=2), []),  # 304: as many as last time
    ],
)
def test_entries(counts: CrawlCounts, kinds: list[str]) -> None:
    assert broken(Assertions(min_entries=5), counts) == kinds


def test_days_without_an_article() -> None:
    promised, counts = Assertions(max_days_without_article=30), CrawlCounts(entries=9)
    assert broken(promised, counts, silent_days=30) == []
    assert broken(promised, counts, silent_days=31) == ["SilentTooLong"]


def test_dates_and_authors_of_the_newest_articles() -> None:
    promised, counts = Assertions(min_date_share=0.9, min_author_share=0.5), CrawlCounts(entries=9)
    assert broken(promised, counts, dated=9, signed=5) == []
    assert broken(promised, counts, dated=8, signed=5) == ["FieldsMissing"]
    assert broken(promised, counts, dated=8, signed=4) == ["FieldsMissing", "FieldsMissing"]


def test_pages_that_fail() -> None:
    promised = Assertions(max_failed_share=0.3)
    assert broken(promised, CrawlCounts(entries=9, new=7, failed=3)) == []
    assert broken(promised, CrawlCounts(entries=9, new=6, failed=4)) == ["PagesFailed"]
    assert broken(promised, CrawlCounts(entries=9, new=1, failed=2)) == []  # too few to say
