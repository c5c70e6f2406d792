"""What a start tag inside a body means for its content: structure, style, or a box to leave out."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from scraper.fields.lines import BOLD, ITALIC, STRIKE, SUB, SUP, UNDERLINE

_STYLE_TAGS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "u": UNDERLINE,
    "ins": UNDERLINE, "s": STRIKE, "strike": STRIKE, "del": STRIKE, "sub": SUB, "sup": SUP,
}  # fmt: skip
BLOCK_TAGS = frozenset(
    [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center", "article", "section",
        "header", "footer", "main", "address", "figure", "figcaption", "caption", "dl", "dt", "dd", "li", "td",
        "th", "tr", "ul", "ol", "table", "hr", "fieldset", "details", "summary",
    ]
)  # fmt: skip
STRUCTURE_TAGS = frozenset(["ul", "ol", "li", "table", "tr", "td", "th", "blockquote"])
_DROPPED_TAGS = frozenset(
    [
        "noscript", "iframe", "object", "embed", "svg", "audio", "video", "input", "select", "button", "textarea",
        "nav", "aside", "template", "link", "meta", "title", "head", "canvas", "map", "dialog", "form",
    ]
)  # fmt: skip
_TEXT_TAGS = frozenset(
    ["p", "span", "a", "td", "table", "tr", "tbody", "strong", "b", "em", "i", "font"]
)

_CLASSES = re.compile(r'\b(?:class|id)="([^"]*)"')
# On attributes in lower case: a search that ignores case steps through every letter.
_ALIGN = re.compile(r'(?:\balign="|text-align:\s*)(right|center|left|justify|end)')
# "text-right", "has-text-align-right", "text-end", "rteright"; pictures are "alignright".
_ALIGN_CLASS = re.compile(r"(?:^|[\s_-])(?:text-(?:align-)?|rte)(right|end|center)(?:$|\s)")
_WEIGHT = re.compile(r"font-weight:\s*(bold|[6-9]00|normal|400)")
_SLANT = re.compile(r"font-style:\s*(italic|normal)")
_HIDDEN = re.compile(r"display:\s*none")
_LINK = re.compile(r'\bhref="([^"]*)"')
_SPAN = re.compile(r'\b((?:col|row)span)="(\d{1,3})"')

# Classes and ids of boxes that stand inside bodies and are none of them.
_BOX = re.compile(
    r"""relat(?!ive)|lienquan|lien-quan|tinkhac|tin-khac|othernews|other-news|readmore|read-more|
        (?:^|[\s_-])(?:share(?!d)|sharing|social|fb)(?![a-z])|addthis|sharedaddy|zalo|print-action|mailto-action|(?:^|[\s_-])rating|star-rating|
        comment|binhluan|breadcrumb|advert|quangcao|banner-ads|\bads?\b|adsbygoogle|
        view-content-author|VCObject|kbwscwl|ez-toc|toc_container|lwptoc|post-views|saboxplugin|author-box|
        toolbar|page-links|tag-?list|tags-|\btags\b|hidden-print|no-?print|contextMenu|readCounter|
        insert-wiki|type-?RelatedNews|RelatedOneNews|RelatedNewsBox""",
    re.IGNORECASE | re.VERBOSE,
)

_MAX_KEPT = 300


class StartTag(NamedTuple):
    name: str
    is_left_out: bool
    """An element that never holds text of an article."""
    is_box: bool
    """Hidden, or named as a box of other things."""
    is_block: bool
    style_on: int
    style_off: int
    align: str
    """Empty where the tag leaves it as it is; so are `classes` and `href`."""
    classes: str
    href: str
    spans: str
    """Attributes of a cell that last."""


def read_start_tag(markup: str) -> StartTag:
    """`markup` is the inside of a serialised start tag, `p class="lead"`.

    Short ones are kept between pages: those of one portal are written with the same few hundred.
    """
    return _kept_start_tag(markup) if len(markup) <= _MAX_KEPT else _start_tag(markup)


def _start_tag(markup: str) -> StartTag:
    name, _, attributes = markup.partition(" ")
    name = name.rstrip("/")
    css = attributes.lower()
    style_on, style_off = _css_style(css) if "font-" in css else (0, 0)
    is_block = name in BLOCK_TAGS
    classes = _CLASSES.search(attributes) if "class=" in attributes else None
    align = _ALIGN.search(css) if is_block and "align" in css else None
    if align is None and is_block and classes:
        align = _ALIGN_CLASS.search(classes[1])
    link = _LINK.search(attributes) if name == "a" else None
    is_cell = name in ("td", "th")
    return StartTag(
        name,
        name in _DROPPED_TAGS,
        bool(attributes) and _is_box(name, attributes),
        is_block,
        style_on | _STYLE_TAGS.get(name, 0),
        style_off,
        "center" if name == "center" else align[1].replace("end", "right") if align else "",
        classes[1] if classes else "",
        unescape(link[1]) if link else "",
        "".join(f' {key}="{value}"' for key, value in _SPAN.findall(attributes)) if is_cell else "",
    )


_kept_start_tag = lru_cache(2048)(_start_tag)


def _is_box(name: str, attributes: str) -> bool:
    if "isplay" in attributes and _HIDDEN.search(attributes.lower()):
        return True
    if "class=" not in attributes and "id=" not in attributes:
        return False
    if name in _TEXT_TAGS and "elat" not in attributes:
        return "view-content-author" in attributes or "readCounter" in attributes
    return any(_BOX.search(names) for names in _CLASSES.findall(attributes))


def _css_style(css: str) -> tuple[int, int]:
    """Bits that the style sets and clears."""
    on = off = 0
    for pattern, bit in ((_WEIGHT, BOLD), (_SLANT, ITALIC)):
        if found := pattern.search(css):
            if found[1] in ("normal", "400"):
                off |= bit
            else:
                on |= bit
    return on, off
