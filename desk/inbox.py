"""The inbox: what waits and what is worth congratulating comes first."""

from collections.abc import Mapping

import attrs
from attrs import frozen

from archive.archive import Archive
from archive.records import ArticleSummary, OccasionLabel, ReviewState
from archive.summaries import SummaryFilter

PAGE_SIZE = 25
STATES: Mapping[str, SummaryFilter] = {
    "waiting": SummaryFilter(decided=False),
    "approved": SummaryFilter(state=ReviewState.APPROVED, published=False),
    "rejected": SummaryFilter(state=ReviewState.REJECTED),
    "published": SummaryFilter(published=True),
    "all": SummaryFilter(),
}
WORTH: Mapping[str, tuple[OccasionLabel | None, ...]] = {
    "worth": (OccasionLabel.OCCASION, OccasionLabel.MAYBE),
    "no": (OccasionLabel.NO,),
    "any": (None,),
}
"""Labels in the order in which they are listed; None is every article, classified or not."""


@frozen
class InboxQuery:
    state: str = "waiting"
    worth: str = ""
    """A key of WORTH; "" chooses "worth" where there is any such article, else "any"."""
    source_id: str = ""
    words: str = ""
    page: int = 1

    def filter(self, state: str = "") -> SummaryFilter:
        return attrs.evolve(STATES[state or self.state], source_id=self.source_id, words=self.words)


@frozen
class Inbox:
    query: InboxQuery
    """With the choice made where the asked one left it open."""
    rows: tuple[ArticleSummary, ...]
    state_counts: Mapping[str, int]
    worth_counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return self.worth_counts[self.query.worth]

    @property
    def page_count(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first_number(self) -> int:
        return (self.query.page - 1) * PAGE_SIZE + 1


def read_query(parameters: Mapping[str, str]) -> InboxQuery:
    """Values that mean nothing count as not given."""
    state, worth = parameters.get("state", ""), parameters.get("worth", "")
    page = parameters.get("page", "")
    return InboxQuery(
        state=state if state in STATES else "waiting",
        worth=worth if worth in WORTH else "",
        source_id=parameters.get("source", ""),
        words=parameters.get("q", "").strip()[:200],
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def load_inbox(archive: Archive, query: InboxQuery) -> Inbox:
    counts = {state: _count(archive, query.filter(state), (None,)) for state in STATES}
    chosen = query.filter()
    worth_counts = {
        worth: counts[query.state] if labels == (None,) else _count(archive, chosen, labels)
        for worth, labels in WORTH.items()
    }
    worth = query.worth or ("worth" if worth_counts["worth"] else "any")
    last_page = max(1, -(-worth_counts[worth] // PAGE_SIZE))
    query = attrs.evolve(query, worth=worth, page=min(query.page, last_page))
    rows = _rows(archive, chosen, WORTH[worth], (query.page - 1) * PAGE_SIZE)
    return Inbox(query, rows, counts, worth_counts)


def _count(archive: Archive, where: SummaryFilter, labels: tuple[OccasionLabel | None, ...]) -> int:
    counts = (archive.summaries.count_summaries(attrs.evolve(where, label=x)) for x in labels)
    return sum(counts)


def _rows(
    archive: Archive, where: SummaryFilter, labels: tuple[OccasionLabel | None, ...], skip: int
) -> tuple[ArticleSummary, ...]:
    """One page of the lists of all labels put one after another."""
    found: list[ArticleSummary] = []
    for label in labels:
        wanted = attrs.evolve(where, label=label, offset=skip, limit=PAGE_SIZE - len(found))
        part = archive.summaries.list_summaries(wanted)
        found += part
        if len(found) == PAGE_SIZE:
            break
        skip = 0 if part else max(0, skip - _count(archive, where, (label,)))
    return tuple(found)
