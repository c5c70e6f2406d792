"""Which listings were walked to their end, so that the next visit may stop at what it knows.

A listing whose walk was cut short (killed, a page that failed, a full disk) is walked whole again:
otherwise the entries behind the cut would never be seen.
"""

from collections import Counter
from datetime import UTC, datetime

from archive.listings import BackfillGoal, BackfillPlace, ListingStore


class ListingWalks:
    """Of one run of one source."""

    def __init__(self, store: ListingStore, source_id: str) -> None:
        self._store = store
        self._source_id = source_id
        self._known: set[str] = set()
        self._asked: set[tuple[str, str]] = set()
        self._open: Counter[str] = Counter()
        self._cut_short: set[str] = set()

    def begin(self, listing_url: str) -> None:
        """Note whether it is known, and that its walk is under way."""
        goal = self._goal(listing_url)
        place = self._store.backfill_place(goal)
        if place is not None and place.is_done:
            self._known.add(listing_url)
        self._record(goal, is_done=False)

    def is_known(self, listing_url: str) -> bool:
        """Whether the walk before this one came to its end."""
        return listing_url in self._known

    def asks(self, listing_url: str, page: str) -> bool:
        """Whether the page is asked for now; False where it was already. Every page asked for has
        to be `answered`.
        """
        if (listing_url, page) in self._asked:
            return False
        self._asked.add((listing_url, page))
        self._open[listing_url] += 1
        return True

    def answered(self, listing_url: str, *, is_whole: bool) -> None:
        """A page and what follows from it are recorded; `is_whole` is False where it failed."""
        self._open[listing_url] -= 1
        if not is_whole:
            self._cut_short.add(listing_url)
        if self._open[listing_url] == 0 and listing_url not in self._cut_short:
            self._record(self._goal(listing_url), is_done=True)

    def _goal(self, listing_url: str) -> BackfillGoal:
        return BackfillGoal(self._source_id, listing_url, since=None, until=None)

    def _record(self, goal: BackfillGoal, *, is_done: bool) -> None:
        self._store.record_backfill(goal, BackfillPlace("", 0, is_done), datetime.now(UTC))
