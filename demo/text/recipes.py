"""Recipes: what a kind of article is made of, read from the TOML files beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

COMMON = "common"


@frozen
class TableRecipe:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Recipe:
    name: str
    section: str
    """Role of the section that takes it."""
    weight: int
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    opening: tuple[str, ...]
    middle: tuple[str, ...]
    closing: tuple[str, ...]
    captions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    occasion: str = ""
    honoree: str = ""
    counts_years: bool = False
    """The title states the number of years."""
    tradition: bool = False
    """Keeps the agency's fixed day; written only around that day."""
    months: tuple[int, ...] = ()
    """Written in these months only; in any where empty."""
    term_year: int | None = None
    """Written in the first year of a five-year term only: the year modulo 5."""
    source: bool = False
    """A repost from the press."""
    document: str = ""
    """Title of the attached file."""
    table: TableRecipe | None = None


def _read(raw: dict[str, Any]) -> Recipe:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    if table := raw.get("table"):
        rows = tuple(tuple(row) for row in table["rows"])
        values["table"] = TableRecipe(table["caption"], tuple(table["header"]), rows)
    return Recipe(**values)


@cache
def _load(name: str) -> tuple[Recipe, ...]:
    text = files("demo.text").joinpath("prose", f"{name}.toml").read_text(encoding="utf-8")
    return tuple(_read(raw) for raw in tomllib.loads(text)["recipe"])


@cache
def load_recipes(host: str) -> tuple[Recipe, ...]:
    """The recipes of the portal that answers under `host`, common ones first."""
    return _load(COMMON) + _load(host.split(".", 1)[0])
