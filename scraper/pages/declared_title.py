"""The heading that the head of a page declares, where a selector found another.

Themes write the name of the site, its slogan or the section as a heading, too, often with the class
of titles; what the page calls itself in `og:title` and `<title>` tells them apart. Many portals
declare the name of the site on every page, so the head alone is never the title.
"""

from collections.abc import Iterator
from itertools import takewhile

from scraper.fields.select import Node, SelectText, node_text
from scraper.fields.titles import split_title
from scraper.pages.nodes import is_above
from scraper.pages.outline import title_key

_PAGE_TITLE = SelectText("/html/head/title/text()")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4"])
_SHARE = 0.4
"""Of the `<title>` that a headline which opens it takes at least; a short name of a site does not."""
_WORDS = 5
_LONGEST = 300


def heading_declared(
    root: Node, meta: dict[str, str], found: Node | None, container: Node
) -> Node | None:
    """The heading between `found` and the text that the head repeats, where it does not repeat
    `found`; None where `found` may stay.
    """
    title = title_key(meta.get("og:title", ""))
    page_title = "".join(_PAGE_TITLE(root))
    text = title_key(node_text(found)) if found is not None else ""
    if text and (text == title or _opens(text, title_key(page_title))):
        return None
    parts = (key for key in map(title_key, split_title(page_title)) if len(key) > len(text))
    declared = {key for key in (title, *parts) if len(key.split()) >= _WORDS}
    if not declared:
        return None
    headings = _headings_between(root, found, container)
    return next((node for node in headings if title_key(node_text(node)) in declared), None)


def _headings_between(root: Node, found: Node | None, container: Node) -> list[Node]:
    """Headings that stand below `found` and above the text, the nearest to the text first; all above
    it where `found` does not stand there.
    """
    nodes = root.iter() if found is None or not is_above(found, container) else _after(found)
    above = takewhile(lambda node: node is not container, nodes)
    return [node for node in above if _is_heading(node)][::-1]


def _after(start: Node) -> Iterator[Node]:
    """The elements that begin after the end of `start`, in order."""
    node: Node | None = start
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter()
        node = node.getparent()


def _opens(text: str, page_title: str) -> bool:
    return page_title.startswith(text) and len(text) >= _SHARE * len(page_title)


def _is_heading(node: Node) -> bool:
    if node.tag not in _HEADINGS:
        names = node.get("class", "").lower()
        if "title" not in names and "tieude" not in names and "tieu-de" not in names:
            return False
    return len(node.text or "") <= _LONGEST
