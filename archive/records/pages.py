"""What a page says: an article or a listing."""

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen


class PublishedPrecision(StrEnum):
    """How exactly the page states its publication time."""

    MINUTE = "minute"
    DAY = "day"


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
