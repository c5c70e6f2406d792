import pytest

from occasions.address import form_of_address


@pytest.mark.parametrize(
    ("honoree", "form"),
    [
        ("Sở Thông tin và Truyền thông tỉnh Bắc Ninh", "Quý Sở"),
        ("SỞ Y TẾ", "Quý Sở"),
        ("Bệnh viện Đa khoa An Thái", "Quý Bệnh viện"),
        ("BVĐK tỉnh An Thái", "Quý Bệnh viện"),
        ("Cục Thuế tỉnh An Thái", "Quý Cục"),
        ("Trường THPT Bến Xuân", "Quý Trường"),
        ("Viện Kiểm sát nhân dân tỉnh", "Quý Cơ quan"),
        ("Viện Quy hoạch", "Quý Viện"),
        ("Ban Chỉ huy Quân sự huyện", "Quý Cơ quan"),
        ("nhà giáo", "Quý thầy cô"),
        ("Sở A; Sở B", "Quý Cơ quan"),
        ("", "Quý Cơ quan"),
        ("Một nơi không ai biết", "Quý Cơ quan"),
    ],
)
def test_form_follows_the_first_words_of_the_name(honoree: str, form: str) -> None:
    assert form_of_address(honoree) == form


@pytest.mark.parametrize(
    "honoree",
    ["UBND tỉnh Bắc Ninh", "Ủy ban nhân dân huyện An Phú", "Uỷ ban Mặt trận Tổ quốc", "ubnd xã"],
)
def test_quy_ubnd_is_never_said(honoree: str) -> None:
    assert form_of_address(honoree) == "Quý Cơ quan"


def test_an_editors_choice_wins_in_any_spelling_of_the_name() -> None:
    overrides = {"Sở Thông tin và Truyền thông tỉnh Bắc Ninh": "Quý Ngành"}
    assert form_of_address("Sở TT&TT Bắc Ninh", overrides) == "Quý Ngành"
    assert form_of_address("Sở TT&TT Bắc Giang", overrides) == "Quý Sở"
