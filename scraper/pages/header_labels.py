"""Labelled lines above a text: "Tác giả: Hải Yến", wherever between headline and body they stand."""

import re
from collections.abc import Iterator
from itertools import islice

from scraper.fields.select import Node
from scraper.pages.surroundings import spaced_text

_LABEL = re.compile(
    r"""\W*(?P<label>(?:tác\s+giả|người\s+viết|bút\s+danh|(?:người\s+)?thực\s+hiện|tin\s*,?\s*(?:bài|ảnh)|bài\s+viết|nguồn)\b[^:]{0,14}:
        |(?:tác\s+giả|nguồn)(?:\s+(?:bài\s+viết|tin))?\s*$)""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE_LABEL = re.compile(
    r"(?:tác\s+giả|nguồn)(?:\s+(?:bài\s+viết|tin))?(?=\s[^:]+$)", re.IGNORECASE
)
_INITIALS = frozenset("TtNnBb([-– \u00a0\n\r\t")
_WITHIN = 150
"""Elements of the header that are looked at."""
_LONGEST = 200


def labelled_above(title: Node, container: Node) -> Iterator[str]:
    """Lines of the article's header that begin with a label of writer or source, and a colon."""
    around_title = set(title.iterancestors())
    header = next((box for box in container.iterancestors() if box in around_title), None)
    own = set(title.iter())
    for node in islice(header.iter(), _WITHIN) if header is not None else ():
        if node is container:
            return
        text = node.text
        if not text or text[0] not in _INITIALS or node in own:
            continue
        if (label := _LABEL.match(text)) and (line := labelled_line(node, label["label"])):
            yield line


def named_line(node: Node) -> str:
    """The line of an element that is named after what it holds: a label without a colon gets one."""
    line = spaced_text(node)
    label = _BARE_LABEL.match(line)
    return f"{label[0]}: {line[label.end() :].lstrip()}" if label else line


def labelled_line(node: Node, label: str) -> str:
    """From the label on, a colon after it: the element's own line, or that of the one around a label
    that stands alone. Empty where that is no short line.
    """
    label = " ".join(label.split())
    line = spaced_text(node)
    if line.endswith(label) and (parent := node.getparent()) is not None:
        line = spaced_text(parent)
    line = line[line.find(label) :]
    if len(line) > _LONGEST:
        return ""
    return line if label.endswith(":") else line.replace(label, f"{label}:", 1)
