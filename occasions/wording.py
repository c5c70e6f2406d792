"""Words of a line and phrases found among them, whatever the spelling habits of the writer.

"kỉ niệm" and "kỷ niệm", "khoá" and "khóa", capitals and decomposed letters are one. A text without
any mark ("Chuc mung ngay ...") is compared with the phrases stripped of theirs.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from attrs import field, frozen

from archive.text import fold, fold_space, nfc

T = TypeVar("T")

_WORD = re.compile(
    r"\d+(?:[./-]\d+)*"  # 15, 28/8/1945, 20-11, 2019-2020
    r"|[^\W\d_]{1,3}\.[^\W_]+(?:&[^\W_]+)*"  # Q.11, UB.MTTQ
    r"|[^\W\d_][^\W_]*(?:&[^\W_]+)*"  # Sở, TT&TT, XIX
)
_COUNT = "#"
_MOST_CAPITALS = 0.85
"""Share of words with a capital above which capitals mean nothing."""
_HARD_BREAKS = frozenset(':;()[]{}.|!?…"“”/')
_LATE_TONE = re.compile(r"(?<!q)(?:o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])$")
_TONE_MOVED = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_SHORT_I = re.compile(r"[hklmst][iíìỉĩị]")
_I_TO_Y = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")


@lru_cache(maxsize=65536)
def canonical_word(word: str) -> str:
    """Lower case, the tone on the first vowel of oa/oe/uy, y for a lone i after h k l m s t."""
    word = word.lower()
    if _SHORT_I.fullmatch(word):
        return word.translate(_I_TO_Y)
    late = _LATE_TONE.search(word)
    return word[: late.start()] + _TONE_MOVED[late.group()] if late else word


def keys_of(words: str) -> frozenset[str]:
    """Keys of the words, for tests against `Words.keys`; a text without marks matches none."""
    return frozenset(canonical_word(word) for word in nfc(words).split())


@frozen
class Words:
    """A line cut into words; `breaks[i]` is the punctuation before word i."""

    text: str
    """NFC, one line: what the spans refer to."""
    keys: tuple[str, ...]
    """Canonical words, without marks when the whole text has none."""
    spans: tuple[tuple[int, int], ...]
    breaks: tuple[str, ...]
    is_unmarked: bool
    has_case: bool
    """Whether capitals tell names apart: not in a title all in capitals, nor In Title Case."""

    def __len__(self) -> int:
        return len(self.keys)

    def slice(self, start: int, end: int) -> str:
        """The text from word `start` up to word `end`, as written."""
        if start >= end:
            return ""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]

    def written(self, index: int) -> str:
        start, end = self.spans[index]
        return self.text[start:end]

    def has_hard_break(self, index: int) -> bool:
        """Whether a colon, bracket, full stop … stands before the word."""
        return any(character in _HARD_BREAKS for character in self.breaks[index])


def cut_words(text: str) -> Words:
    line = fold_space(text)
    matches = list(_WORD.finditer(line))
    spans = tuple(match.span() for match in matches)
    ends = (0, *(end for _, end in spans))
    breaks = tuple(line[ends[i] : spans[i][0]].replace(" ", "") for i in range(len(spans)))
    keys = tuple(canonical_word(match.group()) for match in matches)
    return Words(line, keys, spans, breaks, line.isascii(), _has_case(line, spans))


def _has_case(line: str, spans: tuple[tuple[int, int], ...]) -> bool:
    letters = [line[start] for start, _ in spans if line[start].isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return 0 < capitals <= _MOST_CAPITALS * len(letters)


@frozen
class Hit(Generic[T]):
    """A phrase found at words `start` to `end` (exclusive)."""

    start: int
    end: int
    value: T


@frozen
class _Phrase(Generic[T]):
    keys: tuple[str, ...]
    length: int
    """Words that belong to the phrase; the rest must follow but is left to other phrases."""
    value: T


def _phrase_keys(phrase: str) -> tuple[tuple[str, ...], int]:
    """Words of a phrase of a table; those in brackets at its end only have to follow."""
    own, _, following = phrase.partition("(")
    own_keys = _table_keys(own)
    return own_keys + _table_keys(following), len(own_keys)


def _table_keys(text: str) -> tuple[str, ...]:
    return tuple(
        _COUNT if word == "N" else canonical_word(word) for word in _WORD.findall(nfc(text))
    )


@frozen
class PhraseIndex(Generic[T]):
    """Finds the longest phrases; `N` in a phrase stands for a number of one to three digits."""

    _marked: dict[str, list[_Phrase[T]]] = field(factory=dict)
    _unmarked: dict[str, list[_Phrase[T]]] = field(factory=dict)

    @classmethod
    def build(cls, phrases: Iterable[tuple[str, T]]) -> "PhraseIndex[T]":
        index = cls()
        for phrase, value in phrases:
            keys, length = _phrase_keys(phrase)
            folded = tuple(fold(key) for key in keys)
            index._marked.setdefault(keys[0], []).append(_Phrase(keys, length, value))
            index._unmarked.setdefault(folded[0], []).append(_Phrase(folded, length, value))
        for by_first in (index._marked, index._unmarked):
            for candidates in by_first.values():
                candidates.sort(key=lambda phrase: -len(phrase.keys))
        return index

    def match_at(self, words: Words, start: int) -> Hit[T] | None:
        by_first = self._unmarked if words.is_unmarked else self._marked
        key = words.keys[start]
        candidates = by_first.get(key, [])
        if _is_count(key):
            candidates = candidates + by_first.get(_COUNT, [])
        for phrase in candidates:
            if _follows(words, start, phrase.keys):
                return Hit(start, start + phrase.length, phrase.value)
        return None

    def find(self, words: Words) -> Iterator[Hit[T]]:
        """Hits from left to right, never overlapping."""
        start = 0
        while start < len(words.keys):
            hit = self.match_at(words, start)
            if hit:
                yield hit
            start = max(hit.end, start + 1) if hit else start + 1


def _is_count(word: str) -> bool:
    return len(word) <= 3 and word.isdecimal()


def _follows(words: Words, start: int, keys: tuple[str, ...]) -> bool:
    end = start + len(keys)
    if end > len(words.keys):
        return False
    for offset, key in enumerate(keys):
        word = words.keys[start + offset]
        if word != key and not (key == _COUNT and _is_count(word)):
            return False
        if offset and words.has_hard_break(start + offset):
            return False
    return True
