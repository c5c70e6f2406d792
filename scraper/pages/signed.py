"""Who wrote an article, and whose it is: what signs the body, then what the CMS prints beside it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from archive.records import Author
from scraper.fields.bylines import Role, has_surname, read_byline
from scraper.fields.credits import read_credit, read_source_element
from scraper.fields.select import Select, node_text
from scraper.pages.header_labels import labelled_above
from scraper.pages.surroundings import signing_blocks
from scraper.pages.text import TextPage

_SOURCE_LABEL = re.compile(r"(?<!\w)Nguồn(?:\s+tin)?\s*:.+", re.IGNORECASE)


class SignedPage(TextPage):
    BYLINE: ClassVar[Select | None] = None
    """The CMS's own author line, beside what signs the body."""
    SOURCE: ClassVar[Select | None] = None

    @cached_property
    def cms_byline(self) -> str:
        """The first author line of the CMS that reads as one: its own element, a line right below
        the text, a labelled one above it.
        """
        for lines in (map(node_text, self._select(self.BYLINE)), self._below):
            if line := next(filter(read_byline, lines), ""):
                return line
        return next(filter(read_byline, self._above), "")

    @property
    def _below(self) -> Iterator[str]:
        containers = self._select(self.BODY)
        for block in signing_blocks(containers[-1]) if containers else ():
            if ":" in (line := node_text(block)) or has_surname(line):
                yield line

    @cached_property
    def _above(self) -> tuple[str, ...]:
        title, containers = self.title_node, self._select(self.BODY)
        return (
            tuple(labelled_above(title, containers[0])) if title is not None and containers else ()
        )

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
        for line in self._above:
            if (label := _SOURCE_LABEL.search(line)) and (named := read_credit(label[0])):
                self._rule("source_credit", "labelled line above the text", 0.8)
                return named
        return ""

    def _read_source(self, text: str) -> str | None:
        """Some platforms print author and source alike: then the line must say which it is."""
        if self.SOURCE is self.BYLINE:
            return read_credit(text, is_signature=True)
        return read_source_element(text)
