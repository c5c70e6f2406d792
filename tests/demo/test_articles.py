"""Article pages: true markup that shows what the truth says, and the two pages that cannot be read."""

import json
import re
import unicodedata
from typing import Any

import pytest

from demo.exchange import ReplyKind
from demo.portals.spelling import slug
from demo.simulation import Simulation
from demo.text.story import StoryShape
from demo.truth import Truth

STTTT, SKHCN, SNV, BENHVIEN = (
    f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien")
)
HOSTS = (STTTT, SKHCN, SNV, BENHVIEN)


def text_of(node: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", node.text_content()).split())


TITLES = {
    STTTT: "//h1[@id='contentDetailTitleId']",
    SKHCN: "//div[@class='asset-full-content-title']",
    SNV: "//h1[@itemprop='headline']",
    BENHVIEN: "//article/h1",
}
LEADS = {
    STTTT: "//div[@id='sapoDetailId']",
    SKHCN: "//div[contains(@class, 'sapo-wrapper')]/p[@class='sapo']",
    SNV: "//div[contains(@class, 'hometext')]",
    BENHVIEN: "//p[@class='tom-tat']",
}
BODIES = {
    STTTT: "//div[@id='contentDetail']",
    SKHCN: "//div[@class='asset-content']/div[@class='journal-content-article']",
    SNV: "//div[@id='news-bodyhtml']",
    BENHVIEN: "//div[@class='noi-dung']",
}
DATES = {
    STTTT: "//div[@class='date-line']",
    SKHCN: "//div[contains(@class, 'assetPublishDate')]",
    SNV: "//span[@class='h5']",
    BENHVIEN: "//time",
}


@pytest.mark.parametrize("host", HOSTS)
def test_pages_show_what_the_truth_says(host: str, simulation: Simulation, visitor: Any) -> None:
    for truth in simulation.truth(host):
        if truth.shape is not StoryShape.ARTICLE:
            continue
        tree = visitor.page(truth.url)
        (title,) = tree.xpath(TITLES[host])
        assert text_of(title) == truth.title
        assert "".join(text_of(lead) for lead in tree.xpath(LEADS[host])) == truth.lead
        assert truth.published_raw in text_of(tree.xpath(DATES[host])[0])
        (body,) = tree.xpath(BODIES[host])
        shown = [text_of(node) for node in body.iter("p", "span", "li", "td")]
        for text in (
            *truth.paragraphs,
            *truth.list_items,
            *truth.table_captions,
            *truth.table_cells,
        ):
            assert text in shown
        whole = text_of(tree)
        for line in (*truth.byline.splitlines(), truth.source_credit):
            assert line in whole
        check_files(truth, tree, visitor)


def check_files(truth: Truth, tree: Any, visitor: Any) -> None:
    tree.make_links_absolute(truth.url)
    sources = tree.xpath("//img/@src")
    for picture in truth.pictures:
        assert picture.url in sources
        assert picture.caption in text_of(tree)
        assert not picture.credit or f"Ảnh: {picture.credit}" in text_of(tree)
        assert visitor.get(picture.url).kind is ReplyKind.MEDIA
    for document in truth.documents:
        assert document.url in tree.xpath("//a/@href")
        assert visitor.get(document.url).kind is ReplyKind.ATTACHMENT


@pytest.mark.parametrize("host", HOSTS)
def test_every_address_leads_to_the_same_article(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    for truth in simulation.truth(host):
        assert {visitor.get(url).article_key for url in (truth.url, *truth.alias_urls)} == {
            truth.key
        }


@pytest.mark.parametrize("host", HOSTS)
def test_every_portal_has_each_kind_of_article(host: str, simulation: Simulation) -> None:
    truths = [truth for truth in simulation.truth(host) if truth.is_article]
    assert len(truths) >= 30
    assert any(not truth.byline for truth in truths)
    assert any(truth.collective for truth in truths)
    assert any(re.fullmatch(r"(\w\.)+", truth.byline) for truth in truths)
    assert any(truth.source_credit for truth in truths)
    assert any(picture.credit for truth in truths for picture in truth.pictures)
    assert any(truth.documents for truth in truths)
    assert any(truth.table_cells for truth in truths)
    assert {"anniversary", "visit", "award"} <= {truth.occasion for truth in truths}
    assert any(truth.years for truth in truths)
    assert any(not truth.occasion for truth in truths)


def test_the_department_article_stands_under_its_old_address(visitor: Any) -> None:
    url = f"http://{STTTT}/news/-/details/58210/so-tt-tt-vinh-lac-15-nam-xay-dung-va-phat-trien"
    assert visitor.simulation.truth_of(STTTT, "15-nam").url == url
    tree = visitor.page(url)
    first_lines = [text_of(line) for line in tree.xpath("//div[@id='contentDetail']/p")[:2]]
    assert first_lines == [
        "Đặng Quốc Vượng",
        "Tỉnh ủy viên, Giám đốc Sở Thông tin và Truyền thông",
    ]
    assert [text_of(h1) for h1 in tree.xpath("//h1")] == [
        "Thực đơn",
        "Sở TT&TT Vĩnh Lạc 15 năm xây dựng và phát triển",
    ]


def test_the_bac_ninh_slugger_drops_d(simulation: Simulation) -> None:
    assert slug("Đẩy mạnh đô thị thông minh", drops_d=True) == "ay-manh-o-thi-thong-minh"
    assert slug("Đẩy mạnh đô thị thông minh") == "day-manh-do-thi-thong-minh"
    for truth in simulation.truth(STTTT):
        assert f"/{slug(truth.title, drops_d=True)}" in truth.url


def test_the_cms_login_under_a_liferay_article_is_not_its_author(
    simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(SKHCN, "huan-chuong")
    tree = visitor.page(truth.url)
    (author,) = tree.xpath("//p[@class='AuthorArticle']")
    (login,) = tree.xpath("//p[@class='view-content-author']")
    assert text_of(author) == truth.byline == "Hoài Nam"
    assert text_of(login) != truth.byline


def test_nukeviet_serves_decomposed_unicode(simulation: Simulation, visitor: Any) -> None:
    text = visitor.text(simulation.truth_of(SNV, "bo-nhiem").url)
    assert unicodedata.is_normalized("NFD", text)
    assert not unicodedata.is_normalized("NFC", text)
    assert 'content="NukeViet v4' in text
    assert re.search(r'article:published_time" content="2026-10-12ICT11:30:00"', text)


def test_about_half_of_the_hospital_articles_carry_json_ld(
    simulation: Simulation, visitor: Any
) -> None:
    data = []
    truths = [truth for truth in simulation.truth(BENHVIEN) if truth.is_article]
    for truth in truths:
        scripts = visitor.page(truth.url).xpath("//script[@type='application/ld+json']")
        data += [(truth, json.loads(script.text)) for script in scripts]
    assert len(truths) * 0.25 < len(data) < len(truths) * 0.75
    for truth, values in data:
        assert values["headline"] == truth.title
        assert values["datePublished"] == truth.published_at.isoformat()


def test_old_liferay_items_have_a_day_without_a_time(simulation: Simulation) -> None:
    old = [truth for truth in simulation.truth(SKHCN) if truth.published_at.year < 2019]
    assert old
    assert all(truth.published_raw.endswith("| 12:00 AM") for truth in old)
    assert not any(truth.published_to_minute for truth in old)


@pytest.mark.parametrize("host", HOSTS)
def test_the_empty_shell_is_a_page_without_an_article(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(host, "empty-shell")
    assert not truth.is_article
    tree = visitor.page(truth.url)
    for parts in (TITLES, LEADS, BODIES, DATES):
        assert not tree.xpath(parts[host])
    assert truth.paragraphs[0] not in text_of(tree)


@pytest.mark.parametrize(("host", "titles"), [(STTTT, 0), (SKHCN, 2), (SNV, 0)])
def test_the_broken_layout_has_a_body_and_no_single_title(
    host: str, titles: int, simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(host, "broken-layout")
    assert not truth.is_article
    tree = visitor.page(truth.url)
    assert len(tree.xpath(TITLES[host])) == titles
    assert tree.xpath(BODIES[host])
