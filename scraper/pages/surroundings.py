"""Short texts around the headline and the text of a page without a known layout."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from attrs import frozen

from archive.text import fold_space
from scraper.fields.select import Node
from scraper.pages.base import node_text

_ASIDES = frozenset(["small", "span", "em", "i", "time"])
"""What may stand inside a headline beside its words: "Title (12/05/2026)"."""
_DATE_LABEL = re.compile(
    r"\W*(?:ngày\s+(?:đăng|tạo|gửi|cập\s+nhật|xuất\s+bản|viết)|đăng\s+(?:ngày|lúc|tải)|cập\s+nhật|thời\s+gian)\b",
    re.IGNORECASE,
)
_LINES_ABOVE = 14
"""Elements above the headline in which a date may stand."""
_LINES_BELOW = 12
"""Elements below the body in which a labelled date may stand."""
_LONGEST, _SHORTEST = 120, 8


@frozen(slots=False)
class Surroundings:
    places: dict[Node, int]
    """Element to its place in the document."""
    container: Node | None
    headline: Node | None

    def under_headline(self) -> Iterator[str]:
        """Texts between the headline and the text."""
        start, end = self._span
        yield from self._short_texts(start, end)

    def above_headline(self) -> Iterator[str]:
        """Nearest first."""
        start, _ = self._span
        yield from reversed(list(self._short_texts(max(0, start - _LINES_ABOVE), start)))

    def labels_below(self) -> Iterator[str]:
        """Texts after the body that say they are its date: "Ngày đăng: 12/05/2026"."""
        if self.container is None:
            return
        last = max(self.places.get(node, 0) for node in self.container.iter())
        for node in islice(self.places, last + 1, last + 1 + _LINES_BELOW):
            text = node_text(node)
            if len(text) <= _LONGEST and _DATE_LABEL.match(text):
                yield text

    @cached_property
    def _span(self) -> tuple[int, int]:
        """Places of the headline and of the body; forty elements where no headline is known."""
        if self.container is None:
            return 0, 0
        end = self.places[self.container]
        if self.headline is None:
            return max(0, end - 40), end
        start = self.places[self.headline]
        return start, max(start, end)

    def _short_texts(self, start: int, end: int) -> Iterator[str]:
        title = self.headline
        own = set(title.iter()) if title is not None else set()
        around = set(self.container.iterancestors()) if self.container is not None else set()
        around |= set(title.iterancestors()) if title is not None else set()
        for node in islice(self.places, start, end):
            if node is title:
                text = node.tail or ""
            elif node in own or node.tag in ("script", "style", "title", "a"):
                text = (node.text if node.tag in _ASIDES else "") or ""
            elif node in around:
                text = f"{node.text or ''} {node.tail or ''}"
            else:
                text = node_text(node)
            if _SHORTEST <= len(text := fold_space(text)) <= _LONGEST:
                yield text
