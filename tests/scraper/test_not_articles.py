"""Pages that read like articles and are none, in the frames of the platforms; short ones that are."""

import pytest
from web_poet import HttpResponse

from scraper.errors import NotAnArticle
from scraper.extract import extract_article

HEADLINES = (
    "Sở Nội vụ tổng kết công tác cải cách hành chính năm 2026",
    "Huyện Thanh Khê ra quân trồng cây đầu xuân",
    "Khai mạc hội thi dân vận khéo tỉnh Vĩnh Lạc lần thứ II",
    "Tập huấn chuyển đổi số cho cán bộ cấp xã năm 2026",
    "Lãnh đạo tỉnh thăm, chúc mừng các đơn vị y tế",
    "Thông báo lịch tiếp công dân tháng 10 năm 2026",
)
SUMMARY = (
    "Sáng 12/10, tại hội trường trung tâm, Sở Nội vụ tỉnh Vĩnh Lạc tổ chức hội nghị tổng kết công tác "
    "năm, triển khai nhiệm vụ thời gian tới. Dự hội nghị có lãnh đạo các sở, ban, ngành của tỉnh."
)
MENU = "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/tin-tuc'>Tin tức - Sự kiện</a></li><li><a href='/van-ban'>Văn bản</a></li></ul>"
CLOCK = "<p>Hôm nay: Thứ hai, ngày 23/11/2026 10:00</p>"
FOOT = "<div class='footer'><p>Cơ quan chủ quản: UBND tỉnh Vĩnh Lạc. Giấy phép số 12/GP-TTĐT. Địa chỉ: số 1 đường Hùng Vương. Điện thoại: 0200 000 000.</p></div>"


def rows(count: int, repeat: int = 1, row: str = "<div class='item item-{n}'>") -> str:
    return "".join(
        f"{row.format(n=n)}<h3><a href='/tin-tuc/bai-viet-{n}.html'>{headline}</a></h3>"
        f"<span class='date'>1{n}/10/2026 08:30</span><p>{SUMMARY * repeat}</p></div>"
        for n, headline in enumerate(HEADLINES[:count])
    )


WITHOUT_LINKED_HEADLINES = "".join(
    f"<div class='item'><h3>{headline}</h3><p>{SUMMARY}</p><a href='/bai-{n}.html'>Xem chi tiết »</a></div>"
    for n, headline in enumerate(HEADLINES)
)
REGISTER = (
    "<table><tr><th>STT</th><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>"
    + "".join(
        f"<tr><td>{n}</td><td>{n}/QĐ-UBND</td><td>1{n}/10/2026</td><td>Quyết định về việc ban hành quy chế phối hợp quản lý nhà nước số {n} của tỉnh.</td></tr>"
        for n in range(9)
    )
    + "</table>"
)
HOME = "".join(
    f"<div class='box'><h2><a href='/s{n}'>Tin trong tỉnh {n}</a></h2>{rows(4)}</div>"
    for n in range(3)
)
KINDS = {
    "section with summaries": ("Tin tức - Sự kiện", rows(6)),
    "section with long summaries": ("Tin tức - Sự kiện", rows(6, repeat=3)),
    "section with two entries": ("Tin tức", rows(2)),
    "section with one entry": ("Tin tức", rows(1, repeat=2)),
    "rows with read more": ("Tin hoạt động", WITHOUT_LINKED_HEADLINES),
    "search results": ("Kết quả tìm kiếm", f"<p>Tìm thấy 128 kết quả</p>{rows(6)}"),
    "nothing found": ("Tìm kiếm", "<p>Không tìm thấy kết quả nào phù hợp với từ khóa.</p>"),
    "tag": ("Từ khóa: chuyển đổi số", rows(5)),
    "register of official texts": ("Hệ thống văn bản của tỉnh Vĩnh Lạc", REGISTER),
    "home page": ("Cổng thông tin điện tử tỉnh Vĩnh Lạc", HOME),
    "front page that opens with an article": (
        "Cổng thông tin điện tử tỉnh Vĩnh Lạc",
        f"<div class='top'><h2><a href='/b-1.html'>{HEADLINES[1]}</a></h2><p>{SUMMARY * 3}</p></div><ul>{rows(6).replace(SUMMARY, '')}</ul>",
    ),
    "log-in": (
        "Đăng nhập",
        "<form><input name='u'><input type='password'><p>Quên mật khẩu? Vui lòng liên hệ quản trị hệ thống để được cấp lại.</p></form>",
    ),
    "not found": (
        "Không tìm thấy trang",
        "<p>Trang bạn yêu cầu không tồn tại hoặc đã được di chuyển.</p>",
    ),
    "maintenance": (
        "Thông báo",
        "<p>Cổng thông tin đang được bảo trì, nâng cấp. Mong quý vị quay lại sau.</p>",
    ),
    "challenge": ("Just a moment...", "<p>Checking your browser before accessing the site.</p>"),
    "contact": (
        "Liên hệ",
        "<p>Địa chỉ: số 1 đường Hùng Vương. Điện thoại: 0200 000 000. Fax: 0200 000 001.</p><form><textarea></textarea></form>",
    ),
    "month": (
        "Lịch",
        "<table>"
        + "".join(f"<tr><td><a href='/lich/{n}'>{n}</a></td></tr>" for n in range(30))
        + "</table>",
    ),
    "map of the site": ("Sơ đồ cổng", MENU * 6),
    "empty shell": ("Cổng thông tin", "<div id='app'></div>"),
}
NUKEVIET = "<meta name='generator' content='NukeViet v4.5'>"
WORDPRESS = "<meta name='generator' content='WordPress 6.8'>"
SHAREPOINT = "<meta name='GENERATOR' content='Microsoft SharePoint'>"
LIFERAY = "<script src='/o/frontend-js-web/a.js'></script>"
FRAMES = {
    "plain": ("", "https://v.test/muc", f"{CLOCK}<h1>{{title}}</h1><div class='content'>{{body}}</div>"),
    "nukeviet": (NUKEVIET, "https://v.test/vi/news/muc/", f"{CLOCK}<div class='news_column'><h1 class='title'>{{title}}</h1>{{body}}</div>"),
    "wordpress": (WORDPRESS, "https://v.test/muc/", "<article class='page'><h1 class='entry-title'>{title}</h1><div class='entry-content'>{body}</div></article>"),
    "sharepoint": (SHAREPOINT, "https://v.test/Pages/muc.aspx", f"<div id='s4-workspace'>{CLOCK}<h3>{{title}}</h3><div>{{body}}</div></div>"),
    "liferay7": (LIFERAY, "https://v.test/web/guest/muc", "<div class='portlet-body'><h2>{title}</h2><div class='journal-content-article'>{body}</div></div>"),
    "vccorp": ("", "https://v.test/muc.htm", "<h1 class='box-category-link-title'>{title}</h1><div class='box-category-content'>{body}</div>"),
    "vnpt": ("", "https://so.v.gov.vn/muc", "<h1>{title}</h1><a>Tăng tương phản</a> <a>Giảm tương phản</a><div class='news-content'>{body}</div>"),
    "oracle-webcenter": ("<script>AdfPage.PAGE={};</script>", "https://v.test/webcenter/portal/vi/muc", "<div id='T:r1'><h2>{title}</h2><div>{body}</div></div>"),
}  # fmt: skip


def page_of(frame: str, title: str, body: str, url: str = "") -> HttpResponse:
    head, address, markup = FRAMES[frame]
    framed = markup.replace("{title}", title).replace("{body}", body)
    html = (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title} - Cổng thông tin điện tử tỉnh Vĩnh Lạc</title>{head}</head>"
        f"<body>{MENU}{framed}{FOOT}</body></html>"
    )
    return HttpResponse(url or address, body=html.encode())


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_article_is_refused_in_every_frame(kind: str, frame: str) -> None:
    with pytest.raises(NotAnArticle):
        extract_article(page_of(frame, *KINDS[kind]))


ARCHIVES = {
    "wordpress": (WORDPRESS, "https://v.test/category/muc/", rows(6, row="<article class='post-{n} post hentry'>").replace("</div>", "</article>")),
    "joomla": ("<meta name='generator' content='Joomla! - Open Source'>", "http://v.test/index.php/muc", f"<div class='blog'>{rows(5)}</div>"),
    "drupal": ("<meta name='Generator' content='Drupal 10'>", "http://v.test/muc", f"<div class='view-content'>{rows(5)}</div>"),
    "dotnetnuke": ("<meta name='generator' content='DotNetNuke'>", "http://v.test/muc", f"<div id='dnn_ctr401'>{rows(5)}</div>"),
    "liferay abstracts": (LIFERAY, "https://v.test/web/guest/muc", "".join(f"<div class='asset-abstract'><h3 class='asset-title'><a href='/-/b-{n}'>{h}</a></h3><div class='asset-summary'>{SUMMARY}</div></div>" for n, h in enumerate(HEADLINES))),
    "liferay full content": (LIFERAY, "https://v.test/web/guest/muc", "".join(f"<div class='asset-full-content'><h3 class='asset-title'>{h}</h3><div class='journal-content-article'><p>{SUMMARY}</p></div></div>" for h in HEADLINES)),
}  # fmt: skip


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_list_of_a_platform_is_no_article(name: str) -> None:
    head, url, body = ARCHIVES[name]
    html = f"<html><head><title>Tin tức</title>{head}</head><body>{MENU}<h1>Tin tức - Sự kiện</h1>{body}{FOOT}</body></html>"
    with pytest.raises(NotAnArticle):
        extract_article(HttpResponse(url, body=html.encode()))


@pytest.mark.parametrize("text", ["Đang tải...", "Nội dung đang được cập nhật", "Loading…"])
def test_a_layout_without_its_text_is_an_empty_shell(text: str) -> None:
    html = f"<html><head>{NUKEVIET}</head><body>{MENU}<h1 class='title'>{HEADLINES[0]}</h1><div id='news-bodyhtml'>{text}</div>{FOOT * 8}</body></html>"
    with pytest.raises(NotAnArticle, match="empty"):
        extract_article(HttpResponse("https://v.test/vi/news/a/b-1.html", body=html.encode()))


DATE = "<p class='date'>12/10/2026 08:30</p>"
OWN = "https://v.test/tin-tuc/so-noi-vu-tong-ket-31.html"
ARTICLES = {
    "one paragraph": f"{DATE}<p>{SUMMARY} Hội nghị kết thúc trong buổi sáng.</p>",
    "headline linked to its own page": f"<h2><a href='/tin-tuc/so-noi-vu-tong-ket-31.html?p=1'>{HEADLINES[0]}</a></h2>{DATE}<p>{SUMMARY * 2}</p>",
    "two other articles below": f"{DATE}<p>{SUMMARY}</p><p>{SUMMARY}</p><div class='khac'>{rows(2).replace(SUMMARY, '')}</div>",
    "links to official texts": f"{DATE}<p>{SUMMARY * 2}</p>"
    + "".join(
        f"<p><a href='/tep/{n}.pdf'>Quyết định số {n} của Ủy ban nhân dân tỉnh</a></p>"
        for n in range(6)
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_short_articles_are_not_refused(name: str) -> None:
    page = page_of("plain", HEADLINES[0], ARTICLES[name], OWN)
    assert SUMMARY in extract_article(page).article.body_text
