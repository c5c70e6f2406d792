"""Lines and pictures back to HTML (sanitised by an allow-list) and to plain text."""

from html import escape
from itertools import groupby

import nh3

from archive.text import nfc
from scraper.fields.lines import (
    BOLD,
    ITALIC,
    STRIKE,
    SUB,
    SUP,
    UNDERLINE,
    Item,
    Line,
    Mark,
    Picture,
    Run,
)

_TAGS = {BOLD: "strong", ITALIC: "em", UNDERLINE: "u", STRIKE: "s", SUB: "sub", SUP: "sup"}
_OPEN = ["".join(f"<{tag}>" for bit, tag in _TAGS.items() if style & bit) for style in range(64)]
_CLOSE = [
    "".join(f"</{tag}>" for bit, tag in reversed(_TAGS.items()) if style & bit)
    for style in range(64)
]
_CLEANER = nh3.Cleaner(
    tags={
        "p", "br", "strong", "em", "u", "s", "sub", "sup", "a", "h2", "h3", "h4", "h5", "h6",
        "ul", "ol", "li", "table", "tbody", "tr", "td", "th", "blockquote", "figure", "figcaption", "img",
    },
    attributes={
        "a": {"href"},
        "img": {"src", "alt"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener nofollow",
)  # fmt: skip


def to_html(items: list[Item]) -> str:
    """Sanitised HTML of the body: only tags and addresses of the allow-list."""
    parts: list[str] = []
    bare = 0
    for item in items:
        if isinstance(item, Mark):
            bare = _add_mark(parts, item, bare)
        elif isinstance(item, Picture):
            parts.append(_figure(item))
        else:
            _add_line(parts, item, bare > 0)
    return nfc(_CLEANER.clean("".join(parts)))


def to_text(items: list[Item]) -> str:
    """Paragraphs separated by one empty line, lines of a paragraph by a line break."""
    parts: list[str] = []
    for item in items:
        if isinstance(item, Line) and (text := item.text):
            if parts:
                parts.append("\n\n" if item.opens else "\n")
            parts.append(text)
    return "".join(parts)


def _add_mark(parts: list[str], mark: Mark, bare: int) -> int:
    """Append the mark; an element that stayed empty is taken back. New depth of list or cell."""
    opening = f"<{mark.tag}{mark.attributes}>"
    if mark.tag in ("li", "td", "th"):
        bare += -1 if mark.closes else 1
    if not mark.closes:
        parts.append(opening)
    elif mark.tag not in ("td", "th") and parts and parts[-1] == opening:
        parts.pop()
    else:
        parts.append(f"</{mark.tag}>")
    return max(bare, 0)


def _add_line(parts: list[str], line: Line, bare: bool) -> None:
    inner = _runs(line.runs)
    previous = parts[-1] if parts else ""
    if bare:
        follows_text = bool(previous) and not previous.startswith(("<li", "<td", "<th", "</"))
        parts.append(f"<br>{inner}" if follows_text else inner)
        return
    tag = {"h1": "h2"}.get(line.heading, line.heading) or "p"
    if not line.opens and previous.endswith(f"</{tag}>"):
        parts[-1] = f"{previous[: -len(tag) - 3]}<br>{inner}</{tag}>"
    else:
        parts.append(f"<{tag}>{inner}</{tag}>")


def _runs(runs: list[Run]) -> str:
    parts: list[str] = []
    for (style, href), group in groupby(runs, key=lambda run: run[:2]):
        text = escape("".join(run.text for run in group), quote=False)
        text = f"{_OPEN[style]}{text}{_CLOSE[style]}"
        parts.append(f'<a href="{escape(href)}">{text}</a>' if href else text)
    return "".join(parts)


def _figure(picture: Picture) -> str:
    caption = "<br>".join(_runs(line.runs) for line in picture.captions)
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    alt = f' alt="{escape(picture.alt)}"' if picture.alt else ""
    return f'<figure><img src="{escape(picture.src)}"{alt}>{caption}</figure>'
