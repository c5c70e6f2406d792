"""Founding days of bodies: those an editor confirmed, and those that articles propose."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from archive.records import Occasion, OccasionLabel
from occasions.agencies import resolve
from occasions.table_reader import Row, load_table

TABLE = "founding_days.tsv"
_TYPES = ("founding", "school")


@frozen
class FoundingDay:
    """A body's own day, entered or confirmed by an editor."""

    honoree: str
    founded_on: date
    counted_from: int | None = None
    """Year from which the body itself counts, where it is not that of `founded_on`."""
    source: str = ""
    """Where it is written: an address or a decision."""


@frozen
class FoundingProposal:
    """What articles say of a body's founding: for an editor to confirm, never taken as it is."""

    honoree: str
    """In full."""
    counted_from: int
    days: tuple[date, ...]
    """Days on which it was kept, newest first; empty where no article states one."""
    articles: int
    """How many articles agree on the year."""
    other_years: tuple[int, ...]
    """Years that other articles of the same body count from."""


def load_founding_days(folder: Path | None = None) -> tuple[FoundingDay, ...]:
    """Rows of founding_days.tsv, the house's and those of an editor's folder."""
    return _load(folder)


@lru_cache(maxsize=8)
def _load(folder: Path | None) -> tuple[FoundingDay, ...]:
    return load_table(
        TABLE,
        ("honoree", "founded_on", "counted_from", "source"),
        _read_founding_day,
        key=lambda day: resolve(day.honoree).key,
        folder=folder,
    )


def _read_founding_day(row: Row) -> FoundingDay:
    founded_on = row.date("founded_on")
    if founded_on is None:
        raise row.fault("founded_on", "cần ngày thành lập, dạng 03/08/2004")
    return FoundingDay(
        honoree=row.required("honoree"),
        founded_on=founded_on,
        counted_from=row.year("counted_from"),
        source=row.required("source"),
    )


def propose_founding_days(occasions: Iterable[Occasion]) -> list[FoundingProposal]:
    """Bodies whose first year articles give, most agreed first."""
    told: dict[str, list[Occasion]] = defaultdict(list)
    for occasion in occasions:
        is_sure = occasion.label is OccasionLabel.OCCASION and occasion.type in _TYPES
        if is_sure and occasion.honoree and occasion.counted_from:
            told[resolve(occasion.honoree).key].append(occasion)
    proposals = [_proposal(each) for each in told.values()]
    return sorted(proposals, key=lambda each: (-each.articles, each.honoree))


def _proposal(told: list[Occasion]) -> FoundingProposal:
    years = [occasion.counted_from for occasion in told if occasion.counted_from]
    year = max(sorted(set(years)), key=years.count)
    days = {occasion.day for occasion in told if occasion.day and occasion.counted_from == year}
    return FoundingProposal(
        honoree=resolve(told[0].honoree).name,
        counted_from=year,
        days=tuple(sorted(days, reverse=True)),
        articles=years.count(year),
        other_years=tuple(sorted(set(years) - {year})),
    )
