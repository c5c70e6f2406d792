"""Listings: every article of a section is found, each platform in its own way."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from demo.simulation import Simulation

STTTT, SKHCN, SNV, BENHVIEN = (
    f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien")
)
HOSTS = (STTTT, SKHCN, SNV, BENHVIEN)


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
            tree = visitor.page(url)
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
    tree = visitor.page(f"http://{STTTT}/widget/web/so-tttt/thong-bao/-/{instance}")
    assert tree.xpath("//a[@class='title']/@href")
    assert not tree.xpath("//*[@id='navigation']")


def test_liferay_shows_the_last_page_to_whoever_asks_beyond_it(visitor: Any) -> None:
    portal = visitor.simulation.portal(SKHCN)
    beyond = visitor.page(f"http://{SKHCN}{portal.page_path('tin-tuc-su-kien', 99)}")
    assert beyond.xpath("//h3[@class='asset-title']/a")


def test_feed_is_valid_rss_with_the_newest_articles(simulation: Simulation, visitor: Any) -> None:
    feed = etree.fromstring(visitor.get(f"http://{SNV}/vi/news/rss/").body)
    links = feed.xpath("/rss/channel/item/link/text()")
    assert links == [truth.url for truth in simulation.truth(SNV)[:20]]
