"""What happened in a crawl."""

from datetime import datetime

from attrs import frozen


@frozen
class CrawlCounts:
    listings: int = 0
    entries: int = 0
    new: int = 0
    changed: int = 0
    seen: int = 0
    refused: int = 0
    """Addresses not fetched: robots or guard."""
    failed: int = 0
    """Pages that could not be had, or not be read though they are what was looked for."""
    incidents: int = 0
    requests: int = 0
    response_bytes: int = 0
    unmodified: int = 0
    """Listings that answered 304: nothing new, without telling their entries again."""


@frozen
class CrawlRun:
    source_id: str
    spider: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str = ""
    """Scrapy's finish reason, "interrupted" for a run whose process died; empty while running."""
    counts: CrawlCounts = CrawlCounts()
    id: int | None = None


@frozen
class Incident:
    """Something a person should know, with the evidence kept."""

    source_id: str
    url: str
    kind: str
    """Class name of the error: "SelectorMismatch", "RobotsForbidden", …"""
    message: str
    advice: str
    happened_at: datetime
    capture_id: int | None = None
    run_id: int | None = None
    id: int | None = None
