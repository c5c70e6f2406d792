"""Entries of a list inside what a body finder took for a text: rows that each lead elsewhere.

A section page with summaries reads like an article: sentences, dates, a heading. What gives it away
is that its text falls into like rows, each with a headline that links to another page or with a
"read more". Links to files and within the page do not count: articles have those.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from archive.text import fold, fold_space
from scraper.fields.addresses import absolute_url, is_file
from scraper.fields.select import Node, node_text, text_of
from scraper.identity import article_identity

_MORE = re.compile(
    r"(?:xem|doc) (?:chi tiet|tiep|them|toan van)|chi tiet|read more|more|xem", re.IGNORECASE
)
_COUNTED = re.compile(r"\d+|\b(?:odd|even|first|last|active)\b")
"""What the classes of like rows differ in: "post-31 even"."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HEADLINE_WORDS = 5
_HEAD = 200
_ROWS, _SHARE = 3, 0.5
_FEW_ROWS_SHARE = 0.75


def is_list_of_teasers(container: Node, nodes: list[Node], title: str, url: str) -> bool:
    """Whether like rows with links elsewhere make up the text; `nodes` are its own ones, `title` and
    `url` the page's.
    """
    if _is_table_of_documents(nodes):
        return True
    links = [link for link in nodes if link.tag == "a" and _leads_elsewhere(link, title, url)]
    if not links:
        return False
    own = set(nodes)
    text = " ".join(_texts(nodes))
    rows: dict[tuple[Node, str, str], dict[Node, bool]] = defaultdict(dict)
    for link in links:
        is_heading = _is_heading(link)
        if is_heading and text.startswith(node_text(link)):
            return True  # the only row: the text below a headline that leads elsewhere
        node = link
        while node is not container and node in own and (parent := node.getparent()) is not None:
            key = (parent, str(node.tag), _COUNTED.sub("", node.get("class", "")))
            rows[key][node] = rows[key].get(node, False) or is_heading
            node = parent
    return any(
        _are_entries(found, sum(len(node_text(row)) for row in found) / (len(text) or 1))
        for found in rows.values()
    )


def _texts(nodes: list[Node]) -> Iterator[str]:
    """What stands in and behind the elements, without those of which that is nothing."""
    return filter(None, (fold_space(f"{node.text or ''} {node.tail or ''}") for node in nodes))


def _is_table_of_documents(nodes: list[Node]) -> bool:
    """Whether the text opens with the column heads that every register of official texts has."""
    head = ""
    for text in _texts(nodes):
        head = f"{head} {text}".lstrip()
        if len(head) >= _HEAD:
            break
    head = fold(head[:_HEAD])
    return "trich yeu" in head and ("ky hieu" in head or "so hieu" in head)


def is_linked_elsewhere(headline: Node, url: str) -> bool:
    """Whether the headline is a link to another page: that of the first entry, not of this page."""
    links = (*headline.iter("a"), *headline.iterancestors("a"))
    return any(_leads_elsewhere(link, "", url) for link in links)


def _are_entries(rows: dict[Node, bool], share: float) -> bool:
    """Three rows are a list if they hold most of the text; fewer need headings and nearly all."""
    if len(rows) >= _ROWS:
        return share >= _SHARE
    return share >= _FEW_ROWS_SHARE and all(rows.values())


def _leads_elsewhere(link: Node, title: str, url: str) -> bool:
    href = link.get("href", "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")) or is_file(href):
        return False
    text = node_text(link)
    if len(text) < 24 and _MORE.fullmatch(fold(text).strip(" .[]()»›>…→")):
        return True
    if len(text.split()) < _HEADLINE_WORDS or (title and text.strip(" .…") in title):
        return False  # a headline that links to its own page may be cut short
    return article_identity(absolute_url(url, href)) != article_identity(url)


def _is_heading(link: Node) -> bool:
    """Whether the link is (nearly) all of a heading."""
    for node in (link, *link.iterancestors()):
        if node.tag in _HEADINGS or "title" in node.get("class", ""):
            return len(text_of(node).strip()) <= len(text_of(link).strip()) + 20
        if node.tag in ("td", "li", "div", "p") and node is not link:
            return False
    return False
