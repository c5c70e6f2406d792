"""The texts of a page that may be those of its body: long, and in no link, menu or foot."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from scraper.fields.select import Node

LONG = 30
"""Characters beyond which a text may be one of the body's."""
_SPACES = re.compile("[ \t\r\n]+")
_AWAY = frozenset(
    ["a", "script", "style", "noscript", "nav", "footer", "header", "select", "aside"]
)


class Text(NamedTuple):
    content: str
    node: Node
    is_tail: bool
    """Whether it stands behind the element, else it is what the element begins with."""


def running_texts(texts: Iterable[Text], places: dict[Node, int]) -> list[Text]:
    """Those of `texts` that may be the body's, in the order of the page; `places`: element to its
    place there.
    """
    known: dict[Node, bool] = {}
    found = [
        text
        for text in texts
        if _may_hold_body(text.node.getparent() if text.is_tail else text.node, known)
        and _is_long(text.content.strip(" \t\r\n"))
    ]
    return sorted(found, key=lambda text: _order(text, places))


def _is_long(text: str) -> bool:
    """White space counts as one character; most long texts have enough of others."""
    others = len(text) - sum(map(text.count, " \t\r\n"))
    return others > LONG or len(_SPACES.sub(" ", text)) > LONG


def _may_hold_body(node: Node | None, known: dict[Node, bool]) -> bool:
    """`known` are answers for other elements: texts have most of those around them in common."""
    path: list[Node] = []
    while node is not None and node not in known:
        path.append(node)
        node = node.getparent()
    is_inside = node is not None and known[node]
    for one in reversed(path):
        known[one] = is_inside = (is_inside or one.tag == "body") and not _is_away(one)
    return is_inside


def _is_away(node: Node) -> bool:
    """Forms of ASP.NET enclose the page; others have no paragraphs."""
    return node.tag in _AWAY or (node.tag == "form" and next(node.iter("p"), None) is None)


def _order(text: Text, places: dict[Node, int]) -> tuple[int, int, int]:
    """A text behind an element stands before the next element, one of an inner element first."""
    place = places[text.node]
    if not text.is_tail:
        return place, 1, 0
    after: Node | None = None
    for node in (text.node, *text.node.iterancestors()):
        if (after := node.getnext()) is not None:
            break
    return len(places) if after is None else places.get(after, len(places)), 0, -place
