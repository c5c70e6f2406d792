"""What every article page object does; a platform states where its elements are.

A subclass gives compiled XPath constants (`TITLE`, `BODY`, …) directly in its module. `LAYOUT`
decides whether the page is of this layout at all: nothing found raises web-poet's `UseFallback`,
and the chain goes on. Once it is, a required element that is missing raises SelectorMismatch.
"""

from datetime import datetime
from functools import cached_property
from typing import ClassVar

from web_poet import HttpResponse
from web_poet.exceptions import UseFallback

from archive.records import Article, Attachment, Author, Image, PublishedPrecision
from archive.text import fold_space
from scraper.errors import PageError, SelectorMismatch
from scraper.fields.addresses import absolute_url, attachment_name, is_file
from scraper.fields.body import Body, read_body
from scraper.fields.bylines import Role, has_surname, read_byline
from scraper.fields.credits import read_credit, read_source_element
from scraper.fields.dates import DateReading, check_against, read_date
from scraper.fields.language import language_of
from scraper.fields.select import Select, node_text
from scraper.fields.serialise import remove_keeping_tail
from scraper.fields.titles import clean_title
from scraper.identity import canonical_url
from scraper.pages.content_pages import require_news
from scraper.pages.document import bounded_body, read_part
from scraper.pages.layout import LayoutPage
from scraper.pages.meta import modified_in, published_in
from scraper.pages.notices import body_warnings, date_warnings
from scraper.pages.part import is_cut_short
from scraper.pages.surroundings import date_beside, signing_blocks


class ArticlePage(LayoutPage):
    TITLE: ClassVar[Select]
    LEAD: ClassVar[Select | None] = None
    PUBLISHED: ClassVar[Select | None] = None
    """Elements that hold the visible date; the first that reads as one counts."""
    BODY: ClassVar[Select]
    JUNK: ClassVar[Select | None] = None
    """Boxes of other things inside the body, beyond those that every body is rid of."""
    BYLINE: ClassVar[Select | None] = None
    """The CMS's own author line, beside what signs the body."""
    SOURCE: ClassVar[Select | None] = None
    SECTION: ClassVar[Select | None] = None
    ATTACHMENTS: ClassVar[Select | None] = None
    """Links to files outside the body."""
    MASTHEAD_PICTURE: ClassVar[Select | None] = None
    """A picture of the article that the CMS prints outside the body."""
    USES_META_DATE: ClassVar[bool] = True
    """Whether the date in the head counts where none is visible."""

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
        return article if article.published_at is not None else None

    @cached_property
    def title(self) -> str:
        texts = list(dict.fromkeys(filter(None, map(node_text, self._select(self.TITLE)))))
        if not texts:
            raise SelectorMismatch(str(self.response.url), "title", self.TITLE.path)
        if len(texts) > 1:
            found = f"{len(texts)} different titles"
            raise SelectorMismatch(str(self.response.url), "title", self.TITLE.path, found)
        self._rule("title", self.TITLE)
        return clean_title(texts[0])

    @cached_property
    def lead(self) -> str:
        text = self._first_text(self.LEAD)
        if not text or fold_space(text) == self.title:
            return ""
        self._rule("lead", self.LEAD)
        return text

    @property
    def _lead_in_body(self) -> str:
        if text := self.body.signing.lead:
            self._rule("lead", "summary by its class, opens the body", 0.7)
        return text

    @cached_property
    def body(self) -> Body:
        containers = self._select(self.BODY)
        url = str(self.response.url)
        if not containers:
            raise SelectorMismatch(url, "body", self.BODY.path)
        for box in self._select(self.JUNK):
            remove_keeping_tail(box)
        containers = [one for one in containers if not set(containers) & set(one.iterancestors())]
        body = read_body(containers, self.document.base_url, self.title, self.lead)
        if not (body.text or body.images or body.attachments or self._linked_files or self.lead):
            raise SelectorMismatch(url, "body", self.BODY.path, "an empty element")
        self._rule("body", self.BODY)
        return body

    @cached_property
    def published(self) -> DateReading | None:
        """The date reading, doubted where it lies in the future; None where the page has none."""
        reading = self._visible_date() or (self._meta_date() if self.USES_META_DATE else None)
        return check_against(reading, self.document.now) if reading else None

    def _visible_date(self) -> DateReading | None:
        if self.PUBLISHED is None:
            return None
        for node in self._select(self.PUBLISHED):
            reading = read_date(node_text(node))
            if reading is not None:
                self._rule("published_at", self.PUBLISHED, reading.confidence)
                return reading
        beside = self._date_around_title()  # before the body is rid of its boxes
        if beside is not None:
            self._rule("published_at", "date beside the title", 0.7)
        return self._body_date() or beside

    def _date_around_title(self) -> DateReading | None:
        """The date beside the title where a theme prints it in elements of its own."""
        title, container = self._select(self.TITLE)[:1], self._select(self.BODY)[:1]
        return date_beside(self.root, title[0], container[0]) if title and container else None

    def _body_date(self) -> DateReading | None:
        line = self.body.signing.date_line
        if line:
            self._rule("published_at", "date line above the text", 0.8)
        return read_date(line) if line else None

    def _meta_date(self) -> DateReading | None:
        found = published_in(self.meta)
        if found is not None:
            self._rule("published_at", f"meta {found[0]}", 0.8)
        return found[1] if found else None

    @cached_property
    def published_at(self) -> datetime | None:
        return self.published.at if self.published else None

    @cached_property
    def published_precision(self) -> PublishedPrecision | None:
        return self.published.precision if self.published else None

    @cached_property
    def modified_at(self) -> datetime | None:
        found = modified_in(self.meta)
        if found is not None:
            self._rule("modified_at", f"meta {found[0]}", 0.8)
        return found[1].at if found else None

    @cached_property
    def cms_byline(self) -> str:
        """The first author line of the CMS that reads as one."""
        lines = list(map(node_text, self._select(self.BYLINE)))
        if not lines and (containers := self._select(self.BODY)):
            below = map(node_text, signing_blocks(containers[-1]))
            lines = [line for line in below if ":" in line or has_surname(line)]
        return next((line for line in lines if read_byline(line) is not None), "")

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        signed = tuple(author for author in self.body.signing.authors if author.name)
        if signed:
            self._rule("authors", self.body.signing.rule, 0.9)
            return signed
        byline = read_byline(self.cms_byline) if self.cms_byline else None
        if byline is not None and byline.role is Role.AUTHOR:
            self._rule("authors", self.BYLINE)
            return byline.authors
        return ()

    @cached_property
    def byline_raw(self) -> str:
        """Every line that signs, as printed, one a line."""
        lines = [*self.body.signing.byline_lines]
        if self.cms_byline and self.cms_byline not in lines:
            lines.append(self.cms_byline)
        if lines:
            self._rule("byline_raw", self.body.signing.rule or "author line of the CMS")
        return "\n".join(lines)

    @cached_property
    def source_credit(self) -> str:
        if credit := self.body.signing.credit:
            self._rule("source_credit", "credit line at the end of the body", 0.9)
            return credit
        for text in map(node_text, self._select(self.SOURCE)):
            if named := self._read_source(text):
                self._rule("source_credit", self.SOURCE)
                return named
        return ""

    def _read_source(self, text: str) -> str | None:
        """Some platforms print author and source alike: then the line must say which it is."""
        if self.SOURCE is self.BYLINE:
            return read_credit(text, is_signature=True)
        return read_source_element(text)

    @cached_property
    def section(self) -> str:
        texts = [text for node in self._select(self.SECTION) if (text := node_text(node))]
        section = next((text for text in reversed(texts) if text != self.title), "")
        if section:
            self._rule("section", self.SECTION)
        return section

    @cached_property
    def _linked_files(self) -> tuple[Attachment, ...]:
        found: dict[str, Attachment] = {}
        for link in self._select(self.ATTACHMENTS):
            address = absolute_url(self.document.base_url, link.get("href", ""))
            if address and is_file(address):
                name = node_text(link).removeprefix("Tập tin :").strip()
                found.setdefault(address, Attachment(address, attachment_name(address, name)))
        return tuple(found.values())

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        files = {file.url: file for file in (*self.body.attachments, *self._linked_files)}
        if files:
            beside = self.ATTACHMENTS if self._linked_files else None
            self._rule("attachments", beside or "links to files in the text")
        return tuple(files.values())

    @cached_property
    def images(self) -> tuple[Image, ...]:
        pictures = {image.url: image for image in self.body.images}
        for node in self._select(self.MASTHEAD_PICTURE):
            address = absolute_url(self.document.base_url, node.get("src", ""))
            if address.startswith("http"):
                pictures.setdefault(address, Image(address))
        return tuple(pictures.values())

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
