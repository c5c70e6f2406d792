"""The elements of a page without a known layout: their order, and what their names say they are.

One pass over the tree serves every rule of the generic page object; one XPath expression over all
elements for each rule cost as much as parsing the page.
"""

import re
import unicodedata
from functools import lru_cache
from typing import cast

from lxml import etree

from archive.text import nfc
from scraper.fields.select import Node, Select, SelectText
from scraper.pages.running_text import LONG, Text

TITLE, LEAD, AUTHOR, SECTION, SOURCE = "title", "lead", "author", "section", "source"
BODY = "body"
"""Only declared, never by name."""
_NAMES = {
    TITLE: re.compile(r"itle|ittle|tieu-?_?de|headline", re.IGNORECASE),
    LEAD: re.compile(
        r"sapo|tom-?_?tat|hometext|chapp?eau|(?<![a-z])lead(?![a-z])|summary|trich-?_?dan|mo-?ta(?![a-z])"
        r"|(?<![a-z])(?:intro|brief|desc|short)(?![a-z])|^description$",
        re.IGNORECASE,
    ),
    AUTHOR: re.compile(r"author|tac-?_?gia|byline|but-?danh|nguoi-?viet", re.IGNORECASE),
    SECTION: re.compile(r"breadcrumb|duong-?dan|pathway", re.IGNORECASE),
    SOURCE: re.compile(r"(?:^|[\s_-])(?:source|nguon)(?![a-z])", re.IGNORECASE),
}
_AUTHORS = Select(".//a[@rel='author']")
_PROPERTIES = {"headline": TITLE, "description": LEAD, "author": AUTHOR, "articleBody": BODY}
_DECLARED = Select(".//*[" + " or ".join(f"@itemprop='{name}'" for name in _PROPERTIES) + "]")
_IDS = SelectText("descendant-or-self::*/@id")
_TAGS = {
    TITLE: frozenset(["div", "p", "span", "td", "b", "strong", "h1", "h2", "h3", "h4"]),
    LEAD: frozenset(["div", "p", "h2", "h3", "strong", "b", "span", "td"]),
    SOURCE: frozenset(["div", "p", "span"]),
}
_NOT_SHOWN = frozenset(["title", "script", "style", "option", "li", "textarea"])


class Outline:
    """`places`: element to its place in the document. `long_texts`: in no order.

    `titles` are what the head declares, in `title_key` form: an element that says the same may be
    the headline whatever its name is.
    """

    def __init__(self, root: Node, titles: frozenset[str] = frozenset()) -> None:
        self.places = {node: place for place, node in enumerate(root.iter())}
        self.long_texts: list[Text] = []
        self._roles: dict[str, set[Node]] = {role: set() for role in (*_NAMES, BODY)}
        self._roles[TITLE].update(root.iter("h1", "h2", "h3", "h4"))
        self._roles[AUTHOR].update(_AUTHORS(root))
        for name in _IDS(root):
            for role in _roles_of(str(name)):
                self._add(role, cast("Node", cast("etree._ElementUnicodeResult", name).getparent()))
        for node in _DECLARED(root):
            self._roles[_PROPERTIES[node.get("itemprop", "")]].add(node)
        for node in self.places:
            if classes := node.get("class"):
                for role in _roles_of(classes):
                    self._add(role, node)
        self._read_texts(set(root.iter("script", "style")), titles)

    def _read_texts(self, scripts: set[Node], titles: frozenset[str]) -> None:
        """Keep the long texts, and the elements that begin with one of `titles` and nothing else."""
        longest = max(map(len, titles), default=-80) + 80
        initials = _initials(titles)
        for node in self.places:
            if node not in scripts and (text := node.text):
                if len(text) > LONG:
                    self.long_texts.append(Text(text, node, is_tail=False))
                if (
                    6 <= len(text) <= longest
                    and node.tag not in _NOT_SHOWN
                    and text.lstrip()[:1] in initials
                    and title_key(text) in titles
                ):
                    self._roles[TITLE].add(node)
            if (tail := node.tail) and len(tail) > LONG:
                self.long_texts.append(Text(tail, node, is_tail=True))

    def _add(self, role: str, node: Node) -> None:
        if role not in _TAGS or node.tag in _TAGS[role]:
            self._roles[role].add(node)

    def named(self, role: str) -> list[Node]:
        """The elements whose name, tag or declaration says that they have this role."""
        return sorted(self._roles[role], key=self.places.__getitem__)


def role_of(node: Node, role: str) -> bool:
    """Whether class or id of the element says that it has this role."""
    names = (node.get("class"), node.get("id"))
    return any(role in _roles_of(name) for name in names if name)


def is_hidden(node: Node) -> bool:
    """Whether the element itself is styled away."""
    style = node.get("style", "")
    return bool(style) and "display:none" in style.replace(" ", "").lower()


def _initials(titles: frozenset[str]) -> frozenset[str]:
    """The letters with which a title may begin, composed and decomposed, small and capital."""
    letters = {
        form for title in titles for form in (title[0], unicodedata.normalize("NFD", title)[0])
    }
    return frozenset(letters | {letter.upper() for letter in letters})


def title_key(text: str) -> str:
    """`text` folded so that two spellings of one title are equal."""
    return " ".join(nfc(text).split()).lower()


@lru_cache(4096)
def _roles_of(names: str) -> tuple[str, ...]:
    return tuple(role for role, pattern in _NAMES.items() if pattern.search(names))
