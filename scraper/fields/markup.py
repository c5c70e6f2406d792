"""Markup of a body as lines, pictures and structure: the form on which every rule works.

The container is serialised once and read as a stream of tags; there is no second tree, no
recursion, and nesting depth does not matter. What the page meant by `<br>`, `<div>`, spans of
spans and layout tables ends here: a `Line` is what a reader sees as one line.
"""

import re
from html import unescape
from typing import NamedTuple

from archive.text import nfc
from scraper.fields.embeds import find_frames
from scraper.fields.lines import Item, Line, Mark, Picture, Run
from scraper.fields.select import Node
from scraper.fields.serialise import PUSHED, one_space, serialise
from scraper.fields.tags import BLOCK_TAGS, STRUCTURE_TAGS, StartTag, read_start_tag

_ATTRIBUTE = re.compile(r'([\w:\-]+)="([^"]*)"')
_ICON = re.compile(
    r"spacer|/icons?/|icon[_-]|blank\.|pixel|emoticon|emoji|smil(?:ey|ies)|loading\."
)


def read_markup(container: Node) -> "Markup":
    """Everything a reader sees in `container`, in order; boxes of other things are left out."""
    markup, embedded = serialise(container)
    reader = _Reader()
    reader.read(markup)
    return Markup(reader.items, embedded, find_frames(markup))


class Markup(NamedTuple):
    items: list[Item]
    embedded_pictures: int
    """Pictures written into the page itself (data:), which have no address."""
    frames: list[str]
    """Addresses of documents and films that the page shows in frames."""

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]


# What an element hands down to its content: style, address of a link, alignment, block, classes.
_State = tuple[int, str, str, str, str]
_OUTSIDE: _State = (0, "", "", "div", "")


class _Reader:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self._state = _OUTSIDE
        self._stack: list[_State] = []
        self._line: Line | None = None
        self._opens = True
        self._breaks = 0

    def read(self, markup: str) -> None:
        """`markup` is serialised XML: signs of markup are escaped in texts and attributes."""
        skipped = 0
        for piece in markup.split("<")[1:]:
            tag, _, text = piece.partition(">")
            if not tag:  # "<b<" names an element "b<", which is written as it is
                continue
            closes, alone = tag[0] == "/", tag[-1] == "/"
            if skipped:
                skipped += -1 if closes else (0 if alone else 1)
            elif closes:
                self._close(tag[1:])
            elif tag == "br/" or tag.startswith("br "):
                self._break()
            else:
                start = read_start_tag(tag)
                # The container itself is chosen by the page object.
                if start.is_left_out or (start.is_box and self._stack):
                    skipped = 0 if alone else 1
                elif start.name == "img":
                    self._add_picture(tag)
                else:
                    self._open(start)
                    if alone:
                        self._close(start.name)
            if text and not skipped:
                self._add_text(text)
        self._end_line(opens=True)

    def _open(self, tag: StartTag) -> None:
        old = self._state
        self._stack.append(old)
        style, href, align, block, classes = old
        if tag.is_block:
            self._end_line(opens=True)
            if block != "figcaption":
                block = tag.name
            if tag.name in STRUCTURE_TAGS:
                self.items.append(Mark(tag.name, False, tag.spans))
        self._state = (
            style & ~tag.style_off | tag.style_on,
            tag.href or href,
            tag.align or align,
            block,
            tag.classes or classes,
        )

    def _close(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self._end_line(opens=True)
            if tag in STRUCTURE_TAGS:
                self.items.append(Mark(tag, True))
        self._state = self._stack.pop() if self._stack else _OUTSIDE

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
        if "  " in text or not text.isprintable() or "o:p>" in text:
            text = one_space(text)
        style, href, align, block, classes = self._state
        line = self._line
        if line is None:
            text = text.lstrip(" ")
            if PUSHED in text:
                align = "right" if text.startswith(PUSHED) else align
                text = text.replace(PUSHED, " ").lstrip(" ")
            if not text:
                return
            line = self._line = Line(self._opens, align, block, classes)
            self._opens, self._breaks = False, 0
        else:
            text = text.replace(PUSHED, " ")
            if line.runs[-1].text.endswith(" "):
                text = text.lstrip(" ")
            if not text:
                return
        line.runs.append(Run(style, href, text))

    def _add_picture(self, attributes: str) -> None:
        values = dict(_ATTRIBUTE.findall(attributes))
        src = values.get("data-src") or values.get("data-original") or values.get("src") or ""
        if not src or _ICON.search(src.lower()) or _is_tiny(values):
            return
        self._end_line(opens=True)
        self.items.append(
            Picture(unescape(src), one_space(nfc(unescape(values.get("alt", "")))).strip())
        )


def _is_tiny(values: dict[str, str]) -> bool:
    return any(
        values.get(side, "").rstrip("px").isdigit() and int(values[side].rstrip("px")) <= 24
        for side in ("width", "height")
    )
