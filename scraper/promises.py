"""What a source's file promises of every visit (`[assert]`), against what the visit found. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from archive.articles import FirstReading
from archive.records import CrawlCounts
from scraper.errors import CrawlAssertionFailed, FieldsMissing, PagesFailed, SilentTooLong
from scraper.sources import Source

JUDGED_ARTICLES = 20
FEWEST = 5
"""Articles or pages below which a share says nothing."""


def broken_promises(
    source: Source,
    counts: CrawlCounts,
    newest: Sequence[FirstReading],
    last_article_at: datetime | None,
    now: datetime,
) -> list[CrawlAssertionFailed]:
    """One error a promise; `newest` are at most JUDGED_ARTICLES readings, newest first."""
    return [
        *_entries(source, counts),
        *_silence(source, last_article_at, now),
        *_shares(source, newest),
        *_failures(source, counts),
    ]


def _entries(source: Source, counts: CrawlCounts) -> Iterator[CrawlAssertionFailed]:
    wanted = source.assertions.min_entries
    if counts.entries < wanted and counts.unmodified == 0:
        yield CrawlAssertionFailed(source.id, f"at least {wanted} entries", str(counts.entries))


def _silence(
    source: Source, last_article_at: datetime | None, now: datetime
) -> Iterator[CrawlAssertionFailed]:
    wanted = source.assertions.max_days_without_article
    if wanted is None or last_article_at is None:
        return
    days = (now - last_article_at).days
    if days > wanted:
        yield SilentTooLong(source.id, f"an article every {wanted} days", f"none for {days}")


def _shares(source: Source, newest: Sequence[FirstReading]) -> Iterator[CrawlAssertionFailed]:
    if len(newest) < FEWEST:
        return
    dated = sum(each.has_date for each in newest) / len(newest)
    signed = sum(each.has_author for each in newest) / len(newest)
    promised = source.assertions
    for name, wanted, share in (
        ("a date", promised.min_date_share, dated),
        ("an author", promised.min_author_share, signed),
    ):
        if share < wanted:
            yield FieldsMissing(
                source.id,
                f"{wanted:.0%} of the newest {len(newest)} articles with {name}",
                f"{share:.0%}",
            )


def _failures(source: Source, counts: CrawlCounts) -> Iterator[CrawlAssertionFailed]:
    pages = counts.new + counts.changed + counts.failed
    allowed = source.assertions.max_failed_share
    if pages >= FEWEST and counts.failed > allowed * pages:
        yield PagesFailed(
            source.id, f"at most {allowed:.0%} of the pages failed", f"{counts.failed} of {pages}"
        )
