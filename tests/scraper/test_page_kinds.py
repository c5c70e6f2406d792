"""What stands in a page's place, told from its bytes; and what must never be taken for it."""

import json
from pathlib import Path

import pytest
from lxml import html
from web_poet import HttpResponse, HttpResponseHeaders

from archive.records import PageKind
from scraper.contacts import find_contact
from scraper.errors import NotAnArticle
from scraper.extract import extract_article
from scraper.page_kinds import is_cut_off, judge_answer, told_by_notice

URL = "https://so.mau.test/tin/le-ky-niem-123.html"
WORDS = "Sáng nay, Sở Mẫu tổ chức lễ kỷ niệm hai mươi năm ngày thành lập ngành. " * 20
ARTICLE = (
    "<!DOCTYPE html><html><head><title>Lễ kỷ niệm</title></head><body><h1>Lễ kỷ niệm</h1>"
    f"<p>{WORDS}</p>MORE</body></html>"
)


def judge(body: str, url: str = URL, asked: str = URL, **headers: str) -> tuple[str, bool] | None:
    pairs = [{"name": name.replace("_", "-"), "value": value} for name, value in headers.items()]
    response = HttpResponse(
        url, body.encode(), headers=HttpResponseHeaders.from_name_value_pairs(pairs)
    )
    verdict = judge_answer(response, asked)
    return None if verdict is None else (verdict.kind.value, verdict.is_wall)


@pytest.mark.parametrize(
    "body",
    [
        (
            "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
            "Your support ID is: 123</body></html>"
        ),
        "<html><head><title>Application Firewall Alert</title></head><body>x</body></html>",
        '<html><script>document.cookie="D1N=0a1b"+"; path=/";location.reload()</script></html>',
        (
            '<html><body><script src="/aes.js"></script><script>document.cookie="__test="+toHex('
            "slowAES.decrypt(c,2,a,b))</script></body></html>"
        ),
        (
            '<html><body><iframe src="/_Incapsula_Resource?x=1&incident_id=9-1">Incapsula incident ID: '
            "9-1</iframe></body></html>"
        ),
    ],
)
def test_walls_are_known_by_the_marks_of_their_makers(body: str) -> None:
    assert judge(body) == (PageKind.CHALLENGE, True)


def test_walls_are_known_by_their_headers() -> None:
    assert judge("", cf_mitigated="challenge") == (PageKind.CHALLENGE, True)
    assert judge("", x_amzn_waf_action="captcha") == (PageKind.CHALLENGE, True)


@pytest.mark.parametrize(
    "more",
    [
        # scripts that firewalls put into sound pages
        '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        '<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>',
        # an article may speak of anything
        "<p>Hệ thống đang bảo trì. Trang không tồn tại. Access denied. Request rejected.</p>",
        '<form><label>Đăng nhập</label><input type="password"></form>',
        '<div class="pdfViewer"></div>',
    ],
)
def test_articles_are_let_through(more: str) -> None:
    assert judge(ARTICLE.replace("MORE", more)) is None


@pytest.mark.parametrize(
    ("url", "asked", "kind"),
    [
        ("https://so.mau.test/", URL, PageKind.NOT_FOUND),
        ("https://so.mau.test/vi/", URL, PageKind.NOT_FOUND),
        ("https://so.mau.test/web/guest/home", URL, PageKind.NOT_FOUND),
        ("https://so.mau.test/Default.aspx", URL, PageKind.NOT_FOUND),
        ("https://so.mau.test/Error.aspx?aspxerrorpath=/tin/1", URL, PageKind.NOT_FOUND),
        ("https://so.mau.test/vi/", "https://so.mau.test/", None),
        ("https://www.so.mau.test/", "http://so.mau.test/", None),
        (URL, URL.replace("https:", "http:"), None),
        (URL, "https://so.mau.test/tin/cu-123.html", None),
        ("https://so.mau.test/trang-chu?p_p_id=bai", URL, None),
    ],
)
def test_redirects_home_are_not_the_page(url: str, asked: str, kind: PageKind | None) -> None:
    found = judge(ARTICLE, url, asked)
    assert found == (None if kind is None else (kind, False))


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Thông báo", "Hệ thống đang bảo trì, mời quý vị quay lại sau.", PageKind.MAINTENANCE),
        ("404", "Trang bạn yêu cầu không tồn tại", PageKind.NOT_FOUND),
        ("Lỗi", "Bài viết đã bị xóa hoặc nội dung không còn", PageKind.NOT_FOUND),
        ("Tin ngắn", "Sáng nay trời nắng, lễ khai mạc diễn ra đúng giờ tại quảng trường.", None),
    ],
)
def test_notices_are_short(title: str, text: str, kind: PageKind | None) -> None:
    body = f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>"
    found = judge(body)
    assert found == (None if kind is None else (kind, False))


MENU = "".join(
    f"<li><a href='/{number}'>{name} các sở, ban, ngành và đơn vị sự nghiệp</a></li>"
    for number, name in enumerate(["Giới thiệu", "Tin tức", "Văn bản", "Thủ tục", "Hỏi đáp"] * 8)
)
FOOT = "<footer>Ủy ban nhân dân tỉnh Mẫu, số 1 Trần Phú. Người chịu trách nhiệm: Ông A.</footer>"
NOTICES = {
    PageKind.NOT_FOUND: [
        "Địa chỉ bạn truy cập không tồn tại hoặc đã bị xóa",
        "Bài viết không tồn tại hoặc đã bị xoá",
        "Không tìm thấy đường dẫn này",
        "Xin lỗi, trang bạn đang tìm kiếm không tồn tại!",
        "Trang bạn tìm không có",
        "Tin bài không tồn tại",
        "Không tồn tại bản ghi",
        "404 - File or directory not found.",
        "The page you are looking for might have been removed",
        "Oops! That page can’t be found.",
        "HTTP Error 404.0 - Not Found",
    ],
    PageKind.MAINTENANCE: [
        "Cổng thông tin đang trong quá trình nâng cấp",
        "Hệ thống tạm ngưng để nâng cấp",
        "Máy chủ quá tải, vui lòng thử lại sau",
        "Dịch vụ tạm thời không khả dụng",
        "Website đang được xây dựng",
        "Lỗi hệ thống, vui lòng thử lại sau",
        "We'll be back soon! Scheduled maintenance",
        "Service Temporarily Unavailable",
        "Error establishing a database connection",
    ],
    PageKind.LOGIN: ["Vui lòng đăng nhập để tiếp tục", "Please sign in"],
}
FRAMES = [
    "<div id=app></div>",
    '<div id="root">Đang tải dữ liệu, vui lòng chờ...</div>',
    "<app-root>Loading...</app-root>",
    "<object data=/a.pdf type=application/pdf></object>",
    "<iframe src='/pdfjs/web/viewer.html?file=/a.pdf'></iframe>",
    "<iframe src='https://docs.google.com/gview?url=http://a/b.pdf&embedded=true'></iframe>",
]


def explained(body: str) -> PageKind:
    """As the spider learns it: judged before parsing, else once no article is found."""
    page = HttpResponse(URL, f"<!doctype html><html><body>{body}</body></html>".encode())
    verdict = judge_answer(page, URL)
    if verdict is not None:
        return verdict.kind
    with pytest.raises(NotAnArticle) as met:
        extract_article(page)
    error = told_by_notice(met.value, page)
    assert isinstance(error, NotAnArticle)
    return error.kind


@pytest.mark.parametrize("around", ["{}", f"<ul>{MENU}</ul>{{}}{FOOT}"], ids=["short", "in menus"])
@pytest.mark.parametrize(
    ("kind", "notice"), [(kind, text) for kind, texts in NOTICES.items() for text in texts]
)
def test_notices_in_other_words_and_in_the_middle_of_menus(
    kind: PageKind, notice: str, around: str
) -> None:
    if kind is PageKind.LOGIN:
        notice += "</h2><form><input type='Password'></form><h2>"
    assert explained(around.format(f"<h2>{notice}</h2>")) is kind


@pytest.mark.parametrize("frame", FRAMES)
def test_frames_are_known_amid_menus(frame: str) -> None:
    assert explained(f"<ul>{MENU}</ul>{frame}{FOOT}") is PageKind.EMPTY


def test_listing_that_says_nothing_stays_a_listing() -> None:
    """Its links may speak of anything."""
    links = f"<h2><a href=/tin-9>Hệ thống đang bảo trì tại xã Mẫu</a></h2><ul>{MENU}</ul>{FOOT}"
    assert explained(links) is PageKind.LISTING


@pytest.mark.parametrize("body", ['{"items": []}', "<?xml version='1.0'?><rss/>", "", "%PDF-1.7"])
def test_what_is_no_page_is_not_judged_by_words(body: str) -> None:
    assert judge(body) is None


@pytest.mark.parametrize(
    ("body", "is_cut"),
    [
        (ARTICLE, False),
        (ARTICLE[:-20], True),
        (ARTICLE.replace("</html>", ""), False),
        (ARTICLE + "<!-- 0.2 s -->" + " " * 900, False),
        ("<div>a widget of a listing</div>", False),
        ('{"html": "<p>"}', False),
    ],
)
def test_page_without_its_end(body: str, is_cut: bool) -> None:
    assert is_cut_off(body.encode()) is is_cut


@pytest.mark.parametrize(
    ("footer", "contact"),
    [
        ("Email: bbt@so.mau.gov.vn", "bbt@so.mau.gov.vn"),
        (
            "Điện thoại: (0299) 3.800.800 - Thư: bbt@so.mau.gov.vn",
            "bbt@so.mau.gov.vn, (0299) 3.800.800",
        ),
        ("ĐT: 0299 3 800 800", "0299 3 800 800"),
        ("Địa chỉ: số 1, đường Lý Thường Kiệt", ""),
    ],
)
def test_contact_at_the_foot_of_a_page(footer: str, contact: str) -> None:
    page = html.document_fromstring(
        f"<html><body><p>Tin</p><footer>{footer}</footer></body></html>"
    )
    assert find_contact(page) == contact


@pytest.mark.corpus
def test_no_real_page_is_taken_for_something_else(corpus: Path) -> None:
    rows = [json.loads(line) for line in (corpus / "index.jsonl").read_text("utf-8").splitlines()]
    wrong = []
    for row in rows:
        url = row["page_url_if_known"] or f"http://{row['host']}/{row['file']}"
        body = (corpus / row["file"]).read_bytes()
        verdict = judge_answer(HttpResponse(url, body), url)
        if verdict is not None or (row["complete"] and is_cut_off(body)):
            wrong.append((row["file"], verdict))
    assert wrong == []
