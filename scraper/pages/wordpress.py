"""WordPress: the classes that core and nearly every theme print.

No saved page was available: built from the public template hierarchy (`body.single-post`,
`.entry-title`, `.entry-content`) and the `generator` mark, with generic as safety net.
"""

from typing import ClassVar

from scraper.fields.select import FirstOf, Select
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage

PLATFORM = "wordpress"


class WordpressArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
    IS_PROVEN: ClassVar[bool] = False

    _CONTENT = (
        "//div[contains(concat(' ', @class, ' '), ' entry-content ') or contains(concat(' ', @class, ' '), ' post-content ')"
        " or contains(concat(' ', @class, ' '), ' td-post-content ') or contains(concat(' ', @class, ' '), ' single-content ')]"
    )
    LAYOUT = Select(f"/html/body[contains(@class, 'single')]{_CONTENT}")
    # Many themes write the name of the site as a heading of its own.
    TITLE = FirstOf(
        "(//h1[contains(@class, 'entry-title') or contains(@class, 'post-title') or contains(@class, 'post_title')])[1]",
        "(//article//h1)[1]",
        "(//h1[not(contains(@class, 'site')) and not(contains(@class, 'logo'))])[1]",
    )
    PUBLISHED = Select(
        "//time[contains(@class, 'published') or contains(@class, 'entry-date')] | //span[contains(@class, 'posted-on')]"
        " | //*[self::span or self::div or self::li][contains(@class, 'post-date') or contains(@class, 'entry-date') or contains(@class, 'meta-date')]"
    )
    BODY = Select(f"({_CONTENT})[1]")
    # `.author` names the account that posted; a writer's name stands in the text.
    SECTION = Select("//a[@rel='category tag'] | //*[contains(@class, 'breadcrumb')]//a")
    MASTHEAD_PICTURE = Select("//article//div[contains(@class, 'post-thumbnail')]/img")


class WordpressListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "/html/body[contains(@class, 'archive') or contains(@class, 'blog') or contains(@class, 'category') or contains(@class, 'home')]"
    )
    ROW = Select(
        "//article[.//*[self::h1 or self::h2 or self::h3]//a[@href]]"
        " | //div[contains(concat(' ', @class, ' '), ' post ') or contains(@class, 'post-item') or contains(@class, 'td_module')]"
        "[not(ancestor::article)][.//*[self::h2 or self::h3]//a[@href]]"
    )
    LINK = Select(".//*[self::h1 or self::h2 or self::h3]//a[@href]")
    SUMMARY = Select(".//*[contains(@class, 'excerpt') or contains(@class, 'entry-summary')]")
    PUBLISHED = Select(".//time | .//*[contains(@class, 'date')]")
    NEXT = Select(
        "//a[contains(@class, 'page-numbers')] | //*[contains(@class, 'pagination') or contains(@class, 'nav-previous')]//a[@href]"
    )
