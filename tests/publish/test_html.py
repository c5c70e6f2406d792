"""The page against the house-style post: the same elements in the same order."""

import json
import re
from collections.abc import Callable

import attrs
import pytest
from lxml import html
from lxml.html import HtmlElement

from archive.records import Attribution, Author, Post
from publish.company import CanonicalPolicy, Category, CompanyStyle, RobotsPolicy
from publish.formats.html import Page, render_list, render_not_found, render_post, render_preview

MakePost = Callable[..., Post]

HOUSE_STYLE = (
    "//header//a[contains(@class, 'company')]",
    "//nav[@class='languages']/a[text()='vn']",
    "//nav[@class='languages']/a[text()='en']",
    "//summary[text()='Menu']",
    "//h1",
    "//p[@class='lead']",
    "//*[@class='source-title']",
    "//*[@class='author']",
    "//*[@class='position']",
    "//*[@class='body']",
    "//*[@class='congratulation']",
    "//*[@class='source']",
    "//h2[text()='Tin tức khác']",
    "//nav[@class='categories']",
)


def tree(page: str) -> HtmlElement:
    return html.document_fromstring(page)


def one(document: HtmlElement, path: str) -> HtmlElement:
    (element,) = document.xpath(path)
    return element


def test_every_element_of_the_house_style_stands_in_its_order(
    make_post: MakePost, company: CompanyStyle
) -> None:
    document = tree(render_post(make_post(), company))
    order = list(document.iter())
    places = [order.index(one(document, path)) for path in HOUSE_STYLE]
    assert places == sorted(places)


def test_a_reader_sees_the_words_of_the_post(make_post: MakePost, company: CompanyStyle) -> None:
    post = make_post()
    document = tree(render_post(post, company))

    def text(path: str) -> str:
        return " ".join(one(document, path).text_content().split())

    assert text("//h1") == post.title
    assert text("//*[@class='source-title']") == post.source_title
    assert text("//*[@class='author']") == "Trần Thị Minh Hà"
    assert text("//*[@class='position']") == "Tỉnh ủy viên, Giám đốc Sở Văn hóa"
    assert text("//*[@class='congratulation']") == "TẬP ĐOÀN CĐ VIỆT NAM chúc mừng Quý Sở!"
    assert text("//*[@class='source']") == f"Trích nguồn: {post.attribution.url}"
    assert text("//*[@class='agency']") == "Sở Văn hóa tỉnh Hà Sơn"
    assert text("//*[@class='published-line']") == "15:30 ngày 02/05/2026"
    categories = document.xpath("//nav[@class='categories']//li")
    assert [item.text_content().strip() for item in categories] == [
        "Tin tức",
        "Tin nội bộ",
        "Tin trong ngành",
        "Tin tức cổ đông",
    ]


def test_the_source_link_is_a_link_to_the_source(
    make_post: MakePost, company: CompanyStyle
) -> None:
    post = make_post()
    link = one(tree(render_post(post, company)), "//*[@class='source']/a")
    assert link.get("href") == post.attribution.url
    assert "noopener" in link.get("rel")


def test_only_the_quotation_stands_in_the_quotation(
    make_post: MakePost, company: CompanyStyle
) -> None:
    post = make_post()
    quotation = one(tree(render_post(post, company)), "//section[@class='quotation']")
    words = quotation.text_content()
    assert "96% thôn" in words
    assert post.congratulation not in words
    assert post.title not in words


def test_nothing_is_loaded_from_elsewhere(make_post: MakePost, company: CompanyStyle) -> None:
    document = tree(render_post(make_post(), company))
    loaded = document.xpath("//link[@rel='stylesheet']/@href | //img/@src | //script/@src")
    assert loaded == ["../assets/style.css"]
    assert "default-src 'none'" in one(document, "//meta[@http-equiv]").get("content")


def test_machines_are_told_where_it_comes_from(make_post: MakePost, company: CompanyStyle) -> None:
    post = make_post()
    document = tree(render_post(post, company))
    data = json.loads(one(document, "//script[@type='application/ld+json']").text)
    assert data["isBasedOn"]["url"] == post.attribution.url
    assert data["isBasedOn"]["publisher"]["name"] == "Sở Văn hóa tỉnh Hà Sơn"
    assert data["author"][0]["name"] == "Trần Thị Minh Hà"
    assert data["sdPublisher"]["name"] == company.name
    assert data["datePublished"] == "2026-11-23T11:00:00+07:00"
    for part in attrs.astuple(post.attribution):
        assert part in data["creditText"]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (CanonicalPolicy.SELF, ["https://www.cdgroup.test/tin-tuc/bai/"]),
        (CanonicalPolicy.SOURCE, ["https://sovh.hason.test/bai"]),
        (CanonicalPolicy.NONE, []),
    ],
)
def test_the_company_chooses_the_canonical_address(
    make_post: MakePost, company: CompanyStyle, policy: CanonicalPolicy, expected: list[str]
) -> None:
    attribution = Attribution("không ghi", "Sở", "không ghi", "https://sovh.hason.test/bai")
    post = make_post(slug="bai", attribution=attribution)
    style = attrs.evolve(company, canonical=policy, robots=RobotsPolicy.NOINDEX)
    document = tree(render_post(post, style))
    assert document.xpath("//link[@rel='canonical']/@href") == expected
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


HOSTILE = "</title></script><script>alert('1')</script>\"' onload=\"x ]]> <!-- đ"


def test_markup_in_words_stays_words(make_post: MakePost, company: CompanyStyle) -> None:
    post = make_post(
        title=HOSTILE,
        lead=HOSTILE,
        source_title=HOSTILE,
        authors=(Author(HOSTILE, HOSTILE),),
        congratulation=HOSTILE,
        attribution=Attribution(HOSTILE, HOSTILE, HOSTILE, "https://a.test/?a=1&b='\"<>"),
    )
    for page in (
        render_post(post, company, [post]),
        render_preview(post, company),
        render_list(Page(1, 1, (post,)), company, "vi", ""),
    ):
        document = tree(page)
        assert document.xpath("//script[not(@type='application/ld+json')]") == []
        assert document.xpath("//*[@onload]") == []
    document = tree(render_post(post, company))
    assert one(document, "//h1").text == HOSTILE
    data = json.loads(one(document, "//script[@type='application/ld+json']").text)
    assert data["headline"] == HOSTILE


def test_an_empty_lead_leaves_no_empty_paragraph(
    make_post: MakePost, company: CompanyStyle
) -> None:
    document = tree(render_post(make_post(lead=""), company))
    assert document.xpath("//p[@class='lead']") == []
    assert document.xpath("//meta[@name='description']/@content") == [make_post().source_title]


def test_without_an_author_the_attribution_says_so(
    make_post: MakePost, company: CompanyStyle
) -> None:
    post = make_post()
    attribution = attrs.evolve(post.attribution, author_line="không ghi")
    document = tree(render_post(make_post(authors=(), attribution=attribution), company))
    assert document.xpath("//*[@class='author']") == []
    assert one(document, "//*[@class='author-line']").text == "không ghi"


def test_a_preview_is_marked_and_stands_alone(make_post: MakePost, company: CompanyStyle) -> None:
    document = tree(render_preview(make_post(), company))
    assert one(document, "//*[@class='ribbon']/strong").text == "Bản xem trước"
    assert document.xpath("//link[@rel='stylesheet']") == []
    assert "font-family" in one(document, "//style").text
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]
    links = [href for href in document.xpath("//a/@href") if not href.startswith("#")]
    assert all(href.startswith("https://") for href in links)


def test_a_published_page_has_no_ribbon(make_post: MakePost, company: CompanyStyle) -> None:
    assert tree(render_post(make_post(), company)).xpath("//*[@class='ribbon']") == []


def test_categories_are_links_only_where_they_have_a_page(
    make_post: MakePost, company: CompanyStyle
) -> None:
    style = attrs.evolve(
        company,
        categories=(
            Category("Tin tức", url="./"),
            Category("Cổ đông", url="https://ir.cdgroup.test/"),
            Category("Tin nội bộ"),
        ),
    )
    navigation = one(tree(render_post(make_post(), style)), "//nav[@class='categories']")
    assert navigation.xpath(".//a/@href") == [".././", "https://ir.cdgroup.test/"]


def test_the_english_front_page_has_english_words(
    make_post: MakePost, company: CompanyStyle
) -> None:
    document = tree(render_list(Page(1, 1, (make_post(),)), company, "en", "../"))
    assert document.get("lang") == "en"
    assert one(document, "//h1").text == "News"
    assert one(document, "//nav[@class='languages']/a[@aria-current]").text == "en"


def test_an_empty_site_says_so(company: CompanyStyle) -> None:
    assert "Chưa có bài nào được đăng." in render_list(Page(1, 1, ()), company, "vi", "")


def test_the_page_for_wrong_addresses_links_from_any_depth(company: CompanyStyle) -> None:
    document = tree(render_not_found(company))
    paths = document.xpath("//link/@href | //a[not(starts-with(@href, '#'))]/@href")
    assert all(re.match(r"/tin-tuc/", path) for path in paths)
    assert "font-family" in one(document, "//style").text
