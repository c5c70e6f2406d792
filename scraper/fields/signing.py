"""The lines around a body that are not the body: headline repeated, signature, source credit, notices.

They are taken off and kept raw; everything between stays word for word. What evidence a line
needs depends on what it says: a label is enough, a bare name has to stand where signatures stand.
"""

import re

from scraper.fields.head_lines import take_head
from scraper.fields.lines import Item, Line
from scraper.fields.signature import Signing
from scraper.fields.tail_lines import take_tail

_RELATED = re.compile(
    r"""^[\s\-–>*»|[(]*(?:(?:các\s+)?(?:tin|bài)(?:\s+(?:viết|tức|bài|đăng))?\s+(?:khác|liên\s+quan|đã\s+đưa|cũ(?:\s+hơn)?|mới(?:\s+hơn)?|cùng\s+(?:chuyên\s+mục|chủ\s+đề|loại))
      |những\s+tin\s+(?:mới|cũ)\s+hơn|xem\s+thêm|tham\s+khảo\s+thêm|đọc\s+thêm|có\s+thể\s+bạn\s+quan\s+tâm)\s*[:.]*$""",
    re.IGNORECASE | re.VERBOSE,
)


def take_signing_lines(items: list[Item], title: str, lead: str = "") -> tuple[list[Item], Signing]:
    """`items` without the lines that sign, credit or repeat; and what those said."""
    signing = Signing()
    items = _cut_related(items)
    lines = [item for item in items if isinstance(item, Line)]
    taken: set[int] = set()
    take_head(lines, taken, title, lead, signing)
    take_tail([line for line in lines if id(line) not in taken], taken, signing)
    return [item for item in items if id(item) not in taken], signing


def _cut_related(items: list[Item]) -> list[Item]:
    """Cut before the heading of a list of other articles, where links follow it."""
    for index, item in enumerate(items):
        if isinstance(item, Line) and len(item.runs) <= 4 and _RELATED.match(item.text):
            rest = [after for after in items[index + 1 :] if isinstance(after, Line)]
            linked = sum(1 for line in rest if line.link)
            if linked * 2 >= len(rest):
                return items[:index]
    return items
