"""Which article belongs to which day: by body, by kind of occasion, by date."""

from datetime import date

import pytest

from desk.day_matching import DayRule, Subject, day_rules, subject_of
from occasions.calendar import FoundingDay, upcoming

TODAY = date(2026, 1, 1)
FOUNDING = FoundingDay("Sở Y tế tỉnh Bắc Ninh", date(1997, 3, 1), source="QĐ 1")


def rule(key: str) -> DayRule:
    rules = day_rules(upcoming(TODAY, 365, [FOUNDING]), None)
    return next(each for each in rules if each.day.key.startswith(key))


def told(
    honoree: str, type_: str = "", day: date | None = None, on: date = date(2026, 2, 20)
) -> Subject:
    return subject_of(honoree, type_, day, on, None)


@pytest.mark.parametrize(
    ("key", "subject", "is_meant"),
    [
        ("thay_thuoc", told("Sở Y tế Bắc Ninh", "industry_day"), True),
        ("thay_thuoc", told("ngành Y tế", "industry_day"), True),
        ("thay_thuoc", told("Bệnh viện Đa khoa An Lĩnh", "letter"), True),
        ("thay_thuoc", told("Bệnh viện Đa khoa An Lĩnh", "appointment"), False),
        ("thay_thuoc", told("Sở Y tế Bắc Ninh", "founding"), False),
        # Whom the table does not know is found by the date, which is no other day's.
        ("thay_thuoc", told("Công ty Dược An Lĩnh", "industry_day", date(2026, 2, 27)), True),
        ("thay_thuoc", told("Công ty Dược An Lĩnh", "industry_day", date(2026, 2, 3)), False),
        # Eight sectors keep 28/8: the date alone does not tell which is meant.
        ("tai_chinh", told("Sở Tư pháp Bắc Ninh", "industry_day", date(2026, 8, 28)), False),
        ("tu_phap", told("Sở Tư pháp Bắc Ninh", "industry_day", date(2026, 8, 28)), True),
        # "Báo" without its mark would begin "Bảo hiểm".
        ("bao_chi", told("Bảo hiểm xã hội tỉnh Bắc Ninh", "industry_day"), False),
        ("bao_chi", told("Báo Bắc Ninh", "industry_day"), True),
        ("tet", told("Ủy ban nhân dân xã An Lĩnh", "", date(2025, 1, 29)), True),
        ("founding", told("Sở Y tế Bắc Ninh", "founding"), True),
        ("founding", told("Sở Y tế Bắc Giang", "founding"), False),
        ("founding", told("Sở Y tế tỉnh Bắc Ninh", "industry_day"), False),
    ],
)
def test_what_is_about_a_day(key: str, subject: Subject, is_meant: bool) -> None:
    assert rule(key).is_meant(subject) is is_meant


def test_time_of_an_article_and_of_the_post_of_last_year() -> None:
    day = rule("thay_thuoc")
    assert day.is_of_this_time(told("Sở Y tế", on=date(2026, 2, 27)))
    assert not day.is_of_this_time(told("Sở Y tế", on=date(2026, 2, 28)))
    assert not day.is_of_this_time(told("Sở Y tế", on=date(2025, 12, 1)))
    assert day.is_of_last_year(told("Sở Y tế", on=date(2025, 3, 1)))
    assert not day.is_of_last_year(told("Sở Y tế", on=date(2024, 2, 27)))
