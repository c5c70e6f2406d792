"""The vocabulary: what the archive holds and every other package speaks of.

All records are frozen. `id` is None until the archive has stored the record. Times are aware
datetimes (stored UTC, shown +07:00); texts are NFC; `_html` is sanitised HTML.
"""

from archive.records.captures import ArticleVersion, Capture, PageKind, Provenance, RecordOutcome
from archive.records.health import (
    Cause,
    Finding,
    HealthChange,
    HealthEvent,
    Reason,
    SourceHealth,
    SourceMute,
)
from archive.records.pages import (
    Article,
    Attachment,
    Author,
    Entry,
    Image,
    Listing,
    PublishedPrecision,
    Rule,
)
from archive.records.posts import Attribution, Delivery, Post, RepublicationClass
from archive.records.reviews import (
    AddressDecision,
    ArticleSummary,
    Editor,
    Edits,
    FoundingDecision,
    Occasion,
    OccasionLabel,
    Review,
    ReviewState,
    ToldOccasion,
)
from archive.records.runs import CrawlCounts, CrawlRun, Incident

__all__ = [
    "AddressDecision",
    "Article",
    "ArticleSummary",
    "ArticleVersion",
    "Attachment",
    "Attribution",
    "Author",
    "Capture",
    "Cause",
    "CrawlCounts",
    "CrawlRun",
    "Delivery",
    "Editor",
    "Edits",
    "Entry",
    "Finding",
    "FoundingDecision",
    "HealthChange",
    "HealthEvent",
    "Image",
    "Incident",
    "Listing",
    "Occasion",
    "OccasionLabel",
    "PageKind",
    "Post",
    "Provenance",
    "PublishedPrecision",
    "Reason",
    "RecordOutcome",
    "RepublicationClass",
    "Review",
    "ReviewState",
    "Rule",
    "SourceHealth",
    "SourceMute",
    "ToldOccasion",
]
