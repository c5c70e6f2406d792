"""The lines below a body's text: signature, source credit, counters, pointers and tools."""

import re
from itertools import takewhile

from archive.records import Author
from archive.text import fold_space
from scraper.fields.addresses import is_file
from scraper.fields.byline_words import BODY_OF_OFFICE, VERB
from scraper.fields.bylines import (
    Byline,
    Role,
    is_collective,
    is_name,
    is_office,
    names_office_first,
    read_byline,
    title_case,
    with_position,
)
from scraper.fields.credits import read_credit
from scraper.fields.lines import BOLD, ITALIC, Line
from scraper.fields.page_tools import is_closing_notice, is_tool_line
from scraper.fields.signature import Signing, is_set_apart

_POINTER = re.compile(
    r"^(?:xem|tải|chi\s+tiết|mời|download|toàn\s+văn)\b.*(?:tại\s+đây|ở\s+đây|here|\.\.\.|tại)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…”\"/)]\s*$")
_INLINE_SIGNATURE = re.compile(r"\./\.\s*(?P<tail>[^.]{2,80}\.?)$")
_INLINE_CREDIT = re.compile(r"\s*(?P<tail>\((?:Theo|Nguồn)\b[^()]{3,120}\)\.?)$", re.IGNORECASE)
_SIGNED_CREDIT = re.compile(
    r"\s*(?:(?P<credit>\((?:theo|nguồn)\b[^()]{2,80}\))|[-–;|,]\s*(?P<source>nguồn(?:\s+tin)?\s*:[^()]{2,80}))\W*$",
    re.IGNORECASE,
)
# A label on a line of its own: the value follows it.
_LABEL_ALONE = re.compile(
    r"(?:tác\s+giả(?:\s+bài\s+viết)?|người\s+viết|tin\s*,?\s*ảnh|tin\s*,?\s*bài|bài\s+viết|nguồn(?:\s+tin)?)\s*:",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ)\.?\s+[A-ZĐÀ-Ỹ]")
_LOOK_BACK = 12
_HEADLINE_WORDS = 5
_BUTTON_WORDS = 3
_VALUE_WORDS = 12


def take_tail(lines: list[Line], taken: set[int], signing: Signing) -> None:
    signed: list[str] = []
    tail = [line for line in lines if line.text]
    for back in range(min(_LOOK_BACK, len(tail) - 1)):
        line = tail[-1 - back]
        if id(line) in taken:
            continue
        before = next((one for one in reversed(tail[: -1 - back]) if not one.is_link), tail[0])
        text = line.text
        if _LABEL_ALONE.fullmatch(before.text) and _takes_labelled(before, line, signing, signed):
            taken.update((id(line), id(before)))
        elif _is_notice(line, text) or _takes_credit(line, text, signing):
            taken.add(id(line))
        elif _takes_byline(line, text, before, signing):
            taken.add(id(line))
            signed.insert(0, text)
        elif _leads_elsewhere(line, before) or _is_button(line, text):
            taken.add(id(line))
        else:
            _take_inline(line, text, signing, signed)
            break
    signing.byline_lines += signed


def _takes_labelled(label: Line, line: Line, signing: Signing, signed: list[str]) -> bool:
    """Whether the line is the value of the label above it: a writer or a source."""
    if len(line.text.split()) > _VALUE_WORDS:
        return False
    text = f"{label.text} {line.text}"
    if _takes_credit(line, text, signing):
        return True
    byline = read_byline(text)
    if byline is None:
        return False
    if byline.role is Role.AUTHOR:
        signing.authors[:0] = byline.authors
        signing.rule = signing.rule or "signature: a label and its value close the body"
    signed.insert(0, text)
    return True


def _is_notice(line: Line, text: str) -> bool:
    """A counter, a tool, a pointer or a file: the file itself is kept as an attachment."""
    if is_closing_notice(text) or is_tool_line(text):
        return True
    files = sum(len(run.text) for run in line.runs if run.href and is_file(run.href))
    if files and len(text) - files <= 25 and len(text) <= 200:
        return True
    return bool(_POINTER.match(text)) and any(run.href for run in line.runs)


def _is_button(line: Line, text: str) -> bool:
    """Whether the line is a link of a word or two ("Liên hệ"), no address."""
    return (
        line.is_link
        and len(text.split()) <= _BUTTON_WORDS
        and not text.startswith(("http", "www."))
        and not line.in_list
    )


def _leads_elsewhere(line: Line, before: Line) -> bool:
    """Whether the line is a link to another article; one that a sentence announces is part of it."""
    return (
        line.is_link
        and len(line.text.split()) >= _HEADLINE_WORDS
        and not line.in_list
        and not line.text.endswith((".", ":", "!", ";"))
        and not before.text.endswith(":")
    )


def _takes_credit(line: Line, text: str, signing: Signing) -> bool:
    credit = read_credit(text, is_signature=line.align == "right" or line.is_author)
    if credit is None:
        return False
    signing.credit = credit if not signing.credit else f"{credit} – {signing.credit}"
    return True


def _takes_byline(line: Line, text: str, before: Line, signing: Signing) -> bool:
    place = fold_space(text).strip("() ")
    is_place = is_office(place) or _is_unit(place)
    if is_place and is_set_apart(line) and is_name(before.text) and len(text) <= 140:
        signing.authors.insert(0, Author("", place))  # the name stands one line above
        return True
    if _is_pending(signing) and is_name(text):
        signing.authors[0] = with_position(_only_name(text), signing.authors[0].position)
        signing.rule = "signature: name and position close the body"
        return True
    if _closes_office_block(line, text, signing):
        return True
    credit = _SIGNED_CREDIT.search(text) if "(" in text else None
    byline = read_byline(text[: credit.start()] if credit else text)
    if byline is None or not _has_evidence(line, text, before, byline):
        return False
    if credit and not signing.credit:
        signing.credit = read_credit(credit["credit"] or credit["source"]) or ""
    if byline.role is Role.AUTHOR and not _is_pending(signing):
        signing.authors[:0] = byline.authors
        signing.rule = signing.rule or "signature: closes the body"
    return True


def _is_unit(text: str) -> bool:
    """Whether the line is the name of a body, two words and more: "Trung tâm Văn hóa xã"."""
    return bool(BODY_OF_OFFICE.match(text)) and not (VERB.search(text) or text.endswith("."))


def _is_pending(signing: Signing) -> bool:
    return bool(signing.authors) and not signing.authors[0].name


def _only_name(text: str) -> str:
    byline = read_byline(text)
    return byline.authors[0].name if byline and byline.authors else fold_space(text)


def _closes_office_block(line: Line, text: str, signing: Signing) -> bool:
    """An office such as "GIÁM ĐỐC" above the name that was just taken, and "TM. ỦY BAN NHÂN DÂN" above
    that: the block that closes letters and plans.
    """
    if signing.authors and signing.authors[0].position and _ON_BEHALF.match(text):
        return is_set_apart(line) and len(text) <= 100
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
    if names_office_first(text):
        return bool(line.style & BOLD) or before.text.endswith("./.")
    if byline.role is Role.COLLECTIVE:
        return (
            len(text.split()) <= 3
            and (is_set_apart(line) or is_collective(text))
            and not line.heading
        )
    if is_name(before.text) and not is_set_apart(line):
        return False
    return (
        is_set_apart(line)
        or bool(_SENTENCE_END.search(before.text))
        or bool(re.search(r"[(]", text))
    )


def _take_inline(line: Line, text: str, signing: Signing, signed: list[str]) -> None:
    """A signature or credit that shares the last line with the text: "… năm 2021./. Khánh Ly"."""
    if "(" in text and (found := _INLINE_CREDIT.search(text)):
        credit = read_credit(found["tail"])
        if credit and not signing.credit:
            signing.credit = credit
            line.cut(len(text) - len(found[0]))
            text = line.text
    if not signing.authors and (name := _styled_name(line)):
        signing.authors.append(Author(title_case(name)))
        signing.rule = "signature: set apart at the end of the last line"
        signed.insert(0, name)
        return
    if (found := _INLINE_SIGNATURE.search(text)) and not signing.authors:
        byline = read_byline(found["tail"])
        if byline is not None and byline.role is not Role.OTHER:
            signing.authors.extend(byline.authors)
            signing.rule = "signature: after “./.” on the last line"
            signed.insert(0, found["tail"])
            line.cut(found.start("tail"))


def _styled_name(line: Line) -> str:
    """The name in bold or italics that follows the last sentence of a line, cut off from it."""
    own = list(takewhile(lambda run: run.style & (BOLD | ITALIC), reversed(line.runs)))
    name = fold_space("".join(run.text for run in reversed(own))).strip("() ")
    head = "".join(run.text for run in line.runs[: len(line.runs) - len(own)])
    if not name or not is_name(name) or not _SENTENCE_END.search(head):
        return ""
    line.cut(len(head))
    return name
