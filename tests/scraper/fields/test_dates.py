from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import PublishedPrecision
from scraper.fields.dates import VIETNAM, check_against, read_date, view_count

START = datetime(1990, 1, 1, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11/07/2019 08:03 Số lượt xem: 14636", "2019-07-11T08:03:00+07:00"),
        ("Ngày 5 tháng 10 năm 2022", "2022-10-05T00:00:00+07:00"),
        ("Thứ sáu - 10/11/2023 14:40 1.498 0", "2023-11-10T14:40:00+07:00"),
        ("2016-08-31T21:52:28-04:00", "2016-08-31T21:52:28-04:00"),
        ("2020-10-14ICT11:11:53", "2020-10-14T11:11:53+07:00"),
        ("2026-03-07T08:07:18.000 +07:00", "2026-03-07T08:07:18+07:00"),
        ("2019-06-25T05:00:00.000Z", "2019-06-25T05:00:00+00:00"),
        ("5/4/2016 8:39:57 AM 925", "2016-05-04T08:39:57+07:00"),
        ("01/03/2021 5:29:17 CH", "2021-03-01T17:29:17+07:00"),
        ("01/03/2021 9:05 SA", "2021-03-01T09:05:00+07:00"),
        ("28/06/2022 08:31 AM", "2022-06-28T08:31:00+07:00"),
        ("18/11/2022 - 01:48 PM", "2022-11-18T13:48:00+07:00"),
        ("Ngày đăng 13/08/2018 | 14:57  | View count: 657", "2018-08-13T14:57:00+07:00"),
        ("(27/11/2020)", "2020-11-27T00:00:00+07:00"),
        ("05-08-2022, 12:55", "2022-08-05T12:55:00+07:00"),
        ("Submitted by Ban biên tập on 18 October 2019", "2019-10-18T00:00:00+07:00"),
        ("Thứ ba, 25 Tháng 1 2022 16:22", "2022-01-25T16:22:00+07:00"),
        ("THỨ BẢY, 01/08/2020 19:00:04", "2020-08-01T19:00:04+07:00"),
        ("Thứ Ba, 29.11.2022 - 07:56:45", "2022-11-29T07:56:45+07:00"),
        ("Thứ tư, 31/8/2016, 15h19", "2016-08-31T15:19:00+07:00"),
        ("13:39 - 01/08/2022", "2022-08-01T13:39:00+07:00"),
        ("Đăng lúc: 20:22:56 02/06/2019 (GMT+7)732 lượt xem", "2019-06-02T20:22:56+07:00"),
        ("thứ năm, 08 08 2019 08:52", "2019-08-08T08:52:00+07:00"),
        ("04/05/2026", "2026-05-04T00:00:00+07:00"),
        ("12 Tháng mười, 2026", "2026-10-12T00:00:00+07:00"),
        ("Thứ hai, 12 Tháng Mười Một 2026 08:30", "2026-11-12T08:30:00+07:00"),
        ("05 tháng tư 2026 9:15", "2026-04-05T09:15:00+07:00"),
        ("12 Th10, 2026", "2026-10-12T00:00:00+07:00"),
        ("Published: 12 October 2026 08:30", "2026-10-12T08:30:00+07:00"),
        ("lúc 08:30 ngày 12/10/2026", "2026-10-12T08:30:00+07:00"),
        ("Cập nhật lúc: 08:30 PM ngày 12/10/2026", "2026-10-12T20:30:00+07:00"),
        ("Ngày gửi: 08h:30' 12-10-2026", "2026-10-12T08:30:00+07:00"),
        ("Tháng Mười 12, 2026", "2026-10-12T00:00:00+07:00"),
        ("12 Th.10, 2026", "2026-10-12T00:00:00+07:00"),
        ("2026/10/12 08:30", "2026-10-12T08:30:00+07:00"),
        ("12-Oct-2026", "2026-10-12T00:00:00+07:00"),
        ("October 12th, 2026 at 8:30 PM", "2026-10-12T20:30:00+07:00"),
    ],
)
def test_forms_seen_on_portals(text: str, expected: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.at is not None
    assert reading.at.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lượt xem: 744",
        "Ngày 074",
        "28/8/1945- 28/8/2019",
        "",
        "Điện thoại: 024.3825.1234",
        "Số 12/10/2026/QĐ",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["ngày 15/20/2010", "31/02/2021 10:00", "19/8/3028"])
def test_an_impossible_date_is_reported_and_not_bent(text: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.at is None
    assert "không thể có thật" in reading.problem


def test_midnight_of_a_migrated_item_is_a_day() -> None:
    reading = read_date("13/05/2014 | 12:00 AM")
    assert reading is not None
    assert reading.precision is PublishedPrecision.DAY


def test_american_order_is_doubted() -> None:
    reading = read_date("5/4/2016 8:39:57 AM")
    assert reading is not None
    assert reading.confidence < 0.75


def test_a_date_after_the_answer_of_the_server_is_doubted() -> None:
    reading = read_date("19/08/2028")
    assert reading is not None
    doubted = check_against(reading, datetime(2026, 11, 23, tzinfo=UTC))
    assert doubted.confidence <= 0.3
    assert doubted.problem


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Số lượt xem: 14636", 14636),
        ("(GMT+7)732 lượt xem", 732),
        ("Lượt xem: 1.498", 1498),
        ("x", None),
    ],
)
def test_view_counts(text: str, count: int | None) -> None:
    assert view_count(text) == count


WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@given(
    st.integers(0, 50_000_000).map(lambda minutes: START + timedelta(minutes=minutes)),
    st.sampled_from(
        [
            "{0:%d/%m/%Y %H:%M}",
            "{1}, {0:%d/%m/%Y} | {0:%H:%M}",
            "{0:%H:%M} - {0:%d.%m.%Y}",
            "Ngày {0.day} tháng {0.month} năm {0.year} {0:%H:%M}",
            "{0.day}-{0.month}-{0.year}, {0:%H:%M}",
            "{0:%d/%m/%Y %I:%M %p}",
            "{0:%Y-%m-%dT%H:%M}:00+07:00",
        ]
    ),
)
def test_every_moment_reads_back_day_first(moment: datetime, form: str) -> None:
    expected = moment.replace(second=0, microsecond=0)
    reading = read_date(form.format(moment, WEEKDAYS[moment.weekday()]))
    assert reading is not None
    assert reading.at == expected


@given(st.text(max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    reading = read_date(text)
    assert reading is None or reading.at is None or reading.at.utcoffset() is not None
    assert reading is None or reading.at is None or reading.at.utcoffset() < timedelta(days=1)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Month first, as Drupal prints it without a setting: the weekday tells.
        ("T2, 10/12/2026 - 08:30", "2026-10-12"),
        ("Mon, 10/12/2026 - 08:30", "2026-10-12"),
        ("CN, 10/11/2026 - 09:00", "2026-10-11"),
        # Day first, the weekday agrees; a weekday that fits neither; none.
        ("Thứ hai, 12/10/2026 08:30", "2026-10-12"),
        ("Thứ năm, 10/12/2026", "2026-12-10"),
        ("Thứ sáu, 09/12/2026", "2026-12-09"),
        ("Ngày 10/12/2026", "2026-12-10"),
        ("Lớp 12, ngày 10/12/2026", "2026-12-10"),
    ],
)
def test_a_weekday_settles_the_order_of_day_and_month(text: str, day: str) -> None:
    reading = read_date(text)
    assert reading is not None
    assert reading.at is not None
    assert reading.at.date().isoformat() == day
