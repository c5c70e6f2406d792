"""The lines around a body that are not the body: headline repeated, signature, source credit, notices.

They are taken off and kept raw; everything between stays word for word. What evidence a line
needs depends on what it says: a label is enough, a bare name has to stand where signatures stand.
"""

import re
from itertools import takewhile

from scraper.fields.addresses import is_file
from scraper.fields.head_lines import take_head
from scraper.fields.lines import Item, Line
from scraper.fields.signature import Signing
from scraper.fields.tail_lines import take_tail

_RELATED = re.compile(
    r"""^[\W_]*(?:(?:các|những|một\s+số|danh\s+sách)?\s*(?:tin|bài)(?:\s*,?\s*(?:viết|tức|bài|đăng|ảnh))*\s+(?:khác|(?:có\s+)?liên\s+quan|đã\s+(?:đưa|đăng)|trước(?:\s+đó)?|tiếp\s+theo
        |(?:cũ|mới)(?:\s+hơn)?\s+(?:liên\s+quan|cùng\s+(?:chuyên\s+)?mục)|cũ(?:\s+hơn)?|mới(?:\s+(?:hơn|nhất|đăng|cập\s+nhật))?|(?:trong\s+)?cùng\s+(?:chuyên\s+mục|chủ\s+đề|loại|thể\s+loại|danh\s+mục|mục)|nổi\s+bật|đọc\s+nhiều(?:\s+nhất)?)
      |cùng\s+(?:chuyên\s+mục|chủ\s+đề|danh\s+mục)|(?:mời\s+(?:quý\s+)?(?:bạn(?:\s+đọc)?|độc\s+giả)\s+)?(?:xem|đọc|tham\s+khảo)\s+thêm|đọc\s+(?:tiếp|nhiều(?:\s+nhất)?)|có\s+thể\s+bạn\s+quan\s+tâm|bạn\s+có\s+biết|liên\s+quan
      |related\s+(?:posts|articles|news)|other\s+news)[\s:.…»>]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# ">> Another headline", "Xem thêm: another headline": a link to another article between paragraphs.
_POINTS_ELSEWHERE = re.compile(
    r"\s*(?:[>»›]{2,}|[»›]|\W*(?:mời\s+(?:quý\s+)?(?:bạn(?:\s+đọc)?|độc\s+giả)\s+)?(?:xem|đọc|tham\s+khảo)\s+(?:thêm|tiếp)\s*:)",
    re.IGNORECASE,
)
_MAX_HEADING = 60
_HEADLINE_WORDS = 5


def heads_related(text: str) -> bool:
    """Whether the line is the heading of a list of other articles: "Các tin khác", "Xem thêm:"."""
    return len(text) <= _MAX_HEADING and bool(_RELATED.match(text))


def take_signing_lines(items: list[Item], title: str, lead: str = "") -> tuple[list[Item], Signing]:
    """`items` without the lines that sign, credit or repeat; and what those said."""
    signing = Signing()
    items = _cut_related([item for item in items if not _points_elsewhere(item)])
    lines = [item for item in items if isinstance(item, Line)]
    taken: set[int] = set()
    take_head(lines, taken, title, lead, signing)
    take_tail([line for line in lines if id(line) not in taken], taken, signing)
    return [item for item in items if id(item) not in taken], signing


def _points_elsewhere(item: Item) -> bool:
    if not isinstance(item, Line) or not item.is_link or not _POINTS_ELSEWHERE.match(item.text):
        return False
    links = [run.href for run in item.runs if run.href]
    return len(item.text.split()) >= _HEADLINE_WORDS and not any(map(is_file, links))


def _cut_related(items: list[Item]) -> list[Item]:
    """Cut before the heading of a list of other articles; where the text goes on after a few links
    ("Xem thêm: …" between paragraphs) only heading and links go.
    """
    for index, item in enumerate(items):
        if not (isinstance(item, Line) and len(item.runs) <= 4 and heads_related(item.text)):
            continue
        rest = [after for after in items[index + 1 :] if isinstance(after, Line)]
        linked = sum(line.is_link for line in rest)
        if linked * 2 >= len(rest) or (linked >= 3 and linked * 3 >= len(rest)):
            return items[:index]
        links = list(takewhile(lambda line: line.is_link, rest))
        if links:
            dropped = {id(line) for line in (item, *links)}
            return _cut_related([one for one in items if id(one) not in dropped])
    return items
