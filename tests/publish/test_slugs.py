import pytest

from publish.slugs import choose_slug


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Chúc mừng Đại hội Đảng bộ xã Đồng Nghĩa", {}, "chuc-mung-dai-hoi-dang-bo-xa-dong-nghia"),
        ("Mừng Đảng", {"mung-dang": 7}, "mung-dang"),
        ("Mừng Đảng", {"mung-dang": 3}, "mung-dang-7"),
        ("Mừng Đảng", {"mung-dang": 3, "mung-dang-7": 4}, "mung-dang-7-7"),
        ("Trang", {}, "trang-7"),
        ("…", {}, "bai-viet"),
    ],
)
def test_a_slug_is_without_marks_and_belongs_to_one_article(
    title: str, taken: dict[str, int], expected: str
) -> None:
    assert choose_slug(title, 7, taken.get) == expected
