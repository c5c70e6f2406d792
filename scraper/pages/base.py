"""What every article page object does; a platform states where its elements are.

A subclass gives compiled XPath constants (`TITLE`, `BODY`, …) directly in its module. `LAYOUT`
decides whether the page is of this layout at all: nothing found raises web-poet's `UseFallback`,
and the chain goes on. Once it is, a required element that is missing raises SelectorMismatch.
"""

from functools import cached_property
from typing import ClassVar

from web_poet import HttpResponse
from web_poet.exceptions import UseFallback

from archive.records import Article
from scraper.errors import PageError
from scraper.fields.language import language_of
from scraper.fields.select import Select, node_text
from scraper.identity import canonical_url
from scraper.pages.content_pages import require_news
from scraper.pages.dated import DatedPage
from scraper.pages.document import bounded_body, read_part
from scraper.pages.notices import body_warnings, date_warnings
from scraper.pages.part import is_cut_short


class ArticlePage(DatedPage):
    SECTION: ClassVar[Select | None] = None

    async def to_item(self) -> Article:
        return self.article()

    def article(self) -> Article:
        """Raises UseFallback (not this layout), SelectorMismatch (this layout, but broken) or
        NotAnArticle (a page of the site itself on this layout).
        """
        if self.scope is None:
            raise UseFallback(f"nothing at {self.LAYOUT.path}")
        # Read before the body, which is rid of the boxes that they stand in.
        title, section, published = self.title, self.section, self.published
        if not self.IS_GENERIC:
            require_news(self)
        return Article(
            url=canonical_url(str(self.response.url)),
            title=title,
            lead=self.lead or self._lead_in_body,
            body_html=self.body.html,
            body_text=self.body.text,
            authors=self.authors,
            byline_raw=self.byline_raw,
            published_raw=published.raw if published else "",
            published_at=self.published_at,
            published_precision=self.published_precision,
            modified_at=self.modified_at,
            images=self.images,
            attachments=self.attachments,
            source_credit=self.source_credit,
            section=section,
            language=self.language,
            rules=self.rules,
            warnings=self.warnings,
        )

    @classmethod
    def article_from_part(cls, response: HttpResponse) -> Article | None:
        """The article as the part of the page around it tells it; None where the whole page has to
        be asked: a value that is missing may stand elsewhere. Raises UseFallback where the page
        does not even hold the name of the layout.
        """
        if cls.AREA is None:
            return None
        if not cls.AREA.may_be_in(bounded_body(response)):
            raise UseFallback(f"nothing at {cls.LAYOUT.path}")
        part = read_part(response, cls.AREA)
        if part is None:
            return None
        page = cls(response=response)
        page.document = part
        if page.scope is None or is_cut_short(part.root, page._select(cls.BODY)):
            return None
        try:
            article = page.article()
        except (PageError, UseFallback):
            return None
        if article.published_at is None:
            return None
        has_frame = cls.AREA.above is None
        return article if has_frame or not page.is_date_by_frame else None

    @cached_property
    def section(self) -> str:
        texts = [text for node in self._select(self.SECTION) if (text := node_text(node))]
        section = next((text for text in reversed(texts) if text != self.title), "")
        if section:
            self._rule("section", self.SECTION)
        return section

    @cached_property
    def language(self) -> str:
        return language_of(f"{self.title}\n{self.lead}\n{self.body.text}")

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences for the editor: what was seen and not understood."""
        text = f"{self.title} {self.body.text}"
        return (
            *self.document.warnings,
            *date_warnings(self.published),
            *body_warnings(self.body, text, self.attachments),
        )
