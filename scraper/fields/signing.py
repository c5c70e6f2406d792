"""The lines around a body that are not the body: headline repeated, signature, source credit, notices.

They are taken off and kept raw; everything between stays word for word. What evidence a line
needs depends on what it says: a label is enough, a bare name has to stand where signatures stand.
"""

import re

from attrs import define, field

from archive.records import Author
from archive.text import fold_space
from scraper.fields.addresses import is_file
from scraper.fields.bylines import (
    Byline,
    Role,
    is_collective,
    is_name,
    is_office,
    read_byline,
    with_position,
)
from scraper.fields.credits import read_credit
from scraper.fields.dates import read_date, view_count
from scraper.fields.lines import BOLD, ITALIC, Item, Line

_NOTICE = re.compile(
    r"""^[\s\-–>*»|[(]*(?:
        số\s+lượt\s+(?:người\s+)?(?:xem|đọc) | lượt\s+(?:xem|truy\s+cập) | in\s+bài(?:\s+viết)?$ | in\s+trang | bản\s+in | gửi\s+(?:mail|email|bài)
      | quay\s+lại | trở\s+(?:về|lại)$ | về\s+(?:đầu\s+trang|trang\s+chủ) | chia\s+sẻ\b.{0,30}$ | tổng\s+số\s+điểm\s+của | click\s+để\s+đánh\s+giá | xếp\s+hạng:
      | từ\s+khóa\s*: | tags?\s*: | xem\s+chi\s+tiết | (?:mời|vui\s+lòng)?\s*xem\s+(?:thêm|tại|file|nội\s+dung)\b.{0,60}$ | chi\s+tiết\s+xem | đọc\s+tiếp
      | (?:tải|download)\s.{0,60}(?:tại\s+đây|về|file)\W*$ | (?:file|tệp|tập\s+tin)\s+đính\s+kèm | tập\s+tin\s*: | tổng\s+số\s+lượt | print$ | send\s+email | ý\s+kiến\s+bạn\s+đọc | bình\s+luận$
      | click\s+(?:vào\s+)?(?:đây|here) | tại\s+đây\W*$ | like$ | tweet$ | <o:p>
      )""",
    re.IGNORECASE | re.VERBOSE,
)
_RELATED = re.compile(
    r"""^[\s\-–>*»|[(]*(?:(?:các\s+)?(?:tin|bài)(?:\s+(?:viết|tức|bài|đăng))?\s+(?:khác|liên\s+quan|đã\s+đưa|cũ(?:\s+hơn)?|mới(?:\s+hơn)?|cùng\s+(?:chuyên\s+mục|chủ\s+đề|loại))
      |những\s+tin\s+(?:mới|cũ)\s+hơn|xem\s+thêm|tham\s+khảo\s+thêm|đọc\s+thêm|có\s+thể\s+bạn\s+quan\s+tâm)\s*[:.]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTER = re.compile(
    r"^(?:xem|tải|chi\s+tiết|mời|download|toàn\s+văn)\b.*(?:tại\s+đây|ở\s+đây|here|\.\.\.|tại)\W*$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"thứ\s+\w+|chủ\s+nhật|ngày|đăng|tin|lúc|cập\s+nhật|xuất\s+bản|gmt\s*\+\s*7|số\s+lượt\s+xem|lượt\s+xem|view\s+count|[\d.,]+",
    re.IGNORECASE,
)
_META_SEPARATOR = re.compile(r"\s*[·•|]\s*")
_NOT_LETTERS = re.compile(r"\W+")
_SENTENCE_END = re.compile(r"[.!?…”\"/)]\s*$")
_INLINE_SIGNATURE = re.compile(r"\./\.\s*(?P<tail>[^.]{2,80}\.?)$")
_INLINE_CREDIT = re.compile(r"\s*(?P<tail>\((?:Theo|Nguồn)\b[^()]{3,120}\)\.?)$", re.IGNORECASE)
_LOOK_BACK = 9
_LOOK_AHEAD = 5


@define
class Signing:
    """What stood around the body."""

    byline_lines: list[str] = field(factory=list)
    authors: list[Author] = field(factory=list)
    rule: str = ""
    credit: str = ""
    headline: str = ""
    """First line of the body that is a headline other than the title."""
    date_line: str = ""
    """A line of the body that is nothing but a date."""


def take_signing_lines(items: list[Item], title: str, lead: str = "") -> tuple[list[Item], Signing]:
    """`items` without the lines that sign, credit or repeat; and what those said."""
    signing = Signing()
    items = _cut_related(items)
    lines = [item for item in items if isinstance(item, Line)]
    taken: set[int] = set()
    _take_head(lines, taken, title, lead, signing)
    _take_tail([line for line in lines if id(line) not in taken], taken, signing)
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


# --- Head -------------------------------------------------------------------------------------


def _take_head(lines: list[Line], taken: set[int], title: str, lead: str, signing: Signing) -> None:
    head = lines[:_LOOK_AHEAD]
    position = 0
    while position < len(head) - 1:
        line = head[position]
        text = line.text
        if (
            _repeats(head, position, title, signing)
            or (lead and _same(text, lead))
            or _takes_meta_line(text, signing)
        ):
            taken.add(id(line))
        elif used := _head_byline(head, position, signing):
            taken.update(id(one) for one in head[position : position + used])
            position += used - 1
            break
        else:
            break
        position += 1


def _same(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 20:
        return False
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.lower())


def _takes_meta_line(text: str, signing: Signing) -> bool:
    """Whether the line is the date, alone or with counter and byline: "… 15:35 · 81 lượt xem · …"."""
    parts = [part for part in _META_SEPARATOR.split(text) if part] if len(text) <= 200 else []
    dates = [part for part in parts if _is_date_line(part)]
    others = [part for part in parts if part not in dates]
    bylines = [read_byline(part) for part in others if view_count(part) is None]
    if not dates or not all(bylines):
        return False
    signing.date_line = dates[0]
    signing.byline_lines += [part for part in others if view_count(part) is None]
    signing.authors += [author for byline in bylines if byline for author in byline.authors]
    signing.rule = signing.rule or "line of date and byline above the text"
    return True


def _is_date_line(text: str) -> bool:
    """Whether the line is a date and little else: "Thứ tư - 14/10/2020 11:11", "(26.07.2019 14:14)"."""
    if len(text) > 60:
        return False
    reading = read_date(text)
    if reading is None or reading.at is None:
        return False
    rest = _DATE_WORDS.sub("", text.replace(reading.raw, ""))
    return not re.search(r"\w", rest)


def _repeats(head: list[Line], position: int, title: str, signing: Signing) -> bool:
    """Whether the line is the title again, or another wording of it.

    A longer headline begins as the title does; one in other words counts only where a byline
    follows, because a body may well open with a heading of its own.
    """
    if not title:
        return False
    line = head[position]
    text = line.text
    if len(text) > 300:
        return False
    mine, theirs = _letters(text), _letters(title)
    if mine == theirs:
        return True
    if text.endswith((".", ":", ";", ",")):
        return False
    words, title_words = set(text.lower().split()), set(title.lower().split())
    overlaps = len(words & title_words) >= 0.6 * max(len(words), len(title_words))
    if mine.startswith(theirs) or (overlaps and _head_byline(head, position + 1, Signing())):
        signing.headline = text
        return True
    return False


def _head_byline(head: list[Line], position: int, signing: Signing) -> int:
    """Number of lines that the byline at the start of the body takes."""
    line = head[position]
    text = line.text
    if len(text) > 120:
        return 0
    byline = read_byline(text)
    if byline is None or byline.role is not Role.AUTHOR or not byline.authors:
        return 0
    following = head[position + 1].text if position + 1 < len(head) else ""
    one = byline.authors[0]
    if (
        len(byline.authors) == 1
        and not one.position
        and 0 < len(following) <= 140
        and (
            is_office(following) or (is_collective(following) and _is_set_apart(head[position + 1]))
        )
    ):
        signing.authors.append(with_position(one.name, following))
        signing.byline_lines += [text, following]
        signing.rule = "signature: name and position open the body"
        return 2
    if one.position or ":" in text or _is_set_apart(line):
        signing.authors.extend(byline.authors)
        signing.byline_lines.append(text)
        signing.rule = "signature: name opens the body"
        return 1
    return 0


def _is_set_apart(line: Line) -> bool:
    return line.align in ("right", "center") or bool(line.style & (BOLD | ITALIC)) or line.is_author


# --- Tail -------------------------------------------------------------------------------------


def _take_tail(lines: list[Line], taken: set[int], signing: Signing) -> None:
    signed: list[str] = []
    tail = [line for line in lines if line.text]
    for back in range(min(_LOOK_BACK, len(tail) - 1)):
        line = tail[-1 - back]
        before = tail[-2 - back]
        text = line.text
        if _is_notice(line, text) or _takes_credit(line, text, signing):
            taken.add(id(line))
        elif _takes_byline(line, text, before, signing):
            taken.add(id(line))
            signed.insert(0, text)
        else:
            _take_inline(line, text, signing, signed)
            break
    signing.byline_lines += signed


def _is_notice(line: Line, text: str) -> bool:
    """A counter, a tool, a pointer or a file: the file itself is kept as an attachment."""
    if _NOTICE.match(text) and len(text) <= 120:
        return True
    files = sum(len(run.text) for run in line.runs if run.href and is_file(run.href))
    if files and len(text) - files <= 25 and len(text) <= 200:
        return True
    return bool(_POINTER.match(text)) and any(run.href for run in line.runs)


def _takes_credit(line: Line, text: str, signing: Signing) -> bool:
    credit = read_credit(text, is_signature=line.align == "right" or line.is_author)
    if credit is None:
        return False
    signing.credit = credit if not signing.credit else f"{credit} – {signing.credit}"
    return True


def _takes_byline(line: Line, text: str, before: Line, signing: Signing) -> bool:
    if is_office(text) and _is_set_apart(line) and is_name(before.text) and len(text) <= 140:
        signing.authors.insert(0, Author("", fold_space(text)))  # the name stands one line above
        return True
    if _is_pending(signing) and is_name(text):
        signing.authors[0] = with_position(_only_name(text), signing.authors[0].position)
        signing.rule = "signature: name and position close the body"
        return True
    if _closes_office_block(line, text, signing):
        return True
    byline = read_byline(text)
    if byline is None or not _has_evidence(line, text, before, byline):
        return False
    if byline.role is Role.AUTHOR and not _is_pending(signing):
        signing.authors[:0] = byline.authors
        signing.rule = signing.rule or "signature: closes the body"
    return True


def _is_pending(signing: Signing) -> bool:
    return bool(signing.authors) and not signing.authors[0].name


def _only_name(text: str) -> str:
    byline = read_byline(text)
    return byline.authors[0].name if byline and byline.authors else fold_space(text)


def _closes_office_block(line: Line, text: str, signing: Signing) -> bool:
    """An office such as "GIÁM ĐỐC" above the name that was just taken: the block that closes letters and plans."""
    if not signing.authors or signing.authors[0].position or len(text) > 100:
        return False
    if not (is_office(text) and (text.isupper() or line.align == "right")):
        return False
    signing.authors[0] = with_position(signing.authors[0].name, text)
    return True


def _has_evidence(line: Line, text: str, before: Line, byline: Byline) -> bool:
    if ":" in text or byline.role is Role.OTHER:
        return True
    if line.in_list:
        return False
    if line.align == "right" or line.is_author:
        return True
    if byline.role is Role.COLLECTIVE:
        return (
            len(text.split()) <= 3
            and (_is_set_apart(line) or is_collective(text))
            and not line.heading
        )
    if is_name(before.text) and not _is_set_apart(line):
        return False
    return (
        _is_set_apart(line)
        or bool(_SENTENCE_END.search(before.text))
        or bool(re.search(r"[(]", text))
    )


def _take_inline(line: Line, text: str, signing: Signing, signed: list[str]) -> None:
    """A signature or credit that shares the last line with the text: "… năm 2021./. Khánh Ly"."""
    if found := _INLINE_CREDIT.search(text):
        credit = read_credit(found["tail"])
        if credit and not signing.credit:
            signing.credit = credit
            line.cut(len(text) - len(found[0]))
            text = line.text
    if (found := _INLINE_SIGNATURE.search(text)) and not signing.authors:
        byline = read_byline(found["tail"])
        if byline is not None and byline.role is not Role.OTHER:
            signing.authors.extend(byline.authors)
            signing.rule = "signature: after “./.” on the last line"
            signed.insert(0, found["tail"])
            line.cut(found.start("tail"))
