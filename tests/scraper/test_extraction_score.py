"""The scorer that the floors and bench/extraction share: what counts as a right first sentence and line."""

from types import ModuleType
from typing import Any

import pytest

SENTENCE = "Cuối năm, xã mở con đường nối hai thôn."
TRUTH = {
    "title": "Xã mở đường",
    "author": [],
    "date_published": None,
    "source_credit": None,
    "body_first_sentence": SENTENCE,
    "body_last_sentence": "Đường dài hai cây số.",
}
REST = "<p>Đường dài hai cây số.</p>"


def found(html: str, *lines: str) -> dict[str, Any]:
    text = "\n\n".join((*lines, SENTENCE, "Đường dài hai cây số."))
    return {"title": "Xã mở đường", "body_html": html + REST, "body_text": text}


@pytest.mark.parametrize(
    ("html", "lines", "is_right"),
    [
        (f"<p>{SENTENCE}</p>", (), True),
        (f"<h2>Khi dân đồng lòng</h2><p>{SENTENCE}</p>", ("Khi dân đồng lòng",), True),
        (f"<p><strong>Dân &amp; xã</strong></p><p>{SENTENCE}</p>", ("Dân & xã",), True),
        (
            f'<figure><img src="a.jpg"></figure><p><strong>I.</strong> <strong>Mở đầu</strong></p><p>{SENTENCE}</p>',
            ("I. Mở đầu",),
            True,
        ),
        # A heading in two lines of one paragraph.
        (f"<h3>Phần một<br>Mở đường</h3><p>{SENTENCE}</p>", ("Phần một\nMở đường",), True),
        # Merely short; a bold sentence is a lead or text; bold in part only; a cell of a table.
        (f"<p>Khi dân đồng lòng</p><p>{SENTENCE}</p>", ("Khi dân đồng lòng",), False),
        (f"<p><strong>Dân đã đồng lòng.</strong></p><p>{SENTENCE}</p>", ("Dân đã đồng lòng.",), False),
        (f"<p><strong>Dân</strong> đồng lòng</p><p>{SENTENCE}</p>", ("Dân đồng lòng",), False),
        (f"<table><tr><td><strong>Dân</strong></td></tr></table><p>{SENTENCE}</p>", ("Dân",), False),
        # Extractors that give no markup are held to the sentence.
        ("", ("Khi dân đồng lòng",), False),
    ],
)  # fmt: skip
def test_first_sentence_may_follow_headings_by_their_own_markup(
    scorer: ModuleType, html: str, lines: tuple[str, ...], is_right: bool
) -> None:
    assert scorer.score(found(html, *lines), TRUTH, "")["first"] is is_right


def test_a_label_that_is_itself_the_heading_counts(scorer: ModuleType) -> None:
    truth = {**TRUTH, "body_first_sentence": "Khi dân đồng lòng"}
    read = found(f"<h2>Khi dân đồng lòng</h2><p>{SENTENCE}</p>", "Khi dân đồng lòng")
    assert scorer.score(read, truth, "")["first"] is True


@pytest.mark.parametrize(
    ("page", "is_right"),
    [
        ("<ul><li><a href='/1'>Trường Tiểu học Hòa Lạc</a></li></ul>", False),
        ("<a href='/1'>Trường Tiểu học Hòa Lạc</a><td><b>Trường Tiểu học\n Hòa Lạc</b></td>", True),
        # Words of a sentence, of the head or of a script are not the line.
        ("<a href='/1'>Trường Tiểu học Hòa Lạc</a><p>Tại Trường Tiểu học Hòa Lạc, …</p>", False),
        ("<head><title>Trường Tiểu học Hòa Lạc</title></head><a>Trường Tiểu học Hòa Lạc</a>", False),
    ],
)  # fmt: skip
def test_a_line_of_links_alone_is_no_text(scorer: ModuleType, page: str, is_right: bool) -> None:
    read = found(f"<p>{SENTENCE}</p>", "Trường Tiểu học Hòa Lạc")
    assert scorer.score(read, TRUTH, page)["no_links"] is is_right
