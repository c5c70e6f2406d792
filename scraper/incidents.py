"""Errors into incident rows and counts: the edge where exceptions end."""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler

from archive.records import CrawlCounts, Incident
from scraper.errors import UNEXPECTED_ADVICE, ScrapeError
from scraper.session import session_of

STATS_PREFIX = "trichnguon/"


def asked_url(request: Request) -> str:
    """The address that was asked for, before redirects."""
    return str(next(iter(request.meta.get("redirect_urls", ())), request.url))


def count(crawler: Crawler, name: str, by: int = 1) -> None:
    """Raise one of the run's counts; `name` is a field of CrawlCounts."""
    crawler.stats.inc_value(STATS_PREFIX + name, by)


def counts_of(crawler: Crawler) -> CrawlCounts:
    """The run's counts so far."""
    stats = crawler.stats

    def value(name: str) -> int:
        return int(stats.get_value(STATS_PREFIX + name, 0))

    return CrawlCounts(
        listings=value("listings"),
        entries=value("entries"),
        new=value("new"),
        changed=value("changed"),
        seen=value("seen"),
        refused=value("refused"),
        failed=value("failed"),
        incidents=value("incidents"),
        requests=int(stats.get_value("downloader/request_count", 0)),
        unmodified=value("unmodified"),
        response_bytes=int(stats.get_value("downloader/response_bytes", 0)),
    )


def record_incident(
    crawler: Crawler, error: Exception, url: str, capture_id: int | None = None
) -> None:
    """Store what happened, to which page, and what to do."""
    session = session_of(crawler)
    advice = error.advice if isinstance(error, ScrapeError) else UNEXPECTED_ADVICE
    session.archive.runs.record_incident(
        Incident(
            source_id=session.source.id,
            url=url,
            kind=type(error).__name__,
            message=str(error) or type(error).__name__,
            advice=advice,
            happened_at=datetime.now(UTC),
            capture_id=capture_id,
            run_id=session.run_id,
        )
    )
    count(crawler, "incidents")


def refuse(crawler: Crawler, error: ScrapeError, url: str) -> None:
    """An address that we do not fetch: robots or guard."""
    record_incident(crawler, error, url)
    count(crawler, "refused")
