"""CMS of the government e-newspaper and of papers on the same vendor: `-<15..18 digits>.htm`."""

from typing import ClassVar

from archive.records import Entry
from scraper.fields.select import FirstOf, Node, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage
from scraper.pages.part import Area

PLATFORM = "vccorp"


class VccorpArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    AREA: ClassVar[Area | None] = Area(
        (b'<div class="detail-content', b'data-role="content"'),
        above=(b"<h1", b"detail-cate", b"cate-name"),
        below=(b"detail-author", b"author-info", b"link-source"),
    )
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
    IS_SURE_OF_DATE: ClassVar[bool] = True
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


# The nearest box around a headline: of a stream, of a category, of the most read.
_ROW_BOX = "(ancestor::*[contains(@class, '-item')][1])"


class VccorpListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "//a[contains(@class, 'box-category-link-title') or contains(@class, 'box-link-title')]"
    )
    # Streams, boxes and lists of most read: their names differ from portal to portal, headlines and
    # addresses do not.
    ROW = Select(
        "//*[self::h1 or self::h2 or self::h3 or self::h4][a[@href]]"
        " | //a[@href][contains(@class, 'link-title') or @data-linktype='newsdetail'][not(parent::h2 or parent::h3)]"
    )
    LINK = Select("self::a | a[@href]")
    SUMMARY = Select(_ROW_BOX + "//*[contains(@class, 'sapo')]")
    PUBLISHED = Select(_ROW_BOX + "//*[contains(@class, 'time')]")

    def entry(self, row: Node) -> Entry | None:
        """Topics ("-e1999.htm") and films stand among articles, whose number holds a date."""
        found = super().entry(row)
        return found if found is not None and found.identity.startswith("vcc:") else None
