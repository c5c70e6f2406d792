import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import fold, fold_space, nfc, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Kỷ niệm ngày thành lập Sở Mẫu", "ky-niem-ngay-thanh-lap-so-mau"),
        ("Đường Đà Nẵng – ĐẢNG ủy", "duong-da-nang-dang-uy"),
        (unicodedata.normalize("NFD", "Ừ, Ễ, Ữ"), "u-e-u"),
        ("!!! …", ""),
    ],
)
def test_slug_has_no_marks(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_long_slug_is_cut_at_a_word() -> None:
    assert slugify("một hai ba bốn", max_length=8) == "mot-hai"


@given(st.text())
def test_folding_keeps_the_number_of_characters_and_is_stable(text: str) -> None:
    assert len(fold(text)) == len(nfc(text))
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_space_is_stable(text: str) -> None:
    assert fold_space(fold_space(text)) == fold_space(text)
