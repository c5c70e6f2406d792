"""How far one crawl is, and where that is shown."""

from typing import Any, Protocol

import attrs
from attrs import frozen


@frozen
class CrawlState:
    """One source at one moment."""

    pages: int
    articles: int
    """New and changed ones."""
    known: int
    queued: int
    """Requests that wait, and articles still owed."""
    pages_per_s: float
    """Since the crawl began."""

    def line(self) -> str:
        return (
            f"{self.pages} pages  {self.articles} articles  {self.known} known  "
            f"{self.queued} queued  {self.pages_per_s:.1f}/s"
        )

    @classmethod
    def of(cls, line: dict[str, Any]) -> "CrawlState":
        """Of an object as `crawl --json` writes it on stderr; raises KeyError for another."""
        return cls(**{field.name: line[field.name] for field in attrs.fields(cls)})

    def __add__(self, other: "CrawlState") -> "CrawlState":
        """Two sources together."""
        sums = zip(attrs.astuple(self), attrs.astuple(other), strict=True)
        return CrawlState(*(one + another for one, another in sums))


class ProgressDisplay(Protocol):
    """Where progress is shown; sources are told by their id."""

    def begin(self, source_ids: list[str]) -> None: ...

    def show(self, source_id: str, state: CrawlState) -> None:
        """Called a few times a second; a display shows as often as suits it."""

    def end(self, source_id: str, state: CrawlState, reason: str) -> None: ...

    def close(self) -> None: ...
