"""The lead of a page without a known layout: by its name, or by its place above the text."""

import re
from itertools import islice

from archive.text import fold_space
from scraper.fields.captions import caption_credit
from scraper.fields.select import Node, node_text
from scraper.fields.titles import ends_sentence
from scraper.pages.outline import LEAD, Outline

_SHORTEST_NAMED, _SHORTEST, _LONGEST = 30, 60, 900
_UNSEEN = frozenset(["script", "style", "a", "form", "select"])
_NOTE = re.compile(r"caption|chu-?thich|note|img-?alt|desc_?img", re.IGNORECASE)


def named_lead(outline: Outline, container: Node, first: int, last: int, title: str) -> str:
    """The text of an element that the markup calls a summary, between the places `first` and `last`."""
    around = {container, *container.iterancestors()}
    for node in outline.named(LEAD):
        text = _lead_text(node)
        if (
            first < outline.places[node] <= last
            and node not in around
            and _SHORTEST_NAMED < len(text) < _LONGEST
            and text != title
        ):
            return text
    return ""


def unnamed_lead(places: dict[Node, int], container: Node, headline_at: int, title: str) -> str:
    """The first sentence that stands between headline and container, and is not the headline."""
    around = set(container.iterancestors())
    for node in islice(places, headline_at + 1, places[container]):
        if node in around or node.tag in _UNSEEN:
            continue
        text = node_text(node)
        is_text = next(node.iter("a", "li", "form"), None) is None and not text.startswith(title)
        is_long = _SHORTEST < len(text) < _LONGEST
        if is_long and is_text and ends_sentence(text) and not _is_note(node, text):
            return text
    return ""


def _is_note(node: Node, text: str) -> bool:
    """Whether the text is the note under a picture."""
    if next(node.iter("img"), None) is not None:
        return True
    if any(around.tag in ("figure", "figcaption") for around in (node, *node.iterancestors())):
        return True
    return bool(_NOTE.search(node.get("class", ""))) or bool(caption_credit(text))


def _lead_text(node: Node) -> str:
    """The text of a summary without the note under its picture."""
    if next(node.iter("img"), None) is None:
        return node_text(node)
    notes = {
        inner
        for picture in node.iter("img", "figcaption")
        if (box := picture.getparent()) is not None and box is not node
        for inner in box.iter()
    }
    kept = [
        text
        for inner in node.iter()
        for text in (
            inner.text if inner not in notes else "",
            inner.tail if inner is not node else "",
        )
        if text and (inner not in notes or inner.getparent() not in notes)
    ]
    return fold_space(" ".join(kept))
