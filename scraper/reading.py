"""Pages as a crawl reads them: everything that it wants of one, from the response alone."""

from attrs import frozen
from web_poet import HttpResponse

from archive.records import Listing
from scraper.discovery.front_page import is_front_page, read_front_page
from scraper.discovery.postback import Postback, next_postback
from scraper.discovery.reader import Channel, channel_of, read_listing
from scraper.errors import PageError
from scraper.extract import Extraction, extract_article
from scraper.page_kinds import told_by_notice


@frozen
class ListingReading:
    listing: Listing
    channel: Channel
    postback: Postback | None
    """The form of the following page, where no link leads there."""


def read_article_page(response: HttpResponse, platform: str | None) -> Extraction:
    """Raises PageError, by a notice on the page where one explains what is missing."""
    try:
        return extract_article(response, platform)
    except PageError as error:
        raise told_by_notice(error, response) from error


def read_listing_page(
    response: HttpResponse, platform: str | None, asked_url: str, number: int
) -> ListingReading:
    """Page `number` of a listing; `asked_url` is the address before redirects. Raises PageError."""
    read = read_front_page if is_front_page(asked_url) else read_listing
    listing, channel = read(response, platform), channel_of(response)
    has_form = channel is Channel.SECTION and not listing.next_urls
    return ListingReading(listing, channel, next_postback(response, number) if has_form else None)
