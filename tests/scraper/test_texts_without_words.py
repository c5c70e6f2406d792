"""Notices that are a document, a picture or a film: articles with a title and a date, without text."""

import pytest
from web_poet import HttpResponse

from scraper.errors import PageError
from scraper.extract import extract_article

TITLE = "Kế hoạch năm học 2026-2027 của Trường Tiểu học Hòa Lạc"
MENU = "<ul>" + "".join(f"<li><a href='/m{n}'>Mục {n}</a></li>" for n in range(9)) + "</ul>"
FOOT = (
    f"<div class='footer'>{'Trường Tiểu học Hòa Lạc. Địa chỉ: thôn Đông, xã Hòa Lạc. ' * 4}</div>"
)
PLATFORMS = {
    "nukeviet": "<head><meta name='generator' content='NukeViet v4.5'></head>{menu}<h1 class='title'>{title}</h1><span class='h5'>Thứ hai - 12/10/2026 08:30</span><div id='news-bodyhtml'>{body}</div>",
    "vhv": "<head><script src='/App/Corporate/a.js'></script><script>VHV.x=1</script></head>{menu}<div class='ModuleWrapper'></div><article id='article5' class='news-detail-layout-type-2'><header><h1>{title}</h1>Thứ 2, 12/10/2026 | 08:30</header><div class='content-detail'>{body}</div></article>",
    "liferay6": "<head><script>Liferay.AUI={{}};</script></head>{menu}<div class='UI_Tinbai_chitiet'><div id='idDivMainChiTietTinTit'>{title}</div><span class='UI_Tinbai_chitiet_startdate'>12/10/2026</span><div class='UI_Tinbai_chitiet_noidung'>{body}</div></div>",
    "none": "<head><title>{title}</title></head>{menu}<div class='detail'><h1>{title}</h1><span class='date'>12/10/2026 08:30</span><div class='content'>{body}</div></div>",
}  # fmt: skip
DOCUMENT = "<p><iframe src='/uploads/kh21.pdf' width='100%'></iframe></p>"
BODIES = {
    "document": DOCUMENT,
    "film": "<iframe src='https://www.youtube.com/embed/abc'></iframe>",
    "picture": "<p><img src='/uploads/anh.jpg' width='800'></p>",
    "picture written into the page": "<p><img src='data:image/png;base64,AAAA'></p>",
}


def page_of(platform: str, body: str) -> HttpResponse:
    markup = PLATFORMS[platform].format(title=TITLE, menu=MENU, body=body)
    html = f"<!DOCTYPE html><html><meta charset='utf-8'>{markup}{FOOT}</html>"
    return HttpResponse("https://th.hoalac.test/tin/ke-hoach-nam-hoc-31.html", body=html.encode())


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("platform", ["nukeviet", "vhv", "liferay6"])
def test_a_notice_without_words_is_an_article(platform: str, body: str) -> None:
    article = extract_article(page_of(platform, BODIES[body])).article
    assert article.title == TITLE
    assert article.body_text == ""
    assert article.published_at is not None
    assert any("Bài không có phần chữ" in one or "tệp đính kèm" in one for one in article.warnings)


def test_without_a_platform_only_a_document_takes_the_place_of_a_text() -> None:
    article = extract_article(page_of("none", DOCUMENT)).article
    assert article.title == TITLE
    assert [file.url for file in article.attachments] == ["https://th.hoalac.test/uploads/kh21.pdf"]
    for body in ("film", "picture"):
        with pytest.raises(PageError):
            extract_article(page_of("none", BODIES[body]))


@pytest.mark.parametrize("platform", ["nukeviet", "vhv", "liferay6"])
@pytest.mark.parametrize(
    "body", ["", "<p>&nbsp;</p>", "<iframe src='https://www.facebook.com/plugins/like.php'></iframe>"]
)  # fmt: skip
def test_an_empty_body_is_still_a_broken_layout(platform: str, body: str) -> None:
    with pytest.raises(PageError):
        extract_article(page_of(platform, body))
