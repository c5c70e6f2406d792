"""The portals as a visitor sees them: true markup, whole listings, the traps in their places."""

import json
import re
import unicodedata
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html
from pypdf import PdfReader

from demo.exchange import ReplyKind
from demo.simulation import Simulation
from demo.text.story import StoryShape
from demo.truth import Truth

STTTT, SKHCN, SNV, BENHVIEN = (
    f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien")
)
HOSTS = (STTTT, SKHCN, SNV, BENHVIEN)


def text_of(node: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", node.text_content()).split())


def page(visitor: Any, url: str) -> Any:
    return lxml_html.fromstring(visitor.get(url).body.decode(), base_url=url)


# --- Listings: every article of a section is found, each by its own platform's way ---------------


def stttt_listing(visitor: Any, alias: str) -> list[str]:
    section = visitor.text(f"http://{STTTT}/{alias}")
    load_page = re.search(r"loadPageURL = '([^']+p_p_resource_id=loadPage[^']*)'", section)
    assert load_page
    urls: list[str] = []
    number, pages = 1, 1
    while number <= pages:
        answer = json.loads(
            visitor.text(f"{load_page[1]}&pageNum={number}&recordPerPage=7&keyword=")
        )
        pages = answer["totalPageNum"]
        for item in answer["items"]:
            assert set(item) - {"urlDetail"} == {"id", "title", "summary", "content", "createdDate"}
            urls.append(
                item.get("urlDetail")
                or f"http://{STTTT}/{alias}?p_p_id=newsbycategory_WAR_bacninhportlet"
                f"&p_p_lifecycle=0&_newsbycategory_WAR_bacninhportlet_articleId={item['id']}"
            )
        number += 1
    return urls


def paged_listing(links: str, more: str, first: str) -> Callable[[Any, str], list[str]]:
    def listing(visitor: Any, alias: str) -> list[str]:
        waiting, seen, urls = [first.format(alias)], set(), []
        while waiting:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            tree = page(visitor, url)
            tree.make_links_absolute(url)
            urls += [link for link in tree.xpath(links) if link not in urls]
            waiting += [link for link in tree.xpath(more) if link.startswith("http")]
        return urls

    return listing


LISTINGS: dict[str, Callable[[Any, str], list[str]]] = {
    STTTT: stttt_listing,
    SKHCN: paged_listing(
        "//div[@class='asset-content normal-news']//h3[@class='asset-title']/a/@href",
        "//a[contains(@href, '_101_cur=')]/@href",
        f"http://{SKHCN}/{{}}",
    ),
    SNV: paged_listing(
        "//div[@class='panel-body']/h3/a/@href",
        "//ul[@class='pagination']//a[not(starts-with(@href, '#'))]/@href",
        f"http://{SNV}/vi/news/{{}}/",
    ),
    BENHVIEN: paged_listing(
        "//div[@class='muc-tin']//h3/a/@href",
        "//div[@class='phan-trang']/a/@href",
        f"http://{BENHVIEN}/{{}}",
    ),
}


@pytest.mark.parametrize("host", HOSTS)
def test_listings_hold_every_article_of_the_section(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    truths = simulation.truth(host)
    assert len(truths) == 48
    sections = simulation.portal(host).agency.sections
    assert len(sections) >= 3
    for section in sections:
        wanted = [truth.key for truth in truths if section.alias in truth.section_aliases]
        served = [visitor.get(url).article_key for url in LISTINGS[host](visitor, section.alias)]
        assert served == wanted, f"{section.alias}: newest first, each once"


def test_some_listings_have_several_pages_and_some_articles_two_sections(
    simulation: Simulation,
) -> None:
    for host in HOSTS:
        portal = simulation.portal(host)
        assert any(
            len(portal.newsroom.listed(section.alias)) > portal.page_size
            for section in portal.agency.sections
        )
        assert any(len(truth.section_aliases) > 1 for truth in simulation.truth(host))


def test_the_json_listing_leaves_some_addresses_out_and_cuts_content(visitor: Any) -> None:
    portal = visitor.simulation.portal(STTTT)
    answer = json.loads(
        visitor.text(portal.load_page_url("tin-tuc-su-kien") + "&pageNum=1&recordPerPage=100")
    )
    with_address = [item for item in answer["items"] if "urlDetail" in item]
    assert 0 < len(with_address) < len(answer["items"])
    assert all(len(item["content"]) <= 220 for item in answer["items"])


def test_the_widget_is_a_bare_list(visitor: Any) -> None:
    portal = visitor.simulation.portal(STTTT)
    instance = portal.instance("thong-bao")
    tree = page(visitor, f"http://{STTTT}/widget/web/so-tttt/thong-bao/-/{instance}")
    assert tree.xpath("//a[@class='title']/@href")
    assert not tree.xpath("//*[@id='navigation']")


def test_liferay_shows_the_last_page_to_whoever_asks_beyond_it(visitor: Any) -> None:
    portal = visitor.simulation.portal(SKHCN)
    beyond = page(visitor, f"http://{SKHCN}{portal.page_path('tin-tuc-su-kien', 99)}")
    assert beyond.xpath("//h3[@class='asset-title']/a")


def test_feed_is_valid_rss_with_the_newest_articles(simulation: Simulation, visitor: Any) -> None:
    feed = etree.fromstring(visitor.get(f"http://{SNV}/vi/news/rss/").body)
    links = feed.xpath("/rss/channel/item/link/text()")
    assert links == [truth.url for truth in simulation.truth(SNV)[:20]]


# --- Articles ------------------------------------------------------------------------------------

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
        tree = page(visitor, truth.url)
        (title,) = tree.xpath(TITLES[host])
        assert text_of(title) == truth.title
        assert "".join(text_of(lead) for lead in tree.xpath(LEADS[host])) == truth.lead
        assert truth.published_raw in text_of(tree.xpath(DATES[host])[0])
        (body,) = tree.xpath(BODIES[host])
        shown = [text_of(node) for node in body.iter("p", "span", "li", "td")]
        for text in (*truth.paragraphs, *truth.list_items, *truth.table_cells):
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
    tree = page(visitor, url)
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
    titles = [truth for truth in simulation.truth(STTTT) if "đ" in truth.title.lower()]
    assert titles
    assert (
        simulation.portal(STTTT)
        .article_path(simulation.portal(STTTT).newsroom.slot("tradition-day"))
        .startswith("/news/-/details/58210/")
    )
    assert "chuyen-oi-so" in {section.alias for section in simulation.portal(STTTT).agency.sections}


def test_the_cms_login_under_a_liferay_article_is_not_its_author(
    simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(SKHCN, "huan-chuong")
    tree = page(visitor, truth.url)
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
        scripts = page(visitor, truth.url).xpath("//script[@type='application/ld+json']")
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


# --- Traps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_the_empty_shell_is_a_page_without_an_article(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(host, "empty-shell")
    assert not truth.is_article
    tree = page(visitor, truth.url)
    for parts in (TITLES, LEADS, BODIES, DATES):
        assert not tree.xpath(parts[host])
    assert truth.paragraphs[0] not in text_of(tree)


@pytest.mark.parametrize(("host", "titles"), [(STTTT, 0), (SKHCN, 2), (SNV, 0)])
def test_the_broken_layout_has_a_body_and_no_single_title(
    host: str, titles: int, simulation: Simulation, visitor: Any
) -> None:
    truth = simulation.truth_of(host, "broken-layout")
    assert not truth.is_article
    tree = page(visitor, truth.url)
    assert len(tree.xpath(TITLES[host])) == titles
    assert tree.xpath(BODIES[host])


@pytest.mark.parametrize("host", HOSTS)
def test_robots_forbids_a_path_that_the_home_page_links(host: str, visitor: Any) -> None:
    home_url = f"http://{host}/vi/" if host == SNV else f"http://{host}/"
    robots = visitor.get(f"http://{host}/robots.txt")
    forbidden = re.findall(r"^Disallow: (\S+)", robots.body.decode(), re.MULTILINE)
    assert "Crawl-delay: 0" in robots.body.decode() or "Crawl-delay" not in robots.body.decode()
    linked = [
        link
        for link in page(visitor, home_url).xpath("//a/@href")
        if any(link.startswith(path) for path in forbidden)
    ]
    assert linked
    assert visitor.get(f"http://{host}{linked[0]}").kind is ReplyKind.DISALLOWED


@pytest.mark.parametrize("host", HOSTS)
def test_views_rise_and_the_clock_turns_without_touching_the_article(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    url = simulation.truth_of(host, "pictures").url
    first, second = visitor.text(url), visitor.text(url)
    assert "23/11/2026 12:00:00" in first
    if host == SNV:  # NukeViet counts in its listings
        assert "Đã xem: " in unicodedata.normalize(
            "NFC", visitor.text(f"http://{SNV}/vi/news/Tin-hoat-dong/")
        )
    elif host == SKHCN:
        url = simulation.truth_of(host, "huan-chuong").url
        assert visitor.text(url) != visitor.text(url)
    else:
        assert first != second


@pytest.mark.parametrize("host", HOSTS)
def test_unknown_addresses_are_not_found(host: str, visitor: Any) -> None:
    for path in ("/khong-co", "/bai-viet/1/x", "/vi/news/Khong-co/", "/x/-/view_content/1-x.html"):
        reply = visitor.get(f"http://{host}{path}")
        assert (reply.status, reply.kind) == (404, ReplyKind.NOT_FOUND)


# --- Files ---------------------------------------------------------------------------------------


def test_pictures_are_valid_png_and_differ(simulation: Simulation, visitor: Any) -> None:
    pictures = simulation.truth_of(SKHCN, "huan-chuong").pictures
    bodies = [visitor.get(picture.url).body for picture in pictures]
    assert len(set(bodies)) == 2
    for body in bodies:
        assert body.startswith(b"\x89PNG\r\n\x1a\n")
        start = body.index(b"IDAT") + 4
        size = int.from_bytes(body[start - 8 : start - 4], "big")
        assert len(zlib.decompress(body[start : start + size])) == 300 * (480 * 3 + 1)


def test_attachments_are_valid_pdf(simulation: Simulation, visitor: Any) -> None:
    (document,) = simulation.truth_of(SNV, "attachment").documents
    reader = PdfReader(BytesIO(visitor.get(document.url).body), strict=True)
    assert "attachment.pdf" in reader.pages[0].extract_text()


def test_pictures_answer_conditional_requests(simulation: Simulation, visitor: Any) -> None:
    url = simulation.truth_of(BENHVIEN, "60-nam").pictures[0].url
    etag = dict(visitor.get(url).headers)["ETag"]
    assert visitor.get(url, **{"if-none-match": etag}).status == 304
