"""SharePoint 2010 and later, with the news layouts that Vietnamese portals add to it.

Seen on saved pages: the Lạc Việt news part of Đắk Nông (`table#tableforprint`). The publishing
page (`ms-rtestate-field`) and `ItemID` layouts are built from public SharePoint markup.
"""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage
from scraper.pages.part import Area

PLATFORM = "sharepoint"


class SharepointPrintTableArticlePage(ArticlePage):
    """`table#tableforprint`: rows title, lead, body; the date stands above in `td.Time`."""

    PLATFORM: ClassVar[str] = PLATFORM

    AREA: ClassVar[Area | None] = Area(
        (b'id="part1"', b'id="tableforprint"'),
        above=(b"lv_description", b'Time"', b"FolderTitle"),
        below=(b"css_linkstoweb",),
        name=b"tableforprint",
    )
    LAYOUT = Select("id('tableforprint')")
    TITLE = FirstOf(
        "(id('tableforprint')//p[contains(concat(' ', @class, ' '), ' Title ')])[1]",
        "(id('tableforprint')//*[self::h1 or self::h2 or contains(@class, 'itle')][normalize-space()])[1]",
    )
    LEAD = Select("//b[contains(@class, 'lv_description')]")
    PUBLISHED = Select("//td[contains(@class, 'Time')]")
    IS_SURE_OF_DATE: ClassVar[bool] = True
    BODY = Select(
        "id('tableforprint')//div[contains(@class, 'ExternalClass')]"
        " | id('part1')[not(.//div[contains(@class, 'ExternalClass')])]"
    )
    SECTION = Select("//td[@class='FolderTitle']")


class SharepointPortalArticlePage(ArticlePage):
    """Other skins of the same portals: the headline carries the skin, the body is a rich text field.

    Known from a description of the pages of several departments, not from saved ones.
    """

    PLATFORM: ClassVar[str] = PLATFORM
    IS_PROVEN: ClassVar[bool] = False

    _TITLE = (
        "(//div[contains(@class, 'title-gt') or contains(@class, 'gtTitle')]//p[normalize-space()] | //h4[@id='title']"
        " | //h2[contains(@class, 'detail-title')] | //*[self::div or self::td][contains(@class, 'style_text')]//b)[1]"
    )
    LAYOUT = Select(
        f"{_TITLE}[//div[starts-with(@class, 'ExternalClass') or contains(@class, 'fix_img')"
        " or contains(@class, 'chi-tiet-tin-tuc-content')]]"
    )
    TITLE = Select(_TITLE)
    LEAD = Select("//b[contains(@class, 'lv_description')] | //div[contains(@class, 'sapo')]")
    PUBLISHED = Select(
        "//*[self::td or self::span or self::div or self::p][contains(@class, 'Time') or contains(@class, 'time')"
        " or contains(@class, 'date') or contains(@class, 'ngay')][string-length(normalize-space(.)) < 80]"
        " | following::*[not(*)][position() <= 3][string-length(normalize-space(.)) < 80]"
    )
    BODY = Select(
        "(//div[starts-with(@class, 'ExternalClass')] | //div[contains(@class, 'fix_img')]"
        " | //div[contains(@class, 'chi-tiet-tin-tuc-content')])[1]"
    )


class SharepointPublishingArticlePage(ArticlePage):
    """A publishing page: title and body are fields of the page itself."""

    PLATFORM: ClassVar[str] = PLATFORM
    IS_PROVEN: ClassVar[bool] = False

    # Contacts in the footer are a field, too.
    _FIELD = (
        "//div[contains(@class, 'ms-rtestate-field')][string-length(normalize-space(.)) > 80]"
        "[not(ancestor::*[self::footer or contains(@id, 'foot') or contains(@id, 'Foot')"
        " or contains(@class, 'foot') or contains(@class, 'Foot')])]"
    )
    LAYOUT = Select(_FIELD)
    TITLE = Select(
        "(//h1[not(.//a)][normalize-space()] | //*[contains(@class, 'title-detail') or contains(@class, 'news-title')"
        " or contains(@class, 'TitleNews') or @class='title' or @class='Title'][normalize-space()]"
        "[following::div[contains(@class, 'ms-rtestate-field')]])[last()]"
    )
    LEAD = Select(
        "//*[contains(@class, 'sapo') or contains(@class, 'lead') or contains(@class, 'intro')]"
    )
    PUBLISHED = Select(
        "//*[contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'time') or contains(@class, 'Time')]"
        "[following::div[contains(@class, 'ms-rtestate-field')]]"
    )
    BYLINE = Select("//*[contains(@class, 'by-line') or contains(@class, 'byline')]")
    BODY = Select(f"{_FIELD}[not(ancestor::div[contains(@class, 'ms-rtestate-field')])]")


class SharepointListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "//td[contains(@class, 'TitleFront')]//a | //table[contains(@class, 'ms-listviewtable')]"
    )
    ROW = Select("//td[contains(@class, 'TitleFront')][.//a[@href]]")
    LINK = Select(".//a[@href]")
    SUMMARY = Select("following::td[contains(@class, 'Description')][1]")
    # "Title (dd.mm.yyyy hh:mm)" in one cell; the title may name a day of its own.
    PUBLISHED = FirstOf(".//span[contains(@class, 'ShowDate')]", "self::td")
    NEXT = Select(
        "//a[contains(@href, '/page/') or contains(@href, 'Page=') or contains(@href, 'page=')]"
    )
