"""The lines above a body's text: headline and lead repeated, the line of the date, a byline."""

import re

from archive.records import PublishedPrecision
from scraper.fields.bylines import (
    Role,
    is_collective,
    is_name,
    is_office,
    names_office_first,
    read_byline,
    with_position,
)
from scraper.fields.dates import read_date, view_count
from scraper.fields.lines import BOLD, Line
from scraper.fields.page_tools import is_tool_line, without_tools
from scraper.fields.signature import Signing, is_set_apart
from scraper.fields.titles import ends_sentence

_DATE_WORDS = re.compile(
    r"thứ\s+\w+|chủ\s+nhật|ngày|đăng|tin|lúc|cập\s+nhật|xuất\s+bản|gmt\s*\+\s*7|số\s+lượt\s+xem|lượt\s+xem|view\s+count|[\d.,]+"
)  # on small letters, as in page_tools
_WORD = re.compile(r"\w")
_META_SEPARATORS = (re.compile(r"\s*[·•|]\s*"), re.compile(r"\s+[-–]\s+"))
# Editors paste articles of papers with their markup: the summary keeps its name.
_LEAD_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|des|desc|description|hometext|tom-?tat|short-?_?intro|chapeau|summary)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LOOK_AHEAD = 10
_SHORTEST_LEAD, _LONGEST_LEAD = 60, 900
_SECTION_WORDS = 4
_TITLE_LINES = 4


def take_head(lines: list[Line], taken: set[int], title: str, lead: str, signing: Signing) -> None:
    head = lines[:_LOOK_AHEAD]
    position = 0
    while position < len(head) - 1:
        line = head[position]
        text = line.text
        if (
            _repeats(head, position, title, signing)
            or (lead and _same(text, lead))
            or is_tool_line(text)
            or _names_poster_or_section(line, text, signing)
            or _takes_meta_line(text, signing)
            or _takes_glued_line(text, signing)
            or (not lead and _takes_lead(line, head[position + 1], signing))
            or (not lead and _takes_bold_lead(line, head[position + 1], signing))
        ):
            taken.add(id(line))
        elif used := _title_lines(head, position, title):
            taken.update(id(one) for one in head[position : position + used])
            position += used - 1
        elif used := _head_byline(head, position, signing):
            taken.update(id(one) for one in head[position : position + used])
            position += used - 1
            break
        else:
            break
        position += 1


def _names_poster_or_section(line: Line, text: str, signing: Signing) -> bool:
    """Whether the line says who posted the text ("Đăng bởi: …"), or links to its section."""
    if len(text) > 60:
        return False
    if ":" in text and (byline := read_byline(text)) and byline.role is Role.OTHER:
        signing.byline_lines.append(text)
        return True
    return line.is_link and len(text.split()) <= _SECTION_WORDS and not is_name(text)


def _takes_lead(line: Line, following: Line, signing: Signing) -> bool:
    """Whether the line is called the summary, and the line after it is not."""
    if (
        signing.lead
        or line.classes == following.classes
        or not _LEAD_CLASS.search(line.classes)
        or not _SHORTEST_LEAD <= len(line.text) <= _LONGEST_LEAD
    ):
        return False
    signing.lead = line.text
    return True


def _takes_bold_lead(line: Line, following: Line, signing: Signing) -> bool:
    """Whether the line is a bold sentence below the date of the page, the text after it is not bold:
    between the two the template prints its summary. Without that date, bold sentences open texts.
    """
    if (
        not signing.date_line
        or signing.lead
        or not line.style & BOLD
        or following.style & BOLD
        or not _SHORTEST_LEAD <= len(line.text) <= _LONGEST_LEAD
        or not ends_sentence(line.text)
    ):
        return False
    signing.lead = line.text
    return True


def _same(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 20:
        return False
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _takes_meta_line(text: str, signing: Signing) -> bool:
    """Whether the line is the date, alone or with counter and byline: "… 15:35 · 81 lượt xem · …"."""
    if _is_date_line(text):
        signing.date_line = text
        return True
    if len(text) > 200:
        return False
    return any(
        _takes_parts(parts, signing)
        for pattern in _META_SEPARATORS
        if len(parts := pattern.split(text)) > 1
    )


def _takes_parts(parts: list[str], signing: Signing) -> bool:
    """Whether the parts are a date, and bylines or a counter beside it."""
    parts = [part for part in parts if part]
    dates = [part for part in parts if _is_date_line(part)]
    if not dates:
        return False
    others = [part for part in parts if part not in dates]
    bylines = [read_byline(part) for part in others if view_count(part) is None]
    if not all(bylines):
        return False
    signing.date_line = dates[0]
    signing.byline_lines += [part for part in others if view_count(part) is None]
    signing.authors += [author for byline in bylines if byline for author in byline.authors]
    signing.rule = signing.rule or "line of date and byline above the text"
    return True


def _takes_glued_line(text: str, signing: Signing) -> bool:
    """Whether the line is a name with day and time glued to it: "N.Q.VIỆT 27/03/2015 17:08".

    A day without a time may follow a place just as well ("Hà Nội, ngày 12/10/2026").
    """
    reading = read_date(text) if len(text) <= 80 else None
    if reading is None or reading.precision is not PublishedPrecision.MINUTE:
        return False
    name = text.removesuffix(reading.raw).rstrip(" -–|")
    byline = read_byline(name) if name and name != text and "," not in name else None
    if byline is None or byline.role is not Role.AUTHOR:
        return False
    signing.date_line = reading.raw
    signing.byline_lines.append(name)
    signing.authors.extend(byline.authors)
    signing.rule = signing.rule or "line of name and date above the text"
    return True


def _is_date_line(text: str) -> bool:
    """Whether the line is a date and little else: "Thứ tư - 14/10/2020 11:11", "(26.07.2019 14:14)"."""
    if len(text) > 120:
        return False
    reading = read_date(text)
    if reading is None or reading.at is None:
        return False
    rest = without_tools(text.replace(reading.raw, "").lower())
    return not _WORD.search(_DATE_WORDS.sub("", rest))


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


def _title_lines(head: list[Line], position: int, title: str) -> int:
    """Number of lines over which the title is printed again; 0 where it is not."""
    whole = _letters(title)
    said = ""
    for number, line in enumerate(head[position : position + _TITLE_LINES], 1):
        said += _letters(line.text)
        if not whole.startswith(said) or not said:
            return 0
        if said == whole:
            return number
    return 0


def _head_byline(head: list[Line], position: int, signing: Signing) -> int:
    """Number of lines that the byline at the start of the body takes."""
    line = head[position]
    text = line.text
    if len(text) > 120:
        return 0
    byline = read_byline(text)
    if byline is None or byline.role is not Role.AUTHOR or not byline.authors:
        return 0
    if names_office_first(text) and not is_set_apart(line):
        return 0
    following = head[position + 1].text if position + 1 < len(head) else ""
    one = byline.authors[0]
    if (
        len(byline.authors) == 1
        and not one.position
        and 0 < len(following) <= 140
        and (
            is_office(following) or (is_collective(following) and is_set_apart(head[position + 1]))
        )
    ):
        signing.authors.append(with_position(one.name, following))
        signing.byline_lines += [text, following]
        signing.rule = "signature: name and position open the body"
        return 2
    if one.position or ":" in text or is_set_apart(line):
        signing.authors.extend(byline.authors)
        signing.byline_lines.append(text)
        signing.rule = "signature: name opens the body"
        return 1
    return 0
