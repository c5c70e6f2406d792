"""What a probe knows while it asks: platform, names, terms, and the listings that proved to be some."""

from collections.abc import Awaitable, Callable

from attrs import define, evolve, field, frozen
from web_poet import HttpResponse

from archive.text import fold
from scraper.discovery.agency_names import NameFound, body_name, find_agency_names
from scraper.discovery.paging import paging_of
from scraper.discovery.reader import Channel, channel_of, is_described, read_listing
from scraper.discovery.saved_copies import without_archive_prefix
from scraper.discovery.terms import NONE_FOUND, TermsFound, find_terms
from scraper.errors import BotWall, PageError, ScrapeError
from scraper.extract import extract_article
from scraper.identity import canonical_url
from scraper.platforms import Detection, detect
from scraper.probe_report import ProbedListing, Unread

MIN_ENTRIES = 2
"""Of a page that no described rule reads: one headline is no listing."""


@frozen
class Fetched:
    response: HttpResponse
    robots: str
    """Decision and rule for this address."""
    sitemaps: tuple[str, ...]
    """Those that robots.txt names."""
    tls: str


Fetch = Callable[[str], Awaitable[Fetched]]
"""Raises ScrapeError (RobotsForbidden, FetchFailed, AddressRefused, NotAnArticle)."""


@define
class Probe:
    """What one probe has asked and learned so far."""

    fetch: Fetch
    max_sections: int
    requests: int = 0
    detection: Detection = field(factory=lambda: Detection(None))
    names: dict[str, NameFound] = field(factory=dict)
    terms: TermsFound = NONE_FOUND
    terms_url: str = ""
    listings: list[ProbedListing] = field(factory=list)
    unread: list[Unread] = field(factory=list)

    async def get(self, url: str) -> Fetched:
        self.requests += 1
        fetched = await self.fetch(url)
        return evolve(fetched, response=without_archive_prefix(fetched.response))

    @property
    def platform(self) -> str | None:
        return self.detection.platform

    # --- Reading one page ---------------------------------------------------------------------

    def read_about(self, response: HttpResponse) -> None:
        """Platform, names of bodies and terms, from a page of the portal."""
        found = detect(response)
        if self.detection.platform is None:
            self.detection = found
        self.read_terms(response)
        credited = body_name(self.terms.credit)
        named = [NameFound(credited, "republication terms")] if credited else []
        for name in (*named, *find_agency_names(response)):
            self.names.setdefault(name.name.casefold(), name)

    def read_terms(self, response: HttpResponse) -> None:
        """The first page that has a sentence counts; articles often carry it where the front page does not."""
        terms = find_terms(response)
        if not self.terms.sentence and terms.sentence:
            self.terms, self.terms_url = terms, str(response.url)

    def read_as_listing(self, response: HttpResponse, name: str) -> ProbedListing | None:
        """The listing that the page is; None, with a line in `unread`, where it is none."""
        url = str(response.url)
        try:
            listing = read_listing(response, self.platform)
            probed = ProbedListing(
                url=url,
                section=name,
                channel=channel_of(response),
                paging=paging_of(response, listing),
                page_object=listing.page_object,
                entries=listing.entries,
            )
        except (PageError, BotWall) as error:
            self.unread.append(Unread(url, name, str(error)))
            return None
        # A JSON endpoint or a sitemap index lists on its further pages only.
        wanted = 1 if is_described(listing) else MIN_ENTRIES
        if len(listing.entries) < wanted and not listing.next_urls:
            self.unread.append(Unread(url, name, f"{len(listing.entries)} entries"))
            return None
        return probed

    def is_article(self, response: HttpResponse) -> bool:
        """Whether a platform's own page object takes it; the generic one takes lists as well."""
        try:
            return not extract_article(response, self.platform).is_generic
        except (PageError, BotWall):
            return False

    # --- Asking -------------------------------------------------------------------------------

    async def try_listing(self, url: str, name: str, *, quiet: bool = False) -> None:
        """`quiet`: the address is a guess, its absence is no news."""
        if any(canonical_url(url) == canonical_url(known.url) for known in self.listings):
            return
        if any(name and fold(name) == fold(known.section) for known in self.listings):
            self.unread.append(Unread(url, name, "a section of this name is taken already"))
            return
        try:
            fetched = await self.get(url)
        except ScrapeError as error:
            if not quiet:
                self.unread.append(Unread(url, name, str(error)))
            return
        is_section = channel_of(fetched.response) is Channel.SECTION
        if quiet and is_section:
            return  # an error page that answers 200
        if is_section and self.is_article(fetched.response):
            self.unread.append(Unread(url, name, "an article, not a listing"))
            return
        listing = self.read_as_listing(fetched.response, name)
        if listing is not None and not self._repeats(listing):
            self.listings.append(await self.with_second_page(listing, fetched.response))

    def _repeats(self, listing: ProbedListing) -> bool:
        """The same entries as a listing before: a box beside every page, or one section twice."""
        shown = {entry.identity for entry in listing.entries}
        if listing.channel is not Channel.SECTION or not shown:
            return False
        for known in self.listings:
            is_section = known.channel is Channel.SECTION
            if is_section and shown <= {entry.identity for entry in known.entries}:
                reason = f"the entries of {known.url}"
                self.unread.append(Unread(listing.url, listing.section, reason))
                return True
        return False

    async def with_second_page(
        self, listing: ProbedListing, response: HttpResponse
    ) -> ProbedListing:
        """Where it says that it pages: for the first listing, and for one that is empty so far."""
        further = read_listing(response, self.platform).next_urls
        if not further or (self.listings and listing.entries):
            return listing
        try:
            second = read_listing((await self.get(further[0])).response, self.platform)
        except ScrapeError:
            return listing
        known = {entry.identity for entry in listing.entries}
        new = [entry for entry in second.entries if entry.identity not in known]
        if not listing.entries:
            return evolve(listing, entries=second.entries, page_object=second.page_object)
        return evolve(listing, further_entries=len(new))
