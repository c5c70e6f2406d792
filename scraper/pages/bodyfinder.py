"""The element that holds the running text of a page without a known layout."""

import re
from typing import cast

from lxml import etree

from scraper.fields.select import Node, Select, SelectText, text_of

_DECLARED = Select("//*[@itemprop='articleBody']")
_TEXTS = SelectText(
    "//body//text()[string-length(normalize-space(.)) > 30]"
    "[not(ancestor::a or ancestor::script or ancestor::style or ancestor::noscript or ancestor::nav"
    " or ancestor::footer or ancestor::header or ancestor::form[not(.//p)] or ancestor::select or ancestor::aside)]"
)
_AWAY = re.compile(
    r"relat(?!ive)|lienquan|lien-quan|khac(?![a-z])|comment|binhluan|sidebar|(?:^|[\s_-])(?:other|foot|menu|nav|header|banner|right|share|law|vanban)"
    r"|widget-area|copyright|contact|marquee|slide|scroll|modal|popup|captcha|login",
    re.IGNORECASE,
)
_ENOUGH = 100.0
_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "span",
        "font",
        "a",
        "sub",
        "sup",
        "small",
        "big",
        "label",
        "s",
        "o:p",
    ]
)


def find_body(root: Node, places: dict[Node, int], headline: Node | None = None) -> Node | None:
    """The container with the most running text near to one another; None where there is none.

    `headline` is a heading that is known to be the article's: the text then follows it.
    """
    declared = [node for node in _DECLARED(root) if node in places and len(text_of(node)) > 200]
    if len(declared) == 1:
        return declared[0]
    scores: dict[Node, float] = {}
    for text in _TEXTS(root):
        node = _block_of(cast("etree._ElementUnicodeResult", text))
        if node in places:  # broken markup may have elements beside the root
            _credit(scores, node, min(len(text.strip()), 1500))
    if headline is not None:
        around = set(headline.iterancestors())
        scores = {
            node: score
            for node, score in scores.items()
            if node in around or places[node] > places[headline]
        }
    best, most = None, _ENOUGH
    for node, score in sorted(scores.items(), key=lambda item: -item[1]):
        if score <= most:  # no weight is above 1
            break
        if (weighed := score * _weight(node)) > most:
            best, most = node, weighed
    return best


def _block_of(text: "etree._ElementUnicodeResult") -> Node | None:
    node = text.getparent()
    if node is not None and text.is_tail and node.tag not in _INLINE:
        node = node.getparent()
    while node is not None and node.tag in _INLINE:
        node = node.getparent()
    return node


def _credit(scores: dict[Node, float], node: Node | None, points: float) -> None:
    """Full points to the block's parent, fewer to those above it."""
    if node is None:
        return
    own = 0.6
    for share in (own, 1.0, 0.72, 0.42, 0.2):
        if node is None or node.tag in ("body", "html"):
            return
        scores[node] = scores.get(node, 0.0) + points * share
        node = node.getparent()


def _weight(node: Node) -> float:
    total = len(text_of(node)) or 1
    linked = sum(len(text_of(link)) for link in node.iter("a"))
    names = f"{node.get('class', '')} {node.get('id', '')}"
    return (1 - min(1.0, linked / total)) * (0.3 if _AWAY.search(names) else 1.0)
