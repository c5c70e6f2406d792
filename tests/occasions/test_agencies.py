from datetime import date

import pytest

from occasions.agencies import resolve


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sở TT&TT Bắc Ninh", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"),
        ("Sở TT &TT tỉnh Bắc Ninh", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"),
        ("Sở TTTT Hà Nội", "Sở Thông tin và Truyền thông thành phố Hà Nội"),
        ("Sở VHTTDL Đăk Lăk", "Sở Văn hóa, Thể thao và Du lịch tỉnh Đắk Lắk"),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Bộ TN&MT", "Bộ Tài nguyên và Môi trường"),
        ("Bộ GD-ĐT", "Bộ Giáo dục và Đào tạo"),
        ("UBND xã An Phú", "Ủy ban nhân dân xã An Phú"),
        ("Hội LHPN Việt Nam", "Hội Liên hiệp Phụ nữ Việt Nam"),
        ("ĐH Bách khoa", "Đại học Bách khoa"),
        ("BVĐK huyện An Phú", "Bệnh viện Đa khoa huyện An Phú"),
        ("Trường Trung học cơ sở Bến Xuân", "Trường THCS Bến Xuân"),
        ("Tên không có trong bảng", "Tên không có trong bảng"),
        ("", ""),
    ],
)
def test_names_are_written_in_full(written: str, name: str) -> None:
    assert resolve(written).name == name


@pytest.mark.parametrize(
    "spelling",
    ["Sở TT&TT Bắc Ninh", "sở tt&tt tỉnh bắc ninh", "Sở Thông tin và truyền thông tỉnh Bắc Ninh",
     "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH BẮC NINH", "Sở TTTT Bắc Ninh"],
)  # fmt: skip
def test_spellings_across_sources_have_one_key(spelling: str) -> None:
    assert resolve(spelling).key == resolve("Sở Thông tin và Truyền thông tỉnh Bắc Ninh").key


def test_bodies_of_city_and_province_of_one_name_stay_apart() -> None:
    assert resolve("UBND thành phố Bắc Ninh").key != resolve("UBND tỉnh Bắc Ninh").key


@pytest.mark.parametrize(
    ("name", "on", "successor"),
    [
        ("Sở TT&TT Bắc Ninh", date(2025, 2, 28), ""),
        ("Sở TT&TT Bắc Ninh", date(2025, 3, 1), "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"),
        ("Sở TT&TT Bắc Giang", date(2025, 7, 1), "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"),
        ("Sở Y tế Bắc Giang", date(2025, 7, 1), "Sở Y tế tỉnh Bắc Ninh"),
        ("Sở Y tế Bình Dương", date(2026, 1, 1), "Sở Y tế thành phố Hồ Chí Minh"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", date(2026, 1, 1), ""),
        ("Sở Y tế Bắc Ninh", date(2026, 1, 1), ""),
    ],
)
def test_successor_on_a_day(name: str, on: date, successor: str) -> None:
    assert resolve(name, on).successor == successor
