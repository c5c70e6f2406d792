"""The detector, case by case; `test_held_out.py` measures it on a labelled set."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import OccasionLabel
from archive.text import fold
from occasions.cues import OCCASION_TYPES
from occasions.detect import detect_occasion


def test_seed_article_is_an_anniversary_counted_from_2005() -> None:
    found = detect_occasion(
        "Sở TT&TT Bắc Ninh: 15 năm xây dựng và phát triển", published_on=date(2020, 8, 24)
    )
    assert found.label is OccasionLabel.OCCASION
    assert (found.type, found.honoree) == ("founding", "Sở TT&TT Bắc Ninh")
    assert (found.years, found.counted_from) == (15, 2005)
    assert any("15 năm xây dựng và phát triển" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "title",
    [
        "Kỷ niệm 20 năm thành lập Sở Du lịch tỉnh An Thái",
        "Kỉ niệm 20 năm thành lập Sở Du lịch tỉnh An Thái",
        "Kỹ niệm 20 năm thành lập Sở Du lịch tỉnh An Thái",
        "KỶ NIỆM 20 NĂM THÀNH LẬP SỞ DU LỊCH TỈNH AN THÁI",
        "Kỷ  niệm 20\u00a0năm thành lập Sở Du lịch tỉnh An Thái",
        unicodedata.normalize("NFD", "Kỷ niệm 20 năm thành lập Sở Du lịch tỉnh An Thái"),
    ],
)
def test_spellings_of_one_title_give_one_occasion(title: str) -> None:
    found = detect_occasion(title)
    assert (found.label, found.type, found.honoree, found.years) == (
        OccasionLabel.OCCASION,
        "founding",
        "Sở Du lịch tỉnh An Thái",
        20,
    )


def test_title_without_any_mark_is_understood() -> None:
    found = detect_occasion(fold("Kỷ niệm 20 năm thành lập Sở Du lịch tỉnh An Thái").capitalize())
    assert (found.label, found.type, found.years) == (OccasionLabel.OCCASION, "founding", 20)


@pytest.mark.parametrize("written", ["8/3", "8-3", "08/3", "8.3"])
def test_date_alone_names_the_day(written: str) -> None:
    found = detect_occasion(
        f"Lãnh đạo xã tặng hoa chúc mừng Hội LHPN xã An Phú nhân ngày {written}",
        published_on=date(2024, 3, 7),
    )
    assert found.type == "industry_day"
    assert found.honoree == "Hội LHPN xã An Phú"
    assert found.day == date(2024, 3, 8)


def test_honoree_is_who_receives_the_flowers() -> None:
    found = detect_occasion(
        "Sở Nội vụ tặng hoa chúc mừng Báo An Thái nhân Ngày Báo chí Cách mạng Việt Nam 21/6",
        agency="Sở Nội vụ tỉnh An Thái",
    )
    assert found.honoree == "Báo An Thái"


# --- Years and days -----------------------------------------------------------------------------


def test_range_that_agrees_gives_first_year_and_day() -> None:
    found = detect_occasion(
        "Gặp mặt kỷ niệm 78 năm ngày truyền thống ngành Thanh tra (23/11/1945 - 23/11/2023)"
    )
    assert (found.years, found.counted_from, found.day) == (78, 1945, date(2023, 11, 23))


def test_range_that_contradicts_is_said_and_not_believed() -> None:
    found = detect_occasion(
        "Kỷ niệm 49 năm ngày thành lập Sở Du lịch tỉnh An Thái (5/4/1975 - 5/4/2023)"
    )
    assert (found.label, found.years) == (OccasionLabel.OCCASION, 49)
    assert (found.counted_from, found.day) == (None, None)
    assert any("MÂU THUẪN" in reason and "48 năm" in reason for reason in found.reasons)


def test_number_is_not_made_from_a_range_alone() -> None:
    found = detect_occasion("Chúc mừng Ngày Phụ nữ Việt Nam (20/10/1930 - 20/10/2020)")
    assert (found.years, found.counted_from, found.day) == (None, 1930, date(2020, 10, 20))


@pytest.mark.parametrize(
    "words", ["nhiệm kỳ 2020 - 2025", "giai đoạn 2015 - 2020", "năm học 2019-2020"]
)
def test_terms_and_periods_are_no_anniversary_ranges(words: str) -> None:
    found = detect_occasion(f"Kỷ niệm ngày thành lập Hội Luật gia tỉnh An Thái, {words}")
    assert (found.years, found.counted_from, found.day) == (None, None, None)


def test_number_is_read_in_the_lead() -> None:
    found = detect_occasion(
        "Kỷ niệm ngày thành lập Sở Du lịch tỉnh An Thái",
        "Trải qua 25 năm xây dựng và phát triển, ngành Du lịch An Thái đã lớn mạnh.",
    )
    assert found.years == 25


def test_fixed_day_and_date_of_publication_give_the_first_year() -> None:
    found = detect_occasion(
        "Kỷ niệm 69 năm Ngày Thầy thuốc Việt Nam", published_on=date(2024, 2, 26)
    )
    assert (found.counted_from, found.day) == (1955, date(2024, 2, 27))


def test_new_year_visit_gets_the_lunar_day() -> None:
    found = detect_occasion(
        "Bí thư Huyện ủy thăm, chúc Tết Công an huyện An Phú", published_on=date(2024, 2, 5)
    )
    assert (found.type, found.day) == ("holiday_visit", date(2024, 2, 10))


# --- Lead and body ------------------------------------------------------------------------------


def test_banner_of_the_site_does_not_make_an_occasion() -> None:
    for banner in (
        "NHIỆT LIỆT CHÀO MỪNG KỶ NIỆM 49 NĂM NGÀY THÀNH LẬP SỞ DU LỊCH",
        "Nhiệt liệt chào mừng kỷ niệm 80 năm ngày truyền thống ngành Tư pháp",
    ):
        found = detect_occasion(
            "Phân bổ vốn đầu tư công cho các xã", banner, banner + "\n\nSáng nay, xã họp."
        )
        assert found.label is OccasionLabel.NO


def test_ceremony_told_in_the_lead_is_maybe_under_a_silent_title() -> None:
    lead = "Sáng 28/8, Sở Tư pháp tổ chức gặp mặt kỷ niệm 80 năm Ngày truyền thống ngành Tư pháp."
    silent = detect_occasion("Phát huy trí tuệ của nhiều thế hệ cán bộ", lead)
    told = detect_occasion("Gặp mặt các thế hệ cán bộ ngành", lead)
    assert (silent.label, silent.type, silent.years) == (OccasionLabel.MAYBE, "industry_day", 80)
    assert told.label is OccasionLabel.OCCASION


def test_lead_completes_a_place_with_its_unit() -> None:
    found = detect_occasion(
        "Tân Phú đón nhận Huân chương Lao động hạng Ba",
        "Sáng 2/4, huyện Tân Phú long trọng tổ chức lễ đón nhận Huân chương.",
    )
    assert found.honoree == "huyện Tân Phú"


def test_publisher_is_the_honoree_only_where_the_page_names_nobody() -> None:
    opening = detect_occasion("Lễ khai giảng năm học 2024-2025", agency="Trường THCS An Phú")
    assert (opening.label, opening.honoree) == (OccasionLabel.OCCASION, "Trường THCS An Phú")
    other = detect_occasion("Khai giảng năm học mới tại Trường THPT Bến Xuân", agency="Báo An Thái")
    assert other.honoree == "Trường THPT Bến Xuân"


def test_static_section_of_the_address_lowers_to_maybe() -> None:
    title = "Sở Du lịch tỉnh An Thái: 15 năm xây dựng và phát triển"
    assert (
        detect_occasion(title, url="https://sdl.anthai.gov.vn/tin-tuc/a").label
        is OccasionLabel.OCCASION
    )
    assert (
        detect_occasion(title, url="https://sdl.anthai.gov.vn/gioi-thieu/a").label
        is OccasionLabel.MAYBE
    )


@pytest.mark.parametrize(
    "title", ["", "   ", "…", "2024", "Trang chủ", "\u200b", "(1930 - 2020)", "20/11"]
)
def test_titles_that_say_nothing_are_no(title: str) -> None:
    assert detect_occasion(title).label is OccasionLabel.NO


# --- Traps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Sở Du lịch tỉnh Cần Thơ: 15 năm xây dựng và phát triển", "occasion"),
        ("Sở Kế hoạch và Đầu tư An Thái kỷ niệm 75 năm ngày truyền thống của ngành", "occasion"),
        ("Hội thao kỷ niệm 75 năm ngày truyền thống ngành Tài chính", "maybe"),
        ("Sở Du lịch kết luận đợt 3 năm 2024", "no"),
        ("Trường THCS An Phú khảo sát học sinh lớp 8 đợt 3 năm 2024", "no"),
        ("Phê chuẩn quyết định khởi tố nguyên Giám đốc Sở", "no"),
        ("Dự án đặt mục tiêu khởi công cầu An Phú trong năm tới", "maybe"),
        ("Lễ công bố bổ nhiệm lại chức danh Hiệu trưởng", "maybe"),
    ],
)
def test_words_inside_other_words_mislead_nobody(title: str, label: str) -> None:
    assert detect_occasion(title).label == label


def test_a_mother_body_is_found_where_the_title_begins_with_the_building() -> None:
    found = detect_occasion("Khánh thành trụ sở mới Kho bạc Nhà nước huyện An Phú")
    assert found.honoree == "Kho bạc Nhà nước huyện An Phú"


def test_place_completes_a_name_that_ends_in_a_unit() -> None:
    found = detect_occasion(
        "Lãnh đạo huyện An Phú chúc mừng Ban Tuyên giáo Huyện ủy nhân ngày truyền thống ngành Tuyên giáo"
    )
    assert found.honoree == "Ban Tuyên giáo Huyện ủy An Phú"


PIECES = [
    "Kỷ niệm", "49 năm", "ngày", "thành lập", "(1/1/2999 - 31/12/2999)", "Sở", "Tết", "gửi thư",
    "nhân", "20/11", "31/02", "999 năm", "Trường", ":", "-", "…", "XIX", "Đại hội", "lần thứ",
    "khánh thành", "công nhận 3 xã", "đạt chuẩn", "nông thôn mới", "Giám đốc", "có", "mới", "chúc",
    "Thư chúc mừng", "đón nhận", "Huân chương", "cho", "٣ năm", "&", "“", "2999",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join),
    st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_any_line_gets_an_answer_that_the_archive_can_keep(
    title: str, lead: str, published_on: date | None
) -> None:
    found = detect_occasion(title, lead, lead, published_on=published_on)
    if found.label is OccasionLabel.NO:
        assert (found.type, found.honoree, found.years, found.day) == ("", "", None, None)
    else:
        assert found.type in OCCASION_TYPES
        assert found.reasons
        assert found.honoree == " ".join(found.honoree.split())


def test_a_title_that_names_nobody_is_maybe_and_honours_no_adjective() -> None:
    for title in ("76 năm truyền thống vẻ vang", "76 NĂM TRUYỀN THỐNG VẺ VANG"):
        found = detect_occasion(title, agency="Thanh tra tỉnh An Thái")
        assert (found.label, found.years) == (OccasionLabel.MAYBE, 76)
        assert found.honoree == "Thanh tra tỉnh An Thái"


def test_a_document_stays_no_whatever_its_lead_tells() -> None:
    found = detect_occasion(
        "Hướng dẫn tuyên truyền kỷ niệm 80 năm ngày truyền thống ngành Tư pháp",
        "Sở Tư pháp tổ chức Lễ kỷ niệm 80 năm ngày truyền thống ngành Tư pháp.",
    )
    assert found.label is OccasionLabel.NO


def test_a_vague_title_takes_the_day_from_its_lead() -> None:
    found = detect_occasion(
        "Lãnh đạo tỉnh chúc mừng Báo An Thái",
        "Nhân kỷ niệm 99 năm Ngày Báo chí Cách mạng Việt Nam (21/6/1925 - 21/6/2024), sáng nay "
        "lãnh đạo tỉnh đến thăm, tặng hoa chúc mừng Báo An Thái.",
    )
    assert (found.type, found.years, found.honoree) == ("industry_day", 99, "Báo An Thái")
