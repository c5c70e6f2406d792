from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cadence import JITTER, into_window, learned_pause, next_visit
from scraper.pipelines import VIETNAM_TIME
from scraper.sources import Politeness

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BOUNDS = Politeness(min_pause_h=1, max_pause_h=24)


def published(count: int, gap: timedelta) -> list[datetime]:
    return [NOW - gap * number for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("gap", "hours"),
    [(timedelta(minutes=30), 1), (timedelta(hours=8), 4), (timedelta(days=9), 24)],
)
def test_pause_is_half_the_usual_gap_between_bounds(gap: timedelta, hours: float) -> None:
    assert learned_pause(BOUNDS, published(20, gap), NOW) == timedelta(hours=hours)


def test_a_source_nobody_knows_waits_longest_and_one_never_visited_not_at_all() -> None:
    assert learned_pause(BOUNDS, [], NOW) == timedelta(hours=24)
    assert next_visit("mau", BOUNDS, [], None, NOW) == NOW


def test_silence_slows_down() -> None:
    busy_once = [moment - timedelta(days=60) for moment in published(20, timedelta(hours=2))]
    assert learned_pause(BOUNDS, busy_once, NOW) == timedelta(hours=24)


def test_jitter_is_bounded_and_steady() -> None:
    visits = [
        next_visit(f"mau{n}", BOUNDS, published(9, timedelta(hours=8)), NOW, NOW) - NOW
        for n in range(50)
    ]
    assert min(visits) >= timedelta(hours=4)
    assert max(visits) <= timedelta(hours=4) * (1 + JITTER)
    assert len(set(visits)) > 40
    again = next_visit("mau0", BOUNDS, published(9, timedelta(hours=8)), NOW, NOW)
    assert again - NOW == visits[0]


@pytest.mark.parametrize(
    ("clock", "window", "expected"),
    [
        ("2026-11-23 23:30", "22:00-05:30", "2026-11-23 23:30"),
        ("2026-11-23 04:00", "22:00-05:30", "2026-11-23 04:00"),
        ("2026-11-23 12:00", "22:00-05:30", "2026-11-23 22:00"),
        ("2026-11-23 12:00", "06:00-11:00", "2026-11-24 06:00"),
        ("2026-11-23 05:30", "22:00-05:30", "2026-11-23 22:00"),
    ],
)
def test_windows(clock: str, window: str, expected: str) -> None:
    moment = datetime.fromisoformat(clock).replace(tzinfo=VIETNAM_TIME)
    assert into_window(moment, window) == datetime.fromisoformat(expected).replace(
        tzinfo=VIETNAM_TIME
    )


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.times(), st.times())  # noqa: DTZ001
def test_a_window_never_brings_a_visit_forward(
    moment: datetime, opens: object, closes: object
) -> None:
    aware = moment.replace(tzinfo=UTC)
    found = into_window(aware, f"{opens:%H:%M}-{closes:%H:%M}")
    assert aware <= found <= aware + timedelta(days=1)
