"""Stored responses and the versions of articles that were read from them."""

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from archive.records.pages import Article


class RecordOutcome(StrEnum):
    """What recording an article did to the archive."""

    NEW = "new"
    CHANGED = "changed"
    SEEN = "seen"


class PageKind(StrEnum):
    """What a response turned out to be; only ARTICLE may become an article."""

    ARTICLE = "article"
    LISTING = "listing"
    ROBOTS = "robots"
    CHALLENGE = "challenge"
    NOT_FOUND = "not_found"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    EMPTY = "empty"
    OTHER = "other"


@frozen
class Capture:
    """One stored response: the row beside a WARC record (ISO 28500, WARC 1.1)."""

    url: str
    """Address as fetched."""
    source_id: str
    fetched_at: datetime
    status: int
    content_type: str
    warc_file: str
    """Name below `warc/` in the home folder."""
    warc_offset: int
    warc_length: int
    """Bytes of the gzip member of the response record."""
    record_id: str
    """WARC-Record-ID, "<urn:uuid:…>"."""
    payload_sha256: str
    """Hex digest of the payload as transferred (WARC 1.1 §5.9)."""
    payload_bytes: int
    robots: str = ""
    """The decision and the rule matched, e.g. "allow: no rule matched"."""
    tls: str = ""
    """Verdict on the certificate; empty for plain http."""
    page_kind: PageKind = PageKind.OTHER
    run_id: int | None = None
    rendered_from: int | None = None
    """The capture that a browser made this one of; None for what a server sent."""
    id: int | None = None


@frozen
class Provenance:
    """How a version came to be: everything needed to do it again from the WARC."""

    capture_id: int
    source_id: str
    identity: str
    agency: str
    """Name of the publishing body on the day of publication."""
    page_object: str
    extractor_version: str
    platform: str = ""
    is_generic: bool = False


@frozen
class ArticleVersion:
    """One immutable state of an article."""

    id: int
    article_id: int
    number: int
    """1 for the first version."""
    article: Article
    provenance: Provenance
    content_sha256: str
    recorded_at: datetime
