"""Marks of platforms in the bytes of a page, many of them found in one pass.

`in` reads a page fast, but once for each mark. A compiled expression that begins with one byte runs
from one such byte to the next; so marks are looked for from a byte on that several of them share
and pages seldom have: a sign or a capital.
"""

import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

WEAK = 1
"""Weight of a mark that decides nothing alone, and is looked for only where others were found."""
_SHARED = [bytes([code]) for code in b"-/_ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
_SHORTEST = 4
"""Bytes from the shared one on: fewer are met too often by chance."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@frozen
class Fingerprint:
    """Marks of a platform; each one found is a reason, with its weight."""

    marks: Mapping[bytes, int]
    """Bytes to weight; 3 and more decide alone. Looked for in head and foot of the page, where
    generators, scripts and style sheets stand."""
    elements: Mapping[bytes, int] = {}
    """Names of elements and texts to weight, which may stand anywhere."""
    address: re.Pattern[str] = field(default="(?!)", converter=_compiled)
    """On the address, weight 2; matches nothing where none is given."""
    headers: Mapping[str, str] = {}
    """Header name to regular expression on its value, weight 2."""


class Marks:
    """Marks to be found together."""

    def __init__(self, marks: Iterable[bytes]) -> None:
        self.marks = frozenset(marks)
        self._alone = set(self.marks)
        self._groups: list[_Group] = []
        while len(group := max(map(self._sharing, _SHARED), key=len)) > 1:
            self._alone.difference_update(group)
            self._groups.append(_Group(group))

    def _sharing(self, byte: bytes) -> dict[bytes, bytes]:
        """Those that have the byte, and what they are from it on."""
        places = ((mark, mark.find(byte, 0, 1 - _SHORTEST)) for mark in self._alone)
        return {mark: mark[place:] for mark, place in places if place >= 0}

    def held_by(self, page: bytes) -> set[bytes]:
        likely = self._alone.union(*(group.likely_in(page) for group in self._groups))
        return {mark for mark in likely if mark in page}


def strong_of(kinds: Iterable[Mapping[bytes, int]]) -> set[bytes]:
    """The marks that are not weak."""
    return {mark for marks in kinds for mark, weight in marks.items() if weight > WEAK}


class _Group:
    def __init__(self, ends: Mapping[bytes, bytes]) -> None:
        """`ends`: marks to what they are from the byte on that they share."""
        # Of two ends the one that begins the other is met first and stands for both.
        by_length = sorted(ends.values(), key=len)
        self._ends = re.compile(b"|".join(map(re.escape, by_length)))
        self._begun = {
            end: {mark for mark, its_end in ends.items() if its_end.startswith(end)}
            for end in by_length
        }

    def likely_in(self, page: bytes) -> set[bytes]:
        """The marks of which the end is there."""
        found: set[bytes] = set()
        start = 0
        while end := self._ends.search(page, start):
            found |= self._begun[end[0]]
            start = end.start() + 1
        return found
