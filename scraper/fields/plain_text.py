"""Text of what feeds and JSON answers carry, which may be HTML."""

from lxml import etree

from archive.text import fold_space
from scraper.fields.select import node_text


def plain_text(markup: str) -> str:
    """Text of a fragment on one line; entities are resolved."""
    if "<" not in markup and "&" not in markup:
        return fold_space(markup)
    root = etree.fromstring(f"<div>{markup}</div>", etree.HTMLParser(remove_comments=True))
    return node_text(root)
