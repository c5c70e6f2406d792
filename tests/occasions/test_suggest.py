from datetime import date

import pytest

from archive.records import Article, Author, Occasion, OccasionLabel
from occasions.cues import OCCASION_TYPES
from occasions.detect import detect_occasion
from occasions.suggest import suggest_intro, suggest_title


def article(title: str, *authors: Author) -> Article:
    return Article(url="", title=title, body_html="", body_text="", authors=authors)


@pytest.mark.parametrize(
    ("title", "suggested"),
    [
        (
            "Sở TT&TT Bắc Ninh: 15 năm xây dựng và phát triển",
            "Kỷ niệm ngày thành lập Sở Thông tin và Truyền thông tỉnh Bắc Ninh",
        ),
        ("An Thái kỷ niệm 30 năm tái lập tỉnh", "Kỷ niệm ngày tái lập tỉnh An Thái"),
        (
            "Kỷ niệm 78 năm ngày truyền thống ngành Thanh tra",
            "Chúc mừng Ngày truyền thống ngành Thanh tra Việt Nam",
        ),
        (
            "Huyện An Phú đón nhận Huân chương Lao động hạng Ba của Chủ tịch nước",
            "Chúc mừng huyện An Phú đón nhận Huân chương Lao động hạng Ba",
        ),
        (
            "Xã Bến Xuân được công nhận đạt chuẩn NTM nâng cao",
            "Chúc mừng xã Bến Xuân đạt chuẩn nông thôn mới nâng cao",
        ),
        (
            "Trường THCS Bến Xuân khai giảng năm học 2024-2025",
            "Chúc mừng Trường THCS Bến Xuân khai giảng năm học mới",
        ),
        ("Bí thư Huyện ủy chúc Tết Công an huyện An Phú", "Chúc Tết Công an huyện An Phú"),
    ],
)
def test_title_follows_the_tone_of_the_house(title: str, suggested: str) -> None:
    assert suggest_title(detect_occasion(title), article(title)) == suggested


def test_intro_states_years_and_author_that_the_page_states() -> None:
    title = "Sở TT&TT Bắc Ninh: 15 năm xây dựng và phát triển"
    occasion = detect_occasion(title, published_on=date(2020, 8, 24))
    intro = suggest_intro(occasion, article(title, Author("Nguyễn Văn An", "Giám đốc Sở")))
    assert intro == (
        "Nhân dịp kỷ niệm 15 năm ngày thành lập Sở Thông tin và Truyền thông tỉnh Bắc Ninh "
        "(2005 – 2020), trân trọng giới thiệu bài viết "
        f"“{title}” của Nguyễn Văn An."
    )


def test_intro_leaves_out_what_is_not_known() -> None:
    title = "Kỷ niệm ngày thành lập Sở Du lịch tỉnh An Thái"
    intro = suggest_intro(detect_occasion(title), article(title))
    assert "năm" not in intro.split("trân trọng")[0]
    assert "None" not in intro


@pytest.mark.parametrize("type_", ["", *OCCASION_TYPES])
@pytest.mark.parametrize("honoree", ["", "Sở Y tế tỉnh An Thái"])
def test_every_type_gives_a_draft(type_: str, honoree: str) -> None:
    occasion = Occasion(OccasionLabel.MAYBE, type=type_, honoree=honoree)
    shown = article("Một bài viết")
    for draft in (suggest_title(occasion, shown), suggest_intro(occasion, shown)):
        assert draft
        assert "{" not in draft
        assert "  " not in draft
