import pytest

from scraper.fields.titles import clean_title, without_site_name

TITLE = "Xã Hòa Lạc ra mắt mô hình một cửa"


@pytest.mark.parametrize(
    "page_title",
    [
        f"{TITLE} - Cổng thông tin điện tử tỉnh Vĩnh Lạc",
        f"{TITLE} | Sở Nội vụ",
        f"{TITLE} » Trường THCS Hòa Lạc",
        f"{TITLE} - hoalac.gov.vn",
        f"Cổng TTĐT tỉnh Vĩnh Lạc - {TITLE}",
        f"UBND xã Hòa Lạc - {TITLE}",
        f"Tin tức - {TITLE}",
        f"Chi tiết tin - {TITLE}",
        f"{TITLE} - Chi tiết bài viết - Trang thông tin điện tử huyện",
        f"{TITLE} - Tin Hòa Lạc",
    ],
)
def test_names_of_sites_and_pages_are_left_out(page_title: str) -> None:
    assert without_site_name(page_title, ("Tin Hòa Lạc",)) == TITLE


def test_a_title_of_several_parts_stays_whole() -> None:
    title = "Hội thi dân vận khéo - Sân chơi bổ ích của cán bộ cơ sở"
    assert without_site_name(title) == title


def test_nothing_is_left_of_the_name_of_a_site() -> None:
    assert without_site_name("Trang chủ - Cổng thông tin điện tử tỉnh Vĩnh Lạc") == ""


@pytest.mark.parametrize(
    "printed",
    [
        f"{TITLE} (12/10/2026)",
        f"{TITLE} (12.10.2026 08:30)",
        f"{TITLE} [12-10-2026]",
        f"{TITLE} (120 lượt xem)",
        f"» {TITLE}",
    ],
)
def test_dates_counters_and_bullets_are_no_part_of_a_title(printed: str) -> None:
    assert clean_title(printed) == TITLE


def test_the_day_that_a_title_remembers_is_part_of_it() -> None:
    title = "Gặp mặt kỷ niệm ngày thành lập Đảng (03/02/1930)"
    assert clean_title(title) == title
