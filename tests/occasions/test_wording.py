import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from occasions.wording import PhraseIndex, canonical_word, cut_words


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("kỉ", "kỷ"), ("KỶ", "kỷ"), ("khoá", "khóa"), ("hoà", "hòa"), ("uỷ", "ủy"), ("thuỷ", "thủy"),
     ("quý", "quý"), ("sĩ", "sỹ"), ("tỉnh", "tỉnh"), ("thi", "thi")],
)  # fmt: skip
def test_one_word_has_one_key(written: str, canonical: str) -> None:
    assert canonical_word(written) == canonical


def test_words_keep_abbreviations_dates_and_breaks() -> None:
    words = cut_words("Sở TT&TT: 28/8/1945-28/8/2019 (Q.11)")
    assert words.keys == ("sở", "tt&tt", "28/8/1945-28/8/2019", "q.11")
    assert words.breaks == ("", "", ":", "(")


def test_longest_phrase_wins_and_n_is_a_number() -> None:
    index = PhraseIndex.build([("N năm", "short"), ("N năm thành lập", "long")])
    assert [hit.value for hit in index.find(cut_words("20 năm thành lập, 5 năm"))] == [
        "long",
        "short",
    ]
    assert not list(index.find(cut_words("2024 năm")))


def test_words_in_brackets_follow_but_are_left_to_others() -> None:
    index = PhraseIndex.build([("nhân (ngày)", "attach"), ("ngày hội", "day")])
    assert [hit.value for hit in index.find(cut_words("nhân ngày hội"))] == ["attach", "day"]
    assert not list(index.find(cut_words("nhân viên")))


def test_a_phrase_does_not_cross_a_colon_but_a_comma() -> None:
    index = PhraseIndex.build([("xây dựng trưởng thành", 1)])
    assert list(index.find(cut_words("xây dựng, trưởng thành")))
    assert not list(index.find(cut_words("xây dựng: trưởng thành")))


@given(st.text(alphabet="aăâđêôơưkỷuýNM 8/(),.:&“", max_size=60))
def test_spans_point_into_the_line_whatever_the_form(text: str) -> None:
    words = cut_words(text)
    assert cut_words(unicodedata.normalize("NFD", text)) == words
    for index in range(len(words)):
        assert canonical_word(words.written(index)) == words.keys[index]
    assert len(words.breaks) == len(words.spans) == len(words)
