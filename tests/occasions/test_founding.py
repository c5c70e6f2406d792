from datetime import date
from pathlib import Path

import pytest

from archive.records import Occasion, OccasionLabel
from occasions.detect import detect_occasion
from occasions.errors import TableInvalid
from occasions.founding import load_founding_days, propose_founding_days

HEADER = "honoree\tfounded_on\tcounted_from\tsource\n"


def test_articles_of_several_sources_agree_on_one_body() -> None:
    occasions = [
        detect_occasion(title, published_on=date(year, 8, 20))
        for title, year in (
            ("Sở TT&TT Bắc Ninh: 15 năm xây dựng và phát triển", 2020),
            ("Sở Thông tin và Truyền thông tỉnh Bắc Ninh 10 năm xây dựng và phát triển", 2015),
            ("Kỷ niệm 20 năm thành lập Sở TTTT Bắc Ninh", 2024),
            ("Hội thao chào mừng 20 năm thành lập Sở TTTT Bắc Ninh", 2024),
            ("Kỷ niệm 30 năm thành lập Hội Luật gia tỉnh An Thái", 2024),
        )
    ]
    first, second = propose_founding_days(occasions)
    assert (first.honoree, first.counted_from, first.articles, first.other_years) == (
        "Sở Thông tin và Truyền thông tỉnh Bắc Ninh",
        2005,
        2,
        (2004,),
    )
    assert (second.honoree, second.counted_from) == ("Hội Luật gia tỉnh An Thái", 1994)


def test_days_of_ranges_are_proposed() -> None:
    title = "Kỷ niệm 28 năm ngày thành lập huyện An Phú (18/11/1996 - 18/11/2024)"
    proposal = propose_founding_days([detect_occasion(title)])[0]
    assert proposal.days == (date(2024, 11, 18),)
    assert proposal.counted_from == 1996


def test_only_sure_occasions_propose() -> None:
    maybe = Occasion(OccasionLabel.MAYBE, "founding", "Sở A", 10, 2010)
    assert propose_founding_days([maybe]) == []


def test_founding_days_of_the_house_and_of_the_editor(tmp_path: Path) -> None:
    assert any(day.counted_from == 2005 for day in load_founding_days())
    path = tmp_path / "founding_days.tsv"
    path.write_text(HEADER + "Sở TT&TT Bắc Ninh\t05/08/2005\t\tbiên tập viên\n", encoding="utf-8")
    days = load_founding_days(tmp_path)
    assert [day.founded_on for day in days] == [date(2005, 8, 5)]


def test_a_day_that_is_no_date_is_refused(tmp_path: Path) -> None:
    text = HEADER + "Sở A\t2005\t\tbiên tập viên\n"
    (tmp_path / "founding_days.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TableInvalid) as caught:
        load_founding_days(tmp_path)
    assert caught.value.column == "founded_on"
