import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text import fold_space
from publish.blocks import join_blocks, paragraph_texts, split_blocks
from publish.errors import BodyUnreadable


def texts(body_html: str) -> list[str]:
    return [block.text for block in split_blocks(body_html)]


@pytest.mark.parametrize(
    ("body_html", "expected"),
    [
        pytest.param("", [], id="empty"),
        pytest.param("<p>&nbsp;</p><div> </div>", [], id="nothing to read"),
        pytest.param("<p>Một</p><p>Hai</p>", ["Một", "Hai"], id="paragraphs"),
        pytest.param("<div><div><p>Một</p></div><p>Hai</p></div>", ["Một", "Hai"], id="containers"),
        pytest.param("Một<br><br/>Hai<br>ba", ["Một", "Hai ba"], id="loose text"),
        pytest.param("<span><p>Một</p>Hai</span>", ["Một", "Hai"], id="paragraph in a span"),
        pytest.param("Trước<p>Một</p>sau", ["Trước", "Một", "sau"], id="text between"),
        pytest.param(
            "<ul><li>a</li><li>b</li></ul><p>c</p>", ["a b", "c"], id="a list is one block"
        ),
        pytest.param("</div></div><p>Một</p>", ["Một"], id="stray closing tags"),
        pytest.param("<p>Một<script>alert(1)</script></p>", ["Một"], id="script"),
        pytest.param("<p>to\u0302i</p>", ["tôi"], id="decomposed"),
        pytest.param("<p>a\x00b\x1cc</p>", ["ab c"], id="control characters"),
        pytest.param("<p>1 &lt; 2 ]]> &amp;lt;</p>", ["1 < 2 ]]> &lt;"], id="escapes"),
    ],
)
def test_a_body_is_split_where_a_reader_sees_a_paragraph(
    body_html: str, expected: list[str]
) -> None:
    assert texts(body_html) == expected


def test_inline_markup_stays_in_its_block() -> None:
    (block,) = split_blocks("<div>Theo <b>Nghị quyết</b> <a href='https://a.test/'>số 5</a></div>")
    assert block.text == "Theo Nghị quyết số 5"
    assert "<b>Nghị quyết</b> <a " in block.html


def test_a_picture_without_words_is_a_block() -> None:
    blocks = split_blocks("<p>Một</p><p><img src='https://a.test/1.jpg'></p>")
    assert [(block.text, block.has_image) for block in blocks] == [("Một", False), ("", True)]


def test_left_out_blocks_take_nothing_else_with_them() -> None:
    blocks = split_blocks("<p>Một</p><p>Hai</p><p>Ba</p>")
    assert paragraph_texts(join_blocks(blocks, omitted=(1,))) == ("Một", "Ba")


def test_joined_blocks_split_the_same_way_again() -> None:
    blocks = split_blocks("<div>a<br><br>b<table><tr><td>c</td></tr></table><p>d</p></div>")
    assert split_blocks(join_blocks(blocks)) == blocks


def test_each_line_cell_and_item_is_a_paragraph_text() -> None:
    body = "<p>a<br>b</p><table><tr><td>c</td><td>d <b>e</b></td></tr></table><ul><li>f</li></ul>"
    assert paragraph_texts(body) == ("a", "b", "c", "d e", "f")


def test_deep_nesting_loses_no_words() -> None:
    assert texts("<div>" * 1500 + "Sâu" + "</div>" * 1500) == ["Sâu"]


def test_nesting_too_deep_to_read_is_an_error_not_an_empty_body() -> None:
    with pytest.raises(BodyUnreadable, match="losing words"):
        split_blocks("<div>" * 4000 + "Sâu" + "</div>" * 4000)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1
).filter(lambda text: fold_space(text) != "")


@given(st.lists(words, max_size=6), st.sets(st.integers(0, 5)))
def test_words_of_kept_blocks_are_verbatim(paragraphs: list[str], omitted: set[int]) -> None:
    body_html = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    blocks = split_blocks(body_html)
    assert [block.text for block in blocks] == [fold_space(text) for text in paragraphs]
    kept = [fold_space(text) for index, text in enumerate(paragraphs) if index not in omitted]
    assert list(paragraph_texts(join_blocks(blocks, omitted))) == kept
