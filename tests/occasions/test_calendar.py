from datetime import UTC, date, datetime

import icalendar
import pytest

from occasions.calendar import CalendarDay, FoundingDay, fixed_days, to_icalendar, upcoming
from occasions.days import lunar_new_year

SO_BAC_NINH = FoundingDay(
    "Sở Thông tin và Truyền thông tỉnh Bắc Ninh", date(2004, 8, 3), counted_from=2005
)


@pytest.mark.parametrize(
    "day",
    # Mồng 1 Tết as kept in Việt Nam; 1968, 1985, 2007 and 2030 differ from the Chinese calendar.
    [(1968, 1, 29), (1985, 1, 21), (2007, 2, 17), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12),
     (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 6),
     (2028, 1, 26), (2029, 2, 13), (2030, 2, 2)],
)  # fmt: skip
def test_new_year_is_that_of_viet_nam(day: tuple[int, int, int]) -> None:
    assert lunar_new_year(day[0]) == date(*day)


def test_upcoming_is_sorted_within_the_window_and_crosses_the_year() -> None:
    days = upcoming(date(2024, 12, 20), 60)
    assert [day.on for day in days] == sorted(day.on for day in days)
    assert days[0].on == date(2024, 12, 21)
    known = {day.key: (day.on, day.years, day.round_by) for day in days}
    assert known["dien_luc"] == (date(2024, 12, 21), 70, 10)
    assert known["quan_doi"] == (date(2024, 12, 22), 80, 10)
    assert known["sinh_vien"] == (date(2025, 1, 9), 75, 5)
    assert known["tet"] == (date(2025, 1, 29), None, 0)
    assert known["dang"] == (date(2025, 2, 3), 95, 5)
    assert "thay_thuoc" not in known


def test_first_and_last_day_of_the_window_belong_to_it() -> None:
    assert [day.key for day in upcoming(date(2024, 11, 20), 0)] == ["nha_giao"]
    assert "thanh_tra" in [day.key for day in upcoming(date(2024, 11, 20), 3)]
    assert "thanh_tra" not in [day.key for day in upcoming(date(2024, 11, 20), 2)]


def test_founding_day_counts_as_the_body_itself_counts() -> None:
    day = upcoming(date(2025, 8, 3), 0, [SO_BAC_NINH])[0]
    assert (day.on, day.years, day.first_year) == (date(2025, 8, 3), 20, 2005)
    assert (day.round_by, day.is_round) == (10, True)
    assert day.honorees == (SO_BAC_NINH.honoree,)
    assert day.key == upcoming(date(2026, 8, 2), 2, [SO_BAC_NINH])[0].key


def test_founding_day_of_29_february_is_kept_on_the_28th() -> None:
    leap = FoundingDay("Hội An Thái", date(2004, 2, 29))
    assert [day.on for day in upcoming(date(2025, 2, 28), 0, [leap])] == [date(2025, 2, 28)]
    assert date(2028, 2, 29) in [day.on for day in upcoming(date(2028, 2, 28), 2, [leap])]


def test_a_body_not_yet_founded_has_no_day() -> None:
    young = FoundingDay("Sở mới", date(2026, 3, 1))
    assert all("Sở mới" not in day.name for day in upcoming(date(2025, 2, 27), 5, [young]))


def test_every_fixed_day_is_in_the_year_once() -> None:
    days = upcoming(date(2025, 1, 1), 364)
    assert sorted(day.key for day in days) == sorted(day.id for day in fixed_days())
    assert {"28/8"} == {
        f"{day.on.day}/{day.on.month}"
        for day in days
        if day.key in ("tttt", "tu_phap", "tai_chinh", "giao_thong", "noi_vu", "van_hoa")
    }


# --- iCalendar ----------------------------------------------------------------------------------


def read(text: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert str(calendar["VERSION"]) == "2.0"
    assert calendar["PRODID"]
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def test_feed_is_read_back_by_another_parser() -> None:
    days = upcoming(date(2025, 1, 1), 364, [SO_BAC_NINH])
    text = to_icalendar(days, datetime(2025, 1, 1, tzinfo=UTC))
    events = read(text)
    assert [event.decoded("DTSTART") for event in events] == [day.on for day in days]
    assert len({str(event["UID"]) for event in events}) == len(days)
    summaries = [str(event["SUMMARY"]) for event in events]
    assert "Ngày thành lập Sở Thông tin và Truyền thông tỉnh Bắc Ninh (20 năm)" in summaries
    assert events[0].decoded("DTSTAMP") == datetime(2025, 1, 1, tzinfo=UTC)


def test_lines_are_folded_at_75_octets_and_special_characters_survive() -> None:
    name = "Ngày thành lập Sở A, B; C \\ D " + "đường phố " * 20
    day = CalendarDay(date(2025, 5, 1), name, (), None, None, 0, "k", "D", "", "dòng 1\ndòng 2")
    text = to_icalendar([day])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    event = read(text)[0]
    assert str(event["SUMMARY"]) == name
    assert "dòng 1\ndòng 2" in str(event["DESCRIPTION"])
    assert "Chưa có nguồn chắc chắn" in str(event["DESCRIPTION"])


def test_an_empty_feed_is_still_a_calendar() -> None:
    assert read(to_icalendar([])) == []
