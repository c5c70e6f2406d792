"""NukeViet 4: module "news" and its renamed copies (`/vi/news/<category>/<slug>-<id>.html`)."""

from functools import cached_property
from typing import ClassVar

from archive.text import fold_space
from scraper.fields.select import FirstOf, Nearest, Select, SelectText
from scraper.pages.base import ArticlePage
from scraper.pages.listing import ListingPage
from scraper.pages.part import Area

PLATFORM = "nukeviet"


_LEAD = SelectText(
    "(//div[contains(concat(' ', @class, ' '), ' hometext ')] | id('hometext'))[1]"
    "//text()[not(ancestor::*[@id='imghome' or contains(@class, 'imghome')])]"
)


class NukevietArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM

    AREA: ClassVar[Area | None] = Area(
        (b'id="news-bodyhtml"',),
        above=(b'class="breadcrumb', b'breadcrumb"', b"<h1", b"hometext", b"imghome"),
        below=(b"news-download-file", b"author", b"text-right"),
    )
    # `#news-bodyhtml` since 4.0, `#news_detail .bodytext` before.
    LAYOUT: ClassVar[Select] = FirstOf(
        "id('news-bodyhtml')",
        "id('news_detail')//div[contains(concat(' ', @class, ' '), ' bodytext ')]",
    )
    # Themes name the headline in their own ways; the h1 nearest above the text is the last resort.
    TITLE: ClassVar[Select] = FirstOf(
        "(//h1[contains(@class, 'title') or ancestor::div[contains(@class, 'tintuc_tit')]])[last()]",
        "preceding::h1[1]",
        "preceding::*[self::h2 or self::h3][1]",
    )
    # "Thứ tư - 14/10/2020 11:11" right above the text; the clock of today stands further up. The
    # meta of 4.0 reads "2020-10-14ICT11:11:53", later ones may be in a server's zone.
    PUBLISHED: ClassVar[Select | None] = Nearest(
        "preceding::*[self::span or self::p or self::em or self::time]"
        "[contains(@class, 'h5') or contains(@class, 'time') or contains(@class, 'date')][position() <= 2]"
    )
    BODY = Select("self::*")
    # "Tác giả bài viết: …" below the body is the writer; the schema.org author is who posted it.
    BYLINE = Select(
        "following::p[contains(@class, 'h5') or contains(@class, 'text-right') or contains(@style, 'right')][position() <= 3]"
        " | following::*[contains(@class, 'author')][position() <= 2]"
    )
    SOURCE = BYLINE
    SECTION: ClassVar[Select | None] = Select(
        "//div[contains(@class, 'breadcrumb')]//a | //ul[contains(@class, 'breadcrumb')]//a | //ol[contains(@class, 'breadcrumb')]//a"
    )
    ATTACHMENTS: ClassVar[Select | None] = Select(
        "//div[contains(@class, 'news-download-file')]//a[not(starts-with(@href, '#'))][not(starts-with(@href, 'java'))]"
    )
    MASTHEAD_PICTURE = Select(
        "//figure[contains(@class, 'article')]//img | //div[@class='imghome' or @id='imghome']//img"
    )

    @cached_property
    def lead(self) -> str:
        """The home text, without the note under its picture."""
        text = fold_space("".join(_LEAD(self.root)))
        if not text or text == self.title:
            return ""
        self._rule("lead", _LEAD.path)
        return text


class NukevietPrintArticlePage(NukevietArticlePage):
    """`/print/` and `/savefile/` views of an article, after the public template of the CMS."""

    IS_PROVEN: ClassVar[bool] = False

    LAYOUT = Select("id('print')[.//*[@id='bodytext']]")
    TITLE = Select(".//h1")
    PUBLISHED = Select("(.//ul[contains(@class, 'list-inline')])[1]/li[1]")
    BODY = Select("id('bodytext')")
    BYLINE = Select("id('author')//p")
    SOURCE = BYLINE
    SECTION = None
    ATTACHMENTS = None
    MASTHEAD_PICTURE = Select(".//div[contains(@class, 'imghome')]//img")


class NukevietListingPage(ListingPage):
    PLATFORM: ClassVar[str] = PLATFORM

    LAYOUT = Select(
        "//*[contains(@class, 'news_column') or contains(@class, 'viewcat') or contains(@class, 'news-content')]//a"
    )
    # A theme may put a whole list into one column: the headline is the row. Heads of boxes link sections.
    ROW = Select(
        "//*[self::h2 or self::h3 or self::h4][a[@href]]"
        "[ancestor::*[contains(concat(' ', @class, ' '), ' news_column ') or contains(@class, 'viewcat')"
        " or contains(concat(' ', @class, ' '), ' item ')]]"
        "[not(ancestor::*[contains(@class, 'panel-heading') or contains(@class, 'cat_title')])]"
        " | //ul[contains(@class, 'related')]/li[.//a[@href]]"
    )
    LINK = Select("a[@href]")
    SUMMARY = Select(
        "parent::*[count(h2/a | h3/a | h4/a) = 1]"
        "/descendant::*[contains(@class, 'hometext') or contains(@class, 'text-justify') or self::p]"
    )
    PUBLISHED = Select(
        "self::li | parent::*[count(h2/a | h3/a | h4/a) = 1]/descendant::*[contains(@class, 'time')"
        " or contains(@class, 'dimgray') or contains(@class, 'text-muted') or self::em]"
    )
    NEXT = Select("//*[contains(@class, 'pagination')]//a[contains(@href, 'page-')]")
