"""Whole pages in the markup of each CMS's own default theme, read without being told the platform.

Markup after the public templates of the CMS; names, texts and addresses are made up. Bylines and
dates stand in the forms that portals print them in.
"""

import pytest
from attrs import frozen
from web_poet import HttpResponse

from archive.records import Author
from scraper.extract import extract_article

TITLE = "Huyện Thanh Khê kỷ niệm 30 năm ngày tái lập"
LEAD = "Sáng 12/10, huyện Thanh Khê long trọng tổ chức lễ kỷ niệm 30 năm ngày tái lập huyện (1996 - 2026)."
FIRST = "Dự buổi lễ có lãnh đạo tỉnh, đại diện các sở, ban, ngành cùng đông đảo cán bộ và nhân dân trong huyện."
MIDDLE = "Ba mươi năm qua, Đảng bộ và nhân dân huyện đã vượt qua nhiều khó khăn; kinh tế tăng trưởng khá, đời sống từng bước được nâng lên."
LAST = (
    "Phát huy truyền thống, huyện phấn đấu trở thành huyện nông thôn mới nâng cao trước năm 2030."
)
TEXT = f"<p>{FIRST}</p>\n<p>{MIDDLE}</p>\n<p>{LAST}</p>"
MENU = (
    "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/gioi-thieu'>Giới thiệu</a></li>"
    "<li><a href='/tin-tuc'>Tin tức - Sự kiện</a></li><li><a href='/van-ban'>Văn bản chỉ đạo</a></li></ul>"
)
OTHERS = (
    "<ul><li><a href='/tin/khac-1.html'>Huyện Thanh Khê triển khai kế hoạch sản xuất vụ đông</a> (20/10/2026)</li>"
    "<li><a href='/tin/khac-2.html'>Hội nghị giao ban công tác quý III của huyện Thanh Khê</a> (01/09/2026)</li></ul>"
)
CLOCK = "Hôm nay, thứ hai, ngày 23/11/2026 10:00:05"
FOOT = "<p>Cổng thông tin điện tử huyện Thanh Khê. Địa chỉ: số 1 đường Hùng Vương. Điện thoại: 0200 000 000</p>"


@frozen
class Page:
    name: str
    url: str
    platform: str
    head: str
    body: str
    at: str = "2026-10-12T08:30"
    authors: tuple[Author, ...] = ()
    lead: str = ""
    credit: str = ""
    body_class: str = ""
    middle: str = MIDDLE

    @property
    def html(self) -> str:
        return (
            f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{TITLE} - Huyện Thanh Khê</title>"
            f"{self.head}</head><body class='{self.body_class}'>{self.body}</body></html>"
        )


PAGES = [
    Page(
        "wordpress classic theme",
        "https://thanhkhe.test/huyen-thanh-khe-ky-niem-30-nam/",
        "wordpress",
        "<meta name='generator' content='WordPress 6.8'><link rel='stylesheet' href='/wp-content/themes/twentyseventeen/style.css'>",
        "<div id='page' class='site'><header class='site-header'><h1 class='site-title'><a href='/'>Huyện Thanh Khê</a></h1></header>"
        f"<nav class='main-navigation'>{MENU}</nav><main id='main' class='site-main'><article id='post-31' class='post-31 post type-post hentry category-tin-tuc'>"
        "<header class='entry-header'><div class='entry-meta'><span class='posted-on'><span class='screen-reader-text'>Đăng vào</span>"
        "<a href='#'><time class='entry-date published' datetime='2026-10-12T08:30:00+07:00'>12/10/2026 8:30 sáng</time>"
        "<time class='updated' datetime='2026-10-13'>13/10/2026</time></a></span><span class='byline'> bởi <span class='author vcard'><a class='url fn n' href='/author/qtv'>quantri</a></span></span></div>"
        f"<h1 class='entry-title'>{TITLE}</h1></header><div class='entry-content'>{TEXT}<p style='text-align: right;'><strong>Trần Minh Khuê</strong></p>"
        "<div class='sharedaddy sd-sharing-enabled'><h3>Chia sẻ:</h3></div><div id='jp-relatedposts' class='jp-relatedposts'><h3>Có liên quan</h3></div></div>"
        "<footer class='entry-footer'><span class='cat-links'><a rel='category tag' href='/tin-tuc'>Tin tức</a></span></footer></article>"
        f"<nav class='navigation post-navigation'><a rel='prev' href='/x'>Bài trước</a></nav></main><aside class='widget-area'>{OTHERS}</aside></div>{FOOT}",
        authors=(Author("Trần Minh Khuê"),),
        body_class="post-template-default single single-post postid-31 single-format-standard",
    ),
    Page(
        "wordpress block theme, table of contents and views",
        "https://thanhkhe.test/tin-tuc/huyen-thanh-khe-ky-niem-30-nam",
        "wordpress",
        "<meta name='generator' content=\"WordPress 6.9\"><script src='/wp-includes/js/a.js'></script>",
        f"<div class='wp-site-blocks'><header class='wp-block-template-part'><p class='wp-block-site-title'><a href='/'>Huyện Thanh Khê</a></p>{MENU}</header>"
        f"<main class='wp-block-group'><h1 class='wp-block-post-title'>{TITLE}</h1><div class='wp-block-post-date'><time datetime='2026-10-12T08:30:42+07:00'>12 Tháng mười, 2026</time></div>"
        "<div class='wp-block-post-author'><p class='wp-block-post-author__name'>admin</p></div>"
        "<div class='entry-content wp-block-post-content is-layout-flow'><div id='ez-toc-container'><p class='ez-toc-title'>Nội dung chính</p><ul><li>Mục một</li></ul></div>"
        f"{TEXT}<p>Tin, ảnh: Trần Minh Khuê</p><div class='post-views content-post post-31'>Lượt xem: 120</div></div></main></div>{FOOT}",
        at="2026-10-12",
        authors=(Author("Trần Minh Khuê"),),
        body_class="wp-singular post-template-default single single-post postid-31",
    ),
    Page(
        "wordpress newspaper theme",
        "https://thanhkhe.test/huyen-thanh-khe-ky-niem/",
        "wordpress",
        "<link href='/wp-content/themes/Newspaper/style.css' rel='stylesheet'><script src='/wp-includes/js/jquery.js'></script>",
        f"<div class='td-header-menu'>{MENU}</div><article class='post-5 post type-post'><div class='td-post-header'><header class='td-post-title'><h1 class='entry-title'>{TITLE}</h1>"
        "<div class='td-module-meta-info'><div class='td-post-author-name'><a href='/author/a'>Biên tập</a></div><span class='td-post-date'><time class='entry-date updated td-module-date'>Thứ Hai, 12.10.2026 | 08:30:11</time></span>"
        f"<div class='td-post-views'>925</div></div></header></div><div class='td-post-content'>{TEXT}<p>(Theo thanhkhe.gov.vn)</p></div></article>"
        f"<div class='td_block_related_posts'><h4>Bài liên quan</h4>{OTHERS}</div>{FOOT}",
        credit="thanhkhe.gov.vn",
        body_class="post-template-default single single-post",
    ),
    Page(
        "joomla 4",
        "https://thanhkhe.test/index.php/tin-tuc/31-huyen-thanh-khe-ky-niem",
        "joomla",
        "<meta name='generator' content='Joomla! - Open Source Content Management'><script src='/media/system/js/core.js'></script>",
        f"<nav class='container-nav'>{MENU}</nav><div class='com-content-article item-page'><meta itemprop='inLanguage' content='vi-VN'>"
        f"<div class='page-header'><h1>Tin tức - Sự kiện</h1></div><div class='page-header'><h2>{TITLE}</h2></div>"
        "<dl class='article-info text-muted'><dt class='article-info-term'>Chi tiết</dt><dd class='createdby'><span class='icon-user'></span> Được viết bởi: <span>Super User</span></dd>"
        "<dd class='category-name'>Chuyên mục: <a href='/tin-tuc'>Tin tức</a></dd><dd class='published'><time datetime='2026-10-12T01:30:00+00:00'>Được đăng: Thứ hai, 12 Tháng 10 2026 08:30</time></dd>"
        f"<dd class='hits'>Lượt xem: 925</dd></dl><div class='com-content-article__body'>{TEXT}<p style='text-align:right'>Trần Minh Khuê - Hồ Thị Lam</p></div>"
        f"<nav class='pagenavigation'><a href='/a'>Trang trước</a></nav></div><div class='moduletable'>{OTHERS}</div>{FOOT}",
        authors=(Author("Trần Minh Khuê"), Author("Hồ Thị Lam")),
    ),
    Page(
        "joomla 2.5, text right in the item",
        "http://thanhkhe.test/index.php?option=com_content&view=article&id=31",
        "joomla",
        "<meta name='generator' content='Joomla! - Open Source Content Management'><script src='/media/system/js/mootools-core.js'></script>",
        f"<div id='menu'>{MENU}</div><div class='item-page'><h1>Tin trong huyện</h1><h2><a href='/31'>{TITLE}</a></h2>"
        "<ul class='actions'><li class='print-icon'><a href='/31?tmpl=component&amp;print=1'>In</a></li><li class='email-icon'><a href='#'>Gửi mail</a></li></ul>"
        "<dl class='article-info'><dt class='article-info-term'>Chi tiết</dt><dd class='create'>Được viết ngày Thứ hai, 12 Tháng 10 2026 08:30</dd><dd class='createdby'>Viết bởi Super User</dd><dd class='hits'>Lượt xem: 1.498</dd></dl>"
        f"{TEXT}<p style='text-align: right;'><em>Nguồn: Báo Thanh Khê</em></p></div><div class='moduletable'>{OTHERS}</div>{FOOT}",
        credit="Báo Thanh Khê",
    ),
    Page(
        "drupal 10",
        "https://thanhkhe.test/node/31",
        "drupal",
        "<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'><script type='application/json' data-drupal-selector='drupal-settings-json'>{}</script>",
        f"<div class='layout-container'><nav>{MENU}</nav><h1 class='title page-title'><span class='field field--name-title field--type-string field--label-hidden'>{TITLE}</span></h1>"
        "<article class='node node--type-article node--promoted node--view-mode-full clearfix'><header></header><footer class='node__meta'><div class='node__submitted'>Được viết bởi <span class='field field--name-uid'><span>bientap</span></span> vào <span class='field field--name-created'>Thứ hai, 12/10/2026 - 08:30</span></div></footer>"
        f"<div class='node__content clearfix'><div class='clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item'>{TEXT}<p class='text-align-right'>Trần Minh Khuê</p></div>"
        "<div class='field field--name-field-tags'><div class='field__label'>Từ khóa</div><a href='/tag'>ky niem</a></div></div></article></div>"
        f"<aside class='layout-sidebar-second'>{OTHERS}</aside>{FOOT}",
        authors=(Author("Trần Minh Khuê"),),
        body_class="path-node page-node-type-article",
    ),
    Page(
        "drupal 7, English interface",
        "http://thanhkhe.test/node/31",
        "drupal",
        "<meta name='Generator' content='Drupal 7 (http://drupal.org)'><script>jQuery.extend(Drupal.settings, {});</script>",
        f"<div id='page'><div id='main-menu'>{MENU}</div><h1 class='title' id='page-title'>{TITLE}</h1><div id='node-31' class='node node-article node-promoted clearfix'>"
        "<div class='meta submitted'><span property='dc:date dc:created' content='2026-10-12T08:30:00+07:00'>Submitted by <span class='username'>Ban biên tập</span> on 12 October 2026</span></div>"
        f"<div class='content clearfix'><div class='field field-name-body field-type-text-with-summary field-label-hidden'><div class='field-items'><div class='field-item even'>{TEXT}<p>BBT</p></div></div></div></div></div></div>{FOOT}",
        at="2026-10-12",
        body_class="html not-front not-logged-in page-node page-node- page-node-31 node-type-article",
    ),
    Page(
        "sharepoint publishing article",
        "https://thanhkhe.test/tintuc/Pages/ky-niem.aspx?ItemID=31",
        "sharepoint",
        "<meta name='GENERATOR' content='Microsoft SharePoint'><script>var _spPageContextInfo = {};</script>",
        f"<div id='s4-workspace'><div id='s4-titlerow'><h1 id='pageTitle' class='ms-core-pageTitle'><span id='DeltaPlaceHolderPageTitleInTitleArea'>{TITLE}</span></h1>{MENU}</div>"
        "<div class='article article-left'><div class='captioned-image'><div class='image'><img src='/Images/a.jpg' alt=''></div><div class='caption'>Quang cảnh buổi lễ</div></div>"
        "<div class='article-header'><div class='date-line'>12/10/2026</div><div class='by-line'>Trần Minh Khuê</div></div>"
        f"<div class='article-content'><div id='ctl00_field' class='ms-rtestate-field' style='display:inline'>{TEXT}</div></div></div></div>{FOOT}",
        at="2026-10-12",
        authors=(Author("Trần Minh Khuê"),),
    ),
    Page(
        "dotnetnuke with EasyDNNnews",
        "http://thanhkhe.test/Tin-tuc/ID/31/Ky-niem-30-nam",
        "dotnetnuke",
        "<meta name='generator' content='DotNetNuke '><link href='/Portals/0/Skins/a/skin.css' rel='stylesheet'>",
        f"<div id='dnn_menu'>{MENU}</div><div id='dnn_ContentPane'><div class='DnnModule DnnModule-EasyDNNnews'><div id='dnn_ctr401_View' class='eds_news_module'>"
        f"<div class='edn_article edn_articleDetails'><h1 class='edn_articleTitle'>{TITLE}</h1><div class='edn_metaDetails'><span class='edn_date'>Thứ hai, 12 Tháng Mười 2026 08:30</span> / Số lượt xem: 925</div>"
        f"<div class='edn_articleSummary'>{LEAD}</div><div class='edn_articleContent'>{TEXT}<p align='right'>Trần Minh Khuê (Trung tâm Văn hóa huyện)</p></div></div>"
        f"<div class='edn_relatedArticles'>{OTHERS}</div></div></div></div>{FOOT}",
        authors=(Author("Trần Minh Khuê", "Trung tâm Văn hóa huyện", "Trung tâm Văn hóa huyện"),),
        lead=LEAD,
    ),
    Page(
        "nukeviet 4 default theme",
        "https://thanhkhe.test/vi/news/tin-trong-huyen/huyen-thanh-khe-ky-niem-31.html",
        "nukeviet",
        "<meta name='generator' content='NukeViet v4.3'><script>var nv_base_siteurl='/';</script>",
        f"<div class='wraper'><span class='current-time'>{CLOCK}</span><nav>{MENU}</nav><ol class='breadcrumb'><li><a href='/vi/news/'>Tin tức</a></li><li><a href='/vi/news/tin-trong-huyen/'>Tin trong huyện</a></li></ol>"
        f"<div class='news_column panel panel-default'><div class='panel-body'><h1 class='title margin-bottom-lg'>{TITLE}</h1><div class='row margin-bottom-lg'><div class='col-md-12'><span class='h5'>Thứ hai - 12/10/2026 08:30</span></div>"
        "<div class='col-md-12'><ul class='list-inline text-right'><li><a class='dimgray' title='In ra'><em class='fa fa-print fa-lg'>&nbsp;</em></a></li></ul></div></div>"
        "<div class='clearfix'><figure class='article left pointer'><div id='imgpreview'><p class='text-center'><img alt='a' src='/uploads/news/a.jpg' class='img-thumbnail'></p><figcaption>Quang cảnh buổi lễ</figcaption></div></figure>"
        f"<div class='hometext m-bottom'>{LEAD}</div></div><div id='news-bodyhtml' class='bodytext margin-bottom-lg'>{TEXT}</div>"
        "<div class='margin-bottom-lg'><p class='h5 text-right'><strong>Tác giả bài viết: </strong>Trần Minh Khuê</p><p class='h5 text-right'><strong>Nguồn tin: </strong>Báo Thanh Khê</p></div>"
        "<div class='alert alert-info margin-bottom-lg'>Chú ý: ghi rõ nguồn khi phát hành lại thông tin</div></div></div>"
        f"<div class='news_column panel panel-default'><div class='panel-body other-news'><p class='h3'><strong>Những tin cũ hơn</strong></p>{OTHERS}</div></div></div>{FOOT}",
        authors=(Author("Trần Minh Khuê"),),
        lead=LEAD,
        credit="Báo Thanh Khê",
    ),
    Page(
        "nukeviet 3 default theme",
        "http://thanhkhe.test/vi/news/tin-trong-huyen/huyen-thanh-khe-ky-niem-31/",
        "nukeviet",
        "<meta name='generator' content='NukeViet v3.4'><script>var nv_siteroot='/'; var nv_name_variable='nv';</script>",
        f"<div id='topmenu'>{MENU}</div><div class='news_column'><div id='news_detail'><h1>{TITLE}</h1><span class='time'>Thứ hai - 12/10/2026 08:30</span>"
        "<div class='control'><ul><li><a class='print' title='In ra'></a></li></ul></div>"
        f"<div id='hometext'><div id='imghome' class='fl'><img alt='a' src='/uploads/a.jpg'><p><em>Quang cảnh buổi lễ</em></p></div>{LEAD}</div>"
        f"<div class='bodytext'>{TEXT}</div><p style='text-align: right;'><strong>Tác giả bài viết: </strong>Trần Minh Khuê</p></div>"
        f"<p><strong>Những tin mới hơn</strong></p><ul class='related'><li><a href='/vi/news/a/khac-9/'>Một tin khác của huyện trong tháng</a> <span class='date'>(20/10/2026)</span></li></ul></div>{FOOT}",
        authors=(Author("Trần Minh Khuê"),),
        lead=LEAD,
    ),
    Page(
        "nukeviet print view",
        "https://thanhkhe.test/vi/news/print/tin-trong-huyen/huyen-thanh-khe-ky-niem-31.html",
        "nukeviet",
        "<meta name='generator' content='NukeViet v4.3'>",
        "<div id='print'><div id='hd_print'><h2 class='pull-left'>Huyện Thanh Khê</h2><p class='pull-right'><a href='/'>https://thanhkhe.test</a></p></div><hr>"
        f"<div id='content'><h1>{TITLE}</h1><ul class='list-inline'><li>Thứ hai - 12/10/2026 08:30</li><li class='hidden-print txtrequired'><a href='javascript:;'>In ra</a></li></ul>"
        f"<div id='hometext'><div class='pull-left imghome'><img alt='a' src='/uploads/a.jpg' class='img-thumbnail'><p><em>Quang cảnh buổi lễ</em></p></div>{LEAD}</div>"
        f"<div id='bodytext' class='clearfix'>{TEXT}</div><div id='author'><p><strong>Tác giả bài viết:</strong> Trần Minh Khuê</p><p><strong>Nguồn tin:</strong> Báo Thanh Khê</p></div></div>"
        "<div id='footer'><div id='url'><strong>URL của bản tin này: </strong>https://thanhkhe.test/vi/news/x-31.html</div><div class='copyright'>&copy; Huyện Thanh Khê</div></div></div>",
        authors=(Author("Trần Minh Khuê"),),
        lead=LEAD,
        credit="Báo Thanh Khê",
    ),
    Page(
        "liferay 7 asset publisher",
        "https://thanhkhe.test/web/guest/tin-tuc/-/asset_publisher/aB3dE/content/huyen-thanh-khe-ky-niem-30-nam",
        "liferay7",
        "<script src='/o/frontend-js-web/a.js'></script><script>Liferay.ThemeDisplay = {};</script>",
        f"<div id='wrapper'><nav id='navigation'>{MENU}</nav><div class='portlet-body'><div class='asset-full-content clearfix mb-5 default-asset-publisher show-asset-title'>"
        f"<div class='align-items-center d-flex mb-2'><p class='component-title h4'><span class='asset-title d-inline'>{TITLE}</span></p></div>"
        "<div class='autofit-row mb-4 metadata-author'><div class='asset-user-info'><span class='user-info'>Quản trị cổng</span></div><div class='asset-user-info text-secondary'><span class='date-info'>12/10/2026 08:30</span></div></div>"
        f"<div class='asset-content mb-3'><div class='journal-content-article' data-analytics-asset-id='31'>{TEXT}<p style='text-align:right'><b>Trần Minh Khuê</b></p></div></div></div></div></div>{FOOT}",
        authors=(Author("Trần Minh Khuê"),),
    ),
    Page(
        "liferay 6.2 asset publisher",
        "http://thanhkhe.test/web/guest/tin-tuc/-/asset_publisher/aB3dE/content/huyen-thanh-khe-ky-niem-30-nam",
        "liferay6",
        "<script>Liferay.AUI = {}; Liferay.ThemeDisplay = {};</script><link href='/html/css/main.css' rel='stylesheet'>",
        f"<div id='wrapper'><nav id='navigation'>{MENU}</nav><div class='portlet-boundary'><div class='portlet-body'><div class='taglib-header'><h1 class='header-title'><span>{TITLE}</span></h1></div>"
        "<div class='asset-full-content'><div class='asset-metadata'><span class='metadata-entry metadata-publish-date'>Ngày đăng 12/10/2026 | 08:30</span></div>"
        f"<div class='asset-content'><div class='journal-content-article'>{TEXT}<p>T/h: Trần Minh Khuê</p></div></div></div></div></div></div>{FOOT}",
        authors=(Author("Trần Minh Khuê"),),
    ),
    Page(
        "image banner portal",
        "https://noivu.thanhkhe.gov.vn/tin-hoat-dong/huyen-thanh-khe-ky-niem-30-nam-ngay-tai-lap-287787",
        "vnpt",
        f"<meta property='og:title' content='{TITLE}'>",
        f"<div class='header'><img alt='image banner' src='/banner.jpg'></div><div class='menu'>{MENU}</div><div class='content'><h1 class='title-news'>{TITLE}</h1>"
        "<div class='tools'><span class='date'>12/10/2026 08:30</span> <span>Cỡ chữ: A+ A A-</span> <a href='#'>Tăng tương phản</a> <a href='#'>Giảm tương phản</a> <span>Lượt xem: 744</span></div>"
        f"<div class='news-content'>{TEXT}<p>{MIDDLE}</p><p style='text-align: right'><strong>Trần Minh Khuê</strong></p></div></div>"
        f"<div class='tin-lien-quan'><h3>Tin liên quan</h3>{OTHERS}</div><div class='footer'>{FOOT}</div>",
        authors=(Author("Trần Minh Khuê"),),
        middle=f"{MIDDLE}\n\n{LAST}\n\n{MIDDLE}",
    ),
    Page(
        "oracle webcenter portal",
        "https://thanhkhe.test/webcenter/portal/thanhkhe/pages_tin-tuc/chi-tiet?dDocName=TK031",
        "oracle-webcenter",
        "<script>AdfPage.PAGE = {};</script>",
        f"<div id='pt1'><a href='/webcenter/portal/thanhkhe?_afrLoop=1'>Trang chủ</a>{MENU}<div id='T:r1' class='x1a'><div class='news-detail'><h2 class='news-title'>{TITLE}</h2>"
        f"<span class='news-date'>12/10/2026 08:30 SA</span><div class='news-sapo'><p>{LEAD}</p></div><div class='news-body'>{TEXT}<p style='text-align:right'>Trần Minh Khuê</p></div></div></div></div>"
        f"<div class='other-news'>{OTHERS}</div><div class='footer'>{FOOT}</div>",
        authors=(Author("Trần Minh Khuê"),),
        lead=LEAD,
    ),
]


def named(page: Page) -> str:
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_page_is_read_whole(page: Page) -> None:
    extraction = extract_article(HttpResponse(page.url, body=page.html.encode()))
    article = extraction.article
    assert extraction.platform == page.platform
    assert article.title == TITLE
    assert article.lead == page.lead
    assert article.body_text.startswith(f"{FIRST}\n\n{MIDDLE}")
    assert article.body_text in (f"{FIRST}\n\n{MIDDLE}\n\n{LAST}", f"{FIRST}\n\n{page.middle}")
    assert article.authors == page.authors
    assert article.published_at is not None
    assert article.published_at.isoformat().startswith(page.at)
    assert article.source_credit == page.credit


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_named_platform_reads_the_same(page: Page) -> None:
    response = HttpResponse(page.url, body=page.html.encode())
    detected = extract_article(response)
    told = extract_article(HttpResponse(page.url, body=page.html.encode()), page.platform)
    assert told.article == detected.article
