"""Short texts around the headline and the text of a page without a known layout."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from attrs import frozen

from archive.records import PublishedPrecision
from archive.text import fold_space
from scraper.fields.bylines import has_surname, read_byline
from scraper.fields.credits import read_credit
from scraper.fields.dates import DateReading, read_date
from scraper.fields.select import Node, text_of
from scraper.fields.signing import heads_related
from scraper.fields.titles import ends_sentence
from scraper.pages.outline import is_hidden

_ASIDES = frozenset(["small", "span", "em", "i", "time"])
"""What may stand inside a headline beside its words: "Title (12/05/2026)"."""
_DATE_LABEL = re.compile(
    r"\W*(?:ngày\s+(?:đăng|tạo|gửi|cập\s+nhật|xuất\s+bản|viết)|đăng\s+(?:ngày|lúc|tải)|cập\s+nhật|thời\s+gian)\b",
    re.IGNORECASE,
)
# The day of a change is none of publication; "Cập nhật: …" alone may well be.
_LAST_CHANGE = re.compile(
    r"(?:cập\s+nhật|chỉnh\s+sửa|sửa(?:\s+đổi)?|thay\s+đổi)\s+(?:lần\s+)?cuối|lần\s+cập\s+nhật\s+cuối|last\s+(?:updated|modified)",
    re.IGNORECASE,
)
_PAGE_CLOCK = re.compile(r"hôm\s+nay|bây\s+giờ|giờ\s+hiện\s+tại|today", re.IGNORECASE)
_LINES_ABOVE = 14
"""Elements above the headline in which a date may stand."""
_OWN_BOX = 45
"""The same where headline and date share a box that begins that close above the headline."""
_UNDER = 20
"""Elements under a headline that stands in the text's own element."""
_LINES_BELOW = 40
"""Elements below the body in which a labelled date may stand."""
_LONGEST, _SHORTEST = 160, 8
_MOST_WORDS = 14
"""Words that may stand beside the date of a line: "Đăng bởi … | Lượt xem: 310"."""
_SHORT = 200
_SIBLINGS = 6
_PLAIN = frozenset(["div", "p", "span", "center"])
_NO_SIGNATURE = frozenset(["a", "img", "li", "input", "button", "h1", "h2", "h3", "h4", "h5", "h6"])
_ENDS = frozenset(["footer", "form", "nav", "aside"])
_SET_APART = re.compile(r"right|center|author|tac-?gia|nguon|source", re.IGNORECASE)


@frozen(slots=False)
class Surroundings:
    places: dict[Node, int]
    """Element to its place in the document."""
    container: Node | None
    headline: Node | None

    @cached_property
    def under_headline(self) -> tuple[str, ...]:
        """Texts between the headline and the text."""
        return tuple(self._short_texts(*self._span))

    def above_headline(self) -> Iterator[str]:
        """Nearest first."""
        start, _ = self._span
        boxes = self.headline.iterancestors() if self.headline is not None else ()
        near = [place for box in boxes if start - (place := self.places[box]) <= _OWN_BOX]
        first = max(0, min([start - _LINES_ABOVE, *near]))
        yield from reversed(list(self._short_texts(first, start)))

    def labels_below(self) -> Iterator[str]:
        """Texts after the body that say they are its date: "Ngày đăng: 12/05/2026"."""
        if self.container is None:
            return
        last = max(self.places.get(node, 0) for node in self.container.iter())
        for node in islice(self.places, last + 1, last + 1 + _LINES_BELOW):
            text = spaced_text(node) if len(node) <= 12 else ""
            if node.tag in _ENDS or heads_related(text):
                return
            if 0 < len(text) <= _LONGEST and _DATE_LABEL.match(text):
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
        return start, end if start < end else min(start + _UNDER, self._last + 1)

    @property
    def _last(self) -> int:
        """Place of the last element of the text."""
        node = self.container
        while node is not None and len(node):
            node = node[-1]
        return self.places.get(node, 0) if node is not None else 0

    def _short_texts(self, start: int, end: int) -> Iterator[str]:
        title = self.headline
        own = set(title.iter()) if title is not None else set()
        around = set(self.container.iterancestors()) if self.container is not None else set()
        around |= set(title.iterancestors()) if title is not None else set()
        hidden: set[Node] = set()
        for node in islice(self.places, start, end):
            if node not in hidden and is_hidden(node):
                hidden.update(node.iter())
            if node in hidden or (node.tag == "time" and _is_update(node)):
                continue
            if node is title:
                text = node.tail or ""
            elif node in own or node.tag in ("script", "style", "title", "a"):
                text = (node.text if node.tag in _ASIDES else "") or ""
            elif node in around:
                text = f"{node.text or ''} {node.tail or ''}"
            else:
                text = spaced_text(node)
            if _SHORTEST <= len(text := fold_space(text)) <= _LONGEST:
                yield text


def _is_update(node: Node) -> bool:
    """Whether a <time> is that of a later change."""
    names = node.get("class", "")
    return "updated" in names and "published" not in names and "entry-date" not in names


def is_stamp(text: str, raw: str) -> bool:
    """Whether the date `raw` is what the line is about, and that of publication: no day in a
    sentence, no clock of the page, no day of a change.
    """
    if _PAGE_CLOCK.search(text) or _LAST_CHANGE.search(text):
        return False
    return len(text.replace(raw, "").split()) <= _MOST_WORDS


def stamps(texts: Iterable[str]) -> Iterator[DateReading]:
    """The dates that the texts are about; a day whose time stands beside it in the element around
    it ("<span>12/10/2026</span> | 08:30") with that time.
    """
    lines = list(texts)
    for text in lines:
        reading = read_date(text)
        if reading is None or reading.at is None or not is_stamp(text, reading.raw):
            continue
        if reading.precision is PublishedPrecision.DAY:
            around = (read_date(line) for line in lines if line != text and reading.raw in line)
            with_time = (one for one in around if one and one.raw.startswith(reading.raw))
            yield next((one for one in with_time if one.at and one.at > reading.at), reading)
        else:
            yield reading


def look_around(root: Node, title: Node, container: Node) -> Surroundings:
    """What stands around a title that stands above its text; nothing around one that does not."""
    places = {node: place for place, node in enumerate(root.iter())}
    if not places.get(title, -1) < places.get(container, -1):
        return Surroundings({}, None, None)  # below it, or no longer on the page
    return Surroundings(places, container, title)


def spaced_text(node: Node) -> str:
    """All text of a node on one line, with a space between elements that touch."""
    updates = [time for time in node.iter("time") if _is_update(time)]
    texts = (str(text) for text in node.itertext())
    if updates and len(updates) < sum(1 for _ in node.iter("time")):
        kept = (time for time in node.iter("time") if not _is_update(time))
        texts = (str(text) for time in kept for text in time.itertext())
    return fold_space(" ".join(texts))


def own_nodes(container: Node) -> list[Node]:
    """The elements of a text in order, without hidden ones, up to the heading of other articles."""
    nodes: list[Node] = []
    hidden: set[Node] = set()
    length = 0
    for node in container.iter():
        if node in hidden:
            continue
        if is_hidden(node):
            hidden.update(node.iter())
            continue
        text = (node.text or "").strip()
        if length > _SHORT and heads_related(text):
            break
        nodes.append(node)
        length += len(text) + len((node.tail or "").strip())
    return nodes


def signing_blocks(container: Node) -> list[Node]:
    """Elements right after the body that sign or credit it: "Tác giả: …", "Nguồn: …", a name."""
    node = container
    following = list(node.itersiblings())
    while not following and (parent := node.getparent()) is not None and parent.tag != "body":
        node = parent
        following = list(node.itersiblings())
    found = []
    is_next = True
    shown = (block for block in following if block.tag not in ("script", "style", "noscript"))
    for block in islice(shown, _SIBLINGS):
        text = spaced_text(block)
        if heads_related(text) or block.tag in _ENDS or len(text) > 400:
            break
        if 2 < len(text) <= _LONGEST and (
            _signs(block, text) or (is_next and _is_bare_name(block, text, container))
        ):
            found.append(block)
        is_next = is_next and not text
    return found


def _is_bare_name(block: Node, text: str, container: Node) -> bool:
    """Whether a name alone stands right below the text: a name with its surname, in a plain block,
    and no picture above it whose note it could be.
    """
    if block.tag not in _PLAIN or not has_surname(text):
        return False
    if any(inner.tag in _NO_SIGNATURE for inner in block.iter()):
        return False
    *_, last = (node for node in container.iter() if node.tag == "img" or (node.text or "").strip())
    return last.tag != "img" and ends_sentence(text_of(container).rstrip())


def _signs(block: Node, text: str) -> bool:
    if read_credit(text) is not None:
        return True
    if read_byline(text) is None:
        return False
    if ":" in text:
        return True
    marks = (block.get("class"), block.get("id"), block.get("align"), block.get("style"))
    return any(mark and _SET_APART.search(mark) for mark in marks) or any(
        inner.tag in ("b", "strong", "i", "em") for inner in block.iter()
    )
