"""What a body consists of: lines of styled runs, pictures, and marks of lists and tables."""

import re
from functools import lru_cache
from typing import NamedTuple

from archive.text import nfc

BOLD, ITALIC, UNDERLINE, STRIKE, SUB, SUP = 1, 2, 4, 8, 16, 32

_CAPTION_CLASS = re.compile(
    r"caption|chu-?thich|ck_legend|desc_?img|image-?desc|img-?desc", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(r"author|tac-?gia|byline|but-?danh|signature", re.IGNORECASE)


class Run(NamedTuple):
    """Text of one style; `text` is plain, unescaped."""

    style: int
    href: str
    text: str


class Line:
    """What a reader sees as one line of the body."""

    __slots__ = (
        "_text",
        "align",
        "classes",
        "heading",
        "in_list",
        "is_caption",
        "opens",
        "runs",
    )

    def __init__(self, opens: bool, align: str, tag: str, classes: str) -> None:
        self.runs: list[Run] = []
        self._text: str | None = None
        self.opens = opens
        """Whether a paragraph begins here; otherwise it follows the line before after a break."""
        self.align = align
        self.heading = tag if len(tag) == 2 and tag[0] == "h" and tag != "hr" else ""
        self.in_list = tag == "li"
        self.classes = classes
        self.is_caption = tag in ("figcaption", "caption") or _names_caption(classes)

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = nfc("".join([run.text for run in self.runs])).strip()
        return self._text

    def cut(self, length: int) -> None:
        """Keep the first `length` characters."""
        runs: list[Run] = []
        for run in self.runs:
            if length <= 0:
                break
            runs.append(Run(run.style, run.href, run.text[:length]))
            length -= len(run.text)
        last = runs[-1]
        runs[-1] = Run(last.style, last.href, last.text.rstrip())
        self.runs, self._text = runs, None

    @property
    def style(self) -> int:
        """Style that the whole line has."""
        style = BOLD | ITALIC | UNDERLINE
        for run in self.runs:
            if run.text.strip():
                style &= run.style
        return style

    @property
    def is_author(self) -> bool:
        return bool(self.classes and _AUTHOR_CLASS.search(self.classes))

    @property
    def is_link(self) -> bool:
        """Whether most of the line is a link: a headline, perhaps with its date."""
        linked = sum(len(run.text) for run in self.runs if run.href)
        return linked * 2 > len(self.text)


@lru_cache(256)
def _names_caption(classes: str) -> bool:
    return bool(_CAPTION_CLASS.search(classes))


class Picture:
    __slots__ = ("alt", "captions", "src")

    def __init__(self, src: str, alt: str) -> None:
        self.src = src
        self.alt = alt
        self.captions: list[Line] = []


class Mark(NamedTuple):
    """Start or end of a list, a table or one of their parts."""

    tag: str
    closes: bool
    attributes: str = ""


Item = Line | Picture | Mark
