"""What readers of the company's site get, and where it was put."""

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from archive.records.pages import Author


class RepublicationClass(StrEnum):
    """What the source itself says of republication, with `RightsTerms.evidence` for it."""

    ATTRIBUTE_ONLY = "attribute_only"
    WRITTEN_CONSENT = "written_consent"
    FORBIDDEN = "forbidden"
    NONE_STATED = "none_stated"


@frozen
class Attribution:
    """The four things no post may lack (decree 72/2013 article 3.18 wording, DOMAIN §1.3)."""

    author_line: str
    """Authors with positions, or "không ghi"."""
    agency: str
    published_line: str
    """Original publication time as shown, or "không ghi"."""
    url: str


@frozen
class Post:
    """A review composed for readers; `attribution` cannot be empty in any part."""

    article_id: int
    version_id: int
    review_id: int
    slug: str
    title: str
    lead: str
    source_title: str
    authors: tuple[Author, ...]
    body_html: str
    """Verbatim blocks of the source."""
    congratulation: str
    attribution: Attribution
    composed_at: datetime
    content_sha256: str
    """Digest of everything a reader sees: an unchanged post is not delivered twice."""
    id: int | None = None


@frozen
class Delivery:
    """What a target holds of a post."""

    post_id: int
    target: str
    remote_id: str
    address: str
    content_sha256: str
    delivered_at: datetime
    id: int | None = None
