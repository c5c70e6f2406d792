"""One normal form for the many spellings of a body's name, and the body that followed it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from archive.text import fold
from occasions.bodies import (
    Province,
    Succession,
    Writing,
    load_heads,
    load_provinces,
    load_successions,
    load_writings,
)
from occasions.wording import PhraseIndex, Words, cut_words

_MAX_SUCCESSIONS = 5


@frozen
class Agency:
    """A body as named, written in full."""

    name: str
    """“Sở Thông tin và Truyền thông tỉnh Bắc Ninh”."""
    key: str
    """Equal for equal bodies: folded, without "tỉnh" before the name of a province."""
    successor: str
    """Name of the body that does its work on the day asked for; empty while it exists itself."""


def resolve(name: str, on: date | None = None, *, tables: Path | None = None) -> Agency:
    """The agency that a page's words mean; `on` (default: never) decides on successors.

    Pure over the tables; a name that no table knows comes back as written.
    """
    full = full_name(name, tables=tables)
    successor = successor_of(full, on, tables=tables) if on else ""
    return Agency(name=full, key=_key(full, tables), successor=successor)


def is_same_body(one: str, other: str, *, tables: Path | None = None) -> bool:
    """Whether two names mean one body, abbreviated or not, with or without "tỉnh".

    "Sở TT&TT Bắc Ninh" is "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"; a city's committee is not
    the province's, but a Sở stands on one level only, whatever its place is called.
    """
    return _bare_name(full_name(one, tables=tables)) == _bare_name(full_name(other, tables=tables))


def _bare_name(name: str) -> str:
    folded = f" {fold(name)} ".replace(" tinh ", " ")
    if folded.startswith(" so "):
        folded = folded.replace(" thanh pho ", " ").replace(" tp ", " ").replace(" tp. ", " ")
    return folded.strip()


def full_name(name: str, *, tables: Path | None = None) -> str:
    """Abbreviations and sectors written out, "tỉnh" put before the province of a Sở."""
    words = cut_words(name)
    writings = _writings(tables)
    pieces: list[str] = []
    index = 0
    while index < len(words):
        hit = writings.match_at(words, index)
        if hit and not (hit.value.only_at_start and index):
            piece, following = hit.value.full, hit.end
        else:
            piece, following = words.written(index), index + 1
        pieces.append(_separator(words, index) + piece)
        index = following
    return _with_province_kind_after_head("".join(pieces).strip(), tables)


def _separator(words: Words, index: int) -> str:
    mark = words.breaks[index]
    if mark in ("", ",", ")", ".", ":", ";"):
        return f"{mark} " if mark in (",", ":", ";") else " "
    return f" {mark}" if mark == "(" else f" {mark} "


def _with_province_kind_after_head(name: str, tables: Path | None) -> str:
    folded = fold(name)
    if not any(folded.startswith(head) for head in _province_level_heads(tables)):
        return name
    for folded_name, province in _folded_provinces(tables):
        before = name[: -len(province.name)].rstrip()
        if folded.endswith(" " + folded_name) and not before.lower().endswith(
            ("tỉnh", "thành phố")
        ):
            return f"{before} {province.kind} {province.name}"
    return name


def _key(name: str, tables: Path | None) -> str:
    folded = " ".join(fold(word) for word in cut_words(name).keys)
    for folded_name, _ in _folded_provinces(tables):
        folded = folded.replace(f"tinh {folded_name}", folded_name)
    return folded


def successor_of(full: str, on: date, *, tables: Path | None = None) -> str:
    """Name of the body that follows `full` on a day; empty when it still stands by itself."""
    current = full
    for _ in range(_MAX_SUCCESSIONS):
        following = _next(current, on, load_successions(tables), load_provinces(tables))
        if following == current:
            break
        current = following
    return "" if current == full else current


def _next(
    name: str, on: date, successions: Sequence[Succession], provinces: Sequence[Province]
) -> str:
    for each in successions:
        is_body = name == each.body or name.startswith(each.body + " ")
        if is_body and on >= each.since and not name.startswith(each.successor):
            return each.successor + name[len(each.body) :]
    kinds = {province.name: province.kind for province in provinces}
    for province in provinces:
        ending = f"{province.kind} {province.name}"
        if province.since and on >= province.since and name.endswith(ending):
            return f"{name[: -len(ending)]}{kinds[province.successor]} {province.successor}"
    return name


@lru_cache(maxsize=8)
def _writings(tables: Path | None) -> PhraseIndex[Writing]:
    return load_writings(tables)


@lru_cache(maxsize=8)
def _province_level_heads(tables: Path | None) -> tuple[str, ...]:
    return tuple(fold(head.head) + " " for head in load_heads(tables) if head.level == "province")


@lru_cache(maxsize=8)
def _folded_provinces(tables: Path | None) -> tuple[tuple[str, Province], ...]:
    return tuple((fold(province.name), province) for province in load_provinces(tables))
