"""Fixed days of the year (tables/days.tsv) and their names in running text."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import vnlunar
from attrs import frozen

from occasions.cues import OCCASION_TYPES
from occasions.table_reader import Row, load_table
from occasions.wording import PhraseIndex

LUNAR_NEW_YEAR = "tết"
_COLUMNS = (
    "id", "day", "name", "aliases", "sectors", "first_year",
    "honoree", "bodies", "type", "certainty", "evidence", "note",
)  # fmt: skip


@frozen
class FixedDay:
    id: str
    month: int
    """0 for a lunar day."""
    day: int
    name: str
    aliases: tuple[str, ...]
    sectors: tuple[str, ...]
    """What follows "N năm ngày truyền thống (ngành)" when this day is meant."""
    first_year: int | None
    honoree: str
    """Whom a page congratulates when it names nobody; may be empty."""
    bodies: tuple[str, ...]
    """How the names of bodies begin to which this day belongs."""
    type: str
    certainty: str
    evidence: str
    note: str

    def on(self, year: int) -> date:
        if self.month == 0:
            return lunar_new_year(year)
        return date(year, self.month, self.day)

    def nearest(self, to: date) -> date:
        """The day of the year that lies nearest: a page of January may speak of last December."""
        return min((self.on(to.year + shift) for shift in (-1, 0, 1)), key=lambda on: abs(on - to))


def lunar_new_year(year: int) -> date:
    """Mồng 1 tháng Giêng in the Vietnamese calendar (UTC+7), which may differ from the Chinese."""
    found = vnlunar.convert_lunar_to_solar(1, 1, year, 0)
    if found is None:
        raise ValueError(f"no lunar new year known for {year}")
    day, month, solar_year = found
    return date(solar_year, month, day)


def _read_day(row: Row) -> FixedDay:
    month, day = _read_month_and_day(row)
    return FixedDay(
        id=row.required("id"),
        month=month,
        day=day,
        name=row.required("name"),
        aliases=row.parts("aliases"),
        sectors=row.parts("sectors"),
        first_year=row.year("first_year"),
        honoree=row.text("honoree"),
        bodies=row.parts("bodies"),
        type=row.choice("type", tuple(OCCASION_TYPES)),
        certainty=row.certainty(),
        evidence=row.text("evidence"),
        note=row.text("note"),
    )


def _read_month_and_day(row: Row) -> tuple[int, int]:
    value = row.required("day")
    if value == LUNAR_NEW_YEAR:
        return 0, 0
    try:
        day, month = (int(part) for part in value.split("/"))
        date(2023, month, day)
    except ValueError as error:
        raise row.fault(
            "day", f"“{value}” không phải ngày/tháng (ví dụ 20/11) hay “{LUNAR_NEW_YEAR}”"
        ) from error
    return month, day


@lru_cache(maxsize=8)
def load_days(folder: Path | None = None) -> tuple[FixedDay, ...]:
    return load_table("days.tsv", _COLUMNS, _read_day, key=lambda day: day.id, folder=folder)


def index_day_names(days: tuple[FixedDay, ...]) -> PhraseIndex[FixedDay]:
    return PhraseIndex.build((alias, day) for day in days for alias in day.aliases)


def index_sectors(days: tuple[FixedDay, ...]) -> PhraseIndex[FixedDay]:
    return PhraseIndex.build((sector, day) for day in days for sector in day.sectors)
