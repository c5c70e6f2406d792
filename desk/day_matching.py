"""Which articles and posts belong to a day of the calendar."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from attrs import frozen

from occasions.agencies import full_name, is_same_body
from occasions.calendar import CalendarDay, FixedDay, fixed_days
from occasions.wording import cut_words

NEARBY = timedelta(days=60)
"""An article or post belongs to the day that comes if it appeared within this time before it."""
_YEAR = timedelta(days=365)
_CONGRATULATIONS = frozenset({"letter", "holiday_visit", ""})
_OF_A_BODY = frozenset({"founding", "school", "decoration", "merger_launch", "letter", ""})


@frozen
class Subject:
    """What is known of an article or a post: `on` is the day it appeared."""

    honoree: str
    """As the detector or an editor has it; where nobody is named, the publisher."""
    words: str
    """`honoree` written out, for comparison."""
    type: str
    day: date | None
    """The day of the occasion, where the page gives it."""
    on: date


def subject_of(
    honoree: str, type_: str, day: date | None, on: date, tables: Path | None
) -> Subject:
    return Subject(honoree, _words(honoree, tables), type_, day, on)


@frozen
class DayRule:
    """One day of the calendar with what decides who belongs to it."""

    day: CalendarDay
    fixed: FixedDay | None
    """None for the founding day of one body."""
    names: tuple[str, ...]
    is_alone: bool
    """No other fixed day falls on its date, so that the date alone tells it."""
    tables: Path | None

    def is_honoree(self, subject: Subject) -> bool:
        """Whether the day is that body's: its own, or that of bodies whose names begin so."""
        if self.fixed is not None:
            return any(f"{subject.words} ".startswith(f"{name} ") for name in self.names)
        return any(
            is_same_body(subject.honoree, honoree, tables=self.tables)
            for honoree in self.day.honorees
        )

    def is_meant(self, subject: Subject) -> bool:
        """Whether the subject is about this day, not about another occasion of the same body."""
        if self.fixed is None:
            return subject.type in _OF_A_BODY and self.is_honoree(subject)
        if subject.day is not None and self.fixed.on(subject.day.year) == subject.day:
            return self.is_alone or self.is_honoree(subject)
        is_fitting = subject.type == self.fixed.type or subject.type in _CONGRATULATIONS
        return is_fitting and self.is_honoree(subject)

    def is_of_this_time(self, subject: Subject) -> bool:
        return timedelta(0) <= self.day.on - subject.on <= NEARBY

    def is_of_last_year(self, subject: Subject) -> bool:
        return abs(self.day.on - _YEAR - subject.on) <= NEARBY


def day_rules(days: Sequence[CalendarDay], tables: Path | None) -> list[DayRule]:
    fixed = {each.id: each for each in fixed_days(tables=tables)}
    dates = Counter((each.month, each.day) for each in fixed.values())
    return [_rule(day, fixed.get(day.key), dates, tables) for day in days]


def _rule(
    day: CalendarDay,
    fixed: FixedDay | None,
    dates: Counter[tuple[int, int]],
    tables: Path | None,
) -> DayRule:
    # A page that congratulates "ngành Y tế" names nobody else: that is the day's as well.
    named = (*day.honorees, fixed.honoree) if fixed else day.honorees
    return DayRule(
        day=day,
        fixed=fixed,
        names=tuple(words for each in named if (words := _words(each, tables))),
        is_alone=fixed is not None and dates[fixed.month, fixed.day] == 1,
        tables=tables,
    )


def _words(name: str, tables: Path | None) -> str:
    """With its marks: without them "Báo" would begin "Bảo hiểm xã hội"."""
    return " ".join(cut_words(full_name(name, tables=tables)).keys)
