"""Reading names of bodies out of a line: where one begins, where it ends, how it is written."""

from archive.text import fold
from occasions.bodies import Head, Writing
from occasions.lexicon import Lexicon
from occasions.wording import Hit, Words, keys_of

_VOWELS = frozenset("aeiouy")
_LINKS = keys_of("và của các những cho tại")
_FILLERS = keys_of("các những tập thể toàn tới đến cho của đối với")
_STAFF = frozenset((("cán", "bộ"), ("can", "bo")))
_POINTED = frozenset(("tp", "tx", "tt", "q", "p"))
_NUMBERED = keys_of("quận phường số khu đoàn khóa cấp thứ hạng vùng")
"""Words that a number may follow inside a name: "Quận 1", "Trung đoàn 88"."""


def head_at(words: Words, index: int, lexicon: Lexicon) -> Head | None:
    if index >= len(words):
        return None
    hit = lexicon.heads.match_at(words, index)
    return hit.value if hit else None


def skip_fillers(words: Words, start: int, end: int) -> int:
    """Past "tới các", "cho tập thể", "cán bộ của": the words before a recipient."""
    while start < end and not words.has_hard_break(start):
        if words.keys[start : start + 2] in _STAFF:
            start += 2
        elif words.keys[start] in _FILLERS:
            start += 1
        else:
            break
    return min(start, end)


def read_name(words: Words, start: int, lexicon: Lexicon, allow_commas: bool = False) -> int:
    """End (exclusive) of the name that begins at word `start`; `start` when none does."""
    index = start
    while index < len(words):
        if index > start and _stops_at(words, index, start, lexicon, allow_commas):
            break
        known = lexicon.writings.match_at(words, index) or _real_head(words, index, lexicon)
        part = lexicon.cues.name_part_at(words, index)
        index = max(part, known.end if known else index + 1)
    return trim_links(words, start, index)


def _real_head(words: Words, index: int, lexicon: Lexicon) -> Hit[Head] | None:
    hit = lexicon.heads.match_at(words, index)
    return hit if hit and hit.value.kind != "none" else None


def trim_links(words: Words, start: int, end: int) -> int:
    """Move `end` back over words that cannot end a name."""
    while end > start and words.keys[end - 1] in _LINKS:
        end -= 1
    return end


def _stops_at(words: Words, index: int, start: int, lexicon: Lexicon, allow_commas: bool) -> bool:
    if not _joins(words, index, allow_commas):
        return True
    if words.keys[index][0].isdecimal():
        return not _is_number_of_name(words, index, lexicon)
    if lexicon.writings.match_at(words, index):
        return False
    if words.has_case and words.written(index)[0].isupper():
        return lexicon.cues.starts_event_at(words, index)
    return lexicon.cues.ends_name_at(words, index)


def _is_number_of_name(words: Words, index: int, lexicon: Lexicon) -> bool:
    """“Quận 1”, "Bệnh viện Quân y 4": after a word that takes one, or where the name ends."""
    if len(words.keys[index]) > 3 or not words.keys[index].isdecimal():
        return False
    after = index + 1
    is_last = after == len(words) or bool(words.breaks[after])
    return (
        words.keys[index - 1] in _NUMBERED
        or is_last
        or (words.keys[after] != "năm" and lexicon.cues.ends_name_at(words, after))
    )


def _joins(words: Words, index: int, allow_commas: bool) -> bool:
    """Whether the punctuation before the word may stand inside a name."""
    mark = words.breaks[index]
    if mark == ".":
        return words.keys[index - 1] in _POINTED
    if mark == "-":
        return is_tight(words, index)
    return mark in ("", "&", "’", "'") or (allow_commas and mark == ",")


def is_tight(words: Words, index: int) -> bool:
    """Whether only the hyphen stands between the words: "THCS-THPT"."""
    return words.spans[index][0] - words.spans[index - 1][1] == 1


def proper_name(words: Words, start: int, end: int, lexicon: Lexicon) -> str:
    """The name as written; capitals as in the tables where they know a part of it."""
    is_capitals = words.text.isupper()
    name = ""
    index = start
    while index < end:
        mark = words.breaks[index] if index > start else ""
        separator = f"{mark} " if mark in ("", ",", ".") else f" {mark} "
        if mark and is_tight(words, index):
            separator = mark
        following, part = index + 1, ""
        if is_capitals or index == start or lexicon.heads.match_at(words, index) is None:
            following, part = _known_part(words, index, end, lexicon)
        if not part:
            part = words.written(index)
            if is_capitals:
                part = part.lower() if words.keys[index] in _LINKS else _capitalised(part)
        name += separator + part
        index = following
    return name.strip()


def _capitalised(word: str) -> str:
    """Names that are abbreviations (no vowel) stay as they are."""
    return word.capitalize() if _VOWELS.intersection(fold(word)) else word


def _known_part(words: Words, index: int, end: int, lexicon: Lexicon) -> tuple[int, str]:
    """The part that begins here with the capitals of its table, "" when no table has it."""
    writing = lexicon.writings.match_at(words, index)
    if writing and writing.end <= end and _same(words, writing, writing.value.full):
        return writing.end, writing.value.full
    head = lexicon.heads.match_at(words, index)
    if head and head.end <= end and (head.value.kind != "place" or words.text.isupper()):
        return head.end, head.value.head
    return index + 1, ""


def _same(words: Words, hit: Hit[Writing], full: str) -> bool:
    return fold(words.slice(hit.start, hit.end)) == fold(full)
