"""The part of a page around its article says what the whole page says, and no more is parsed."""

import pytest
from web_poet import HttpResponse

from scraper.extract import extract_article
from scraper.fields.select import text_of
from scraper.pages.document import read_document, read_part
from scraper.pages.nukeviet import NukevietArticlePage

URL = "https://xa-mau.edu.vn/vi/news/hoat-dong/le-khai-giang-12.html"
MENU = "<ul>" + '<li><a href="/muc">Mục của trang</a></li>' * 8 + "</ul>"
PATH = '<div class="breadcrumb"><ul>' + '<li><a href="/p">Hoạt động</a></li>' * 8 + "</ul></div>"
RELATED = '<div class="others">' + '<p><a href="/khac">Bài khác của trang</a></p>' * 400 + "</div>"
SIGNED = '<p class="h5 text-right">Tác giả bài viết: Nguyễn Thị Mai</p>'
TEXT = (
    "<p>Sáng 05/9, trường tổ chức lễ khai giảng năm học mới trong không khí trang nghiêm.</p>" * 4
)
# Browsers and libxml2 pass over an end tag that would close what stands around a table.
MODIFIED = '<meta property="article:modified_time" content="2026-09-0{}T08:00:00+07:00">'
LONG_IN_TABLE = f"<table><tr><td></div>{TEXT * 40}<p>Câu cuối cùng.</p></td></tr></table>"


def response(
    text: str = TEXT,
    above: str = MENU,
    below: str = SIGNED + RELATED,
    head: str = "",
    between: str = "",
) -> HttpResponse:
    markup = (
        f"<html><head>{head}<meta name='generator' content='NukeViet v4.3'></head><body>"
        f"<div>{above}</div><div>{PATH}{between}<h1 class='title'>Lễ khai giảng năm học mới</h1>"
        "<span class='h5'>Thứ bảy - 05/09/2026 08:30</span>"
        f'<div id="news-bodyhtml">{text}</div>{below}</div></body></html>'
    )
    return HttpResponse(URL, markup.encode(), status=200)


def texts_of(page: HttpResponse) -> list[str]:
    assert NukevietArticlePage.AREA is not None
    part = read_part(page, NukevietArticlePage.AREA)
    return [text_of(node) for node in part.root.iter("a")] if part else []


def test_menus_and_what_stands_far_below_are_not_parsed() -> None:
    links = texts_of(response())
    assert "Mục của trang" not in links
    assert 0 < links.count("Bài khác của trang") < 200
    assert len(list(read_document(response()).root.iter("a"))) > 400


def test_of_the_head_only_declarations_are_parsed() -> None:
    assert NukevietArticlePage.AREA is not None
    head = f"<title>Tin</title><script>var a = 1</script><style>p {{}}</style>{MODIFIED.format(6)}"
    part = read_part(response(head=head), NukevietArticlePage.AREA)
    assert part is not None
    assert [node.tag for node in part.root[0]] == ["title", "meta", "meta"]


def test_path_of_the_page_is_no_menu() -> None:
    assert "Hoạt động" in texts_of(response())
    assert extract_article(response(), "nukeviet").article.section == "Hoạt động"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(response(), id="as the platform writes it"),
        pytest.param(response(above="<ul>" * 30 + MENU), id="lists that never end"),
        pytest.param(response(above='<script>"<ul><li><a "</script>'), id="markup in a script"),
        pytest.param(response(above=f"<!-- <ul> -->{MENU}"), id="markup in a comment"),
        pytest.param(
            response(above="<script>var x = 'id=\"news-bodyhtml\"'</script>"), id="mark in a script"
        ),
        pytest.param(response(text=f"{TEXT}</div>{TEXT}"), id="text outside its element"),
        pytest.param(response(text="<table><tr><td></div>" + TEXT), id="end tag in a table"),
        pytest.param(response(text=LONG_IN_TABLE), id="long text behind an end tag"),
        pytest.param(response(head=MODIFIED.format(6)), id="change declared in the head"),
        pytest.param(
            response(head=f"<script>write('{MODIFIED.format(7)}')</script>{MODIFIED.format(6)}"),
            id="declaration in a script",
        ),
        pytest.param(response(head="<base href='https://khac.test/'>"), id="base of links"),
        pytest.param(response(between="<style>.breadcrumb a {}</style>"), id="style of the path"),
        pytest.param(
            response(between="<script>a < b; c('class=\"breadcrumb')</script>"),
            id="path named in a script",
        ),
    ],
)
def test_part_says_what_the_whole_page_says(page: HttpResponse) -> None:
    whole = NukevietArticlePage(response=page).article()
    assert extract_article(page, "nukeviet").article == whole


def test_text_that_goes_on_behind_the_cut_is_read_to_its_end() -> None:
    assert extract_article(response(text=LONG_IN_TABLE), "nukeviet").article.body_text.endswith(
        "Câu cuối cùng."
    )


def test_author_far_below_is_found() -> None:
    page = response(below=RELATED + SIGNED)
    assert [one.name for one in extract_article(page, "nukeviet").article.authors] == [
        "Nguyễn Thị Mai"
    ]


def test_page_in_other_letters_is_read_whole() -> None:
    assert NukevietArticlePage.AREA is not None
    body = bytes(response().body).decode().encode("cp1258", "xmlcharrefreplace")
    assert read_part(HttpResponse(URL, body, status=200), NukevietArticlePage.AREA) is None
