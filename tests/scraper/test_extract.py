"""The chain from response to record: who is asked, what is refused, what hostile pages cost."""

import unicodedata

import pytest
from web_poet import HttpResponse

from archive.records import PageKind
from scraper.errors import NotAnArticle, PageError, SelectorMismatch
from scraper.extract import extract_article, extract_listing
from scraper.pages.document import MAX_BYTES

URL = "https://so.vinhlac.test/tin-tuc/so-noi-vu-tong-ket-cong-tac-nam.html"
TITLE = "Sở Nội vụ tổng kết công tác năm"
SENTENCE = "Sáng 12/10, Sở Nội vụ tỉnh Vĩnh Lạc tổ chức hội nghị tổng kết công tác năm, triển khai nhiệm vụ thời gian tới. "
TEXT = "".join(f"<p>{SENTENCE * 2}</p>" for _ in range(4))
NUKEVIET = (
    "<html><head><meta name='generator' content='NukeViet v4.5'></head><body><div class='news_column'>"
    f"<h1 class='title'>{TITLE}</h1><span class='h5'>Thứ hai - 12/10/2026 08:30</span>"
    f"<div id='news-bodyhtml'>{TEXT}</div></div></body></html>"
)
GENERIC = (
    f"<html><head><title>{TITLE} - Cổng thông tin điện tử tỉnh Vĩnh Lạc</title></head><body>"
    "<div class='header'><p>Hôm nay: Thứ hai, 23/11/2026</p></div>"
    f"<div class='khung'><h2>{TITLE}</h2><p class='ngay'>12/10/2026 08:30</p><div class='bai'>{TEXT}"
    "<p style='text-align:right'><b>Lê Thu Hà</b></p></div></div>"
    "<div class='tin-khac'><a href='/a.html'>Một bài khác của cổng thông tin</a> 01/01/2020</div></body></html>"
)


def response(html: str, url: str = URL, status: int = 200, **headers: str) -> HttpResponse:
    return HttpResponse(url, body=html.encode(), status=status, headers=headers)


def test_platform_is_detected_where_the_source_says_nothing() -> None:
    extraction = extract_article(response(NUKEVIET))
    assert extraction.platform == "nukeviet"
    assert extraction.page_object == "NukevietArticlePage"
    assert not extraction.is_generic


def test_generic_reads_the_rest_and_is_flagged() -> None:
    extraction = extract_article(response(GENERIC))
    article = extraction.article
    assert extraction.is_generic
    assert article.title == TITLE
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-10-12T08:30:00+07:00"
    assert [author.name for author in article.authors] == ["Lê Thu Hà"]
    assert article.body_text.startswith(SENTENCE.strip())
    assert "bài khác" not in article.body_text


def test_those_who_passed_are_named() -> None:
    extraction = extract_article(response(GENERIC), "liferay-bacninh")
    assert any("LiferayBacninhArticlePage" in line for line in extraction.skipped)


def test_a_source_whose_platform_changed_is_told() -> None:
    extraction = extract_article(response(NUKEVIET), "liferay-bacninh")
    assert extraction.platform == "nukeviet"
    assert any("looks like nukeviet" in line for line in extraction.skipped)
    assert any("liferay-bacninh" in warning for warning in extraction.article.warnings)


def test_a_broken_known_layout_is_not_hidden_by_generic() -> None:
    with pytest.raises(SelectorMismatch):
        extract_article(response(NUKEVIET.replace("<h1 class='title'>", "<h5>")))


def test_same_bytes_same_article() -> None:
    assert extract_article(response(GENERIC)) == extract_article(response(GENERIC))


@pytest.mark.parametrize(
    ("html", "status", "kind"),
    [
        ("<h1>Không tìm thấy trang</h1>", 404, PageKind.NOT_FOUND),
        (
            "<html><title>Lỗi</title><body><h1>Bài viết không tồn tại hoặc đã bị xóa</h1></body></html>",
            200,
            PageKind.NOT_FOUND,
        ),
        (
            "<html><body><p>Hệ thống đang bảo trì, mời quý vị quay lại sau.</p></body></html>",
            200,
            PageKind.MAINTENANCE,
        ),
        (
            "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Support ID: 1</body></html>",
            200,
            PageKind.CHALLENGE,
        ),
        (
            '<html><body><script>document.cookie="D1N=4f2a;path=/";location.reload()</script></body></html>',
            200,
            PageKind.CHALLENGE,
        ),
        (
            "<html><body><form>Đăng nhập hệ thống quản trị cổng <input name=u><input type='password'></form></body></html>",
            200,
            PageKind.LOGIN,
        ),
        (
            "<html><body><div id='root'></div><script src='/app.js'></script></body></html>",
            200,
            PageKind.EMPTY,
        ),
        ("", 200, PageKind.EMPTY),
        ("busy", 503, PageKind.MAINTENANCE),
        ("no", 403, PageKind.CHALLENGE),
        (
            "<html><head><title>Tin tức</title></head><body><ul>"
            + "".join(
                f"<li><h3><a href='/tin/bai-so-{n}-cua-tinh-vinh-lac-{n}.html'>Bài viết số {n} của tỉnh Vĩnh Lạc</a></h3><p>{SENTENCE}</p></li>"
                for n in range(9)
            )
            + "</ul></body></html>",
            200,
            PageKind.LISTING,
        ),
        (
            "<html><body><form><input name='q'></form><p>Kết quả tìm kiếm</p></body></html>",
            200,
            PageKind.EMPTY,
        ),
    ],
)
def test_what_is_no_article_says_what_it_is(html: str, status: int, kind: PageKind) -> None:
    with pytest.raises(NotAnArticle) as caught:
        extract_article(response(html, status=status))
    assert caught.value.kind is kind
    assert caught.value.url == URL
    assert caught.value.advice


def test_an_error_page_in_the_platform_layout_is_no_article() -> None:
    html = NUKEVIET.replace(TEXT, "<p>Bài viết không tồn tại.</p>")
    with pytest.raises(NotAnArticle) as caught:
        extract_article(response(html))
    assert caught.value.kind is PageKind.NOT_FOUND


def test_a_listing_behind_a_challenge_raises() -> None:
    with pytest.raises(NotAnArticle):
        extract_listing(response("<html><title>Request Rejected</title><body>no</body></html>"))


# --- Charsets and hostile input ---------------------------------------------------------------


@pytest.mark.parametrize("label", ["windows-1258", "iso-8859-1", "utf-8", "not-a-charset"])
def test_utf8_under_any_label(label: str) -> None:
    html = GENERIC.replace("<head>", f"<head><meta charset='{label}'>")
    page = HttpResponse(
        URL, body=html.encode(), headers={"Content-Type": f"text/html; charset={label}"}
    )
    assert extract_article(page).article.title == TITLE


def test_windows_1258_labelled_as_utf8() -> None:
    body = "".join(map(_for_cp1258, GENERIC)).encode("cp1258")
    page = HttpResponse(URL, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
    article = extract_article(page).article
    assert article.title == TITLE
    assert any("windows-1258" in warning for warning in article.warnings)


def _for_cp1258(letter: str) -> str:
    """A letter as Windows-1258 writes it: letter with its shape, then the tone mark."""
    if letter.encode("cp1258", "ignore"):
        return letter
    marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
    shapes = [mark for mark in marks[1:] if mark not in tones]
    return unicodedata.normalize("NFC", marks[0] + "".join(shapes)) + "".join(tones)


def test_old_fonts_are_reported() -> None:
    typed = "Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc ®ång chÝ l·nh ®¹o tØnh ®· ®Õn dù vµ ph¸t biÓu. "
    html = GENERIC.replace(TEXT, f"<p>{typed * 6}</p>")
    assert any(
        "phông cũ" in warning for warning in extract_article(response(html)).article.warnings
    )


def test_null_bytes_are_dropped() -> None:
    page = HttpResponse(URL, body=GENERIC.replace("Sáng", "Sá\0ng").encode())
    assert extract_article(page).article.body_text.startswith("Sáng")


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 200_000 + b"sau",
        b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</p>",
        b"<script>" + b"var a = 1;" * 50_000 + b"</script>",
        b"\xff\xfe" + b"\x00\xd8" * 1000,
        b"\0" * 10_000,
        b"<table>" * 3000,
        b"<!--" * 10_000,
        b"<html><body>"
        + b"<a href='/x-y-z-t.html'>m\xe1\xbb\x99t hai ba b\xe1\xbb\x91n n\xc4\x83m</a>" * 5000,
    ],
)
def test_hostile_pages_end_in_a_clear_error(body: bytes) -> None:
    with pytest.raises(PageError):
        extract_article(HttpResponse(URL, body=body))


def test_a_page_too_large_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(PageError, match="limit"):
        extract_article(HttpResponse(URL, body=b" " * (MAX_BYTES + 1)))


def test_deep_markup_inside_a_body_is_read_without_recursion() -> None:
    deep = "<div>" * 150 + SENTENCE + "</div>" * 150
    article = extract_article(response(NUKEVIET.replace(TEXT, TEXT + deep))).article
    assert article.body_text.endswith(SENTENCE.strip())


@pytest.mark.parametrize(
    "damage",
    [
        (
            "<div id='news-bodyhtml'>",
            "<div id='news-bodyhtml'><script>x</script>\x01a&#1;b &#xFFFF;",
        ),
        ("</body></html>", "</body></html><h1>Ngoài thân trang</h1><p>" + SENTENCE + "</p>"),
        ("<p>", "<p><a href='http://[x'>liên kết hỏng</a> "),
        ("<html>", "<html><base href='http://[::1'>"),
    ],
)
def test_damage_found_by_fuzzing_is_survived(damage: tuple[str, str]) -> None:
    assert damage[0] in NUKEVIET
    article = extract_article(response(NUKEVIET.replace(*damage))).article
    assert article.title == TITLE
    assert SENTENCE.strip() in article.body_text
    assert not any(ord(letter) < 32 and letter != "\n" for letter in article.body_text)


def test_a_post_that_only_points_at_its_file_says_so() -> None:
    note = (
        "<p>Xem toàn văn kế hoạch.</p><p><a href='/uploads/ke-hoach-12.pdf'>Kế hoạch số 12</a></p>"
    )
    article = extract_article(response(NUKEVIET.replace(TEXT, note))).article
    assert [file.name for file in article.attachments] == ["Kế hoạch số 12"]
    assert (
        "Nội dung bài nằm trong tệp đính kèm (Kế hoạch số 12): mở tệp để đọc." in article.warnings
    )
