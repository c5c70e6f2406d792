"""When simulated portals publish: by day, week, season, in bursts, and never at Tết."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from random import Random

from occasions.days import lunar_new_year

VIETNAM = timedelta(hours=7)
_SATURDAY = 5
_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))


class Kind(StrEnum):
    SEVERAL_A_DAY = "several a day"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SCHOOL = "school"
    BURSTS = "bursts"


_PER_WORKING_DAY = {
    Kind.SEVERAL_A_DAY: 4.0,
    Kind.DAILY: 1.0,
    Kind.WEEKLY: 0.2,
    Kind.MONTHLY: 0.05,
    Kind.SCHOOL: 0.5,
}
_BURST_BEGINS = 0.07
_BURST_SIZE = (4, 9)
_WEEKEND = 0.1


def publication_times(kind: Kind, first: date, last: date, random: Random) -> list[datetime]:
    """In order; by chance (Poisson) on days that are open, in office hours."""
    found: list[datetime] = []
    day = first
    while day <= last:
        found += [_office_hour(day, random) for _ in range(_articles_on(kind, day, random))]
        day += timedelta(days=1)
    return sorted(found)


def _articles_on(kind: Kind, day: date, random: Random) -> int:
    openness = _openness(kind, day)
    if kind is Kind.BURSTS:
        begins = random.random() < _BURST_BEGINS * openness
        return random.randint(*_BURST_SIZE) if begins else 0
    return _poisson(_PER_WORKING_DAY[kind] * openness, random)


def _openness(kind: Kind, day: date) -> float:
    to_tet = (day - lunar_new_year(day.year)).days
    if -3 <= to_tet <= 6 or (day.month, day.day) in _HOLIDAYS:
        return 0
    if kind is Kind.SCHOOL and (6, 1) <= (day.month, day.day) <= (8, 24):
        return 0
    if day.weekday() >= _SATURDAY:
        return _WEEKEND if kind is Kind.SEVERAL_A_DAY else 0
    return 1


def _poisson(mean: float, random: Random) -> int:
    """By counting exponential waits."""
    count, waited = 0, random.expovariate(1)
    while waited < mean:
        count += 1
        waited += random.expovariate(1)
    return count


def _office_hour(day: date, random: Random) -> datetime:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - VIETNAM
    return midnight + timedelta(minutes=random.randint(7 * 60, 18 * 60))
