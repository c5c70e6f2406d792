"""The elements of a page without a known layout: their order, and what their names say they are.

One pass over the tree serves every rule of the generic page object; one XPath expression over all
elements for each rule cost as much as parsing the page.
"""

import re
from functools import lru_cache

from scraper.fields.select import Node

TITLE, LEAD, AUTHOR, SECTION, SOURCE = "title", "lead", "author", "section", "source"
_CLASSES = {
    TITLE: re.compile(r"itle|ittle|tieu-?de|headline"),
    LEAD: re.compile(r"[Ss]apo|tom-?tat|hometext|chapeau|article-lead|summary|^description$"),
    AUTHOR: re.compile(r"author|tac-?gia"),
    SECTION: re.compile(r"breadcrumb|duong-dan|pathway"),
    SOURCE: re.compile(r"(?:^|[\s_-])(?:source|nguon)(?![a-z])"),
}
_PROPERTIES = {"headline": TITLE, "description": LEAD, "author": AUTHOR}
_TITLE_ID = re.compile(r"itle|tieude")
_TAGS = {
    TITLE: frozenset(["div", "p", "span", "td", "b", "strong", "h1", "h2", "h3", "h4"]),
    LEAD: frozenset(["div", "p", "h2", "h3", "strong", "b"]),
    SOURCE: frozenset(["div", "p", "span"]),
}


class Outline:
    """`places`: element to its place in the document."""

    def __init__(self, root: Node) -> None:
        self.places = {node: place for place, node in enumerate(root.iter())}
        self._roles: dict[str, set[Node]] = {role: set() for role in _CLASSES}
        self._roles[TITLE].update(root.iter("h1", "h2", "h3", "h4"))
        self._roles[AUTHOR].update(link for link in root.iter("a") if link.get("rel") == "author")
        for node in self.places:
            if classes := node.get("class"):
                for role in _roles_of(classes):
                    self._add(role, node)
            if (name := node.get("id")) and _TITLE_ID.search(name):
                self._add(TITLE, node)
            if (name := node.get("itemprop")) and name in _PROPERTIES:
                self._roles[_PROPERTIES[name]].add(node)

    def _add(self, role: str, node: Node) -> None:
        if role not in _TAGS or node.tag in _TAGS[role]:
            self._roles[role].add(node)

    def named(self, role: str) -> list[Node]:
        """The elements whose name, tag or declaration says that they have this role."""
        return sorted(self._roles[role], key=self.places.__getitem__)


@lru_cache(4096)
def _roles_of(classes: str) -> tuple[str, ...]:
    return tuple(role for role, pattern in _CLASSES.items() if pattern.search(classes))
