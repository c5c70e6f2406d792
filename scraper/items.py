"""What spiders hand to the pipelines."""

from datetime import datetime

from attrs import define

from scraper.extract import Extraction


@define
class ExtractedArticle:
    """An article as read from one capture."""

    extraction: Extraction
    identity: str
    capture_id: int
    fetched_at: datetime
    entry_identity: str = ""
    """As the listing knows it, where the page says otherwise: settled with the article, not before."""

    @property
    def identities(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.identity, self.entry_identity))))
