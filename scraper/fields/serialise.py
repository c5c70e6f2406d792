"""A container as one clean string of markup, ready to be read as a stream of tags."""

import re

from lxml import etree

from scraper.fields.select import Node

# Character references may name what no text may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# Zero-width leftovers, and the Office paragraph mark that editors paste as text.
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]+|</?o:p>")
# Runs of no-break spaces push a signature to the right; a private character remembers them.
_INDENT = re.compile("(?:\u00a0[^\\S\u00a0]*){12,}")
PUSHED = "\ue000"
_INVISIBLE_SIGNS = ("\u200b", "\ufeff", "\u00ad", "o:p>")


def serialise(container: Node) -> tuple[str, int]:
    """XML of `container`, and the number of pictures that were written into the page.

    Scripts, styles and those pictures are removed from the tree.
    """
    for node in list(container.iter("script", "style")):
        remove_keeping_tail(node)
    markup = etree.tostring(container, encoding="unicode", with_tail=False)
    if 'src="data:' not in markup:
        return markup, 0
    embedded = _drop_embedded_pictures(container)
    return etree.tostring(container, encoding="unicode", with_tail=False), embedded


def _drop_embedded_pictures(container: Node) -> int:
    """Number of pictures written into the page; they have no address and may weigh megabytes."""
    embedded = 0
    for img in [img for img in container.iter("img") if img.get("src", "").startswith("data:")]:
        if img.get("data-src") or img.get("data-original"):  # a placeholder of lazy loading
            del img.attrib["src"]
        else:
            remove_keeping_tail(img)
            embedded += 1
    return embedded


def one_space(text: str) -> str:
    """Every run of white space as one space; what pushed a signature to the right is remembered."""
    for sign in _INVISIBLE_SIGNS:
        if sign in text:
            text = _INVISIBLE.sub("", text)
            break
    if "\u00a0\u00a0\u00a0" in text or "\u00a0 \u00a0" in text:
        text = _INDENT.sub(PUSHED, text)
    if not (words := text.split()):
        return " " * bool(text)
    return " " * text[0].isspace() + " ".join(words) + " " * text[-1].isspace()


def remove_keeping_tail(node: Node) -> None:
    parent = node.getparent()
    if parent is None:
        return
    if tail := _CONTROL.sub("", node.tail or ""):
        before = node.getprevious()
        if before is not None:
            before.tail = _CONTROL.sub("", before.tail or "") + tail
        else:
            parent.text = _CONTROL.sub("", parent.text or "") + tail
    parent.remove(node)
