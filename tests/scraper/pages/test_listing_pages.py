import json

import pytest
from web_poet import HttpResponse

from scraper.errors import SelectorMismatch
from scraper.extract import extract_listing

HOST = "https://stttt.bacninh.gov.vn"
ENDPOINT = f"{HOST}/chinh-tri?p_p_id=x_WAR_bacninhportlet&p_p_resource_id=loadPage&p_p_auth=aB"


def listing_of(url: str, html: str, platform: str | None = None) -> object:
    return extract_listing(HttpResponse(url, body=html.encode()), platform)


def json_response(number: int, items: list[dict[str, object]], total: int = 3) -> HttpResponse:
    body = json.dumps({"items": items, "totalPageNum": total}).encode()
    url = f"{ENDPOINT}&pageNum={number}&recordPerPage=20&keyword="
    return HttpResponse(url, body=body, headers={"Content-Type": "application/json;charset=UTF-8"})


def test_bacninh_section_points_at_its_endpoint() -> None:
    html = (
        "<html><body><div id='p_p_id_x_WAR_bacninhportlet'></div><script>var loadPageURL = "
        "'/chinh-tri?p_p_id=x_WAR_bacninhportlet&p_p_resource_id=loadPage&p_p_auth=aB';</script></body></html>"
    )
    listing = extract_listing(
        HttpResponse(f"{HOST}/chinh-tri", body=html.encode()), "liferay-bacninh"
    )
    assert listing.entries == ()
    assert listing.next_urls == (
        f"{HOST}/chinh-tri?p_p_id=x_WAR_bacninhportlet&p_p_resource_id=loadPage&pageNum=1&recordPerPage=20&keyword=",
    )


def test_bacninh_json_gives_entries_and_the_following_page() -> None:
    items: list[dict[str, object]] = [
        {
            "id": 40401275,
            "urlDetail": "/news/-/details/57420/hoi-nghi-tong-ket-40401275",
            "title": "Hội nghị  tổng kết",
            "summary": "<p>Sáng nay</p>",
            "createdDate": "25/07/2022 14:50",
        },
        {"id": 40401276, "title": "Không có đường dẫn", "createdDate": None},
        {"title": "Không có gì"},
    ]
    listing = extract_listing(json_response(1, items), "liferay-bacninh")
    first, second = listing.entries
    assert first.url == f"{HOST}/news/-/details/57420/hoi-nghi-tong-ket-40401275"
    assert first.identity == "liferay-bacninh:bacninh.gov.vn/57420/40401275"
    assert first.title == "Hội nghị tổng kết"
    assert first.summary == "Sáng nay"
    assert first.published_at is not None
    assert first.published_at.isoformat() == "2022-07-25T14:50:00+07:00"
    assert second.url == (
        f"{HOST}/chinh-tri?_newsbycategory_WAR_bacninhportlet_articleId=40401276"
        "&p_p_id=newsbycategory_WAR_bacninhportlet&p_p_lifecycle=0"
    )
    assert [url.split("pageNum=")[1].split("&")[0] for url in listing.next_urls] == ["2"]


def test_bacninh_last_json_page_has_no_next() -> None:
    assert extract_listing(json_response(3, [{"id": 1}]), "liferay-bacninh").next_urls == ()


def test_bacninh_broken_json_is_reported() -> None:
    response = HttpResponse(
        ENDPOINT, body=b'{"items": [', headers={"Content-Type": "application/json"}
    )
    with pytest.raises(SelectorMismatch):
        extract_listing(response, "liferay-bacninh")


ROW = "<a href='/tin/bai-viet-so-{0}-cua-tinh.html'>Bài viết số {0} của tỉnh Vĩnh Lạc</a>"


@pytest.mark.parametrize(
    ("platform", "row", "page"),
    [
        (
            "liferay6",
            (
                "<div class='asset-content normal-news'><div class='asset-content-custom'><h3 class='asset-title'>{row}</h3>"
                "<div class='publishDate'>12/10/2026 | 8:30 AM</div></div></div>"
            ),
            "<html><body>{rows}<div class='lfr-pagination'><a href='?_101_cur=2'>2</a></div></body></html>",
        ),
        (
            "nukeviet",
            "<div class='news_column'><div class='item'><h3>{row}</h3><span class='time'>12/10/2026 08:30</span></div></div>",
            "<html><body>{rows}<ul class='pagination'><li><a href='/tin/page-2.html'>2</a></li></ul></body></html>",
        ),
        (
            "sharepoint",
            "<tr><td class='TitleFront'>{row} (12.10.2026 08:30)</td></tr>",
            "<html><body><table>{rows}</table><a href='/tin/page/2/'>2</a></body></html>",
        ),
        (
            "wordpress",
            "<article class='post'><h2>{row}</h2><time>12/10/2026 08:30</time></article>",
            "<html><body class='archive'>{rows}<a class='page-numbers' href='/tin/page/2/'>2</a></body></html>",
        ),
        (
            "drupal",
            "<div class='views-row'><h3>{row}</h3><span class='date'>12/10/2026 08:30</span></div>",
            "<html><body><div class='view-content'>{rows}</div><ul class='pager'><li><a href='?page=1'>2</a></li></ul></body></html>",
        ),
        (
            None,
            "<li>{row} <span>12/10/2026 08:30</span></li>",
            "<html><body><ul>{rows}</ul><div class='pagination'><a href='/tin/trang-2.html'>2</a></div></body></html>",
        ),
    ],
)
def test_rows_with_dates_and_pager(platform: str | None, row: str, page: str) -> None:
    rows = "".join(row.format(row=ROW.format(number)) for number in (1, 2, 3))
    url = "https://so.vinhlac.test/tin"
    listing = extract_listing(HttpResponse(url, body=page.format(rows=rows).encode()), platform)
    assert [entry.title for entry in listing.entries] == [
        f"Bài viết số {number} của tỉnh Vĩnh Lạc" for number in (1, 2, 3)
    ]
    assert listing.entries[0].url == "https://so.vinhlac.test/tin/bai-viet-so-1-cua-tinh.html"
    assert all(
        entry.published_at is not None
        and entry.published_at.isoformat() == "2026-10-12T08:30:00+07:00"
        for entry in listing.entries
    )
    assert len(listing.next_urls) == 1


def test_a_date_that_breaks_the_order_of_the_list_is_not_trusted() -> None:
    days = ["20/11/2026", "18/11/2026", "11/9/2026", "17/11/2026", "15/11/2026", "14/11/2026"]
    rows = "".join(
        f"<article><h2><a href='/bai-viet-so-{number}/'>Huyện tổ chức hội nghị lần thứ {number}</a></h2>"
        f"<span class='entry-date'>{day}</span></article>"
        for number, day in enumerate(days)
    )
    html = f"<html><body class='archive category'>{rows}</body></html>"
    listing = extract_listing(
        HttpResponse("https://x.test/tin-tuc/", body=html.encode()), "wordpress"
    )
    assert [entry.published_raw for entry in listing.entries] == days
    assert [entry.published_at is None for entry in listing.entries] == [
        False, False, True, False, False, False,
    ]  # fmt: skip
