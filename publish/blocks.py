"""A body as blocks: what the desk offers to leave out, and what a post is joined from.

A block is a paragraph, heading, list, table, quotation or figure. Containers that only hold
blocks are opened; loose text becomes a paragraph at every empty line (two `<br>`). Words are
never changed.
"""

from collections.abc import Collection, Iterator
from html import escape

from attrs import field, frozen
from lxml import etree
from lxml.html import HtmlElement

from archive.text import fold_space, nfc
from publish.markup import BLOCK_TAGS, CONTAINER_TAGS, outer_html, parse_fragment

_CONTAINERS = CONTAINER_TAGS | {"div"}
_BLOCKS = (BLOCK_TAGS | _CONTAINERS | {"h1", "h2"}) - {"img"}
_BARE = frozenset({"span", "font"})
"""Inline elements without meaning of their own, opened when they hold blocks."""
_BREAKS = _BLOCKS | {"br"}
_PICTURES = "descendant-or-self::*[self::img or self::picture or self::figure]"


@frozen
class Block:
    """`index` counts from 0 in the order of the page and is what `Edits.omitted_blocks` holds."""

    index: int
    html: str
    text: str
    has_image: bool


def split_blocks(body_html: str) -> tuple[Block, ...]:
    """Blocks of a body in order; blocks with neither words nor pictures are not counted."""
    blocks: list[Block] = []
    for block_html in _split(parse_fragment(nfc(body_html))):
        element = parse_fragment(block_html)
        text = " ".join(_paragraphs(element))
        has_image = bool(element.xpath(_PICTURES))
        if text or has_image:
            blocks.append(Block(len(blocks), block_html, text, has_image))
    return tuple(blocks)


def join_blocks(blocks: Collection[Block], omitted: Collection[int] = ()) -> str:
    """The body again, without the blocks whose index is in `omitted`."""
    return "\n".join(block.html for block in blocks if block.index not in omitted)


def paragraph_texts(body_html: str) -> tuple[str, ...]:
    """Words of a body as a reader sees them: one text for each paragraph, cell, item or line."""
    return tuple(_paragraphs(parse_fragment(nfc(body_html))))


@frozen
class _Run:
    """Loose inline content that has not become a paragraph yet."""

    parts: list[str] = field(factory=list)
    breaks: list[str] = field(factory=list)
    """`<br>` seen since the last words: they belong to the run only when words follow."""

    def add(self, part: str) -> None:
        if self.parts:
            self.parts.extend(self.breaks)
        self.breaks.clear()
        self.parts.append(part)

    def add_text(self, text: str | None) -> None:
        if text and text.strip():
            self.add(escape(text, quote=False))
        elif text and self.parts and not self.breaks:
            self.parts.append(" ")

    def take(self) -> Iterator[str]:
        if self.parts:
            yield f"<p>{''.join(self.parts).strip()}</p>"
        self.parts.clear()
        self.breaks.clear()


def _split(root: HtmlElement) -> Iterator[str]:
    """Walks without recursion: how deep a page nests is not ours to choose."""
    run = _Run()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield from _close(element, root, run)
        elif _is_opened(element):
            yield from run.take()
            run.add_text(element.text)
        else:
            yield from _take_whole(element, run)
            walk.skip_subtree()
    yield from run.take()


def _is_opened(element: HtmlElement) -> bool:
    return element.tag in _CONTAINERS or (element.tag in _BARE and _holds_blocks(element))


def _close(element: HtmlElement, root: HtmlElement, run: _Run) -> Iterator[str]:
    if _is_opened(element):
        yield from run.take()
    if element is not root:
        run.add_text(element.tail)


def _take_whole(element: HtmlElement, run: _Run) -> Iterator[str]:
    if element.tag == "br":
        run.breaks.append("<br>")
        if len(run.breaks) > 1:
            yield from run.take()
    elif element.tag in _BLOCKS or _holds_blocks(element):
        yield from run.take()
        yield outer_html(element)
    else:
        run.add(outer_html(element))


def _holds_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def _paragraphs(root: HtmlElement) -> Iterator[str]:
    line: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            line.append(piece)
            continue
        if text := fold_space("".join(line)):
            yield text
        line.clear()
    if text := fold_space("".join(line)):
        yield text


def _pieces(root: HtmlElement) -> Iterator[str | None]:
    """Texts in order, None wherever a line ends."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BREAKS:
            yield None
        if event == "start" and element.text:
            yield element.text
        elif event == "end" and element is not root and element.tail:
            yield element.tail
