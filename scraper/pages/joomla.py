"""Joomla: `com_content` articles and K2 items.

No saved page was available: built from the core templates' and K2's public markup, with generic
as safety net. Slugs may be damaged (letters with marks dropped).
"""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage

PLATFORM = "joomla"


class JoomlaArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
    IS_PROVEN: ClassVar[bool] = False

    _BODY = "@itemprop='articleBody' or contains(@class, 'com-content-article__body')"
    LAYOUT = Select(
        "//*[self::div or self::article][contains(concat(' ', @class, ' '), ' item-page ') or contains(@class, 'com-content-article ')]"
    )
    # A heading of the whole page (the section) may stand above the title.
    TITLE = FirstOf(
        ".//*[@itemprop='headline']",
        "(.//div[@class='page-header']/*[self::h1 or self::h2])[last()]",
        f"(.//h2[not(ancestor::*[{_BODY}])])[1]",
        "(.//*[contains(@class, 'contentheading')])[1]",
        "(.//h1)[1]",
    )
    PUBLISHED = FirstOf(
        ".//time[@itemprop='datePublished']",
        ".//*[self::dd or self::span][contains(@class, 'published')]",
        ".//*[self::dd or self::span][starts-with(@class, 'create')]",
    )
    # Up to 2.5 the text stands right in the item, after its heading, tools and details.
    BODY = FirstOf(f"(.//*[{_BODY}])[1]", "self::*")
    JUNK = Select(
        "*[self::h1 or self::h2 or self::hgroup or self::dl[contains(@class, 'info')] or contains(@class, 'page-header')"
        " or contains(@class, 'heading') or contains(@class, 'createdate') or contains(@class, 'published')"
        " or .//*[contains(@class, 'contentheading') or contains(@class, 'published')]]"
        " | ul[contains(@class, 'actions') or contains(@class, 'pagenav') or contains(@class, 'pager')]"
    )
    # "Viết bởi …" is the account that wrote the article into the CMS.
    SECTION = Select(".//dd[contains(@class, 'category-name')]//a")
    ATTACHMENTS = Select(".//*[contains(@class, 'attachmentsContainer')]//a[@href]")


class JoomlaK2ArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
    IS_PROVEN: ClassVar[bool] = False

    LAYOUT = Select("id('k2Container')[contains(@class, 'itemView')]")
    TITLE = Select("id('k2Container')//*[contains(@class, 'itemTitle')]")
    LEAD = Select(
        "id('k2Container')//div[contains(@class, 'itemIntroText')][following::div[contains(@class, 'itemFullText')]]"
    )
    PUBLISHED = Select("id('k2Container')//span[contains(@class, 'itemDateCreated')]")
    BODY = Select(
        "id('k2Container')//div[contains(@class, 'itemFullText')]"
        " | id('k2Container')[not(.//div[contains(@class, 'itemFullText')])]//div[contains(@class, 'itemIntroText')]"
    )
    SECTION = Select("id('k2Container')//div[contains(@class, 'itemCategory')]//a")
    ATTACHMENTS = Select("id('k2Container')//*[contains(@class, 'itemAttachments')]//a[@href]")


class JoomlaListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "//div[contains(@class, 'blog') or contains(@class, 'category-list') or @id='k2Container']"
    )
    ROW = Select(
        "//div[contains(@class, 'blog')]//*[contains(concat(' ', @class, ' '), ' item ') or starts-with(@class, 'blog-item')][.//h2//a]"
        " | //table[contains(@class, 'category')]//tr[.//td//a[@href]] | //div[contains(@class, 'catItemView')]"
    )
    LINK = Select(".//h2//a[@href] | .//h3//a[@href] | .//td//a[@href]")
    SUMMARY = Select(".//p | .//*[contains(@class, 'catItemIntroText')]")
    PUBLISHED = Select(
        ".//time | .//*[contains(@class, 'date') or contains(@class, 'create') or contains(@class, 'Date')]"
    )
    NEXT = Select("//*[contains(@class, 'pagination')]//a[@href]")
