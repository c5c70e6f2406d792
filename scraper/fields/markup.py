"""Markup of a body as lines, pictures and structure: the form on which every rule works.

The container is serialised once and read as a stream of tags; there is no second tree, no
recursion, and nesting depth does not matter. What the page meant by `<br>`, `<div>`, spans of
spans and layout tables ends here: a `Line` is what a reader sees as one line.
"""

import re
from html import unescape
from typing import NamedTuple

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
from scraper.fields.select import Node
from scraper.fields.serialise import PUSHED, one_space, serialise

_STYLE_TAGS = {
    "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "cite": ITALIC, "u": UNDERLINE,
    "ins": UNDERLINE, "s": STRIKE, "strike": STRIKE, "del": STRIKE, "sub": SUB, "sup": SUP,
}  # fmt: skip
_BLOCK_TAGS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "center",
        "article",
        "section",
        "header",
        "footer",
        "main",
        "address",
        "figure",
        "figcaption",
        "caption",
        "dl",
        "dt",
        "dd",
        "li",
        "td",
        "th",
        "tr",
        "ul",
        "ol",
        "table",
        "hr",
        "fieldset",
        "details",
        "summary",
    ]
)
_STRUCTURE_TAGS = frozenset(["ul", "ol", "li", "table", "tr", "td", "th", "blockquote"])
_DROPPED_TAGS = frozenset(
    [
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "audio",
        "video",
        "input",
        "select",
        "button",
        "textarea",
        "nav",
        "aside",
        "template",
        "link",
        "meta",
        "title",
        "head",
        "canvas",
        "map",
        "dialog",
        "form",
    ]
)
_TEXT_TAGS = frozenset(
    ["p", "span", "a", "td", "table", "tr", "tbody", "strong", "b", "em", "i", "font"]
)

_TOKEN = re.compile(r"<(/?)([^\s/>]+)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([\w:\-]+)="([^"]*)"')
_CLASSES = re.compile(r'\b(?:class|id)="([^"]*)"')
# On attributes in lower case: a search that ignores case steps through every letter.
_ALIGN = re.compile(r'(?:\balign="|text-align:\s*)(right|center|left|justify|end)')
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
        toolbar|tag-?list|tags-|\btags\b|hidden-print|no-?print|contextMenu|readCounter|
        insert-wiki|type-?RelatedNews|RelatedOneNews|RelatedNewsBox""",
    re.IGNORECASE | re.VERBOSE,
)
_ICON = re.compile(
    r"spacer|/icons?/|icon[_-]|blank\.|pixel|emoticon|emoji|smil(?:ey|ies)|loading\."
)


def read_markup(container: Node) -> "Markup":
    """Everything a reader sees in `container`, in order; boxes of other things are left out."""
    markup, embedded = serialise(container)
    reader = _Reader()
    reader.read(markup)
    return Markup(reader.items, embedded)


class Markup(NamedTuple):
    items: list[Item]
    embedded_pictures: int
    """Pictures written into the page itself (data:), which have no address."""

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]


class _State(NamedTuple):
    """What an element hands down to its content."""

    style: int = 0
    href: str = ""
    align: str = ""
    tag: str = "div"
    classes: str = ""


class _Reader:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._line: Line | None = None
        self._opens = True
        self._breaks = 0

    def read(self, markup: str) -> None:
        skipped = 0
        for closing, tag, attributes, text in _TOKEN.findall(markup):
            if text:
                if not skipped:
                    self._add_text(text)
                continue
            alone = attributes.endswith("/")
            if skipped:
                skipped += -1 if closing else (0 if alone else 1)
            elif closing:
                self._close(tag)
            elif tag in _DROPPED_TAGS or self._is_box(tag, attributes):
                skipped = 0 if alone else 1
            elif tag == "br":
                self._break()
            elif tag == "img":
                self._add_picture(attributes)
            else:
                self._open(tag, attributes)
                if alone:
                    self._close(tag)
        self._end_line(opens=True)

    def _is_box(self, tag: str, attributes: str) -> bool:
        if not attributes or not self._stack:  # the container is chosen by the page object
            return False
        if "isplay" in attributes and _HIDDEN.search(attributes.lower()):
            return True
        if "class=" not in attributes and "id=" not in attributes:
            return False
        if tag in _TEXT_TAGS and "elat" not in attributes:
            return "view-content-author" in attributes or "readCounter" in attributes
        return any(_BOX.search(names) for names in _CLASSES.findall(attributes))

    def _open(self, tag: str, attributes: str) -> None:
        old = self._state
        self._stack.append(old)
        style, href, align, block, classes = old
        if attributes:
            css = attributes.lower()
            if tag in _BLOCK_TAGS and "align" in css and (found := _ALIGN.search(css)):
                align = "right" if found[1] == "end" else found[1]
            if "class=" in attributes and (names := _CLASSES.search(attributes)):
                classes = names[1]
            if "font-" in css:
                style = _css_style(style, css)
            if tag == "a" and (link := _LINK.search(attributes)):
                href = unescape(link[1])
        if tag in _BLOCK_TAGS:
            self._end_line(opens=True)
            block = tag if block != "figcaption" else block
            align = "center" if tag == "center" else align
            if tag in _STRUCTURE_TAGS:
                spans = "".join(f' {name}="{value}"' for name, value in _SPAN.findall(attributes))
                self.items.append(Mark(tag, False, spans))
        elif bit := _STYLE_TAGS.get(tag):
            style |= bit
        self._state = _State(style, href, align, block, classes)

    def _close(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self._end_line(opens=True)
            if tag in _STRUCTURE_TAGS:
                self.items.append(Mark(tag, True))
        self._state = self._stack.pop() if self._stack else _State()

    def _break(self) -> None:
        self._breaks += 1
        self._end_line(opens=self._opens or self._breaks > 1)

    def _end_line(self, *, opens: bool) -> None:
        if self._line is not None:
            line, self._line = self._line, None
            last = line.runs[-1]
            line.runs[-1] = Run(last.style, last.href, last.text.rstrip())
            self.items.append(line)
        self._opens = opens

    def _add_text(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        if "  " in text or "o:p>" in text or not text.isprintable():
            text = one_space(text)
        state = self._state
        line = self._line
        if line is None:
            text = text.lstrip(" ")
            align = state.align
            if PUSHED in text:
                align = "right" if text.startswith(PUSHED) else align
                text = text.replace(PUSHED, " ").lstrip(" ")
            if not text:
                return
            line = self._line = Line(self._opens, align, state.tag, state.classes)
            self._opens, self._breaks = False, 0
        else:
            text = text.replace(PUSHED, " ")
            if line.runs[-1].text.endswith(" "):
                text = text.lstrip(" ")
            if not text:
                return
        line.runs.append(Run(state.style, state.href, text))

    def _add_picture(self, attributes: str) -> None:
        values = dict(_ATTRIBUTE.findall(attributes))
        src = values.get("data-src") or values.get("data-original") or values.get("src") or ""
        if not src or _ICON.search(src.lower()) or _is_tiny(values):
            return
        self._end_line(opens=True)
        self.items.append(
            Picture(unescape(src), one_space(nfc(unescape(values.get("alt", "")))).strip())
        )


def _css_style(style: int, css: str) -> int:
    if "-weight" in css and (found := _WEIGHT.search(css)):
        style = style & ~BOLD if found[1] in ("normal", "400") else style | BOLD
    if "-style" in css and (found := _SLANT.search(css)):
        style = style & ~ITALIC if found[1] == "normal" else style | ITALIC
    return style


def _is_tiny(values: dict[str, str]) -> bool:
    return any(
        values.get(side, "").rstrip("px").isdigit() and int(values[side].rstrip("px")) <= 24
        for side in ("width", "height")
    )
