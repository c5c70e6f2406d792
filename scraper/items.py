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
