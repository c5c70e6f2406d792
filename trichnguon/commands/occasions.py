"""`trichnguon occasions`: classify titles, show what is coming, report what editors accepted."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trichnguon.cli import home_option

if TYPE_CHECKING:
    from archive.records import Occasion
    from occasions.calendar import CalendarDay
    from occasions.precision import DecidedTitle


@click.group()
def occasions() -> None:
    """What is worth congratulating: titles, days to come, what editors accepted."""


def tables_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--tables",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="Folder with rows of your own (see docs/occasions.md).",
    )(command)


@occasions.command()
@click.option(
    "--tsv",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Tab-separated table with a column `title`; `lead`, `url`, … are read where present.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
@tables_option
def classify(tsv: Path, as_json: bool, tables: Path | None) -> None:
    """Label every title of a table: occasion, maybe or no, one line a row."""
    from occasions.titles import classify_row, occasion_object, read_titles

    for row in read_titles(tsv):
        found = classify_row(row, tables=tables)
        if as_json:
            click.echo(json.dumps(occasion_object(found), ensure_ascii=False))
        else:
            click.echo(_line(row.title, found))


def _line(title: str, found: "Occasion") -> str:
    years = f"{found.years} năm" if found.years else ""
    known = " · ".join(filter(None, (found.type, found.honoree, years)))
    return f"{found.label.value:<9} {title}" + (f"  [{known}]" if known else "")


@occasions.command()
@click.option("--days", default=60, show_default=True, type=click.IntRange(0, 3660))
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="First day; today.")
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write iCalendar.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a day.")
@home_option
def calendar(days: int, start: date | None, ics: Path | None, as_json: bool, home: Path) -> None:
    """Show the days to come, round years marked with ★."""
    from datetime import datetime

    from archive.archive import open_archive
    from desk.calendar_page import coming_days
    from occasions.calendar import to_icalendar
    from trichnguon.classify import VIETNAM_TIME

    first = start.date() if isinstance(start, datetime) else datetime.now(VIETNAM_TIME).date()
    with open_archive(home) as archive:
        found = coming_days(archive, home, first, days)
    if ics:
        ics.write_text(to_icalendar(found), encoding="utf-8", newline="")
        click.echo(f"{len(found)} days written to {ics}")
        return
    for day in found:
        click.echo(json.dumps(_day_object(day), ensure_ascii=False) if as_json else _day_line(day))


def _day_object(day: "CalendarDay") -> dict[str, object]:
    return {
        "on": day.on.isoformat(),
        "name": day.name,
        "honorees": list(day.honorees),
        "years": day.years,
        "first_year": day.first_year,
        "round_by": day.round_by,
        "key": day.key,
        "certainty": day.certainty,
    }


def _day_line(day: "CalendarDay") -> str:
    star = "★" if day.is_round else " "
    years = f" ({day.years} năm)" if day.years else ""
    return f"{day.on:%d/%m/%Y} {star} {day.name}{years}"


@occasions.command()
@home_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a type.")
def report(home: Path, as_json: bool) -> None:
    """Precision of the suggestions per type, by what editors approved and rejected."""
    from occasions.precision import precision_by_type

    rows = precision_by_type((each.occasion, each.accepted) for each in _decided(home))
    for row in rows:
        name, label = row.type or "all", row.label.value if row.label else ""
        if as_json:
            counts = {"suggested": row.suggested, "accepted": row.accepted}
            shown = {"type": name, "label": label, **counts, "precision": round(row.precision, 4)}
            click.echo(json.dumps(shown))
        else:
            ratio = f"{row.accepted}/{row.suggested}"
            click.echo(f"{name:<14} {label:<9} {ratio:>9}  {row.precision:6.1%}")
    if not rows:
        click.echo("No suggestion has been approved or rejected yet.", err=True)


@occasions.command()
@home_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; standard output without it.",
)
def export(home: Path, out: Path | None) -> None:
    """Write what editors decided as a test set that `classify --tsv` reads."""
    from occasions.precision import as_test_set

    text = as_test_set(_decided(home))
    if out:
        out.write_text(text, encoding="utf-8", newline="")
    else:
        click.echo(text, nl=False)


def _decided(home: Path) -> Iterator["DecidedTitle"]:
    from archive.archive import open_archive
    from desk.decided_titles import decided_titles

    with open_archive(home) as archive:
        yield from decided_titles(archive)
