"""Who a line names as the writer: Vietnamese bylines, with positions and bodies.

Every form was seen on a portal and has a row in the tests: name and position, labels,
collectives, initials; poster and photographer are not the author. A name is written surname first and kept so; capitals
become title case, academic and military titles stay in the raw line only.
"""

import re
from enum import Enum

from attrs import evolve, frozen

from archive.records import Author
from archive.text import fold, fold_space
from scraper.fields.byline_words import (
    BARE_LABEL,
    BODY_OF_OFFICE,
    BY,
    CLOSING,
    COLLECTIVE,
    HIGHLAND_NAME,
    INITIALS,
    INITIALS_AND_NAME,
    LABEL,
    META_PART,
    NAMED_AFTER,
    NOT_A_NAME,
    OF_AGENCY,
    OFFICE,
    OTHER_LABEL,
    OTHER_PART,
    PART,
    PHOTO_AFTER,
    PHOTO_PART,
    PLACE,
    ROLE_AFTER,
    ROLE_INITIALS,
    ROLE_NOTE,
    ROLE_OPENS,
    SEPARATOR,
    SHORTENED,
    SPOKEN,
    SURNAME,
    SYLLABLE,
    TITLE,
    UNIT,
    VERB,
    VOWEL,
)


class Role(Enum):
    AUTHOR = "author"
    COLLECTIVE = "collective"
    """An editorial board, a department: no person to name."""
    OTHER = "other"
    """The poster, the photographer, a closing formula: not the writer, nor the body."""


@frozen
class Byline:
    role: Role
    authors: tuple[Author, ...] = ()


MAX_LENGTH = 160
_NOTED = re.compile(r"(.+?)\s*\((.+?)\)$")
# "Hiệu trưởng TS. Nguyễn Văn An"
_OFFICE_TITLE = re.compile(r"\s+(?:(?:PGS|GS|TSKH|TS|ThS|BSCKI*|BS|NSND|NSƯT)\.?)+$")


def is_name(text: str) -> bool:
    """Whether `text` has the shape of a Vietnamese name: two to five capitalised syllables, or one as
    the peoples of the Central Highlands bear it ("K'Brửi").
    """
    words = text.split()
    if len(words) == 1:
        return bool(HIGHLAND_NAME.fullmatch(text))
    if not 2 <= len(words) <= 5 or len(text) > 40 or PLACE.match(text):
        return False
    return all(_is_syllable(word) for word in words) and not NOT_A_NAME.match(text)


def _is_syllable(word: str) -> bool:
    if SHORTENED.fullmatch(word):
        return True
    letters = word.replace("'", "").replace("’", "").replace("-", "")
    if not letters.isalpha() or not letters[0].isupper() or len(letters) > 8:
        return False
    if len(letters) > 1 and not VOWEL.search(fold(letters)):
        return False
    return (
        letters[1:].islower()
        or letters.isupper()
        or len(letters) == 1
        or "'" in word
        or "’" in word
    )


def has_surname(text: str) -> bool:
    """Whether `text` is a name that begins with a surname: no pen name, and no other short line."""
    return bool(SURNAME.match(text)) and is_name(text)


def is_office(text: str) -> bool:
    """Whether `text` reads as an office or the body someone belongs to."""
    return bool(OFFICE.match(text)) and not VERB.search(text)


def is_collective(text: str) -> bool:
    return bool(COLLECTIVE.match(text)) or (text.isupper() and len(text.replace(" ", "")) == 3)


def title_case(name: str) -> str:
    """Surname first as written; a name in capitals gets title case."""
    if not name.isupper() or INITIALS.match(name):
        return name
    return " ".join(
        word
        if "." in word and len(word) <= 3
        else ".".join(p.capitalize() for p in word.split("."))
        for word in name.split()
    )


def read_byline(text: str) -> Byline | None:
    """What `text`, a short line beside a body, says of the writer; None where it is no byline."""
    if len(text) > 2 * MAX_LENGTH or not (text := fold_space(text)) or len(text) > MAX_LENGTH:
        return None
    if labelled := LABEL.match(text):
        return _read_labelled(labelled["value"])
    if CLOSING.match(text) or OTHER_LABEL.match(text):
        return Byline(Role.OTHER)
    if (bare := BARE_LABEL.match(text)) and (people := _read_people(text[bare.end() :])):
        return Byline(Role.AUTHOR, people)
    return read_signature(text)


def _read_labelled(value: str) -> Byline | None:
    value = META_PART.split(value, maxsplit=1)[0]
    value = OTHER_PART.sub("", value) or value
    found = read_signature(PHOTO_PART.sub("", value) or value)
    if found is not None:
        return found
    words = value.split()
    # A label leaves no doubt: one word is a pen name.
    if len(words) <= 2 and all(word[:1].isupper() for word in words):
        return Byline(Role.AUTHOR, (Author(title_case(value.strip(" .()"))),))
    is_sentence = value.endswith(("!", "?", "...", "…"))
    is_body = len(words) <= 12 and value[:1].isupper() and not is_sentence
    return Byline(Role.COLLECTIVE) if is_body else None


def read_signature(text: str) -> Byline | None:
    """A line without a label: names, "name - office", "name (body)", initials, a collective."""
    text = fold_space(text).removesuffix("./.").strip(" *[],;:/|–-")
    text = PHOTO_AFTER.sub("", BY.sub("", text))
    if text.strip("().") in ROLE_INITIALS:
        return Byline(Role.COLLECTIVE)
    if INITIALS.match(text.strip("()")):
        return Byline(Role.AUTHOR, (Author(text.strip("()")),))
    if INITIALS_AND_NAME.match(text):
        return Byline(Role.AUTHOR, (Author(title_case(text)),))
    text = text.rstrip(". ") if "(" in text.strip("(") else text.strip("(). ")
    if not text:
        return None
    if text.endswith(")") and (note := _NOTED.match(text)):
        return _read_noted(note[1], note[2])
    if (of := OF_AGENCY.match(text)) and is_name(of["name"].strip()):
        return Byline(
            Role.AUTHOR, (Author(title_case(of["name"].strip()), of["agency"], of["agency"]),)
        )
    people = _read_people(text)
    if people:
        return Byline(Role.AUTHOR, people)
    if (done := ROLE_AFTER.search(text)) and (people := _read_people(text[: done.start()])):
        first = with_position(people[0].name, done["role"])
        return Byline(Role.AUTHOR, (first, *people[1:]))
    if _is_body(text):
        return Byline(Role.COLLECTIVE)
    return None


def names_office_first(text: str) -> bool:
    """Whether `text` is an office and who holds it, without a separator."""
    return _read_office_first(text) is not None


def _read_office_first(text: str) -> Author | None:
    """The name after an office, "Hiệu trưởng Nguyễn Văn An", told from the end by its surname.

    The name of a place may end the office ("Chủ tịch UBND xã Thạch Hà Lê Văn An"), and three
    syllables are the commonest name, so they are tried first there, and two are not enough.
    """
    if TITLE.match(text) or not is_office(text):
        return None
    words = text.split()
    names_body = bool(BODY_OF_OFFICE.search(text))
    for length in (3, 4) if names_body else (4, 3, 2):
        name = " ".join(words[-length:])
        office = _OFFICE_TITLE.sub("", " ".join(words[:-length]))
        if has_surname(name) and is_office(office) and not NAMED_AFTER.search(office):
            return with_position(title_case(name), office)
    return None


def _is_body(text: str) -> bool:
    """Whether the line is the name of a body, and not a sentence of one: "PV: Xin cảm ơn ông!"."""
    if not is_collective(text) or len(text.split()) > 14 or text.endswith((".", "!", "?")):
        return False
    return not SPOKEN.match(text)


def _read_noted(name: str, note: str) -> Byline | None:
    people = _read_people(name)
    if not people:
        return Byline(Role.COLLECTIVE) if is_collective(name) else None
    if len(people) == 1 and (ROLE_NOTE.match(note) or is_office(note)):
        return Byline(Role.AUTHOR, (with_position(people[0].name, note),))
    if len(people) == 1 and is_collective(note) and not PHOTO_PART.match(note):
        placed = with_position(people[0].name, note)
        return Byline(Role.AUTHOR, (evolve(placed, organisation=placed.organisation or note),))
    return Byline(Role.AUTHOR, people)


def _read_people(text: str) -> tuple[Author, ...]:
    text = _without_title(text)
    if holder := _read_office_first(text):
        return (holder,)
    if is_name(text):
        return (Author(title_case(text)),)
    first, *rest = PART.split(text, maxsplit=1)
    first = _without_title(first)
    if rest and is_name(first) and _is_office_or_unit(rest[0]) and not VERB.search(rest[0]):
        return (with_position(title_case(first), rest[0]),)
    if rest and is_name(first) and PLACE.match(rest[0]):
        return (Author(title_case(first)),)
    if not _ends_in_capital(text):
        return ()  # no list of names, and most lines are none
    names = [_without_title(part) for part in SEPARATOR.split(text) if part.strip()]
    if len(names) == 1 and text.count("-") == 1 and all(map(is_name, text.split("-"))):
        names = text.split("-")
    if (
        len(names) > 1
        and all(is_name(name) or INITIALS.match(name) or _is_pen_name(name) for name in names)
        and any(is_name(name) for name in names)
        and len(names) <= 6
    ):
        return tuple(Author(title_case(name)) for name in names)
    return ()


def _ends_in_capital(text: str) -> bool:
    """Whether the last word has a capital, as every word of a name has."""
    last = text.rstrip(" -–—_;,/&+").rpartition(" ")[2]
    return last.lstrip("'’-")[:1].isupper()


def _is_office_or_unit(text: str) -> bool:
    return (
        is_office(text)
        or bool(BODY_OF_OFFICE.match(text))
        or bool(UNIT.match(text))
        or _is_abbreviation(text)
    )


def _is_abbreviation(text: str) -> bool:
    """Whether `text` shortens the name of a body, "TTVH&TT", and is no syllable in capitals."""
    letters = text.split(" ", 1)[0]
    return letters.isupper() and len(letters) > 2 and not SYLLABLE.fullmatch(fold(letters))


def _without_title(text: str) -> str:
    """`text` without the academic or military titles that open it."""
    title = TITLE.match(text)
    return text[title.end() :].strip() if title else text.strip()


def _is_pen_name(text: str) -> bool:
    return len(text) <= 12 and _is_syllable(text) and not COLLECTIVE.match(text)


def with_position(name: str, position: str) -> Author:
    """`position` as printed; the body it names is the organisation."""
    position = fold_space(position).strip(" .,;")
    if _is_abbreviation(position) and not ROLE_OPENS.match(position):
        return Author(name, position, position)
    found = BODY_OF_OFFICE.search(position)
    return Author(name, position, found[1].split(",")[0].strip() if found else "")
