"""Whatever lists articles, as a Listing: section page, feed, sitemap, REST or JSON answer.

A `[[listing]]` of a source may be any of them: what it is, is told by what it answers.
"""

from enum import StrEnum

from attrs import evolve
from web_poet import HttpResponse

from archive.records import Entry, Listing
from scraper.discovery.feeds import is_feed, read_feed
from scraper.discovery.json_listing import endpoints_of, read_json_listing
from scraper.discovery.learned_listing import MIN_ENTRIES, learn_listing
from scraper.discovery.learned_listing import PAGE_OBJECT as LEARNED
from scraper.discovery.limits import trap_in
from scraper.discovery.saved_copies import without_archive_prefix
from scraper.discovery.sections import without_sections
from scraper.discovery.sitemaps import is_sitemap, read_sitemap
from scraper.discovery.wordpress_rest import is_rest_answer, read_posts
from scraper.extract import extract_listing
from scraper.pages.article_links import is_other
from scraper.pages.generic_listing import GenericListingPage
from scraper.pages.listing import content_type


class Channel(StrEnum):
    """How a listing tells of its articles."""

    SECTION = "section"
    FEED = "feed"
    SITEMAP = "sitemap"
    REST = "rest"
    JSON = "json"


def channel_of(response: HttpResponse) -> Channel:
    if is_feed(response):
        return Channel.FEED
    if is_sitemap(response):
        return Channel.SITEMAP
    if is_rest_answer(response):
        return Channel.REST
    is_json = content_type(response) in ("application/json", "text/json")
    return Channel.JSON if is_json else Channel.SECTION


def read_listing(response: HttpResponse, platform: str | None = None) -> Listing:
    """Entries and further pages, without those that are traps.

    Raises NotAnArticle for error pages and challenges, SelectorMismatch for a known endpoint that
    answers in an unknown form, PageError for what cannot be read.
    """
    listing = _read(response, platform)
    safe = tuple(url for url in listing.next_urls if not trap_in(url))
    return listing if len(safe) == len(listing.next_urls) else evolve(listing, next_urls=safe)


def is_described(listing: Listing) -> bool:
    """Whether a rule that knows the platform or the format read it, not one that guesses."""
    return listing.page_object not in (GenericListingPage.__name__, LEARNED)


def _read(response: HttpResponse, platform: str | None) -> Listing:
    channel = channel_of(response)
    if channel is Channel.FEED:
        return read_feed(response, platform or "")
    if channel is Channel.SITEMAP:
        return read_sitemap(response, platform or "")
    if channel is Channel.REST:
        return read_posts(response)
    if channel is Channel.JSON:
        return _read_json(response, platform)
    response = without_archive_prefix(response)
    listing = _read_section(response, platform)
    return evolve(
        listing,
        entries=_without_others(without_sections(listing.entries)),
        next_urls=listing.next_urls or endpoints_of(response),
    )


def _without_others(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A list of news shows documents, films and topics in boxes beside; a list of documents is one."""
    articles = tuple(entry for entry in entries if not is_other(entry.url))
    return articles if 2 * len(articles) >= len(entries) else entries


def _read_json(response: HttpResponse, platform: str | None) -> Listing:
    """Liferay's resource address belongs to a portlet that a page object knows."""
    if "p_p_resource_id=" in str(response.url):
        return extract_listing(response, platform)
    return read_json_listing(response, platform or "")


def _read_section(response: HttpResponse, platform: str | None) -> Listing:
    """The page object's listing; where it has next to nothing, what the addresses teach."""
    listing = extract_listing(response, platform)
    if (listing.entries and is_described(listing)) or len(listing.entries) >= MIN_ENTRIES:
        return listing
    learned = learn_listing(response, platform or "")
    if len(learned.entries) <= len(listing.entries):
        return listing
    return evolve(learned, next_urls=listing.next_urls or learned.next_urls)
