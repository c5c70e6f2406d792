"""Long texts in the order of the page, without those of links, menus and forms."""

from lxml import etree

from scraper.pages.outline import Outline
from scraper.pages.running_text import running_texts

_LONG = "dài hơn ba mươi chữ cái, như một câu văn"
_PAGE = f"""<html><head><title>Tiêu đề {_LONG}</title></head><body>
<nav>Trình đơn {_LONG}</nav>Một {_LONG}<div>Hai {_LONG}<p>Ba {_LONG}<b><i>đậm</i>Bốn {_LONG}</b>Năm {_LONG}</p>
Sáu {_LONG}</div>Bảy {_LONG}<p>ngắn</p><a href="/">Liên kết {_LONG}<b>trong {_LONG}</b></a>
<form><div>Biểu mẫu {_LONG}</div></form><form><p>Tám {_LONG}</p></form><span>a{" " * 40}b</span></body></html>"""


def test_texts_come_as_a_reader_meets_them() -> None:
    outline = Outline(etree.HTML(_PAGE))
    found = running_texts(outline.long_texts, outline.places)
    words = [text.content.split()[0] for text in found]
    assert words == ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám"]
    assert [text.is_tail for text in found] == [
        word in ("Một", "Bốn", "Năm", "Sáu", "Bảy") for word in words
    ]
