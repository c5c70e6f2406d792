"""PLATFORMS: the one registry of CMS platforms, and their detection from one response."""

import re
from collections.abc import Mapping

from attrs import frozen
from web_poet import HttpResponse

from scraper.pages.aspnet import AspnetArticlePage
from scraper.pages.base import ArticlePage
from scraper.pages.dotnetnuke import DotnetnukeArticlePage, DotnetnukeListingPage
from scraper.pages.drupal import DrupalArticlePage, DrupalListingPage
from scraper.pages.joomla import JoomlaArticlePage, JoomlaK2ArticlePage, JoomlaListingPage
from scraper.pages.liferay import (
    LiferayAssetArticlePage,
    LiferayListingPage,
    LiferayTinbaiArticlePage,
    LiferayViewContentArticlePage,
)
from scraper.pages.liferay_bacninh import LiferayBacninhArticlePage, LiferayBacninhListingPage
from scraper.pages.listing import ListingPage
from scraper.pages.nukeviet import NukevietArticlePage, NukevietListingPage
from scraper.pages.sharepoint import (
    SharepointListingPage,
    SharepointPortalArticlePage,
    SharepointPrintTableArticlePage,
    SharepointPublishingArticlePage,
)
from scraper.pages.vccorp import VccorpArticlePage, VccorpListingPage
from scraper.pages.vhv import VhvArticlePage, VhvListingPage
from scraper.pages.vnpt import VnptArticlePage
from scraper.pages.webcenter import WebcenterArticlePage
from scraper.pages.wordpress import WordpressArticlePage, WordpressListingPage


@frozen
class Fingerprint:
    """Marks of a platform; each one found is a reason, with its weight."""

    marks: Mapping[bytes, int]
    """Bytes of the page to weight; 3 and more decide alone."""
    address: str = ""
    """Regular expression on the address, weight 2."""
    headers: Mapping[str, str] = {}
    """Header name to regular expression on its value, weight 2."""


@frozen
class Platform:
    article_pages: tuple[type[ArticlePage], ...]
    listing_pages: tuple[type[ListingPage], ...]
    fingerprint: Fingerprint


@frozen
class Detection:
    platform: str | None
    """Name in PLATFORMS; None where nothing was recognised."""
    reasons: tuple[str, ...] = ()


PLATFORMS: dict[str, Platform] = {
    "liferay-bacninh": Platform(
        (LiferayBacninhArticlePage,),
        (LiferayBacninhListingPage,),
        Fingerprint(
            {b"_WAR_bacninhportlet": 5, b"contentDetailTitleId": 4},
            address=r"//[\w.-]+\.bacninh\.gov\.vn/.*/-/details/\d+/",
        ),
    ),
    "liferay6": Platform(
        (LiferayViewContentArticlePage, LiferayTinbaiArticlePage, LiferayAssetArticlePage),
        (LiferayListingPage,),
        Fingerprint(
            {
                b"Liferay.AUI": 3,
                b"Liferay.ThemeDisplay": 2,
                b"/html/css/main.css": 1,
                b"portlet-boundary": 1,
            },
            address=r"/-/(?:view_content|asset_publisher)/",
            headers={"Liferay-Portal": r"\b6\."},
        ),
    ),
    "liferay7": Platform(
        (LiferayAssetArticlePage, LiferayViewContentArticlePage, LiferayTinbaiArticlePage),
        (LiferayListingPage,),
        Fingerprint(
            {
                b"Liferay.ThemeDisplay": 2,
                b"/o/frontend-js": 3,
                b"/o/js_loader": 2,
                b"/o/combo": 2,
                b"portlet-topper": 1,
            },
            address=r"/-/(?:asset_publisher/|[\w-]+$)",
            headers={"Liferay-Portal": r"\b7\.|\bDXP\b"},
        ),
    ),
    "sharepoint": Platform(
        (
            SharepointPrintTableArticlePage,
            SharepointPortalArticlePage,
            SharepointPublishingArticlePage,
        ),
        (SharepointListingPage,),
        Fingerprint(
            {
                b"Microsoft SharePoint": 3,
                b"_spPageContextInfo": 3,
                b"MSOWebPartPage": 3,
                b"s4-workspace": 2,
                b"/_layouts/": 2,
            },
            address=r"/Pages/[^?]+\.aspx|[?&]ItemID=\d",
            headers={"MicrosoftSharePointTeamServices": "."},
        ),
    ),
    "nukeviet": Platform(
        (NukevietArticlePage,),
        (NukevietListingPage,),
        Fingerprint(
            {
                b"NukeViet v": 4,
                b"nv_base_siteurl": 4,
                b"nv_name_variable": 3,
                b"news-bodyhtml": 3,
            },
            address=r"/(?:vi|en)/news/[^?]+\.html",
        ),
    ),
    "vccorp": Platform(
        (VccorpArticlePage,),
        (VccorpListingPage,),
        Fingerprint(
            {
                b"afcbc-body": 3,
                b"VCSortableInPreviewMode": 3,
                b"detail-sapo": 1,
                b'data-role="publishdate"': 2,
                b"box-category-link-title": 2,
            },
            address=r"-\d{9,18}\.(?:htm|chn)$",
        ),
    ),
    "vhv": Platform(
        (VhvArticlePage,),
        (VhvListingPage,),
        Fingerprint(
            {b"news-detail-layout-type": 3, b"/App/Corporate/": 2, b"ModuleWrapper": 2, b"VHV.": 1}
        ),
    ),
    "drupal": Platform(
        (DrupalArticlePage,),
        (DrupalListingPage,),
        Fingerprint(
            {
                b"Drupal.settings": 3,
                b"drupal-settings-json": 3,
                b'content="Drupal': 3,
                b"/sites/all/": 2,
                b"/sites/default/files": 1,
            },
            address=r"/node/\d+$",
            headers={"X-Generator": "Drupal", "X-Drupal-Cache": "."},
        ),
    ),
    "wordpress": Platform(
        (WordpressArticlePage,),
        (WordpressListingPage,),
        Fingerprint(
            {b'content="WordPress': 3, b"/wp-content/": 2, b"/wp-includes/": 2, b"/wp-json/": 1}
        ),
    ),
    "joomla": Platform(
        (JoomlaArticlePage, JoomlaK2ArticlePage),
        (JoomlaListingPage,),
        Fingerprint(
            {
                b"Joomla! - Open Source": 4,
                b"/media/jui/": 2,
                b"/media/system/js/": 2,
                b"com_content": 1,
                b"k2Container": 3,
            },
            address=r"option=com_content|/item/\d+-",
        ),
    ),
    "dotnetnuke": Platform(
        (DotnetnukeArticlePage,),
        (DotnetnukeListingPage,),
        Fingerprint(
            {b"DotNetNuke": 3, b"dnn_ctr": 3, b"/Portals/0/": 2, b"/DesktopModules/": 2},
            address=r"/ID/\d+/|[?&]tabid=\d",
        ),
    ),
    "oracle-webcenter": Platform(
        (WebcenterArticlePage,),
        (),
        Fingerprint(
            {b"_afrLoop": 2, b"AdfPage": 2, b"/webcenter/portal": 2},
            address=r"/webcenter/portal/|dDocName=",
        ),
    ),
    "vnpt": Platform(
        (VnptArticlePage,),
        (),
        Fingerprint(
            {"Tăng tương phản".encode(): 2, "Giảm tương phản".encode(): 1},
            address=r"\.gov\.vn/[\w-]+/[\w-]+-\d{5,7}$",
        ),
    ),
    "aspnet": Platform(
        (AspnetArticlePage,),
        (),
        Fingerprint({b"__VIEWSTATE": 1}, address=r"/(?:tin-tuc|chi-tiet)/\d+/\d+/[^/]+\.aspx$"),
    ),
}

_DECIDES = 3
_SURE = 5
_HEAD_BYTES = 32_768
"""Most marks stand in scripts and style sheets at the start of a page."""


def detect(response: HttpResponse) -> Detection:
    """The platform that most marks of the response point at, with every mark found.

    The start of the page is read first, the rest only where that does not make sure.
    """
    body = bytes(response.body)
    best = _best(response, body[:_HEAD_BYTES])
    if best[0] < _SURE and len(body) > _HEAD_BYTES:
        best = _best(response, body)
    weight, name, reasons = best
    return Detection(name if weight >= _DECIDES else None, tuple(reasons))


def _best(response: HttpResponse, body: bytes) -> tuple[int, str, list[str]]:
    best: tuple[int, str, list[str]] = (0, "", [])
    for name, platform in PLATFORMS.items():
        weight, reasons = _weigh(platform.fingerprint, body, str(response.url), response)
        if weight > best[0]:
            best = (weight, name, reasons)
    return best


def _weigh(
    fingerprint: Fingerprint, body: bytes, url: str, response: HttpResponse
) -> tuple[int, list[str]]:
    total = 0
    reasons = []
    for mark, weight in fingerprint.marks.items():
        if mark in body:
            total += weight
            reasons.append(f"markup {mark.decode()!r}")
    if fingerprint.address and re.search(fingerprint.address, url):
        total += 2
        reasons.append(f"address {fingerprint.address!r}")
    for header, pattern in fingerprint.headers.items():
        if re.search(pattern, response.headers.get(header) or ""):
            total += 2
            reasons.append(f"header {header}")
    return total, reasons
