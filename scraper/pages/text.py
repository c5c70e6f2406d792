"""Title, lead and body of an article page object, with its pictures and files."""

from functools import cached_property
from typing import ClassVar

from archive.records import Attachment, Image
from archive.text import fold_space
from scraper.errors import SelectorMismatch
from scraper.fields.addresses import absolute_url, attachment_name, is_file
from scraper.fields.body import Body, read_body
from scraper.fields.select import Node, Select, node_text
from scraper.fields.serialise import remove_keeping_tail
from scraper.fields.titles import clean_title
from scraper.pages.declared_title import heading_declared
from scraper.pages.layout import LayoutPage


class TextPage(LayoutPage):
    TITLE: ClassVar[Select]
    LEAD: ClassVar[Select | None] = None
    BODY: ClassVar[Select]
    JUNK: ClassVar[Select | None] = None
    """Boxes of other things inside the body, beyond those that every body is rid of."""
    ATTACHMENTS: ClassVar[Select | None] = None
    """Links to files outside the body."""
    MASTHEAD_PICTURE: ClassVar[Select | None] = None
    """A picture of the article that the CMS prints outside the body."""

    @cached_property
    def title(self) -> str:
        if self.title_node is None:
            texts = set(filter(None, map(node_text, self._select(self.TITLE))))
            found = f"{len(texts)} different titles" if texts else "nothing"
            raise SelectorMismatch(str(self.response.url), "title", self.TITLE.path, found)
        return clean_title(node_text(self.title_node))

    @cached_property
    def title_node(self) -> Node | None:
        """The headline; None where the selector finds none or several, and the head does not help."""
        found = {text: node for node in self._select(self.TITLE) if (text := node_text(node))}
        first = next(iter(found.values()), None)
        containers = self._select(self.BODY)
        if containers and (found or self.IS_PROVEN or "og:title" in self.meta):
            declared = heading_declared(self.root, self.meta, first, containers[0])
            if declared is not None:
                self._rule("title", "heading that the head of the page repeats", 0.9)
                return declared
        if len(found) != 1:
            return None
        self._rule("title", self.TITLE)
        return first

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
        if body.is_empty and not (self._linked_files or self.lead):
            raise SelectorMismatch(url, "body", self.BODY.path, "an empty element")
        self._rule("body", self.BODY)
        return body

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
