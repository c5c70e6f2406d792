"""Numbers of years and ranges of dates as pages state them, contradictions included."""

import re
from datetime import date

from attrs import frozen

_DATED_YEAR = r"(?:(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?)?([12]\d{3})"
_RANGE = re.compile(rf"(?<![\d/.\-]){_DATED_YEAR}\s*[-–—]\s*{_DATED_YEAR}(?![\d/.\-])")
_NOT_AN_ANNIVERSARY = re.compile(
    r"(?:nhiệm kỳ|nhiệm kì|giai đoạn|năm học|khóa|khoá|niên khóa|thời kỳ)\s*\(?\s*$", re.IGNORECASE
)
_DAY_AND_MONTH = re.compile(
    r"(?<![\d/.\-])(\d{1,2})\s?[/.\-]\s?(\d{1,2})(?:\s?[/.\-]\s?([12]\d{3}))?(?![\d/])"
)


@frozen
class YearRange:
    """“(28/8/1945 - 28/8/2019)”: dates are None where the page gives years alone."""

    text: str
    first_year: int
    last_year: int
    first_day: tuple[int, int] | None
    """Day and month."""
    last_day: tuple[int, int] | None

    @property
    def years(self) -> int:
        return self.last_year - self.first_year

    @property
    def ends_on(self) -> date | None:
        if self.last_day is None:
            return None
        return make_date(self.last_day[0], self.last_day[1], self.last_year)


def read_range(text: str) -> YearRange | None:
    """The first range of years that is not a term of office, a school year or a plan period."""
    for match in _RANGE.finditer(text):
        if _NOT_AN_ANNIVERSARY.search(text[: match.start()]):
            continue
        day1, month1, year1, day2, month2, year2 = match.groups()
        return YearRange(
            match.group(),
            int(year1),
            int(year2),
            (int(day1), int(month1)) if day1 else None,
            (int(day2), int(month2)) if day2 else None,
        )
    return None


def read_day_and_month(text: str) -> tuple[int, int, int | None] | None:
    """Day, month and year (if given) of the first date in the text."""
    for match in _DAY_AND_MONTH.finditer(text):
        day, month, year = int(match[1]), int(match[2]), match[3]
        if make_date(day, month, int(year) if year else 2024):
            return day, month, int(year) if year else None
    return None


def make_date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
