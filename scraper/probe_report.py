"""What a probe found out about a portal; plain values, for a person, a test or a source file."""

from attrs import field, frozen

from archive.records import Entry
from scraper.discovery.agency_names import NameFound
from scraper.discovery.paging import Paging
from scraper.discovery.reader import Channel
from scraper.discovery.terms import NONE_FOUND, TermsFound


@frozen
class ProbedListing:
    """Something that lists articles, fetched and read."""

    url: str
    section: str
    channel: Channel
    paging: Paging
    page_object: str
    entries: tuple[Entry, ...]
    further_entries: int | None = None
    """Entries of its second page that its first has not; None where nobody looked."""


@frozen
class ProbedArticle:
    url: str
    title: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    body_start: str = ""
    page_object: str = ""
    is_generic: bool = False
    problem: str = ""
    """Why it could not be read; then the other fields are empty."""


@frozen
class Unread:
    """An address that looked like a listing and gave none."""

    url: str
    name: str
    reason: str


@frozen
class ProbeReport:
    address: str
    home: str
    """Root of the portal, after its redirect."""
    platform: str
    """Name in PLATFORMS; empty where nothing was recognised."""
    platform_reasons: tuple[str, ...]
    title: str
    names: tuple[NameFound, ...]
    robots: str
    certificate: str
    terms: TermsFound = NONE_FOUND
    terms_url: str = ""
    needs_browser: str = ""
    """Why pages cannot be read without one; empty where they can."""
    listings: tuple[ProbedListing, ...] = ()
    unread: tuple[Unread, ...] = ()
    articles: tuple[ProbedArticle, ...] = ()
    requests: int = 0
    hosts: tuple[str, ...] = field(default=())
    """Hosts that answered, that of `home` first."""

    @property
    def agency(self) -> str:
        return self.names[0].name if self.names else ""
