"""From when silence is strange, by a source's own rhythm."""

from datetime import UTC, date, datetime, timedelta

from trichnguon.diagnosis.rest_days import is_rest_day, working_days
from trichnguon.diagnosis.rhythm import LIMIT_WITHOUT_A_YEAR, learn_rhythm, silence_days

NOW = datetime(2026, 11, 27, 3, tzinfo=UTC)


def days_of(
    first: date, last: date, every: int, *, silent_months: tuple[int, ...] = ()
) -> list[datetime]:
    """One article each `every` working days, none in the silent months."""
    found, count, day = [], 0, first
    while day <= last:
        if not is_rest_day(day) and day.month not in silent_months:
            if count % every == 0:
                found.append(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))
            count += 1
        day += timedelta(days=1)
    return found


def test_weekends_holidays_and_tet_are_no_days_of_silence() -> None:
    assert working_days(date(2026, 2, 12), date(2026, 2, 26)) == 1  # Tết: 17/02/2026
    assert working_days(date(2026, 11, 20), date(2026, 11, 23)) == 1  # Friday to Monday
    assert is_rest_day(date(2026, 9, 2))
    assert is_rest_day(date(2026, 4, 26))  # Giỗ Tổ, 10 tháng Ba


def test_a_daily_portal_is_strange_after_weeks_a_weekly_one_after_months() -> None:
    daily = learn_rhythm(days_of(date(2025, 1, 1), NOW.date(), 1), NOW)
    weekly = learn_rhythm(days_of(date(2025, 1, 1), NOW.date(), 5), NOW)
    assert daily.usual_gap_days == 1
    assert weekly.usual_gap_days == 5
    assert daily.limit_days is not None
    assert weekly.limit_days is not None
    assert 10 <= daily.limit_days <= 15
    assert 50 <= weekly.limit_days <= 65


def test_a_school_in_its_second_summer_is_not_strange() -> None:
    last_term = days_of(date(2025, 1, 1), date(2026, 5, 29), 2, silent_months=(6, 7, 8))
    august = datetime(2026, 8, 25, tzinfo=UTC)
    rhythm = learn_rhythm(last_term, august)
    assert rhythm.limit_days is not None
    assert silence_days(last_term[-1], august) < rhythm.limit_days


def test_before_a_year_is_known_only_a_season_of_silence_is_strange() -> None:
    rhythm = learn_rhythm(days_of(date(2026, 3, 2), date(2026, 5, 29), 1), NOW)
    assert rhythm.limit_days == LIMIT_WITHOUT_A_YEAR


def test_too_few_articles_make_no_rhythm() -> None:
    assert learn_rhythm([NOW - timedelta(days=days) for days in (9, 5, 1)], NOW).limit_days is None
