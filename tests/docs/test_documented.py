"""What the program offers is documented, and what the documents show exists."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel

from scraper.sources import Source
from trichnguon.cli import trichnguon
from trichnguon.commands_page import build_commands_page, walk_commands
from trichnguon.config import Config

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_page_of_commands_is_what_help_says() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == build_commands_page(), "python -m trichnguon.commands_page > docs/commands.md"


def shown_commands(page: Path) -> list[str]:
    """Command lines in code: `…`, indented or fenced."""
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"`((?:\.venv/bin/)?trichnguon [a-z][^`]*)`", text)
    blocks = re.findall(r"^(?: {4}|\$ )?((?:\.venv/bin/)?trichnguon [a-z].*)$", text, re.MULTILINE)
    return [line.removeprefix(".venv/bin/") for line in (*inline, *blocks)]


SHOWN = [
    pytest.param(line, id=f"{page.name}: {line[:50]}")
    for page in PAGES
    if page.name not in ("commands.md", "CHANGELOG.md")
    for line in dict.fromkeys(shown_commands(page))
]


@pytest.mark.parametrize("line", SHOWN)
def test_a_documented_command_line_is_understood(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = trichnguon
    context = click.Context(command)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
    context = click.Context(command)
    command.make_parser(context).parse_args(words)


def test_there_are_documented_command_lines() -> None:
    assert len(SHOWN) > 20
    assert len(list(walk_commands(trichnguon, "trichnguon"))) > 20


@pytest.mark.parametrize(
    ("model", "template", "not_written"),
    [
        (Config, "trichnguon/trichnguon.toml.template", set()),
        (Source, "sources/_template.toml", {"id", "is_declared"}),
    ],
)
def test_a_template_shows_every_key_and_no_other(
    model: type[BaseModel], template: str, not_written: set[str]
) -> None:
    text = (ROOT / template).read_text(encoding="utf-8")
    assert set(keys_shown(text)) == set(keys_of(model)) - not_written


def keys_shown(toml: str) -> Iterator[str]:
    """Dotted names of the keys, of those in comments as well."""
    table = ""
    for line in toml.splitlines():
        line = line.removeprefix("# ")
        if found := re.match(r"\[{1,2}([a-z_.]+)\]{1,2}$", line):
            table = f"{found[1]}."
        elif found := re.match(r"([a-z_]+) = ", line):
            yield table + found[1]


def keys_of(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = prefix + (field.alias or name)
        tables = [part for part in parts_of(field.annotation) if issubclass(part, BaseModel)]
        if tables:
            yield from keys_of(tables[0], f"{key}.")
        else:
            yield key


def parts_of(annotation: Any) -> Iterator[type]:
    """The classes in an annotation: `tuple[Table, ...]` gives tuple's Table."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)
