"""Lines that sign a text, as portals print them at its end: who, with which office, after whom."""

import pytest
from lxml import etree

from scraper.fields.body import Body, read_body

SENTENCE = "Sau một tháng thí điểm, bộ phận một cửa của xã đã giải quyết 412 hồ sơ, không có hồ sơ nào trễ hạn."
RIGHT, PLAIN, ITALIC = (
    "<p style='text-align:right'><strong>{}</strong></p>",
    "<p>{}</p>",
    "<p><em>{}</em></p>",
)
Names = list[tuple[str, str]]
# The line, how it is printed, names with positions, the source.
LINES: list[tuple[str, str, Names, str]] = [
    ("Bài, ảnh: Hải Yến (Phòng Văn hóa - Xã hội)", RIGHT, [("Hải Yến", "Phòng Văn hóa - Xã hội")], ""),
    ("Tin: Hải Yến, ảnh: CTV", PLAIN, [("Hải Yến", "")], ""),
    ("Người viết bài: Đỗ Hải Yến", PLAIN, [("Đỗ Hải Yến", "")], ""),
    ("Tổng hợp: BBT", RIGHT, [], ""),
    ("Nguyễn Văn An, Trường THCS Hòa Lạc", RIGHT, [("Nguyễn Văn An", "Trường THCS Hòa Lạc")], ""),
    ("Cô giáo Nguyễn Thị Lan – Tổ Ngữ văn", RIGHT, [("Nguyễn Thị Lan", "Tổ Ngữ văn")], ""),
    ("Thầy Nguyễn Văn An (Hiệu trưởng)", RIGHT, [("Nguyễn Văn An", "Hiệu trưởng")], ""),
    ("ThS.BS Nguyễn Văn An, Khoa Nội tổng hợp", RIGHT, [("Nguyễn Văn An", "Khoa Nội tổng hợp")], ""),
    ("Hải Yến - Phòng VHTT", RIGHT, [("Hải Yến", "Phòng VHTT")], ""),
    ("HẢI YẾN – MINH ĐỨC", RIGHT, [("Hải Yến", ""), ("Minh Đức", "")], ""),
    ("Hải Yến; ảnh: Minh Đức", RIGHT, [("Hải Yến", "")], ""),
    ("H.Y", RIGHT, [("H.Y", "")], ""),
    ("(Hải Yến)", RIGHT, [("Hải Yến", "")], ""),
    ("- Hải Yến -", RIGHT, [("Hải Yến", "")], ""),
    ("* Hải Yến", RIGHT, [("Hải Yến", "")], ""),
    ("Hải Yến./.", RIGHT, [("Hải Yến", "")], ""),
    ("Tin, bài, ảnh: Hải Yến", PLAIN, [("Hải Yến", "")], ""),
    ("Tin và ảnh: Đỗ Hải Yến - Văn phòng UBND xã", PLAIN, [("Đỗ Hải Yến", "Văn phòng UBND xã")], ""),
    ("Thực hiện: Hải Yến, Minh Đức", PLAIN, [("Hải Yến", ""), ("Minh Đức", "")], ""),
    ("Bài và ảnh: Hải Yến – Minh Đức", PLAIN, [("Hải Yến", ""), ("Minh Đức", "")], ""),
    ("Học sinh Nguyễn Văn Bình - Lớp 9A", RIGHT, [("Nguyễn Văn Bình", "Lớp 9A")], ""),
    ("Đỗ Hải Yến - Chuyên viên phòng Tổ chức cán bộ", RIGHT, [("Đỗ Hải Yến", "Chuyên viên phòng Tổ chức cán bộ")], ""),
    ("Đại úy Nguyễn Văn An - Công an xã Hòa Lạc", RIGHT, [("Nguyễn Văn An", "Công an xã Hòa Lạc")], ""),
    ("Thượng tá, TS. Nguyễn Văn An", RIGHT, [("Nguyễn Văn An", "")], ""),
    ("Tin: Hải Yến - Trung tâm VHTT&TT", PLAIN, [("Hải Yến", "Trung tâm VHTT&TT")], ""),
    ("Nguồn: Hải Yến - Báo Hòa Lạc", PLAIN, [], "Hải Yến - Báo Hòa Lạc"),
    ("Theo Hải Yến (Báo Hòa Lạc)", RIGHT, [], "Hải Yến (Báo Hòa Lạc)"),
    ("Hải Yến (theo Báo Hòa Lạc)", RIGHT, [("Hải Yến", "")], "Báo Hòa Lạc"),
    ("Hải Yến (T/h)", RIGHT, [("Hải Yến", "T/h")], ""),
    ("Hải Yến tổng hợp từ Báo Hòa Lạc", RIGHT, [("Hải Yến", "tổng hợp")], ""),
    ("Ban Biên tập Cổng TTĐT", RIGHT, [], ""),
    ("Đoàn Thanh niên xã Hòa Lạc", RIGHT, [], ""),
    ("Trường Mầm non Hòa Lạc", RIGHT, [], ""),
    ("Tin bài: Trường Mầm non Hòa Lạc", PLAIN, [], ""),
    ("Người đưa tin: Nguyễn Thị Lan", PLAIN, [("Nguyễn Thị Lan", "")], ""),
    ("Người đăng tin: Nguyễn Thị Lan", PLAIN, [], ""),
    ("Biên tập: Hải Yến", PLAIN, [("Hải Yến", "")], ""),
    ("Ảnh: Minh Đức", PLAIN, [], ""),
    ("Nguyễn Thị Thanh Huyền", RIGHT, [("Nguyễn Thị Thanh Huyền", "")], ""),
    ("Lê Na", ITALIC, [("Lê Na", "")], ""),
    ("Y Bhăm Niê", RIGHT, [("Y Bhăm Niê", "")], ""),
    ("H'Len Êban", RIGHT, [("H'Len Êban", "")], ""),
    ("K'Brửi", RIGHT, [("K'Brửi", "")], ""),
    ("Nguyễn Văn An\nPhó Trưởng Ban Tuyên giáo Tỉnh ủy", RIGHT, [("Nguyễn Văn An", "Phó Trưởng Ban Tuyên giáo Tỉnh ủy")], ""),
    ("Nguồn Trang TTĐT huyện Thanh Khê", RIGHT, [], "Trang TTĐT huyện Thanh Khê"),
    ("Theo TTXVN", RIGHT, [], "TTXVN"),
    ("(TTXVN/Vietnam+)", RIGHT, [], "TTXVN/Vietnam+"),
    ("Nguồn: baochinhphu.vn", PLAIN, [], "baochinhphu.vn"),
]  # fmt: skip


def body_ending_in(markup: str) -> Body:
    root = etree.fromstring(
        f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p>{markup}</div>", etree.HTMLParser(encoding="utf-8")
    )
    return read_body(list(root.iter("div")), "https://hoalac.test/tin/31")


@pytest.mark.parametrize(("line", "markup", "authors", "credit"), LINES)
def test_line_at_the_end_signs(line: str, markup: str, authors: Names, credit: str) -> None:
    body = body_ending_in(markup.format(line.replace("\n", "<br>")))
    assert [(author.name, author.position) for author in body.signing.authors] == authors
    assert body.signing.credit == credit
    assert body.text == f"{SENTENCE}\n\n{SENTENCE}"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Chúc mừng năm mới!</p>",
        "<p>Đường dây nóng: 0200 123 456</p>",
        "<p>Xã Hòa Lạc hôm nay đã đổi thay</p>",
        "<p>Hải Yến là người đầu tiên được cấp giấy chứng nhận.</p>",
        "<p><b>Kính mời bà con đến dự</b></p>",
        "<ul><li>Nguyễn Văn An</li><li>Trần Thị Lan</li></ul>",
        "<table><tr><td>Nguyễn Văn An</td><td>9,5</td></tr></table>",
    ],
)
def test_other_last_lines_stay_text(markup: str) -> None:
    body = body_ending_in(markup)
    assert body.signing.authors == []
    assert len(body.text) > 2 * len(SENTENCE) + 8
