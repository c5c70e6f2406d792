"""VHV.Platform (Viettel's school and local portals): two article skins, one listing.

The `brief` above the text is its opening paragraph, not a summary: editors go on from it. So it
stays in the body here, and the platform has no lead.
"""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage
from scraper.pages.part import Area

PLATFORM = "vhv"


class VhvArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    AREA: ClassVar[Area | None] = Area(
        (b'<article id="article',), above=(b'class="breadcrumb', b'breadcrumb"', b"<h1")
    )
    LAYOUT = Select(
        "//article[starts-with(@id, 'article')][.//div[contains(@class, 'content-detail')]]"
    )
    # Editors paste headings into the text, too.
    TITLE = FirstOf(
        "(.//h1[not(ancestor::*[contains(@class, 'content-detail')])])[1]",
        "(.//*[@itemprop='headline' or contains(@class, 'title-detail')])[1]",
        "preceding::h1[1]",
    )
    # "Thứ 2, 18/10/2021 | 07:47" in the header of the article, or "Ngày đăng: 16/03/2017 - 11:16".
    # The head carries the moment of the last change, the page header the clock of today.
    PUBLISHED = Select("header | .//div[@class='news-date']")
    IS_SURE_OF_DATE: ClassVar[bool] = True
    BODY = Select(".//div[starts-with(@class, 'brief') or contains(@class, 'content-detail')]")
    # "Tác giả: Trường …" often names the school itself.
    BYLINE = Select(".//div[@class='author']")
    SECTION = Select("//ol[contains(@class, 'breadcrumb')]//a")


class VhvListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select("//section[contains(@class, '-default')] | //div[@class='ModuleWrapper']")
    # `list-news-one` are boxes of the most read beside the list.
    ROW = Select(
        "//article[contains(@class, 'item-block')]"
        " | //article[not(//article[contains(@class, 'item-block')])][.//h2//a[@href] or .//h3//a[@href]]"
    )
    LINK = Select(".//h3//a[@href] | .//h2//a[@href] | .//*[contains(@class, 'title')]//a[@href]")
    SUMMARY = Select(".//*[contains(@class, 'brief') or contains(@class, 'desc')]")
    PUBLISHED = Select(".//*[contains(@class, 'date') or contains(@class, 'time')]")
