"""CMS of the government e-newspaper and of papers on the same vendor: `-<15..18 digits>.htm`."""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage

PLATFORM = "vccorp"


class VccorpArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select("//div[contains(@class, 'detail-content') or @data-role='content']")
    TITLE = FirstOf(
        "(//h1[contains(@class, 'detail-title') or contains(@class, 'title-detail') or @data-role='title'])[1]",
        "(//h1)[1]",
    )
    LEAD = Select("//h2[contains(@class, 'sapo') or @data-role='sapo']")
    PUBLISHED = Select(
        "//div[contains(@class, 'detail-time') or @data-role='publishdate']"
        " | //span[contains(@class, 'pdate') or @data-role='publishdate']"
    )
    BODY = Select("self::*")
    # Related boxes ("Tham khảo thêm") share a class with picture boxes.
    JUNK = Select(
        "descendant::*[self::div[contains(@class, 'VCSortableInPreviewMode')]"
        "[starts-with(@type, 'Related') or .//a[contains(@class, 'NewsTitle')] or .//div[contains(@class, 'relatedbox')]]"
        " or self::div[contains(@class, 'readmore-body-box')] or self::p[@class='author' or @class='source']]"
    )
    # The box above the text shows the first of several writers, the one below all of them.
    BYLINE = FirstOf(
        "//div[contains(@class, 'detail-author-bot')]",
        "//div[contains(@class, 'detail-author') or contains(@class, 'author-info') or @data-role='author']"
        "//*[self::a or self::p or self::span][contains(@class, 'name')]",
        "//p[@class='author']",
    )
    SOURCE = Select("//p[@class='source'] | //a[contains(@class, 'link-source')]")
    SECTION = Select("//div[contains(@class, 'detail-cate')]//a | //a[@data-role='cate-name']")


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
