"""Days on which no Vietnamese office publishes: weekends and public holidays.

Public holidays: Bộ luật Lao động 2019, Điều 112. The week of Tết stands still longer than the law
says: portals fall silent some days before and wake some days after.
"""

from datetime import date, timedelta
from functools import lru_cache

import vnlunar

from occasions.days import lunar_new_year

_FIXED = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2))
_TET_BEFORE, _TET_AFTER = 4, 8
_SATURDAY = 5


def is_rest_day(day: date) -> bool:
    return day.weekday() >= _SATURDAY or day in holidays(day.year)


def working_days(after: date, until: date) -> int:
    """Days after the first and up to the second on which something may be published."""
    span = (until - after).days
    return sum(not is_rest_day(after + timedelta(days=days)) for days in range(1, span + 1))


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    found = {date(year, month, day) for month, day in _FIXED}
    tet = lunar_new_year(year)
    found |= {tet + timedelta(days=shift) for shift in range(-_TET_BEFORE, _TET_AFTER + 1)}
    hung_kings = vnlunar.convert_lunar_to_solar(10, 3, year, 0)
    if hung_kings is not None:
        day, month, solar_year = hung_kings
        found.add(date(solar_year, month, day))
    return frozenset(found)
