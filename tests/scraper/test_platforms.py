import pytest
from web_poet import HttpResponse

from scraper.platforms import PLATFORMS, detect


@pytest.mark.parametrize(
    ("platform", "url", "html"),
    [
        (
            "liferay-bacninh",
            "https://stttt.bacninh.gov.vn/news/-/details/57420/bai-viet",
            "<div id='p_p_id_x_WAR_bacninhportlet_'>",
        ),
        (
            "liferay6",
            "http://a.hanoi.gov.vn/muc/-/view_content/7-bai.html",
            "<script>Liferay.AUI = {}; Liferay.ThemeDisplay = {}</script>",
        ),
        (
            "liferay7",
            "https://n.gov.vn/web/guest/-/bai",
            "<script src='/o/frontend-js/a.js'></script><script>Liferay.ThemeDisplay={}</script>",
        ),
        (
            "sharepoint",
            "https://m.gov.vn/Pages/a.aspx?ItemID=7",
            "<meta name='GENERATOR' content='Microsoft SharePoint'>",
        ),
        (
            "nukeviet",
            "https://h.gov.vn/vi/news/Tin/bai-7.html",
            '<meta name="generator" content="NukeViet v4.5">',
        ),
        (
            "vccorp",
            "https://b.vn/bai-102220715163816946.htm",
            "<div class='detail-content afcbc-body'>",
        ),
        (
            "vhv",
            "http://th.edu.vn/tin/bai.html",
            "<script src='/App/Corporate/a.js'></script><div class='ModuleWrapper'>",
        ),
        (
            "drupal",
            "http://l.gov.vn/node/1973",
            "<script>jQuery.extend(Drupal.settings, {})</script>",
        ),
        (
            "wordpress",
            "https://x.gov.vn/bai-viet/",
            "<link href='/wp-content/a.css'><script src='/wp-includes/b.js'>",
        ),
        (
            "joomla",
            "http://d.gov.vn/index.php?option=com_content&view=article&id=1",
            '<meta name="generator" content="Joomla! - Open Source">',
        ),
        ("dotnetnuke", "http://v.vn/Tin/ID/166986/Bai", "<div id='dnn_ctr401_ContentPane'>"),
        (
            "oracle-webcenter",
            "https://s.gov.vn/webcenter/portal/vi?dDocName=S1",
            "<a href='/webcenter/portal/vi?_afrLoop=1'>",
        ),
        ("vnpt", "https://stttt.tinh.gov.vn/muc/bai-viet-287787", "<a>Tăng tương phản</a>"),
    ],
)
def test_marks_and_addresses(platform: str, url: str, html: str) -> None:
    detection = detect(HttpResponse(url, body=f"<html><body>{html}</body></html>".encode()))
    assert detection.platform == platform
    assert detection.reasons


def test_header_is_a_reason() -> None:
    response = HttpResponse(
        "https://a.gov.vn/muc/-/asset_publisher/x/content/bai",
        body=b"<script>Liferay.ThemeDisplay</script>",
        headers={"Liferay-Portal": "Liferay Community Edition Portal 7.3"},
    )
    detection = detect(response)
    assert detection.platform == "liferay7"
    assert "header Liferay-Portal" in detection.reasons


def test_marks_far_down_the_page_are_found() -> None:
    body = b"<html>" + b" " * 60_000 + b"<div id='dnn_ctr401'></div></html>"
    assert detect(HttpResponse("http://v.vn/a", body=body)).platform == "dotnetnuke"


def test_nothing_is_recognised_in_a_plain_page() -> None:
    detection = detect(HttpResponse("http://v.vn/bai-viet", body=b"<html><p>Xin chao</p></html>"))
    assert detection.platform is None


@pytest.mark.parametrize("name", sorted(PLATFORMS))
def test_page_objects_belong_to_their_platform(name: str) -> None:
    platform = PLATFORMS[name]
    assert platform.article_pages
    assert all(page.VERSION for page in platform.article_pages)
    assert any(name == page.PLATFORM for page in platform.article_pages)
