"""Older articles of a source, between two days, a few listing pages at a time.

A walk goes page by page and notes where it is: with the same days the next run goes on there.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve
from scrapy import Request

from archive.listings import BackfillGoal, BackfillPlace, ListingStore
from archive.records import Entry, Listing
from scraper.discovery.paging import following_page
from scraper.discovery.postback import Postback
from scraper.discovery.reader import Channel
from scraper.errors import SourceConfigError
from scraper.pipelines import VIETNAM_TIME
from scraper.reading import ListingReading
from spiders.portal import PortalSpider, Step
from spiders.walks import ListingWalks

DEFAULT_PAGES = 200


class _UnknownWalks(ListingWalks):
    """A backfill goes on behind what is known and says nothing about the newest pages."""

    def begin(self, listing_url: str) -> None:
        pass

    def answered(self, listing_url: str, *, is_whole: bool) -> None:
        pass


class BackfillSpider(PortalSpider):
    """`scrapy crawl backfill -a source=ID -a since=2024-01-01 -a until=2024-12-31 -a pages=200`.

    Days are inclusive and those of Viet Nam; `pages` is how many listing pages this run may read.
    Raises SourceConfigError for days that are none.
    """

    name = "backfill"

    def __init__(
        self, source: str = "", since: str = "", until: str = "", pages: str = "", **kwargs: Any
    ) -> None:
        super().__init__(source, **kwargs)
        self._since, self._until = _day(since, "since"), _day(until, "until")
        if self._since and self._until and self._since > self._until:
            raise SourceConfigError(f"since {since} is later than until {until}")
        self._left = int(pages) if pages else DEFAULT_PAGES
        self._resumed_at: dict[str, int] = {}

    @property
    def walks(self) -> ListingWalks:
        if self._walks is None:
            self._walks = _UnknownWalks(self._listings, self.source.id)
        return self._walks

    @property
    def _listings(self) -> ListingStore:
        return self.session.archive.listings

    async def start(self) -> AsyncIterator[Request]:
        self.owe(self.session.archive.entries.due_entries(self.source.id, datetime.now(UTC)))
        for listing in self.source.listing:
            place = self._listings.backfill_place(self._goal(listing.url))
            if place is not None and place.is_done:
                continue
            step = Step(listing, listing.url)
            if place is not None:
                self._resumed_at[listing.url] = place.page_number
                if place.next_url != listing.url:
                    step = evolve(step, url=place.next_url, number=place.page_number)
            for request in self.listing_requests(step):
                yield request

    def listing_requests(self, step: Step, postback: Postback | None = None) -> Iterator[Request]:
        """Within the budget. A form's pages cannot be entered in the middle: those walked before
        are walked again, and do not count.
        """
        is_new = step.number >= self._resumed_at.get(step.listing.url, 0)
        if is_new and self._left <= 0:
            return
        self._left -= is_new
        yield from super().listing_requests(step, postback)

    def wanted(self, page: Listing, channel: Channel) -> tuple[Entry, ...]:
        """Between the days; what is not dated has to be read to know."""
        return tuple(
            entry for entry in super().wanted(page, channel) if self._place_in_time(entry) == 0
        )

    def is_end(self, page: Listing, following: Step, *, has_due: bool) -> bool:
        """The first page whose dated entries are all too old: listings are newest first."""
        dated = [entry for entry in page.entries if entry.published_at is not None]
        is_behind = bool(dated) and all(self._place_in_time(entry) < 0 for entry in dated)
        if not is_behind and not super().is_end(page, following, has_due=has_due):
            return False
        self._note(following, "", is_done=True)
        return True

    def further_pages(self, reading: ListingReading, following: Step) -> Iterator[Request]:
        page, postback = reading.listing, reading.postback
        if reading.channel is Channel.SITEMAP:  # an index: all its files, they are few
            for child in page.next_urls:
                yield from super().listing_requests(evolve(following, url=child))
            return
        url = following_page(page.url, page.next_urls)
        if url:
            self._note(following, url, is_done=False)
            yield from self.listing_requests(evolve(following, url=url))
            return
        if postback is None:
            self._note(following, "", is_done=True)
            return
        self._note(following, following.listing.url, is_done=False)
        yield from self.listing_requests(evolve(following, url=postback.url), postback)

    def _note(self, following: Step, next_url: str, *, is_done: bool) -> None:
        place = BackfillPlace(next_url, following.number, is_done)
        goal = self._goal(following.listing.url)
        self._listings.record_backfill(goal, place, datetime.now(UTC))

    def _goal(self, listing_url: str) -> BackfillGoal:
        since = self._since or date.min
        return BackfillGoal(self.source.id, listing_url, since, self._until)

    def _place_in_time(self, entry: Entry) -> int:
        """-1 before the days, 1 after them, 0 between them or not dated."""
        if entry.published_at is None:
            return 0
        day = entry.published_at.astimezone(VIETNAM_TIME).date()
        if self._since is not None and day < self._since:
            return -1
        return int(self._until is not None and day > self._until)


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SourceConfigError(f"{name} {text!r} is no day; write 2024-12-31") from error
