"""Liferay 6 and 7: the custom news portlets of cities and provinces, and the asset publisher.

Seen on saved pages: the city theme of Hà Nội (`view_content`), the school portals of Bến Tre
(`UI_Tinbai`), a static page of the plain asset publisher. Liferay 7 articles are built from its
public markup (`journal-content-article` inside `asset-full-content`), with generic as safety net.
"""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage
from scraper.pages.part import Area


class LiferayViewContentArticlePage(ArticlePage):
    """City theme of Hà Nội: `/<section>/-/view_content/<assetId>-<slug>.html`."""

    PLATFORM: ClassVar[str] = "liferay6"

    AREA: ClassVar[Area | None] = Area(
        (b'"asset-full-content-title"',),
        around=1,
        above=(b"dd_chuyenmuc",),
        name=b"asset-full-content-title",
    )
    LAYOUT = Select("//div[@class='asset-full-content-title']/..")
    TITLE = Select("div[@class='asset-full-content-title']")
    LEAD = Select(".//p[@class='sapo']")
    # "04/01/2018 | 1:59 PM", "Ngày đăng dd/mm/yyyy | h:mm AM | View count: n"; 12:00 AM of items
    # before 2016 is a migration without a time.
    PUBLISHED = Select(".//div[contains(@class, 'assetPublishDate')]")
    IS_SURE_OF_DATE: ClassVar[bool] = True
    # After the signature `view-content-author` prints the log-in of who posted it: never an author.
    # Web content portlets of the page frame use the same class.
    BODY = Select(
        ".//div[contains(@class, 'asset-content')]//div[contains(@class, 'journal-content-article')]"
    )
    SECTION = Select("//div[@class='dd_chuyenmuc']//span[@class='tintuc']")
    MASTHEAD_PICTURE = Select(".//div[contains(@class, 'sapo-wrapper')]/img")


class LiferayTinbaiArticlePage(ArticlePage):
    """`Chi_Tiet_Tin_WAR_Article_Bai_Vietportlet`: school portals of Bến Tre."""

    PLATFORM: ClassVar[str] = "liferay6"

    AREA: ClassVar[Area | None] = Area(
        (b'"UI_Tinbai_chitiet"',), above=(), name=b"UI_Tinbai_chitiet"
    )
    LAYOUT = Select("//div[@class='UI_Tinbai_chitiet']")
    TITLE = Select(".//div[starts-with(@id, 'idDivMainChiTietTinTit')]")
    LEAD = Select(".//div[@class='UI_Tinbai_chitiet_noidungngan']")
    PUBLISHED = Select(".//span[@class='UI_Tinbai_chitiet_startdate']")
    IS_SURE_OF_DATE: ClassVar[bool] = True
    BODY = Select(".//div[@class='UI_Tinbai_chitiet_noidung']")


class LiferayAssetArticlePage(ArticlePage):
    """The plain asset publisher showing one item in full, Liferay 6 and 7."""

    PLATFORM: ClassVar[str] = "liferay7"
    IS_PROVEN: ClassVar[bool] = False

    AREA: ClassVar[Area | None] = Area(
        (b'class="asset-full-content ',),
        above=(b"asset-title", b"header-title"),
        name=b"asset-full-content",
    )
    LAYOUT = Select(
        # Several items in full are a list that the asset publisher shows as "full content".
        "//div[contains(concat(' ', @class, ' '), ' asset-full-content ')]"
        "[count(descendant::div[contains(@class, 'journal-content-article')]) = 1]"
        "[not(following-sibling::div[contains(concat(' ', @class, ' '), ' asset-full-content ')])]"
        "[not(preceding-sibling::div[contains(concat(' ', @class, ' '), ' asset-full-content ')])]"
    )
    TITLE = FirstOf(
        "(preceding::h1 | preceding::h2 | preceding::h3)[contains(@class, 'asset-title') or contains(@class, 'header-title')][last()]",
        ".//*[contains(@class, 'asset-title')][not(ancestor::div[contains(@class, 'journal-content-article')])]",
        "(.//h1 | .//h2 | .//h3 | .//h4)[not(ancestor::div[contains(@class, 'journal-content-article')])]"
        "[not(ancestor::*[contains(@class, 'cactinkhac') or contains(@class, 'related')])]",
    )
    LEAD = Select(".//*[contains(@class, 'asset-summary') or @class='sapo']")
    PUBLISHED = Select(
        ".//*[contains(@class, 'metadata-publish-date') or contains(@class, 'PublishDate')"
        " or contains(@class, 'metadata-entry') or contains(@class, 'asset-date') or contains(@class, 'date-info')"
        " or contains(@class, 'text-ngayxam')]"
    )
    BODY = Select(".//div[contains(@class, 'journal-content-article')]")
    ATTACHMENTS = Select(".//a[contains(@href, '/documents/')]")


class LiferayListingPage(ListingPage):
    """Lists of the city theme of Hà Nội and of the plain asset publisher."""

    PLATFORM: ClassVar[str] = "liferay6"

    LAYOUT = Select(
        "//div[contains(@class, 'asset-content') or contains(@class, 'asset-abstract')]//a"
    )
    # One full item beside a related list (the procurement list of Hà Nội) has no rows of this kind.
    ROW = Select(
        "//div[contains(@class, 'asset-content-custom') or contains(@class, 'asset-abstract')]"
        "[.//*[contains(@class, 'asset-title')]//a[@href]]"
    )
    LINK = Select(".//*[contains(@class, 'asset-title')]//a[@href]")
    SUMMARY = Select(".//*[contains(@class, 'asset-summary') or contains(@class, 'sapo')]")
    PUBLISHED = Select(".//*[contains(@class, 'ate')]")
    NEXT = Select(
        "//*[contains(@class, 'pagination') or contains(@class, 'lfr-pagination') or contains(@class, 'taglib-page-iterator')]"
        "//a[contains(@href, '_cur=') or contains(@href, 'cur=')]"
    )
