"""The vocabulary: what the archive holds and every other package speaks of.

All records are frozen. `id` is None until the archive has stored the record. Times are aware
datetimes (stored UTC, shown +07:00); texts are NFC; `_html` is sanitised HTML.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from attrs import field, frozen


class PublishedPrecision(StrEnum):
    """How exactly the page states its publication time."""

    MINUTE = "minute"
    DAY = "day"


class RepublicationClass(StrEnum):
    """What the source itself says of republication, with `RightsTerms.evidence` for it."""

    ATTRIBUTE_ONLY = "attribute_only"
    WRITTEN_CONSENT = "written_consent"
    FORBIDDEN = "forbidden"
    NONE_STATED = "none_stated"


class RecordOutcome(StrEnum):
    """What recording an article did to the archive."""

    NEW = "new"
    CHANGED = "changed"
    SEEN = "seen"


class ReviewState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"


class OccasionLabel(StrEnum):
    OCCASION = "occasion"
    MAYBE = "maybe"
    NO = "no"


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


# --- What a page says -------------------------------------------------------------------------


@frozen
class Author:
    """A person or body the page names as the writer; surname first, as written."""

    name: str
    position: str = ""
    """Office as printed: "Tỉnh ủy viên, Giám đốc Sở Thông tin và Truyền thông"."""
    organisation: str = ""


@frozen
class Image:
    """A picture of the body. Its right holder is often a third party: never exported unasked."""

    url: str
    caption: str = ""
    credit: str = ""
    """Who took it, as printed: "Thái Thuần/TTXVN"."""


@frozen
class Attachment:
    url: str
    name: str


@frozen
class Rule:
    """Where a field's value came from."""

    rule: str
    """The selector or the name of the rule."""
    confidence: float = 1.0
    """0 to 1: 1 for a platform's own element, less for a pattern in running text."""


@frozen
class Article:
    """What one page says, read by a page object; the machine's value, never an editor's."""

    url: str
    """Canonical address: no session ids, no tracking, no print view."""
    title: str
    body_html: str
    body_text: str
    """Paragraphs separated by one empty line; the text of `body_html`, captions left out."""
    lead: str = ""
    authors: tuple[Author, ...] = ()
    byline_raw: str = ""
    published_raw: str = ""
    published_at: datetime | None = None
    published_precision: PublishedPrecision | None = None
    modified_at: datetime | None = None
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    source_credit: str = ""
    """"Theo …", "Nguồn: …": the page is itself a repost and another holds the right."""
    section: str = ""
    language: str = "vi"
    rules: dict[str, Rule] = field(factory=dict)
    """Field name to the rule that filled it."""
    warnings: tuple[str, ...] = ()
    """Sentences in Vietnamese for the editor: what was seen and not understood."""


@frozen
class Entry:
    """One line of a listing."""

    url: str
    identity: str
    """Canonical identity of the article, the key under which the archive knows it."""
    title: str = ""
    summary: str = ""
    published_raw: str = ""
    published_at: datetime | None = None


@frozen
class Listing:
    """Entries as printed, newest first on every platform seen; may be empty."""

    url: str
    entries: tuple[Entry, ...] = ()
    next_urls: tuple[str, ...] = ()
    """Addresses of further pages of the same listing; may be empty."""
    page_object: str = ""


# --- Where it came from -----------------------------------------------------------------------


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


@frozen
class ArticleSummary:
    """A row of the desk's lists."""

    article_id: int
    version_id: int
    version_number: int
    source_id: str
    agency: str
    url: str
    title: str
    lead: str
    authors: tuple[Author, ...]
    published_at: datetime | None
    published_precision: PublishedPrecision | None
    first_seen_at: datetime
    is_generic: bool
    warnings: tuple[str, ...]
    source_credit: str
    review_state: ReviewState | None
    """State of the newest review; None where nobody has decided."""
    review_is_stale: bool
    """The source changed after the decision."""
    post_id: int | None
    occasion_label: OccasionLabel | None
    occasion_type: str
    occasion_honoree: str
    occasion_years: int | None
    occasion_day: date | None


# --- What it is worth -------------------------------------------------------------------------


@frozen
class Occasion:
    """What `occasions.detect` thinks of an article: never a fact until an editor confirms it."""

    label: OccasionLabel
    type: str = ""
    honoree: str = ""
    years: int | None = None
    counted_from: int | None = None
    day: date | None = None
    reasons: tuple[str, ...] = ()
    """The words of the page that decided, and the rule: for the editor to check."""


# --- What people decided ----------------------------------------------------------------------


@frozen
class Editor:
    id: int
    login: str
    name: str
    role: str
    """"editor" or "admin"."""
    language: str = "vi"


@frozen
class Edits:
    """An editor's values; None where the machine's value stands. Never written by a machine."""

    title: str | None = None
    """Title of the source article, corrected where extraction erred."""
    lead: str | None = None
    authors: tuple[Author, ...] | None = None
    published_at: datetime | None = None
    published_precision: PublishedPrecision | None = None
    omitted_blocks: tuple[int, ...] = ()
    """Indexes of body blocks that do not belong to the article; words are never changed."""
    occasion_title: str | None = None
    """Title of the post, the company's own words."""
    intro: str | None = None
    honoree: str | None = None
    form_of_address: str | None = None
    """"Quý Sở"."""


@frozen
class Review:
    version_id: int
    article_id: int
    editor_id: int
    state: ReviewState
    edits: Edits
    updated_at: datetime
    reason: str = ""
    """Why it was rejected."""
    id: int | None = None


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


@frozen
class FoundingDecision:
    """What an editor decided of a body's founding day; a refused one is not proposed again."""

    honoree_key: str
    """`occasions.agencies.resolve(...).key`: equal for equal bodies."""
    honoree: str
    """In full."""
    founded_on: date | None
    """None where refused."""
    counted_from: int | None
    """Year from which the body itself counts, where it is not that of `founded_on`."""
    source: str
    """Where it is written: an address or a decision."""
    is_confirmed: bool
    editor_id: int
    decided_at: datetime
    article_id: int | None = None
    """The archived article that says so, where there is one."""


@frozen
class AddressDecision:
    """How an editor wants a body to be addressed in every post to come."""

    honoree_key: str
    """`occasions.agencies.resolve(...).key`: equal for equal bodies."""
    honoree: str
    form: str
    """“Quý Trung tâm”; empty: the tables' form counts again."""
    editor_id: int
    decided_at: datetime


@frozen
class ToldOccasion:
    """An occasion with the archived article that tells of it."""

    article_id: int
    url: str
    occasion: Occasion


# --- What happened ----------------------------------------------------------------------------


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
    incidents: int = 0
    requests: int = 0
    response_bytes: int = 0


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


JsonObject = dict[str, Any]
