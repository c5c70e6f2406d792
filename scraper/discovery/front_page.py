"""A portal's front page: boxes of many sections, in which a section's page object sees one.

What a rule found teaches how the portal addresses its articles; every headline of the page with an
address of that shape is one, menus and heads of boxes are none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from attrs import evolve
from web_poet import HttpResponse

from archive.records import Entry, Listing
from scraper.discovery.learned_listing import address_shape, learn_listing
from scraper.discovery.menus import menu_addresses
from scraper.discovery.reader import Channel, channel_of, is_described, read_listing
from scraper.discovery.saved_copies import without_archive_prefix
from scraper.discovery.sections import is_section_name, without_sections
from scraper.fields.addresses import absolute_url
from scraper.fields.select import Select, node_text
from scraper.fields.titles import clean_title
from scraper.identity import canonical_url
from scraper.pages.article_links import is_other, names_article, site_of
from scraper.pages.document import Document, read_document
from scraper.pages.generic_listing import GenericListingPage
from scraper.pages.listing import make_entry

FRONT_ENTRIES = 5
"""A front page shows at least as many articles; fewer are a box that a rule happened to fit."""
MIN_OF_SHAPE = 3
"""Articles that teach a shape."""
MIN_WORDS = 4
_FRONT_PAGE = re.compile(
    r"/?(?:(?:vi|vn|vi-vn|en|web/guest)/?)?(?:(?:trang-chu|trangchu|home|index|default|pages/(?:default|home|trang-chu))(?:\.\w+)?)?/?",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(r"[#*]")
_HEADLINE = Select(
    "//a[@href][not(ancestor::nav or ancestor::footer)]"
    "[not(ancestor::*[contains(@class, 'footer') or contains(@id, 'footer') or contains(@class, 'breadcrumb')"
    " or contains(@class, 'panel-heading') or contains(@class, 'cat_title') or contains(@class, 'widget-title')"
    " or contains(@class, 'block-title') or contains(@class, 'portlet-title')])]"
)


def is_front_page(url: str) -> bool:
    """By its path: "/", "/vi/", "/trang-chu", "/Pages/Default.aspx" and the like."""
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT_PAGE.fullmatch(parts.path))


def read_front_page(response: HttpResponse, platform: str | None = None) -> Listing:
    """What a front page shows of its portal's articles. Raises as `read_listing`."""
    listing = read_listing(response, platform)
    if channel_of(response) is not Channel.SECTION:
        return listing
    restored = without_archive_prefix(response)
    document = read_document(restored)
    menus = menu_addresses(document)
    found = without_menus(_best(restored, listing, platform or ""), menus)
    return evolve(listing, entries=_with_same_shape(document, found, menus, platform or ""))


def without_menus(entries: Iterable[Entry], menus: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.url not in menus)


def _best(response: HttpResponse, listing: Listing, platform: str) -> tuple[Entry, ...]:
    """What knows the platform and what knows headlines, together; what guesses only where they fail."""
    described = listing.entries if is_described(listing) else ()
    headlines = without_sections(GenericListingPage(response=response).listing().entries)
    found = {
        e.identity: e for e in (*described, *surest(headlines, share=0.4)) if not is_other(e.url)
    }
    if len(found) >= FRONT_ENTRIES:
        return tuple(found.values())
    learned = without_sections(learn_listing(response, platform).entries)
    return surest(max((tuple(found.values()), listing.entries, learned), key=len), share=0.4)


def surest(entries: tuple[Entry, ...], share: float) -> tuple[Entry, ...]:
    """Where this share of the addresses name an article by number or "/-/", the others are menus."""
    identified = tuple(entry for entry in entries if names_article(entry.url))
    return identified if len(identified) >= max(5, share * len(entries)) else entries


def _with_same_shape(
    document: Document, entries: Sequence[Entry], menus: frozenset[str], platform: str
) -> tuple[Entry, ...]:
    shapes = Counter(address_shape(entry.url) for entry in entries)
    taught = {
        shape
        for shape, count in shapes.items()
        if count >= MIN_OF_SHAPE and _NAMES_ONE.search(shape)
    }
    here = site_of(document.url)
    found = {entry.identity: entry for entry in entries}
    for link in _HEADLINE(document.root):
        title = clean_title(link.get("title") or "") or clean_title(node_text(link))
        if len(title.split()) < MIN_WORDS or not node_text(link):
            continue
        url = canonical_url(absolute_url(document.base_url, link.get("href", "")))
        if url in menus or is_other(url) or site_of(url) != here:
            continue
        if address_shape(url) in taught:
            entry = make_entry(url, platform, title=title)
            found.setdefault(entry.identity, entry)
    return tuple(e for e in without_sections(tuple(found.values())) if not _is_section(e))


def _is_section(entry: Entry) -> bool:
    """Named like one, with nothing beside that only an article has: a number, a date."""
    is_article = entry.published_raw or names_article(entry.url)
    return not is_article and is_section_name(entry.title)
