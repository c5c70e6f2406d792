"""The ground of an article page object: the page, the element of its layout, what selectors find."""

from functools import cached_property
from typing import ClassVar

from web_poet import WebPage

from archive.records import Article, Rule
from scraper.fields.select import Node, Select, node_text
from scraper.pages.document import Document, read_document
from scraper.pages.meta import read_meta
from scraper.pages.part import Area


class LayoutPage(WebPage[Article]):
    PLATFORM: ClassVar[str] = ""
    VERSION: ClassVar[str] = "1"
    """Raised when a change of rules may change what comes out."""
    IS_GENERIC: ClassVar[bool] = False
    IS_PROVEN: ClassVar[bool] = True
    """Whether a saved page of the platform backs the selectors. Where none does, a selector that
    finds nothing means "not my layout", and the generic page object is asked."""

    AREA: ClassVar[Area | None] = None
    """Where in the bytes of the page the article stands: what lies beyond is not even parsed."""
    LAYOUT: ClassVar[Select]
    """Finds something only on pages of this layout. Every other selector starts at the first
    element found: a relative path looks inside it, an absolute one on the whole page."""

    @cached_property
    def document(self) -> Document:
        return read_document(self.response)

    @property
    def root(self) -> Node:
        return self.document.root

    @cached_property
    def scope(self) -> Node | None:
        """The first element of the layout; None on a page of another one."""
        return next(iter(self.LAYOUT(self.root)), None)

    def _select(self, selector: Select | None) -> list[Node]:
        if selector is None or self.scope is None:
            return []
        if (found := self._selected.get(selector)) is None:
            found = self._selected[selector] = selector(self.scope)
        return found

    @cached_property
    def _selected(self) -> dict[Select, list[Node]]:
        """What the selectors found; several fields ask for title and body."""
        return {}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Field to rule; filled by the fields as they are read."""
        return {}

    @cached_property
    def meta(self) -> dict[str, str]:
        return read_meta(self.root)

    def _rule(self, name: str, rule: Select | str | None, confidence: float = 1.0) -> None:
        if isinstance(rule, Select):
            is_absolute = rule.path.startswith(("/", "(/", "id("))
            rule = rule.path if is_absolute else f"{self.LAYOUT.path}/{rule.path}"
        self.rules[name] = Rule(rule or "", confidence)

    def _first_text(self, selector: Select | None) -> str:
        return next((text for node in self._select(selector) if (text := node_text(node))), "")
