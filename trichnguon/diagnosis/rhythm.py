"""How often a source publishes, and from when its silence is more than its rhythm explains. Pure.

Gaps are counted in days on which something may be published, so that weekends and Tết are none.
Only gaps of the same season count where a year is known: a school portal is silent all summer.
The limit is far out on purpose, for articles that come by chance leave long gaps: with gaps that
are exponentially distributed, one in 160 000 is longer than twelve times their mean.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import fmean, median

from attrs import frozen

from trichnguon.classify import VIETNAM_TIME
from trichnguon.diagnosis.rest_days import working_days

REMEMBERED = timedelta(days=800)
FEWEST_ARTICLES = 10
TIMES_MEAN = 12
TIMES_LONGEST = 2
GRACE_DAYS = 5
SEASON = timedelta(days=45)
RECENT = timedelta(days=90)
FULL_YEAR = timedelta(days=400)
LIMIT_WITHOUT_A_YEAR = 80
"""Least limit while no summer has been seen: school portals are silent from June to August."""
LONGEST_LIMIT = 250
"""A year of working days."""
_FEWEST_GAPS = 4
_YEAR = timedelta(days=365)


@frozen
class Rhythm:
    usual_gap_days: float | None = None
    """Median of the working days between two articles; None with too few articles."""
    limit_days: float | None = None


@frozen
class _Gap:
    begins: date
    ends: date
    days: int


def learn_rhythm(arrivals: Sequence[datetime], now: datetime) -> Rhythm:
    """`arrivals` are in order of time; those of one day are one."""
    today = local_day(now)
    days = sorted({local_day(moment) for moment in arrivals if moment <= now})
    if len(arrivals) < FEWEST_ARTICLES or len(days) < _FEWEST_GAPS:
        return Rhythm()
    gaps = [_Gap(begin, end, working_days(begin, end)) for begin, end in pairwise(days)]
    usual = float(median(gap.days for gap in gaps))
    knows_a_year = today - days[0] >= FULL_YEAR
    considered = [gap for gap in gaps if _is_of_season(gap, today)] if knows_a_year else gaps
    if len(considered) < _FEWEST_GAPS:
        considered = gaps
    lengths = [gap.days for gap in considered]
    limit = max(TIMES_LONGEST * max(lengths) + GRACE_DAYS, TIMES_MEAN * fmean(lengths))
    limit = min(limit, LONGEST_LIMIT)
    return Rhythm(usual, limit if knows_a_year else max(limit, LIMIT_WITHOUT_A_YEAR))


def silence_days(last: datetime | None, now: datetime) -> int:
    """Working days without an article."""
    return 0 if last is None else working_days(local_day(last), local_day(now))


def local_day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM_TIME).date()


def _is_of_season(gap: _Gap, today: date) -> bool:
    """Of the last months, or of the same weeks of a former year."""
    if gap.ends >= today - RECENT:
        return True
    years = range(1, 1 + REMEMBERED.days // _YEAR.days)
    return any(
        gap.begins <= today - year * _YEAR + SEASON and gap.ends >= today - year * _YEAR - SEASON
        for year in years
    )
