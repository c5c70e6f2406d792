"""What was read from a page, outlined on the page itself."""

from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from archive.text import fold_space

TITLE_ANCHOR = "trich-nguon-title"
"""Put before the title, so that a frame opens there and not at the portal's menus."""
OUTLINE_STYLE = """
[data-extracted]{outline:1px solid rgba(43,138,126,.75) !important;outline-offset:2px;
background-color:rgba(43,138,126,.08) !important}
"""
_Texts = dict[HtmlElement, str | None]


def outline(root: HtmlElement, extracted: Iterable[tuple[str, str]]) -> None:
    """Mark the innermost elements whose whole text is what was read for a field.

    `extracted` are pairs of a field's name and its text.
    """
    fields: dict[str, str] = {}
    for field, text in extracted:
        if sought := _without_space(text):
            fields.setdefault(sought, field)
    body = root.find("body")
    if body is None or not fields:
        return
    texts = _texts(body, max(map(len, fields)))
    marked = [
        element
        for element, text in texts.items()
        if text in fields and not any(texts.get(child) in fields for child in element)
    ]
    for element in marked:
        element.set("data-extracted", fields[texts[element] or ""])
    titles = [element for element in marked if element.get("data-extracted") == "title"]
    if titles:
        titles[0].addprevious(etree.Element("a", id=TITLE_ANCHOR))


def _texts(body: HtmlElement, longest: int) -> _Texts:
    """Text of every element without white space; None where longer than any field's.

    Bottom up, each text once: how deep a page nests is not ours to choose.
    """
    texts: _Texts = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        parts: list[str | None] = [_without_space(element.text or "")]
        for child in element:
            parts += (texts.get(child), _without_space(child.tail or ""))
        known = [part for part in parts if part]
        is_short = None not in parts and sum(map(len, known)) <= longest
        texts[element] = "".join(known) if is_short else None
    return texts


def _without_space(text: str) -> str:
    """Lines that a `<br>` parts on the page are parted by a space in the article."""
    return fold_space(text).replace(" ", "")
