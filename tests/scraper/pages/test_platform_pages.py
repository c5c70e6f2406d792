"""Each platform's article page: right, wrong (passed on) and broken (reported)."""

import pytest
from attrs import frozen
from web_poet import HttpResponse
from web_poet.exceptions import UseFallback

from archive.records import Author
from scraper.errors import SelectorMismatch
from scraper.pages.base import ArticlePage
from scraper.pages.dotnetnuke import DotnetnukeArticlePage
from scraper.pages.drupal import DrupalArticlePage
from scraper.pages.joomla import JoomlaArticlePage, JoomlaK2ArticlePage
from scraper.pages.liferay import (
    LiferayAssetArticlePage,
    LiferayTinbaiArticlePage,
    LiferayViewContentArticlePage,
)
from scraper.pages.liferay_bacninh import LiferayBacninhArticlePage
from scraper.pages.nukeviet import NukevietArticlePage
from scraper.pages.sharepoint import (
    SharepointPortalArticlePage,
    SharepointPrintTableArticlePage,
    SharepointPublishingArticlePage,
)
from scraper.pages.vccorp import VccorpArticlePage
from scraper.pages.vhv import VhvArticlePage
from scraper.pages.wordpress import WordpressArticlePage

TITLE = "Sở Nội vụ tỉnh Vĩnh Lạc 20 năm xây dựng và phát triển"
LEAD = "Hai mươi năm qua, Sở Nội vụ tỉnh Vĩnh Lạc đã có bước trưởng thành vững chắc."
FIRST = "Ngày 12 tháng 10 năm 2006, Sở Nội vụ tỉnh Vĩnh Lạc được thành lập theo quyết định của UBND tỉnh."
LAST = "Chặng đường tới, tập thể cán bộ, công chức của Sở tiếp tục đoàn kết, hoàn thành nhiệm vụ được giao."
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"


def page_of(head: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head>{body}</html>"


@frozen
class Case:
    page: type[ArticlePage]
    html: str
    breaks: str
    """Part of the page whose loss breaks the layout."""
    has_lead: bool = True
    names: tuple[str, ...] = ("Lê Thu Hà",)
    published: str = "2026-10-12T08:30:00+07:00"


SIGNATURE = "<p align='right'><strong>Lê Thu Hà</strong></p>"
CASES = [
    Case(
        LiferayBacninhArticlePage,
        page_of(
            "",
            f"<body><h1>Thực đơn</h1><div><h1 id='contentDetailTitleId'>{TITLE}</h1>"
            "<div><span>12/10/2026 08:30</span> <span>Số lượt xem: 186</span></div>"
            f"<div id='sapoDetailId'>{LEAD}</div><div id='contentDetail'>{TEXT}{SIGNATURE}</div></div></body>",
        ),
        "id='contentDetailTitleId'",
    ),
    Case(
        LiferayViewContentArticlePage,
        page_of(
            "",
            f"<body><div class='asset-full-content-title'>{TITLE}</div>"
            "<div class='assetPublishDate block_timer'>Ngày đăng 12/10/2026 | 8:30 AM | View count: 7</div>"
            f"<div class='asset-full-content'><div class='asset-content'><div class='sapo-wrapper'><p class='sapo'>{LEAD}</p></div>"
            f"<div class='journal-content-article'>{TEXT}{SIGNATURE}"
            "<p align='right' class='view-content-author'><strong><em>Quản trị cổng</em></strong></p></div></div></div>"
            "<div class='related_asset'>Các tin khác</div><div class='journal-content-article'>Đường dây nóng</div></body>",
        ),
        "class='journal-content-article'",
    ),
    Case(
        LiferayTinbaiArticlePage,
        page_of(
            "",
            f"<body><h1>Chi tiết tin</h1><div class='UI_Tinbai_chitiet'><div id='idDivMainChiTietTinTittle'>{TITLE}</div>"
            f"<span class='UI_Tinbai_chitiet_startdate'>12/10/2026</span><div class='UI_Tinbai_chitiet_noidungngan'><p>{LEAD}</p></div>"
            f"<div class='UI_Tinbai_chitiet_noidung'>\u200b{TEXT}<p>LÊ THU HÀ</p></div></div>"
            "<div class='UI_Tinbai_chitiet_tlq'>Tin khác - 13/10/2026</div></body>",
        ),
        "id='idDivMainChiTietTinTittle'",
        published="2026-10-12T00:00:00+07:00",
    ),
    Case(
        LiferayAssetArticlePage,
        page_of(
            "",
            f"<body><div class='asset-full-content'><h1 class='header-title'>{TITLE}</h1>"
            f"<div class='asset-summary'>{LEAD}</div><span class='metadata-publish-date'>12/10/2026 08:30</span>"
            f"<div class='journal-content-article'>{TEXT}{SIGNATURE}</div></div></body>",
        ),
        f"<h1 class='header-title'>{TITLE}</h1>",
    ),
    Case(
        SharepointPrintTableArticlePage,
        page_of(
            "",
            "<body><table><tr class='ms-news-header'><td class='FolderTitle'>Hoạt động</td><td class='Time'>(12.10.2026 08:30)</td></tr></table>"
            f"<div id='part1'><table id='tableforprint'><tr><td><p class='Title allowMenuPost'>{TITLE}</p>"
            "<ul style='DISPLAY: none'><li>Soạn bài viết</li></ul></td></tr>"
            f"<tr><td><b class='lv_description_mode1'>{LEAD}</b></td></tr>"
            f"<tr><td><div class='ExternalClass3F'>{TEXT}<p>Tin, ảnh: Lê Thu Hà</p><p>&lt;o:p&gt;&lt;/o:p&gt;</p></div></td></tr></table></div></body>",
        ),
        "class='Title allowMenuPost'",
    ),
    Case(
        SharepointPortalArticlePage,
        page_of(
            "",
            f"<body><div class='title-gt'><p>{TITLE}</p></div><span class='news-time'>Ngày đăng tin: 12.10.2026 08:30</span>"
            f"<div class='fix_img'>{TEXT}{SIGNATURE}</div></body>",
        ),
        f"<p>{FIRST}</p><p>{LAST}</p>{SIGNATURE}",
        has_lead=False,
    ),
    Case(
        SharepointPublishingArticlePage,
        page_of(
            "<meta name='GENERATOR' content='Microsoft SharePoint'>",
            f"<body><h1>{TITLE}</h1><div class='news-date'>12/10/2026 08:30</div><div class='sapo'>{LEAD}</div>"
            f"<div class='ms-rtestate-field'>{TEXT}{SIGNATURE}</div></body>",
        ),
        f"<h1>{TITLE}</h1>",
    ),
    Case(
        NukevietArticlePage,
        page_of(
            "<meta property='article:published_time' content='2026-10-12ICT08:30:11'>",
            "<body><div class='clock date-time'>Thứ hai, 23/11/2026 10:00</div><div class='news_column'>"
            f"<h1 class='title margin-bottom-lg'>{TITLE}</h1><span class='h5'>Thứ hai - 12/10/2026 08:30</span>"
            f"<div class='hometext m-bottom'>{LEAD}</div><div id='news-bodyhtml' class='bodytext'>{TEXT}</div>"
            "<p class='h5 text-right'><strong>Tác giả bài viết: </strong>Lê Thu Hà</p></div></body>",
        ),
        f"<h1 class='title margin-bottom-lg'>{TITLE}</h1>",
    ),
    Case(
        VccorpArticlePage,
        page_of(
            "",
            f"<body><h1 class='detail-title'>{TITLE}</h1><h2 class='detail-sapo'>{LEAD}</h2>"
            "<div class='detail-time'><div>12/10/2026 08:30 GMT+7</div></div>"
            f"<div class='detail-content afcbc-body'>{TEXT}<div class='VCSortableInPreviewMode' type='RelatedOneNews'>"
            "<a class='OneNewsTitle' href='/b-1.htm'>Một bài liên quan dài dòng</a></div></div>"
            "<div class='detail-author-bot'><a class='name'>LÊ THU HÀ</a></div></body>",
        ),
        f"<h1 class='detail-title'>{TITLE}</h1>",
    ),
    Case(
        VhvArticlePage,
        page_of(
            "<meta property='article:published_time' content='2026-10-12T09:55:00+0700'>",
            "<body><div class='today'>Thứ hai, 23/11/2026 - 10:00</div><article id='article15' class='news-detail-layout-type-2'>"
            "<header><span class='post-date'>Thứ 2, 12/10/2026</span> | 08:30</header>"
            f"<h1 class='title-detail'>{TITLE}</h1><div class='content-detail'>{TEXT}</div>"
            "<div class='author'><b>Tác giả:</b> Lê Thu Hà</div></article></body>",
        ),
        f"<h1 class='title-detail'>{TITLE}</h1>",
        has_lead=False,
    ),
    Case(
        DrupalArticlePage,
        page_of(
            "<meta property='article:published_time' content='2026-10-12T08:30:00+07:00'>",
            f"<body class='html not-front page-node'><h1 id='page-title'>{TITLE}</h1><div id='node-12' class='node'>"
            f"<div class='field field-type-text-long'><div class='field-item'>{TEXT}{SIGNATURE}</div></div></div>"
            "<div id='block-views-x'>Tin tức khác 01/01/2020</div></body>",
        ),
        f"<h1 id='page-title'>{TITLE}</h1>",
        has_lead=False,
    ),
    Case(
        WordpressArticlePage,
        page_of(
            "<meta name='generator' content='WordPress 6.7'>",
            f"<body class='post-template-default single single-post'><article><h1 class='entry-title'>{TITLE}</h1>"
            "<span class='posted-on'><time class='entry-date published' datetime='2026-10-12'>12/10/2026 08:30</time></span>"
            f"<div class='entry-content'>{TEXT}{SIGNATURE}<div class='sharedaddy'>Chia sẻ</div></div></article></body>",
        ),
        f"<h1 class='entry-title'>{TITLE}</h1>",
        has_lead=False,
    ),
    Case(
        JoomlaArticlePage,
        page_of(
            "<meta name='generator' content='Joomla! - Open Source Content Management'>",
            f"<body><div class='item-page'><h2 itemprop='headline'>{TITLE}</h2>"
            "<dd class='published'>Đã đăng: Thứ hai, 12 Tháng 10 2026 08:30</dd>"
            f"<div itemprop='articleBody'>{TEXT}{SIGNATURE}</div></div></body>",
        ),
        f"<h2 itemprop='headline'>{TITLE}</h2>",
        has_lead=False,
    ),
    Case(
        JoomlaK2ArticlePage,
        page_of(
            "",
            "<body><div id='k2Container' class='itemView'><span class='itemDateCreated'>Thứ hai, 12 Tháng 10 2026 08:30</span>"
            f"<h2 class='itemTitle'>{TITLE}</h2><div class='itemBody'><div class='itemIntroText'><p>{LEAD}</p></div>"
            f"<div class='itemFullText'>{TEXT}{SIGNATURE}</div></div></div></body>",
        ),
        f"<h2 class='itemTitle'>{TITLE}</h2>",
    ),
    Case(
        DotnetnukeArticlePage,
        page_of(
            "",
            f"<body><div class='edn_article edn_articleDetails'><h1 class='edn_articleTitle'>{TITLE}</h1>"
            "<span class='articleDate'>Cập nhật: 12/10/2026 08:30:00</span>"
            f"<div class='edn_articleSummary'>{LEAD}</div><div class='edn_articleContent'>{TEXT}{SIGNATURE}</div></div></body>",
        ),
        "class='edn_articleContent'",
    ),
]


def named(case: Case) -> str:
    return case.page.__name__


def page_object(case: Case, html: str) -> ArticlePage:
    response = HttpResponse("https://so.vinhlac.test/bai-viet-1", body=html.encode())
    return case.page(response=response)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_field_of_an_article(case: Case) -> None:
    article = page_object(case, case.html).article()
    assert article.title == TITLE
    assert article.lead == (LEAD if case.has_lead else "")
    assert article.body_text == f"{FIRST}\n\n{LAST}"
    assert tuple(author.name for author in article.authors) == case.names
    assert article.published_at is not None
    assert article.published_at.isoformat() == case.published
    assert article.language == "vi"
    assert article.warnings == ()
    assert {"title", "body", "published_at", "authors", "byline_raw"} <= set(article.rules)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_page_of_another_layout_is_passed_on(case: Case) -> None:
    with pytest.raises(UseFallback):
        page_object(case, page_of("", f"<body><h1>{TITLE}</h1>{TEXT}</body>")).article()


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_broken_layout_is_reported(case: Case) -> None:
    assert case.breaks in case.html
    with pytest.raises(SelectorMismatch):
        page_object(case, case.html.replace(case.breaks, "", 1)).article()


def test_two_titles_are_a_broken_layout() -> None:
    case = CASES[1]
    html = case.html.replace("</div>", "</div><div class='asset-full-content-title'>Khác</div>", 1)
    with pytest.raises(SelectorMismatch, match="2 different titles"):
        page_object(case, html).article()


def test_leader_with_position_opens_the_body_in_bac_ninh() -> None:
    html = CASES[0].html.replace(
        TEXT + SIGNATURE,
        f"<p>Nguyễn Việt An</p><p>Tỉnh ủy viên, Giám đốc Sở Nội vụ</p>{TEXT}",
    )
    article = page_object(CASES[0], html).article()
    assert article.authors == (
        Author("Nguyễn Việt An", "Tỉnh ủy viên, Giám đốc Sở Nội vụ", "Sở Nội vụ"),
    )
    assert article.byline_raw == "Nguyễn Việt An\nTỉnh ủy viên, Giám đốc Sở Nội vụ"
    assert article.body_text == f"{FIRST}\n\n{LAST}"


def test_counter_does_not_enter_any_field() -> None:
    one = page_object(CASES[0], CASES[0].html).article()
    other = page_object(CASES[0], CASES[0].html.replace("186", "187")).article()
    assert one == other


def test_decomposed_page_gives_the_same_article() -> None:
    import unicodedata

    for case in CASES:
        decomposed = page_object(case, unicodedata.normalize("NFD", case.html)).article()
        assert decomposed == page_object(case, case.html).article()
