import pytest

from occasions.agencies import is_same_body


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Sở TT&TT Vĩnh Lạc", "Sở Thông tin và Truyền thông tỉnh Vĩnh Lạc", True),
        ("Sở KH&CN tỉnh Vĩnh Lạc", "Sở Khoa học và Công nghệ Vĩnh Lạc", True),
        ("Sở TT&TT Vĩnh Lạc", "Sở Thông tin và Truyền thông tỉnh Vĩnh Long", False),
        ("UBND tỉnh Bắc Ninh", "UBND thành phố Bắc Ninh", False),
        ("Thanh tra tỉnh Vĩnh Lạc", "Thanh tra Vĩnh Lạc", True),
        ("Sở Y tế TP Vĩnh Lạc", "Sở Y tế thành phố Vĩnh Lạc", True),
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Vĩnh Lạc", False),
    ],
)
def test_names_of_one_body(one: str, other: str, is_same: bool) -> None:
    assert is_same_body(one, other) is is_same
