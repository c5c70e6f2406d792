"""The body as the desk shows it: blocks to leave out, pictures from the archive.

Links open apart; the words are the source's.
"""

from typing import Literal
from urllib.parse import urljoin

from attrs import frozen

from archive.records import Article
from desk.replay import MISSING_IMAGE, Resolve
from publish.blocks import Block, split_blocks
from publish.errors import BodyUnreadable
from publish.markup import clean_markup, inner_html, parse_fragment


@frozen
class ShownBlock:
    index: int
    html: str
    text: str
    has_image: bool
    kind: Literal["text", "image", "heading", "table", "list"]


def blocks_of(article: Article) -> tuple[Block, ...]:
    """Empty for a body that cannot be split without losing words: it cannot be published."""
    try:
        return split_blocks(article.body_html)
    except BodyUnreadable:
        return ()


def shown_blocks(
    blocks: tuple[Block, ...], article: Article, resolve: Resolve
) -> tuple[ShownBlock, ...]:
    return tuple(
        ShownBlock(
            index=block.index,
            html=_shown(block.html, article.url, resolve),
            text=block.text,
            has_image=block.has_image,
            kind=_kind(block),
        )
        for block in blocks
    )


def _shown(block_html: str, base_url: str, resolve: Resolve) -> str:
    root = parse_fragment(clean_markup(block_html))
    for picture in root.iter("img"):
        source = picture.get("src")
        picture.set("src", (resolve(urljoin(base_url, source)) if source else "") or MISSING_IMAGE)
        picture.set("loading", "lazy")
    for link in root.iter("a"):
        if address := link.get("href"):
            link.set("href", urljoin(base_url, address))
            link.set("target", "_blank")
            link.set("rel", "noopener noreferrer")
    return inner_html(root)


def _kind(block: Block) -> Literal["text", "image", "heading", "table", "list"]:
    start = block.html.lstrip()[:4].lower()
    if block.has_image:
        return "image"
    if start.startswith("<h") and start[2:3].isdigit():
        return "heading"
    if start.startswith("<tab"):
        return "table"
    return "list" if start.startswith(("<ul", "<ol")) else "text"
