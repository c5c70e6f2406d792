"""Days to come: fixed days of the country, founding days of bodies, round years marked."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from archive.text import slugify
from occasions.calendar_day import CalendarDay
from occasions.days import FixedDay, load_days
from occasions.founding import FoundingDay
from occasions.icalendar_text import to_icalendar

__all__ = ["CalendarDay", "FixedDay", "FoundingDay", "fixed_days", "to_icalendar", "upcoming"]


def fixed_days(*, tables: Path | None = None) -> tuple[FixedDay, ...]:
    """The table of fixed days, in the order of the year; Tết first."""
    return tuple(sorted(load_days(tables), key=lambda day: (day.month, day.day, day.id)))


def upcoming(
    today: date,
    days: int,
    founding_days: Sequence[FoundingDay] = (),
    *,
    tables: Path | None = None,
) -> list[CalendarDay]:
    """What falls on `today` or within the next `days` days, soonest first."""
    last = today + timedelta(days=days)
    found = [
        day
        for year in range(today.year, last.year + 1)
        for day in _days_of(year, founding_days, tables)
        if today <= day.on <= last
    ]
    return sorted(found, key=lambda day: (day.on, day.name))


def _days_of(
    year: int, founding_days: Sequence[FoundingDay], tables: Path | None
) -> Iterator[CalendarDay]:
    for fixed in load_days(tables):
        yield _fixed(fixed, year)
    for founding in founding_days:
        if year >= (founding.counted_from or founding.founded_on.year):
            yield _founding(founding, year)


def _fixed(day: FixedDay, year: int) -> CalendarDay:
    years = _years(day.first_year, year)
    return CalendarDay(
        on=day.on(year),
        name=day.name,
        honorees=day.bodies or ((day.honoree,) if day.honoree else ()),
        years=years,
        first_year=day.first_year,
        round_by=_round_by(years),
        key=day.id,
        certainty=day.certainty,
        evidence=day.evidence,
        note=day.note,
    )


def _founding(day: FoundingDay, year: int) -> CalendarDay:
    first_year = day.counted_from or day.founded_on.year
    years = _years(first_year, year)
    return CalendarDay(
        on=_in_year(day.founded_on, year),
        name=f"Ngày thành lập {day.honoree}",
        honorees=(day.honoree,),
        years=years,
        first_year=first_year,
        round_by=_round_by(years),
        key=f"founding-{slugify(day.honoree)}",
        certainty="A",
        evidence=day.source,
    )


def _in_year(day: date, year: int) -> date:
    """29 February is kept on the 28th of common years."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _years(first_year: int | None, year: int) -> int | None:
    if first_year is None or year <= first_year:
        return None
    return year - first_year


def _round_by(years: int | None) -> int:
    if not years:
        return 0
    return next((step for step in (10, 5) if years % step == 0), 0)
