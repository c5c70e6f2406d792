"""Pages of unknown portals, papers and schools, read by the generic page object and by the chain.

`written/*.toml` holds the markup of each page around one article (the words below), and what a
person reads off it where that is not the common case: every field, and the body to the letter.
`needs_platform` marks pages that only the object of their platform can tell.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from web_poet import HttpResponse

from archive.records import Article, Author
from scraper.extract import extract_article
from scraper.pages.generic import GenericArticlePage

WORDS = {
    "TITLE": "Xã Hòa Lạc ra mắt mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ”",
    "LEAD": "Sáng 12/10, Ủy ban nhân dân xã Hòa Lạc tổ chức lễ ra mắt mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ” tại Trung tâm Phục vụ hành chính công của xã.",
    "FIRST": "Dự lễ ra mắt có đồng chí Phan Thị Thu Hằng, Phó Bí thư Thường trực Đảng ủy, Chủ tịch Hội đồng nhân dân xã cùng lãnh đạo các ban, ngành, đoàn thể và đông đảo người dân.",
    "SECOND": "Mô hình gồm năm nội dung: nụ cười công sở, ngày không viết, ngày không hẹn, trả kết quả tại nhà cho người cao tuổi và gửi thư chúc mừng khi đăng ký kết hôn, khai sinh.",
    "THIRD": "Phát biểu tại buổi lễ, đồng chí Phan Thị Thu Hằng đề nghị cán bộ, công chức xã giữ đúng lời hứa với người dân, lấy sự hài lòng làm thước đo; kết quả được công khai hằng tháng trên bảng tin của thôn.",
    "LAST": "Sau một tháng thí điểm, bộ phận một cửa của xã đã giải quyết 412 hồ sơ, không có hồ sơ nào trễ hạn.",
    "SITE": "Trang thông tin điện tử xã Hòa Lạc",
    "CLOCK": "Thứ sáu, ngày 27/11/2026 10:12:44",
    "MENU": "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/gioi-thieu'>Giới thiệu chung</a></li><li><a href='/tin'>Tin tức - Sự kiện</a></li>"
    "<li><a href='/van-ban'>Văn bản quy phạm pháp luật</a></li><li><a href='/dvc'>Dịch vụ công trực tuyến</a></li><li><a href='/lien-he'>Liên hệ - Góp ý</a></li></ul>",
    "SIDE": "<div><h3>Thông báo</h3><ul><li><a href='/tb/1'>Lịch công tác tuần 43 của Thường trực HĐND xã</a></li><li><a href='/tb/2'>Kết quả xét tuyển viên chức năm 2026</a></li></ul>"
    "<h3>Thống kê truy cập</h3><p>Hôm nay: 152</p><p>Tổng lượt truy cập: 1.204.332</p></div>",
    "FOOT": "<div><p><b>TRANG THÔNG TIN ĐIỆN TỬ XÃ HÒA LẠC</b></p><p>Chịu trách nhiệm chính: Ông Lê Văn Tám - Chủ tịch UBND xã. Địa chỉ: thôn Đông, xã Hòa Lạc. Điện thoại: 0200 123 456. Email: hoalac@hoalac.test</p>"
    "<p>Ghi rõ nguồn Trang thông tin điện tử xã Hòa Lạc khi phát hành lại thông tin từ trang này.</p></div>",
}
OTHER_TITLES = (
    "Xã Hòa Lạc tổ chức diễn tập phòng, chống thiên tai năm 2026",
    "Hội Nông dân xã tập huấn kỹ thuật trồng lúa hữu cơ cho hội viên",
    "Thông báo lịch tiếp công dân tháng 11 của Chủ tịch UBND xã",
    "Trường Tiểu học Hòa Lạc khánh thành thư viện xanh",
    "Đoàn xã ra quân làm sạch đường làng, ngõ xóm đón Tết",
)
PARAGRAPHS = ["{FIRST}", "{SECOND}", "{THIRD}", "{LAST}"]
WORDS |= {
    **{f"OTHER_{number}": title for number, title in enumerate(OTHER_TITLES)},
    **{f"{name}_CAPITALS": WORDS[name].upper() for name in ("TITLE", "SITE")},
    "TEXT": "".join(f"<p>{WORDS[name.strip('{}')]}</p>\n" for name in PARAGRAPHS),
    "OTHERS": "<ul>"
    + "".join(
        f"<li><a href='/tin/{number}.html'>{title}</a> ({number}/09/2026)</li>"
        for number, title in enumerate(OTHER_TITLES, 11)
    )
    + "</ul>",
}
PAGES: list[dict[str, Any]] = [
    page
    for path in sorted((Path(__file__).parent / "written").glob("*.toml"))
    for page in tomllib.loads(path.read_text("utf-8"))["page"]
]


def filled(text: str) -> str:
    for name, words in WORDS.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def response_of(page: dict[str, Any]) -> HttpResponse:
    html = (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{page.get('title_tag', '{TITLE} - {SITE}')}</title>"
        f"{page.get('head', '')}</head><body class='{page.get('body_class', '')}'>{page['body']}</body></html>"
    )
    url = page.get("url", "https://hoalac.test/tin/31")
    return HttpResponse(url, body=filled(html).encode())


def by_generic(response: HttpResponse) -> Article:
    return GenericArticlePage(response=response).article()


def by_chain(response: HttpResponse) -> Article:
    return extract_article(response).article


READINGS = [
    pytest.param(page, read, id=f"{page['name']}-{read.__name__}")
    for page in PAGES
    for read in (by_generic, by_chain)
    if not (page.get("needs_platform") and read is by_generic)
]


@pytest.mark.parametrize(("page", "read"), READINGS)
def test_page_is_read_as_a_person_reads_it(page: dict[str, Any], read: Any) -> None:
    article = read(response_of(page))
    assert article.title == WORDS["TITLE"]
    assert article.body_text == "\n\n".join(map(filled, page.get("paragraphs", PARAGRAPHS)))
    assert article.authors == tuple(Author(*one) for one in page.get("authors", []))
    assert article.source_credit == page.get("credit", "")
    at = page.get("at", "2026-10-12T08:30")
    published = article.published_at.isoformat() if article.published_at else ""
    assert published.startswith(at)
    assert bool(published) == bool(at)
    if "lead" in page:
        assert article.lead == filled(page["lead"])
