"""PLATFORMS: the one registry of CMS platforms, and their detection from one response."""

import re

from attrs import frozen
from web_poet import HttpResponse

from scraper.marks import WEAK, Fingerprint, Marks, strong_of
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
from scraper.pages.nukeviet import (
    NukevietArticlePage,
    NukevietListingPage,
    NukevietPrintArticlePage,
)
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
            {},
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
            # Portlets have numbers: 101 shows assets, 56 a web content. Liferay 7 names them.
            {b"p_p_id_101_": 2, b"p_p_id_56_": 1},
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
            {b"com_liferay_": 3},
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
            # Names of elements stay where a browser saved the page and renamed its scripts.
            {b"WebPartWPQ": 3},
            address=r"/Pages/[^?]+\.aspx|[?&]ItemID=\d",
            headers={"MicrosoftSharePointTeamServices": "."},
        ),
    ),
    "nukeviet": Platform(
        (NukevietArticlePage, NukevietPrintArticlePage),
        (NukevietListingPage,),
        Fingerprint(
            {
                b"NukeViet v": 4,
                b"nv_base_siteurl": 4,
                b"nv_siteroot": 4,
                b"nv_name_variable": 3,
            },
            {b"news-bodyhtml": 3},
            address=r"/(?:vi|en)/news/[^?]+\.html",
        ),
    ),
    "vccorp": Platform(
        (VccorpArticlePage,),
        (VccorpListingPage,),
        Fingerprint(
            {},
            {
                b"afcbc-body": 3,
                b"VCSortableInPreviewMode": 3,
                b"detail-sapo": 1,
                b'data-role="publishdate"': 2,
                b"box-category-link-title": 2,
                b"box-category-item": 1,
            },
            address=r"-\d{9,18}\.(?:htm|chn)$",
        ),
    ),
    "vhv": Platform(
        (VhvArticlePage,),
        (VhvListingPage,),
        Fingerprint(
            {b"/App/Corporate/": 2, b"VHV.": 1},
            {b"news-detail-layout-type": 3, b"ModuleWrapper": 2},
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
            {b"block-system-main": 2, b"views-row": 1},
            address=r"/node/\d+$",
            headers={"X-Generator": "Drupal", "X-Drupal-Cache": "."},
        ),
    ),
    "wordpress": Platform(
        (WordpressArticlePage,),
        (WordpressListingPage,),
        Fingerprint(
            # Pictures of other sites stand at /wp-content/uploads/, themes do not.
            {
                b'content="WordPress': 3,
                b"/wp-content/themes/": 3,
                b"/wp-content/plugins/": 2,
                b"/wp-includes/": 2,
                b"/wp-content/": 1,
                b"/wp-json/": 1,
            },
            {b"menu-item-type-": 2, b"wp-block-": 1},
        ),
    ),
    "joomla": Platform(
        (JoomlaArticlePage, JoomlaK2ArticlePage),
        (JoomlaListingPage,),
        Fingerprint(
            {
                b"Joomla! - Open Source": 4,
                b'content="Joomla!': 4,
                b"/media/jui/": 2,
                b"/media/system/js/": 2,
                b"com_content": 1,
            },
            {b"k2Container": 3, b"com-content-article": 3},
            address=r"option=com_content|/item/\d+-",
        ),
    ),
    "dotnetnuke": Platform(
        (DotnetnukeArticlePage,),
        (DotnetnukeListingPage,),
        Fingerprint(
            {b"DotNetNuke": 3, b"/Portals/0/": 2, b"/DesktopModules/": 2},
            {b"dnn_ctr": 3},
            address=r"/ID/\d+/|[?&]tabid=\d",
        ),
    ),
    "oracle-webcenter": Platform(
        (WebcenterArticlePage,),
        (),
        Fingerprint(
            {b"AdfPage": 2},
            {b"_afrLoop": 2, b"/webcenter/portal": 2},
            address=r"/webcenter/portal/|dDocName=",
        ),
    ),
    "vnpt": Platform(
        (VnptArticlePage,),
        (),
        Fingerprint(
            {},
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
_HEAD_BYTES, _FOOT_BYTES = 32_768, 8_192

_FINGERPRINTS = {name: platform.fingerprint for name, platform in PLATFORMS.items()}
_AT_ENDS = Marks(strong_of(one.marks for one in _FINGERPRINTS.values()))
_ANYWHERE = Marks(strong_of(one.elements for one in _FINGERPRINTS.values()))
_EITHER = Marks(_AT_ENDS.marks | _ANYWHERE.marks)
_Place = tuple[bytes, set[bytes]]
"""Part of a page, and the marks in it that are not weak."""


def detect(response: HttpResponse) -> Detection:
    """The platform that most marks of the response point at, with every mark found.

    The head of the page is read first, the rest only where that does not make sure.
    """
    body, url = response.body, str(response.url)
    found = {name: _around(one, url, response) for name, one in _FINGERPRINTS.items()}
    head = body[:_HEAD_BYTES], _EITHER.held_by(body[:_HEAD_BYTES])
    _add_marks(found, head, head)
    if max(sum(reasons.values()) for reasons in found.values()) < _SURE:
        rest = body[_HEAD_BYTES:]
        foot = rest[-_FOOT_BYTES:]
        _add_marks(found, (foot, _AT_ENDS.held_by(foot)), (rest, _ANYWHERE.held_by(rest)))
    name = max(found, key=lambda name: sum(found[name].values()))
    reasons = found[name]
    return Detection(name if sum(reasons.values()) >= _DECIDES else None, tuple(reasons))


def _around(fingerprint: Fingerprint, url: str, response: HttpResponse) -> dict[str, int]:
    """What address and headers say: reasons and their weights."""
    found = {}
    if fingerprint.address.search(url):
        found[f"address {fingerprint.address.pattern!r}"] = 2
    for header, pattern in fingerprint.headers.items():
        if re.search(pattern, response.headers.get(header) or ""):
            found[f"header {header}"] = 2
    return found


def _add_marks(found: dict[str, dict[str, int]], ends: _Place, anywhere: _Place) -> None:
    for name, fingerprint in _FINGERPRINTS.items():
        reasons = found[name]
        for marks, (part, strong) in ((fingerprint.marks, ends), (fingerprint.elements, anywhere)):
            if not reasons and strong.isdisjoint(marks):
                continue
            for mark, weight in marks.items():
                if mark in strong if weight > WEAK else reasons and mark in part:
                    reasons[f"markup {mark.decode()!r}"] = weight
