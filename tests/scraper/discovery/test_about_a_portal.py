"""What a page says of itself: who publishes, on which terms, where its sections are."""

import pytest
from web_poet import HttpResponse

from archive.records import RepublicationClass
from scraper.discovery.agency_names import body_name, find_agency_names
from scraper.discovery.front_page import read_front_page
from scraper.discovery.reader import read_listing
from scraper.discovery.sections import find_feeds, find_sections
from scraper.discovery.terms import class_of, find_terms

URL = "http://so.mau.gov.vn/"


def page(body: str, head: str = "", url: str = URL) -> HttpResponse:
    text = f"<html><head>{head}</head><body>{body}</body></html>"
    return HttpResponse(url, body=text.encode(), status=200, headers={"Content-Type": "text/html"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cổng thông tin điện tử Sở Xây dựng tỉnh Mẫu", "Sở Xây dựng tỉnh Mẫu"),
        ("Trang chủ - Ủy ban nhân dân huyện Mẫu", "Ủy ban nhân dân huyện Mẫu"),
        ("Trang thông tin điện tử của Hội Nông dân tỉnh", "Hội Nông dân tỉnh"),
        ("Trường Tiểu học Mẫu [admin@mau.vn]", "Trường Tiểu học Mẫu"),
        ("Kỷ niệm 20 năm thành lập", ""),
        ("Báo chí", ""),
        ("UBND TỈNH MẪUSỞ XÂY DỰNG", ""),
    ],
)
def test_name_of_a_body(text: str, name: str) -> None:
    assert body_name(text) == name


def test_capitals_come_last() -> None:
    names = find_agency_names(
        page(
            '<div class="banner">SỞ XÂY DỰNG TỈNH MẪU</div><footer><p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh Mẫu</p></footer>',
            "<title>Trang chủ - Sở Xây dựng tỉnh Mẫu</title>",
        )
    )
    assert [found.name for found in names] == ["Ủy ban nhân dân tỉnh Mẫu", "Sở Xây dựng tỉnh Mẫu"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "® Ghi rõ nguồn so.mau.gov.vn khi phát hành lại thông tin từ trang này.",
            "attribute_only",
        ),
        ("Khi sử dụng thông tin, vui lòng ghi rõ nguồn.", "attribute_only"),
        ("Chỉ được phát hành lại khi có sự đồng ý bằng văn bản của cơ quan.", "written_consent"),
        ("Không sao chép dưới mọi hình thức khi chưa có sự đồng ý bằng văn bản", "written_consent"),
        ("Nghiêm cấm sao chép thông tin từ trang này.", "forbidden"),
        ("Nguồn vốn đầu tư công năm nay tăng.", "none_stated"),
        ("Ban hành văn bản đồng ý chủ trương.", "none_stated"),
    ],
)
def test_class_of_terms(sentence: str, expected: str) -> None:
    assert class_of(sentence) == RepublicationClass(expected)


def test_terms_are_quoted_with_their_credit_even_when_markup_splits_them() -> None:
    terms = find_terms(
        page(
            "<p>Tin.</p><footer>Ghi rõ nguồn <b>“Cổng Sở Mẫu”</b> khi phát hành lại thông tin</footer>"
        )
    )
    assert terms.republication is RepublicationClass.ATTRIBUTE_ONLY
    assert "phát hành lại" in terms.sentence
    assert terms.credit == "Cổng Sở Mẫu"


MENU = """<ul class="menu"><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu chung</a></li>
<li><a href="/tin-tuc">Tin tức</a></li><li><a href="/van-ban">Văn bản</a></li><li><a href="/lich-cong-tac/2026/11">Tin lịch</a></li></ul>
<a href="/chuyen-nganh">Quản lý đô thị</a><a href="/rss/tin.rss">RSS</a>"""
ARTICLES = "".join(
    f'<li><a href="/chuyen-nganh/{n}/le-cong-bo-quyet-dinh-so-{n}.html">Lễ công bố quyết định bổ nhiệm số {n}</a></li>'
    for n in range(101, 109)
)


def test_sections_by_name_and_by_the_articles_below_them() -> None:
    home = page(MENU + ARTICLES)
    entries = read_front_page(home).entries
    assert len(entries) == 8
    found = find_sections(home, entries)
    assert [link.url.removeprefix(URL) for link in found] == ["chuyen-nganh", "tin-tuc"]
    assert find_feeds(home) == [f"{URL}rss/tin.rss"]


def test_a_listing_nobody_described_is_learnt_from_its_addresses() -> None:
    rows = "".join(
        f'<p><a href="/details/dic/{n}/muc/dong-chi-{n}/10.icd">Đồng chí thứ {n} thăm hỏi gia đình</a></p>'
        for n in range(20, 30)
    )
    menu = '<a href="/gioi-thieu/chuc-nang-nhiem-vu-quyen-han">Chức năng nhiệm vụ quyền hạn</a>'
    listing = read_listing(page(menu + rows, url=f"{URL}search"))
    assert len(listing.entries) == 10
    assert all("/details/dic/" in entry.url for entry in listing.entries)
