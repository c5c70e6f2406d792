"""What an article is worth, and what editors decided of it."""

from datetime import date, datetime
from enum import StrEnum

from attrs import frozen

from archive.records.pages import Author, PublishedPrecision


class ReviewState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"


class OccasionLabel(StrEnum):
    OCCASION = "occasion"
    MAYBE = "maybe"
    NO = "no"


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


@frozen
class ToldOccasion:
    """An occasion with the archived article that tells of it."""

    article_id: int
    url: str
    occasion: Occasion


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
