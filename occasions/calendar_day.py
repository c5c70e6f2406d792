"""One day of the calendar, as the desk and the feed show it."""

from datetime import date

from attrs import frozen


@frozen
class CalendarDay:
    """One day of one year on which somebody is congratulated."""

    on: date
    name: str
    honorees: tuple[str, ...]
    """Bodies, or how the names of bodies begin, whose day it is; empty for the whole country."""
    years: int | None
    first_year: int | None
    round_by: int
    """10 or 5 where `years` is a multiple of it, else 0."""
    key: str
    """The same every year: by it the post of last year is found."""
    certainty: str
    """A to D as in the table; "A" for what an editor confirmed."""
    evidence: str
    note: str = ""

    @property
    def is_round(self) -> bool:
        return self.round_by > 0
