"""Pages of a site itself on the layouts of articles: no articles; and articles that look alike."""

import pytest
from web_poet import HttpResponse

from scraper.errors import NotAnArticle
from scraper.extract import extract_article
from scraper.pages.content_pages import is_never_news, is_seldom_news

SENTENCE = "Sở Nội vụ tỉnh Vĩnh Lạc là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, có chức năng tham mưu, giúp Ủy ban nhân dân tỉnh quản lý nhà nước về tổ chức bộ máy."
CHART = f"<p>{SENTENCE}</p><p>Sở có Giám đốc, ba Phó Giám đốc và các phòng chuyên môn, nghiệp vụ.</p><p>{SENTENCE}</p>"
ROWS = "".join(
    f"<tr><td>{n}</td><td>Phòng số {n}</td><td>0200.385{n}.123</td><td>phong{n}@vinhlac.test</td></tr>"
    for n in range(9)
)
DIRECTORY = f"<table><tr><th>TT</th><th>Đơn vị</th><th>Điện thoại</th><th>Thư điện tử</th></tr>{ROWS}</table>"
CONTACT = "<p>Sở Nội vụ tỉnh Vĩnh Lạc</p><p>Địa chỉ: số 1 đường Hùng Vương</p><p>Điện thoại: 0200 385 1234</p><p>Thư điện tử: sonoivu@vinhlac.test</p>"
WEEK = "<table><tr><th>Thứ</th><th>Lãnh đạo tiếp</th></tr><tr><td>Thứ Năm hằng tuần</td><td>Giám đốc Sở</td></tr></table><p>Địa điểm: phòng tiếp công dân của Sở.</p>"
MAP = (
    "<ul><li>Trang chủ</li><li>Giới thiệu<ul><li>Cơ cấu tổ chức</li></ul></li><li>Tin tức</li></ul>"
)

FRAMES = {
    "nukeviet": ("<meta name='generator' content='NukeViet v4.5'>", "<div class='news_column'><h1 class='title'>{title}</h1>{date}<div id='news-bodyhtml' class='bodytext'>{body}</div></div>"),
    "joomla": ("<meta name='generator' content='Joomla! - Open Source Content Management'>", "<div class='item-page'><div class='page-header'><h2 itemprop='headline'>{title}</h2></div>{date}<div itemprop='articleBody'>{body}</div></div>"),
    "drupal": ("<meta name='Generator' content=\"Drupal 7 (http://drupal.org)\"><meta property='article:published_time' content='2016-06-13T10:48:00+07:00'>", "<h1 id='page-title'>{title}</h1><div id='block-system-main'><div id='node-7' class='node'>{date}<div class='field-name-body'><div class='field-item'>{body}</div></div></div></div>"),
    "liferay7": ("<script src='/o/frontend-js-web/a.js'></script>", "<div class='asset-full-content clearfix'><h3 class='asset-title'>{title}</h3>{date}<div class='journal-content-article'>{body}</div></div>"),
    "sharepoint": ("<meta name='GENERATOR' content='Microsoft SharePoint'>", "<table id='tableforprint'><tr><td><p class='Title'>{title}</p>{date}</td></tr><tr><td><div class='ExternalClass1'>{body}</div></td></tr></table>"),
    "wordpress": ("<meta name='generator' content=\"WordPress 6.8\">", "<article><h1 class='entry-title'>{title}</h1>{date}<div class='entry-content'>{body}</div></article>"),
    "vhv": ("<script src='/App/Corporate/a.js'></script><script>VHV.a=1</script>", "<article id='article7' class='news-detail-layout-type-2'><h1 class='title-detail'>{title}</h1>{date}<div class='content-detail'>{body}</div></article>"),
}  # fmt: skip
DATES = {
    "nukeviet": "<span class='h5'>Thứ hai - 12/10/2026 08:30</span>",
    "joomla": "<dl class='article-info'><dd class='published'>12/10/2026 08:30</dd></dl>",
    "drupal": "<div class='submitted'>12/10/2026 - 08:30</div>",
    "liferay7": "<span class='metadata-publish-date'>12/10/2026 08:30</span>",
    "sharepoint": "<table><tr><td class='Time'>(12.10.2026 08:30)</td></tr></table>",
    "wordpress": "<time class='entry-date published'>12/10/2026 08:30</time>",
    "vhv": "<div class='news-date'>Ngày đăng: 12/10/2026 - 08:30</div>",
}
CLOCK = "<p>Hôm nay: Thứ hai, ngày 23/11/2026 10:00</p>"
PAGES = {
    "Cơ cấu tổ chức": CHART,
    "Sơ đồ tổ chức bộ máy": "<p><img src='/anh/so-do.png' width='800'></p>",
    "Giới thiệu chung": CHART,
    "Giới thiệu chung về Sở Nội vụ tỉnh Vĩnh Lạc": CHART,
    "Chức năng, nhiệm vụ, quyền hạn của Sở Nội vụ": CHART,
    "Lịch sử hình thành và phát triển": CHART,
    "Danh bạ điện thoại": DIRECTORY,
    "Số máy các phòng, đơn vị thuộc Sở": DIRECTORY,
    "Liên hệ": CONTACT,
    "Thông tin liên hệ": CONTACT,
    "Lịch tiếp công dân": WEEK,
    "Sơ đồ site": MAP,
}


def page_of(frame: str, title: str, body: str, date: str = "", path: str = "") -> HttpResponse:
    head, markup = FRAMES[frame]
    framed = markup.replace("{title}", title).replace("{date}", date).replace("{body}", body)
    html = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body class='single page-node'>{CLOCK}{framed}<div>Giấy phép số 12/GP-TTĐT</div></body></html>"
    )
    return HttpResponse(f"https://v.test{path or '/gioi-thieu/trang-nay'}", body=html.encode())


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", PAGES)
def test_page_about_the_site_or_its_body_is_no_article(title: str, frame: str) -> None:
    with pytest.raises(NotAnArticle):
        extract_article(page_of(frame, title, PAGES[title]))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", ["Liên hệ", "Sơ đồ cổng", "Danh bạ điện thoại"])
def test_a_date_makes_no_news_of_what_is_never_news(title: str, frame: str) -> None:
    with pytest.raises(NotAnArticle):
        extract_article(page_of(frame, title, CONTACT, DATES[frame]))


NEWS = {
    # Undated texts whose headline is no name of a page, as some portals publish all of theirs.
    "Sở Nội vụ kiện toàn cơ cấu tổ chức sau sắp xếp": (CHART, False),
    "Lịch tiếp công dân tháng 10 năm 2026 của Chủ tịch UBND tỉnh": (WEEK, False),
    "Thông báo danh sách thí sinh đủ điều kiện dự thi": (
        "<p>Xem tệp đính kèm: <a href='/tep/ds.pdf'>Danh sách</a></p>",
        False,
    ),
    "Công bố đường dây nóng của các sở, ngành": (f"{CHART}{DIRECTORY}", False),
    # A name of a page, and the date of a publication.
    "Cơ cấu tổ chức": (CHART, True),
    "Lịch tiếp công dân": (WEEK, True),
    "Số máy các phòng, đơn vị thuộc Sở": (DIRECTORY, True),
}


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("title", NEWS)
def test_news_that_look_alike_stay_articles(title: str, frame: str) -> None:
    body, is_dated = NEWS[title]
    response = page_of(frame, title, body, DATES[frame] if is_dated else "")
    assert extract_article(response).article.title == title


@pytest.mark.parametrize("frame", FRAMES)
def test_writer_source_or_folder_of_news_is_a_sign(frame: str) -> None:
    title = "Lịch sử hình thành và phát triển"
    signed = f"{CHART}<p align='right'><b>Đỗ Hải Yến</b></p>"
    credited = f"{CHART}<p align='right'><i>Theo Báo Vĩnh Lạc</i></p>"
    assert extract_article(page_of(frame, title, signed)).article.authors
    assert extract_article(page_of(frame, title, credited)).article.source_credit
    response = page_of(frame, title, CHART, path="/tin-tuc-su-kien/lich-su-31.html")
    assert extract_article(response).article.title == title


@pytest.mark.parametrize(
    "title",
    [
        "Tìm kiếm cứu nạn năm ngư dân gặp nạn trên biển Hòa Lạc",
        "Liên hệ công tác với cơ quan nhà nước cần giấy tờ gì",
        "Giới thiệu sách mới tháng 10",
        "Tổng quan thị trường lao động quý III",
        "Ban Giám đốc Sở thăm, chúc Tết gia đình chính sách",
        "Danh bạ điện thoại giả mạo: cảnh báo thủ đoạn mới",
    ],
)
def test_headlines_that_begin_like_names_of_pages(title: str) -> None:
    assert not is_never_news(title)
    assert not is_seldom_news(title)
    body = (
        f"<h1>{title}</h1><p class='date'>12/10/2026 08:30</p><div class='noi-dung'>{CHART}</div>"
    )
    html = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    )
    response = HttpResponse("https://v.test/tin/31", body=html.encode())
    assert extract_article(response).article.title == title
