"""What stands above the first sentence of a text: repeated, of the page, of the writer, or of the text."""

import pytest
from lxml import etree

from scraper.fields.body import read_body

TITLE = "Xã Hòa Lạc ra mắt mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ”"
LEAD = "Sáng 12/10, Ủy ban nhân dân xã Hòa Lạc tổ chức lễ ra mắt mô hình “Chính quyền thân thiện” tại Trung tâm Phục vụ hành chính công của xã."
LEAD_IN_PLAIN_QUOTES = LEAD.replace("“", "'").replace("”", "'")
FIRST = "Dự lễ ra mắt có đồng chí Phan Thị Thu Hằng, Phó Bí thư Thường trực Đảng ủy xã cùng đông đảo người dân."
SECOND = "Mô hình gồm năm nội dung, trong đó có nụ cười công sở, ngày không viết, ngày không hẹn và gửi thư chúc mừng."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"
# Name, markup, the lead that is known, lines that stay above the text, writers.
OPENINGS: list[tuple[str, str, str, list[str], list[str]]] = [
    ("title repeated, bold and centred", f"<p style='text-align:center'><strong>{TITLE}</strong></p>{TEXT}", "", [], []),
    ("title in capitals without quotes", f"<p align=center><b>XÃ HÒA LẠC RA MẮT MÔ HÌNH CHÍNH QUYỀN THÂN THIỆN, VÌ NHÂN DÂN PHỤC VỤ</b></p>{TEXT}", "", [], []),
    ("title over two lines", f"<p align=center><b>XÃ HÒA LẠC RA MẮT MÔ HÌNH</b></p><p align=center><b>“CHÍNH QUYỀN THÂN THIỆN, VÌ NHÂN DÂN PHỤC VỤ”</b></p>{TEXT}", "", [], []),
    ("date line", f"<p><em>Thứ hai, ngày 12/10/2026</em></p>{TEXT}", "", [], []),
    ("picture and caption in italics", f"<p align=center><img src='/a.jpg'></p><p align=center><em>Quang cảnh lễ ra mắt.</em></p>{TEXT}", "", [], []),
    ("picture and caption without marks", f"<p><img src='/a.jpg'></p><p style='text-align:center'>Đại biểu dự lễ ra mắt mô hình</p>{TEXT}", "", [], []),
    ("picture and credit", f"<p align=center><img src='/a.jpg'></p><p align=right><em>Ảnh: Minh Đức</em></p>{TEXT}", "", [], []),
    ("picture table", f"<table><tr><td><img src='/a.jpg'></td></tr><tr><td><em>Đại biểu dự lễ ra mắt mô hình</em></td></tr></table>{TEXT}", "", [], []),
    ("author labelled on top", f"<p><strong>Tác giả: Đỗ Hải Yến</strong></p>{TEXT}", "", [], ["Đỗ Hải Yến"]),
    ("name and position, two lines", f"<p align=right><b>Nguyễn Văn An</b></p><p align=right><i>Chủ tịch UBND xã</i></p>{TEXT}", "", [], ["Nguyễn Văn An"]),
    ("name and position, one line in the middle", f"<p align=center><i>Nguyễn Văn An - Chủ tịch UBND xã</i></p>{TEXT}", "", [], ["Nguyễn Văn An"]),
    ("name and position in one line with a break", f"<p align=center><b>Nguyễn Văn An<br>Chủ tịch UBND xã Hòa Lạc</b></p>{TEXT}", "", [], ["Nguyễn Văn An"]),
    ("title, then name and position", f"<p align=center><b>{TITLE.upper()}</b></p><p align=right><b>Đ/c Nguyễn Văn An</b></p><p align=right>Bí thư Đảng ủy xã</p>{TEXT}", "", [], ["Nguyễn Văn An"]),
    ("lead repeated with other quotes", f"<p><strong>{LEAD_IN_PLAIN_QUOTES}</strong></p>{TEXT}", LEAD, [], []),
    ("lead repeated without its end", f"<p><b>{LEAD[:-1]}</b></p>{TEXT}", LEAD, [], []),
    ("player", f"<p>Nghe đọc bài</p><p>0:00 / 2:31</p>{TEXT}", "", [], []),
    ("heading stays", f"<h2>Nụ cười công sở</h2>{TEXT}", "", ["Nụ cười công sở"], []),
    ("letterhead stays", f"<table><tr><td>UBND XÃ HÒA LẠC</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>{TEXT}", "", ["UBND XÃ HÒA LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], []),
    ("place and day of a letter stay", f"<p align=right><i>Hòa Lạc, ngày 12 tháng 10 năm 2026</i></p><p>Kính gửi: Toàn thể nhân dân xã</p>{TEXT}", "", ["Hòa Lạc, ngày 12 tháng 10 năm 2026", "Kính gửi: Toàn thể nhân dân xã"], []),
    ("section and counter", f"<p><a href='/tin'>Tin hoạt động</a></p><p>Lượt xem: 412</p>{TEXT}", "", [], []),
    ("empty paragraphs", f"<p>&nbsp;</p><p><br></p><div></div>{TEXT}", "", [], []),
    ("lead and text in one paragraph, broken by two breaks", f"<p><b>{LEAD}</b><br><br>{FIRST}</p><p>{SECOND}</p>", LEAD, [], []),
    ("bold sentence stays text", f"<p><b>{LEAD}</b></p>{TEXT}", "", [LEAD], []),
    ("date, picture, caption, text", f"<p>12/10/2026 08:30</p><p><img src='/a.jpg'></p><p align=center><i>Lễ ra mắt</i></p>{TEXT}", "", [], []),
    ("byline of reporter in the first line", f"<p><b>PV: Đỗ Hải Yến</b></p>{TEXT}", "", [], ["Đỗ Hải Yến"]),
    ("audio and text-to-speech box", f"<div><audio controls src='/a.mp3'></audio><span>Trình duyệt của bạn không hỗ trợ audio</span></div>{TEXT}", "", [], []),
    ("word comments and styles", f"<style>p.Mso{{}}</style><p class='MsoNormal'><o:p>&nbsp;</o:p></p><p class=MsoNormal><span lang=VI>{FIRST}</span></p><p>{SECOND}</p>", "", [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "lead", "kept", "authors"),
    [pytest.param(*row[1:], id=row[0]) for row in OPENINGS],
)
def test_lines_above_the_first_sentence(
    markup: str, lead: str, kept: list[str], authors: list[str]
) -> None:
    root = etree.fromstring(
        f"<html><body><section>{markup}</section></body></html>".encode(),
        etree.HTMLParser(encoding="utf-8", remove_comments=True),
    )
    body = read_body(list(root.iter("section")), "https://hoalac.test/tin/31", TITLE, lead)
    assert body.text.replace("\n\n", "\n").split("\n") == [*kept, FIRST, SECOND]
    assert [author.name for author in body.signing.authors] == authors


def test_the_dateline_belongs_to_the_first_sentence() -> None:
    root = etree.fromstring(f"<div><p>(Hoalac.gov.vn) - {FIRST}</p><p>{SECOND}</p></div>")
    body = read_body([root], "https://hoalac.test/tin/31", TITLE)
    assert body.text.startswith("(Hoalac.gov.vn) - Dự lễ")
