from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scraper.fields.order import strays

NEWEST = datetime(2026, 11, 20, tzinfo=UTC)


def days_ago(*days: int | None) -> list[datetime | None]:
    return [None if one is None else NEWEST - timedelta(days=one) for one in days]


def test_a_date_between_unlike_neighbours_is_a_stray() -> None:
    assert strays(days_ago(0, 1, 2, 230, 3, 4, 5)) == {3}
    assert strays(days_ago(10, 11, 12, 0, 13, None, 14)) == {3}


def test_equal_days_and_entries_without_a_date_are_in_order() -> None:
    assert strays(days_ago(0, 0, None, 0, 1, 1, None, 1)) == set()


def test_an_item_pinned_to_the_top_keeps_its_date() -> None:
    assert strays(days_ago(300, 0, 1, 2, 3, 4, 5)) == set()


def test_several_sections_or_few_dates_show_no_order() -> None:
    assert strays(days_ago(0, 5, 1, 6, 2, 7, 3, 8)) == set()
    assert strays(days_ago(0, 9, 1)) == set()


@given(st.lists(st.one_of(st.none(), st.integers(0, 4000)), max_size=40))
def test_what_is_left_never_rises(days: list[int | None]) -> None:
    moments = days_ago(*days)
    found = strays(moments)
    assert all(moments[place] is not None for place in found)
    assert 4 * len(found) <= len(moments)
    if found:
        left = [moment for place, moment in enumerate(moments) if moment and place not in found]
        start = left.index(max(left))
        assert left[start:] == sorted(left[start:], reverse=True)
