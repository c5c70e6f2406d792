"""From a stored response to an Article or a Listing: platform first, then generic.

Without Scrapy and without the network: the same bytes give the same record years later.
"""

import logging
from collections.abc import Iterator

from attrs import evolve, frozen
from web_poet import HttpResponse
from web_poet.exceptions import UseFallback

from archive.records import Article, Listing, PageKind
from scraper.errors import NotAnArticle, SelectorMismatch
from scraper.fields.kinds import (
    LARGE_PAGE,
    SHORT_PAGE,
    is_placeholder,
    refusal_of,
    refusal_of_status,
)
from scraper.fields.order import strays
from scraper.fields.shown_text import shows_surely_more
from scraper.pages.base import ArticlePage
from scraper.pages.document import bounded_body, is_read, read_document
from scraper.pages.generic import GenericArticlePage
from scraper.pages.generic_listing import GenericListingPage
from scraper.pages.listing import ListingPage, content_type
from scraper.pages.pdf import PdfArticlePage, is_pdf
from scraper.platforms import PLATFORMS, Detection, detect

_LOG = logging.getLogger(__name__)


@frozen
class Extraction:
    """An article and how it was read."""

    article: Article
    platform: str
    """Name in PLATFORMS, "generic" or "pdf"."""
    page_object: str
    extractor_version: str
    is_generic: bool
    skipped: tuple[str, ...] = ()
    """Page objects that passed the page on, and why."""


def extract_article(response: HttpResponse, platform: str | None = None) -> Extraction:
    """The article of a page; `platform` is what the source says, detected where it says nothing.

    Raises NotAnArticle for anything else (a positive sign is required), SelectorMismatch where
    the layout is known but broken (generic is not tried then: it would hide that), PageError for
    a page that cannot be read at all.
    """
    url = str(response.url)
    refusal = refusal_of_status(response.status)
    if refusal is not None:
        raise NotAnArticle(url, refusal.kind, refusal.reason)
    if is_pdf(response):
        return _from_pdf(response)
    bounded_body(response)  # refuses what is too large before anything searches it
    skipped: list[str] = []
    for name, page_class in _chain(response, platform, skipped):
        try:
            article = (
                page_class.article_from_part(response) or page_class(response=response).article()
            )
        except NotAnArticle:
            _refuse_by_words(response)
            raise
        except UseFallback as fallback:
            skipped.append(f"{page_class.__name__}: {fallback}")
            continue
        except SelectorMismatch as mismatch:
            _refuse_by_words(response)
            if page_class.IS_PROVEN:
                raise
            skipped.append(f"{page_class.__name__} (no saved page backs it): {mismatch}")
            continue
        if len(article.body_text) < (SHORT_PAGE if page_class.IS_GENERIC else SHORT_PAGE // 4):
            _refuse_by_words(response)
        if is_placeholder(article.body_text) and not (article.images or article.attachments):
            raise NotAnArticle(url, PageKind.EMPTY, f"a body that says {article.body_text!r}")
        return Extraction(
            article=_told_of_change(article, platform, name),
            platform=name,
            page_object=page_class.__name__,
            extractor_version=page_class.VERSION,
            is_generic=page_class.IS_GENERIC,
            skipped=tuple(skipped),
        )
    raise NotAnArticle(url, PageKind.OTHER, "no page object takes it")


def _from_pdf(response: HttpResponse) -> Extraction:
    """The file is the article."""
    return Extraction(
        article=PdfArticlePage(response=response).article(),
        platform=PdfArticlePage.PLATFORM,
        page_object=PdfArticlePage.__name__,
        extractor_version=PdfArticlePage.VERSION,
        is_generic=PdfArticlePage.IS_GENERIC,
    )


def _refuse_by_words(response: HttpResponse) -> None:
    """Raises NotAnArticle for a short page that says what it is: challenge, error, log-in, shell."""
    body = bounded_body(response)
    is_large = len(body) >= LARGE_PAGE and not is_read(response)  # a tree tells it faster
    if is_large and shows_surely_more(body, SHORT_PAGE):
        return
    refusal = refusal_of(read_document(response).root, body)
    if refusal is not None:
        raise NotAnArticle(str(response.url), refusal.kind, refusal.reason)


def _chain(
    response: HttpResponse, platform: str | None, skipped: list[str]
) -> Iterator[tuple[str, type[ArticlePage]]]:
    """The source's platform, then the detected one where that is another, then generic."""
    if platform is not None and platform in PLATFORMS:
        for page_class in PLATFORMS[platform].article_pages:
            yield platform, page_class
    elif platform is not None and platform != GenericArticlePage.PLATFORM:
        skipped.append(f"{platform}: no platform of this name")
    detection = detect(response)
    if detection.platform is not None and detection.platform != platform:
        if platform is not None:
            skipped.append(_changed(platform, detection))
        for page_class in PLATFORMS[detection.platform].article_pages:
            yield detection.platform, page_class
    yield GenericArticlePage.PLATFORM, GenericArticlePage


def _changed(platform: str, detection: Detection) -> str:
    return f"{platform}: the page looks like {detection.platform} ({'; '.join(detection.reasons)})"


def _told_of_change(article: Article, expected: str | None, found: str) -> Article:
    if expected is None or expected == found or expected not in PLATFORMS:
        return article
    warning = (
        f"Nguồn khai nền tảng “{expected}” nhưng trang được đọc theo “{found}”: kiểm tra nguồn."
    )
    return evolve(article, warnings=(*article.warnings, warning))


def extract_listing(response: HttpResponse, platform: str | None = None) -> Listing:
    """Entries and further addresses of a section page, newest first as printed; may be empty.

    An entry whose date breaks the order of its neighbours keeps it in `published_raw` only.

    Raises NotAnArticle (with the kind) for error pages, challenges and the like, SelectorMismatch
    for a known endpoint that answers in a form nobody has seen.
    """
    if content_type(response) not in ("application/json", "text/json"):
        document = read_document(response)
        refusal = refusal_of_status(response.status) or refusal_of(document.root, response.body)
        if refusal is not None and refusal.kind is not PageKind.EMPTY:
            raise NotAnArticle(str(response.url), refusal.kind, refusal.reason)
    for page_class in _listing_chain(response, platform):
        try:
            listing = page_class(response=response).listing()
        except UseFallback:
            continue
        if listing.entries or listing.next_urls:
            return _with_trusted_dates(listing)
    return _with_trusted_dates(GenericListingPage(response=response).listing())


def _with_trusted_dates(listing: Listing) -> Listing:
    """Without the dates that break the order of the list: a misprint, day and month confused, the
    day that a title names. The log says which; the article's own page tells its date.
    """
    untrusted = strays([entry.published_at for entry in listing.entries])
    if not untrusted:
        return listing
    entries = list(listing.entries)
    for place in untrusted:
        entry = entries[place]
        _LOG.info(
            "%s: date “%s” of %s breaks the order of the list and is not used",
            listing.url,
            entry.published_raw,
            entry.url,
        )
        entries[place] = evolve(entry, published_at=None)
    return evolve(listing, entries=tuple(entries))


def _listing_chain(response: HttpResponse, platform: str | None) -> Iterator[type[ListingPage]]:
    if platform in PLATFORMS:
        yield from PLATFORMS[platform].listing_pages
    detected = detect(response).platform
    if detected is not None and detected != platform:
        yield from PLATFORMS[detected].listing_pages
