"""CMS of the government e-newspaper and of papers on the same vendor: `-<15..18 digits>.htm`."""

from typing import ClassVar

from scraper.fields.select import Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage

PLATFORM = "vccorp"


class VccorpArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select("//div[contains(@class, 'detail-content') or @data-role='content']")
    TITLE = Select(
        "(//h1[contains(@class, 'detail-title') or contains(@class, 'title-detail') or @data-role='title'] | //h1)[1]"
    )
    LEAD = Select("//h2[contains(@class, 'sapo')] | //*[@data-role='sapo']")
    PUBLISHED = Select(
        "//*[@data-role='publishdate'] | //div[contains(@class, 'detail-time')] | //span[contains(@class, 'pdate')]"
    )
    BODY = Select("(//div[contains(@class, 'detail-content')] | //*[@data-role='content'])[1]")
    # Related boxes ("Tham khảo thêm") share a class with picture boxes.
    JUNK = Select(
        "//div[contains(@class, 'VCSortableInPreviewMode')]"
        "[starts-with(@type, 'Related') or .//a[contains(@class, 'NewsTitle')] or .//div[contains(@class, 'relatedbox')]]"
        " | //div[contains(@class, 'readmore-body-box')] | //div[contains(@class, 'detail-content')]//p[@class='author' or @class='source']"
    )
    # The box above the text shows the first of several writers, the one below all of them.
    BYLINE = Select(
        "//div[contains(@class, 'detail-author-bot')]"
        " | //*[@data-role='author' or (contains(@class, 'name') and ancestor::div[contains(@class, 'detail-author')])]"
        "[not(//div[contains(@class, 'detail-author-bot')])] | //p[@class='author']"
    )
    SOURCE = Select("//p[@class='source'] | //*[contains(@class, 'link-source')]")
    SECTION = Select("//*[@data-role='cate-name'] | //div[contains(@class, 'detail-cate')]//a")


class VccorpListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "//a[contains(@class, 'box-category-link-title') or contains(@class, 'box-link-title')]"
    )
    ROW = Select(
        "//*[contains(concat(' ', @class, ' '), ' box-category-item ') or contains(@class, 'box-item') or contains(@class, 'box-category-item-first')]"
    )
    LINK = Select(".//a[contains(@class, 'link-title')][@href] | .//h3/a[@href] | .//h2/a[@href]")
    SUMMARY = Select(".//*[contains(@class, 'sapo')]")
    PUBLISHED = Select(".//*[contains(@class, 'time')]")
