"""What stands in names of bodies: heads, sectors, abbreviations, provinces, positions (tables)."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from occasions.table_reader import Row, load_table
from occasions.wording import PhraseIndex

HEAD_KINDS = ("body", "school", "party", "sector", "place", "people", "team", "none")
DEFAULT_FORM = "Quý Cơ quan"
NOT_HONOURED = frozenset(("team", "none"))
"""Kinds of names that nobody congratulates: working groups, and words that only look like bodies."""


@frozen
class Head:
    """A word with which names of honorees begin, and how its bearer is addressed."""

    head: str
    kind: str
    level: str
    """"province" where the name is incomplete without its province."""
    form: str
    """"Quý Sở"."""
    certainty: str
    evidence: str


@frozen
class Province:
    name: str
    kind: str
    """"tỉnh" or "thành phố"."""
    aliases: tuple[str, ...]
    successor: str
    since: date | None
    certainty: str
    evidence: str


@frozen
class Succession:
    body: str
    successor: str
    since: date
    certainty: str
    evidence: str
    note: str


@frozen
class Position:
    position: str
    body: str
    """Head of the body when the position stands directly before a place or a sector."""


@lru_cache(maxsize=8)
def load_heads(folder: Path | None = None) -> tuple[Head, ...]:
    return load_table(
        "heads.tsv",
        ("head", "kind", "level", "form", "certainty", "evidence"),
        lambda row: Head(
            row.required("head"),
            row.choice("kind", HEAD_KINDS),
            row.choice("level", ("", "province")),
            _read_form(row),
            row.certainty(),
            row.text("evidence"),
        ),
        key=lambda head: head.head.lower(),
        folder=folder,
    )


def _read_form(row: Row) -> str:
    form = row.required("form")
    if not form.startswith("Quý "):
        raise row.fault("form", f"“{form}” phải bắt đầu bằng “Quý ”")
    if form.lower() in ("quý ubnd", "quý ủy ban", "quý ủy ban nhân dân"):
        raise row.fault("form", "không nơi nào viết “Quý UBND”; hãy dùng “Quý Cơ quan”")
    return form


@lru_cache(maxsize=8)
def load_provinces(folder: Path | None = None) -> tuple[Province, ...]:
    return load_table(
        "provinces.tsv",
        ("name", "kind", "aliases", "successor", "since", "certainty", "evidence"),
        lambda row: Province(
            row.required("name"),
            row.choice("kind", ("tỉnh", "thành phố")),
            row.parts("aliases"),
            row.text("successor"),
            row.date("since"),
            row.certainty(),
            row.text("evidence"),
        ),
        key=lambda province: province.name,
        folder=folder,
    )


@lru_cache(maxsize=8)
def load_successions(folder: Path | None = None) -> tuple[Succession, ...]:
    return load_table(
        "successors.tsv",
        ("body", "successor", "since", "certainty", "evidence", "note"),
        _read_succession,
        key=lambda succession: succession.body,
        folder=folder,
    )


def _read_succession(row: Row) -> Succession:
    since = row.date("since")
    if since is None:
        raise row.fault("since", "cần ngày bắt đầu, dạng 01/03/2025")
    return Succession(
        row.required("body"),
        row.required("successor"),
        since,
        row.certainty(),
        row.text("evidence"),
        row.text("note"),
    )


def load_positions(folder: Path | None = None) -> tuple[Position, ...]:
    return load_table(
        "positions.tsv",
        ("position", "body"),
        lambda row: Position(row.required("position"), row.text("body")),
        key=lambda position: position.position.lower(),
        folder=folder,
    )


@frozen
class Writing:
    """How a part of a name is written in full."""

    full: str
    only_at_start: bool = False


def load_writings(folder: Path | None = None) -> PhraseIndex[Writing]:
    """Sectors, abbreviations and provinces in every spelling, to their full names."""
    return PhraseIndex.build(
        (variant, writing)
        for spelling, writing in _spellings(folder)
        for variant in {spelling, spelling.replace("&", " ")}
    )


def _spellings(folder: Path | None) -> Iterator[tuple[str, Writing]]:
    for name, aliases in load_sectors(folder):
        for spelling in (name, *aliases):
            yield spelling, Writing(name)
    yield from _load_abbreviations(folder)
    for province in load_provinces(folder):
        for spelling in (province.name, *province.aliases):
            yield spelling, Writing(province.name)


@lru_cache(maxsize=8)
def load_sectors(folder: Path | None = None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Full names of sectors, each with its other spellings."""
    return load_table(
        "sectors.tsv",
        ("name", "aliases", "certainty", "evidence"),
        lambda row: (row.required("name"), row.parts("aliases") if row.certainty() else ()),
        key=lambda sector: sector[0],
        folder=folder,
    )


def _load_abbreviations(folder: Path | None) -> tuple[tuple[str, Writing], ...]:
    return load_table(
        "abbreviations.tsv",
        ("abbreviation", "meaning", "place", "certainty", "evidence"),
        lambda row: (
            row.required("abbreviation"),
            Writing(row.required("meaning"), row.choice("place", ("any", "start")) == "start"),
        ),
        key=lambda entry: entry[0],
        folder=folder,
    )
