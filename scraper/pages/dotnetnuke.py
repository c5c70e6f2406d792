"""DotNetNuke with the EasyDNNnews module (`/ID/<article>/<slug>`) or plain HTML panes.

No saved page was available: built from the module's public templates, with generic as safety net.
"""

from typing import ClassVar

from scraper.fields.select import Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage

PLATFORM = "dotnetnuke"


class DotnetnukeArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
    IS_PROVEN: ClassVar[bool] = False

    _ITEM = "//div[contains(@class, 'edn_article') or contains(@class, 'edNews_article') or contains(@class, 'edn_articleDetails')]"
    LAYOUT = Select(
        f"{_ITEM}//*[self::h1 or contains(@class, 'articleTitle') or contains(@class, 'edn_articleTitle')]"
    )
    TITLE = Select(
        f"({_ITEM}//h1 | {_ITEM}//*[contains(@class, 'edn_articleTitle') or contains(@class, 'articleTitle')])[1]"
    )
    LEAD = Select(
        f"{_ITEM}//*[contains(@class, 'edn_articleSummary') or contains(@class, 'articleSummary')]"
    )
    # "Cập nhật: 13/08/2010 16:21:18 Article Rating"
    PUBLISHED = Select(
        f"{_ITEM}//*[contains(@class, 'Date') or contains(@class, 'date') or contains(@class, 'edn_metaDetails')]"
    )
    BODY = Select(
        f"({_ITEM}//*[contains(@class, 'edn_articleContent') or contains(@class, 'articleContent') or contains(@class, 'edn_mainArticleContent')])[1]"
    )
    SECTION = Select("//*[contains(@class, 'breadcrumb') or contains(@class, 'Breadcrumb')]//a")
    ATTACHMENTS = Select(
        f"{_ITEM}//*[contains(@class, 'Documents') or contains(@class, 'documents')]//a[@href]"
    )


class DotnetnukeListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "//div[contains(@class, 'edn_article') or contains(@class, 'edNews')]//h2//a[@href]"
    )
    ROW = Select(
        "//div[contains(@class, 'edn_article') or contains(@class, 'edNews_article')][.//h2//a[@href]]"
    )
    LINK = Select(".//h2//a[@href]")
    SUMMARY = Select(".//*[contains(@class, 'ummary')]")
    PUBLISHED = Select(".//*[contains(@class, 'ate')]")
    NEXT = Select(
        "//*[contains(@class, 'pager') or contains(@class, 'article_pager')]//a[contains(@href, 'currentpage')]"
    )
