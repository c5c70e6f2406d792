"""The element that holds the running text of a page without a known layout."""

import re
from collections import Counter

from scraper.fields.embeds import document_at
from scraper.fields.select import Node, text_of
from scraper.pages.outline import BODY, LEAD, Outline, is_hidden, role_of
from scraper.pages.running_text import Text, running_texts

_AWAY = re.compile(
    r"relat(?!ive)|lienquan|lien-quan|khac(?![a-z])|comment|binhluan|sidebar|(?:^|[\s_-])(?:other|foot|menu|nav|header|banner|right|share|law|vanban)"
    r"|widget-area|copyright|contact|marquee|slide|scroll|modal|popup|captcha|login",
    re.IGNORECASE,
)
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ENOUGH = 100.0
_FROM_ITS_PARENT = (0.6, 1.0, 0.72, 0.42, 0.2)
_FROM_ITSELF = (1.0, 0.72, 0.42, 0.2)
_NEARLY_ALL = 0.6
_RUNNING = 80
_MAX_ABOVE = 1
_BLOCKS = frozenset(["div", "section", "article", "td", "main", "table", "tbody", "tr"])
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


def find_body(outline: Outline, headline: Node | None = None) -> Node | None:
    """The container with the most running text near to one another; None where there is none.

    `headline` is a heading that is known to be the article's: the text then follows it.
    """
    places = outline.places
    declared = [node for node in outline.named(BODY) if len(text_of(node)) > 200]
    if len(declared) == 1:
        return declared[0]
    scores: dict[Node, float] = {}
    points: dict[Node, int] = {}
    breaks: Counter[Node] = Counter()
    for text in running_texts(outline.long_texts, places):
        if (node := _block_of(text)) is not None:
            points[node] = points.get(node, 0) + min(len(text.content.strip()), 1500)
            breaks[node] += text.is_tail and text.node.tag == "br"
    for node, own in points.items():
        # A <div> of paragraphs parted by <br> holds them itself.
        is_container = breaks[node] > 1 and node.tag != "p"
        _credit(scores, node, own, _FROM_ITSELF if is_container else _FROM_ITS_PARENT)
    if headline is not None:
        around = set(headline.iterancestors())
        itself = set(headline.iter())
        scores = {
            node: score
            for node, score in scores.items()
            if node in around or (places[node] > places[headline] and node not in itself)
        }
    best, most = None, _ENOUGH
    for node, score in sorted(scores.items(), key=lambda item: -item[1]):
        if score <= most:  # no weight is above 1
            break
        if (weighed := score * _weight(node)) > most:
            best, most = node, weighed
    return _widened(_narrowed(best)) if best is not None else None


def find_shown_document(root: Node, places: dict[Node, int], headline: Node) -> Node | None:
    """What holds the frame that shows a document below the headline: an article that is a file."""
    for frame in root.iter("iframe", "embed", "object"):
        if document_at(frame.get("src") or frame.get("data") or "") and (
            places.get(frame, 0) > places[headline]
        ):
            return frame.getparent()
    return None


def _widened(container: Node) -> Node:
    """The element around, where a paragraph like those of the text stands before the container."""
    parent = container.getparent()
    if parent is None or parent.tag in ("body", "html"):
        return container
    before = container.getprevious()
    while before is not None and not text_of(before).strip():
        before = before.getprevious()
    if before is None or len(text_of(before).strip()) <= _RUNNING:
        return container
    is_like = before.tag == container.tag and before.get("class") == container.get("class")
    has_name = bool(container.get("class"))
    return parent if _is_plain_paragraph(before) or (is_like and has_name) else container


def _narrowed(container: Node) -> Node:
    """The one block inside that holds nearly all of the text, where there is one: what stands above
    it (headline, date, lead, tools) is not the body. Text that goes on below it is.
    """
    while True:
        inner = [
            node for node in container if node.tag in _BLOCKS and len(node) and not is_hidden(node)
        ]
        most = max(inner, key=lambda node: len(text_of(node)), default=None)
        if most is None:
            return container
        total = len(text_of(container).strip())
        above = sum(map(_runs, most.itersiblings(preceding=True)))
        if (
            len(text_of(most).strip()) < _NEARLY_ALL * total
            or above > _MAX_ABOVE
            or len((container.text or "").strip()) > _RUNNING
            or any(map(_runs, most.itersiblings()))
            or any(map(_is_plain_paragraph, most.itersiblings(preceding=True)))
        ):
            return container
        container = most


def _is_plain_paragraph(node: Node) -> bool:
    """Whether the block is a paragraph as those of a body, not one that the markup sets apart."""
    text = text_of(node).strip()
    if node.tag != "p" or len(text) <= _RUNNING:
        return False
    bold = sum(len(text_of(inner).strip()) for inner in node.iter("b", "strong", "em", "i"))
    is_bold = (
        bold >= 0.8 * len(text)
        or "bold" in node.get("class", "")
        or bool(_BOLD_STYLE.search(node.get("style", "")))
    )
    return not is_bold and not role_of(node, LEAD)


def _runs(node: Node) -> bool:
    """Whether the block holds running text: a long text that is no link."""
    texts = [node, *node.iter()]
    if len((node.tail or "").strip()) > _RUNNING:
        return True
    return any(
        len((one.text or "").strip()) > _RUNNING and one.tag not in ("a", "script", "style")
        for one in texts
    ) and not _AWAY.search(f"{node.get('class', '')} {node.get('id', '')}")


def _block_of(text: Text) -> Node | None:
    node: Node | None = text.node
    if text.is_tail and text.node.tag not in _INLINE:
        node = text.node.getparent()
    while node is not None and node.tag in _INLINE:
        node = node.getparent()
    return node


def _credit(
    scores: dict[Node, float], node: Node | None, points: int, shares: tuple[float, ...]
) -> None:
    """Shares of the points to the block and to those around it."""
    for share in shares:
        if node is None or node.tag in ("body", "html"):
            return
        scores[node] = scores.get(node, 0.0) + points * share
        node = node.getparent()


def _weight(node: Node) -> float:
    if is_hidden(node) or any(map(is_hidden, node.iterancestors())):
        return 0.0
    total = len(text_of(node)) or 1
    linked = sum(len(text_of(link)) for link in node.iter("a"))
    names = f"{node.get('class', '')} {node.get('id', '')}"
    return (1 - min(1.0, linked / total)) * (0.3 if _AWAY.search(names) else 1.0)
