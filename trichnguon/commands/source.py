"""`trichnguon source`: the portals this installation knows, and how it comes to know one more."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from trichnguon.cli import home_option
from trichnguon.commands.source_health import health, mute, unmute


@click.group()
def source() -> None:
    """List, check, probe and add sources; say how they are."""


for _command in (health, mute, unmute):
    source.add_command(_command)


@source.command("list")
@home_option
def list_sources(home: Path) -> None:
    """Every source with its health and its last run."""
    from rich.console import Console
    from rich.table import Table

    from archive.archive import open_archive
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import load_sources
    from trichnguon.health_report import health_cell

    known = load_sources(home / SOURCES_FOLDER)
    table = Table(
        "source",
        "status",
        "platform",
        "health",
        "last run",
        "outcome",
        "new",
        "incidents",
        box=None,
    )
    with open_archive(home) as archive:
        for source_id, described in known.items():
            last = next(iter(archive.runs.list_runs(source_id, limit=1)), None)
            cells = ("never", "", "", "")
            if last is not None:
                moment = f"{last.started_at.astimezone():%d/%m/%Y %H:%M}"
                numbers = str(last.counts.new), str(last.counts.incidents)
                cells = (moment, last.outcome or "running", *numbers)
            told = health_cell(archive, source_id, datetime.now(UTC))
            platform = described.platform or "detected"
            table.add_row(source_id, described.status, platform, told, *cells)
    Console().print(table)


@source.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_sources(files: tuple[Path, ...]) -> None:
    """Validate source FILES without touching a home folder."""
    from scraper.sources import load_source

    for path in files:
        described = load_source(path)
        click.echo(f"{path}: ok, {described.name} ({len(described.listing)} listings)")


def probe_options(command: Any) -> Any:
    """How a portal is asked, for `probe` and `add` alike."""
    for option in (
        click.option(
            "--delay",
            "delay_s",
            type=click.FloatRange(0, 600),
            default=1.0,
            show_default=True,
            help="Pause between two requests in seconds; robots.txt may ask for more.",
        ),
        click.option(
            "--sections",
            type=click.IntRange(0, 100),
            default=12,
            show_default=True,
            help="How many sections to ask for; each is one request.",
        ),
    ):
        command = option(command)
    return command


@source.command("probe")
@click.argument("address")
@home_option
@probe_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def probe_source(address: str, home: Path, delay_s: float, sections: int, as_json: bool) -> None:
    """Tell what the portal at ADDRESS is, from a few polite requests. Nothing is saved but evidence."""
    from trichnguon.probing import report_lines, report_object, run_probe

    report = run_probe(home, address, delay_s=delay_s, sections=sections)
    if as_json:
        click.echo(json.dumps(report_object(report), ensure_ascii=False, indent=2))
        return
    for line in report_lines(report):
        click.echo(line)


@source.command("add")
@click.argument("address")
@home_option
@probe_options
@click.option("--id", "source_id", default="", help="Id of the source; made from the host without.")
@click.option("--agency", default="", help="Name of the publishing body, as posts will show it.")
@click.option("--replace", is_flag=True, help="Write over a source of this id.")
@click.option("--yes", is_flag=True, help="Save without asking.")
def add_source(
    address: str,
    home: Path,
    delay_s: float,
    sections: int,
    source_id: str,
    agency: str,
    replace: bool,
    yes: bool,
) -> None:
    """Probe the portal at ADDRESS, show what was found, and save it as a source."""
    from urllib.parse import urlsplit

    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.errors import SourceConfigError
    from scraper.source_file import (
        check_source,
        compose_source,
        refuse_known_host,
        source_id_of,
    )
    from scraper.sources import load_sources
    from trichnguon.probing import report_lines, run_probe

    host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    source_id = source_id or source_id_of(host)
    path = home / SOURCES_FOLDER / f"{source_id}.toml"
    if path.exists() and not replace:
        raise SourceConfigError(
            f"this source is there already; crawl it with: trichnguon crawl {source_id}, "
            "or describe it anew with --replace",
            path,
        )
    refuse_known_host(load_sources(home / SOURCES_FOLDER), host, source_id)
    report = run_probe(home, address, delay_s=delay_s, sections=sections)
    for line in report_lines(report):
        click.echo(line)
    agency = agency or report.agency
    if not report.listings:
        raise SourceConfigError(
            f"nothing at {address} lists articles; give the address of a news section, "
            "or write the file by hand from _template.toml"
        )
    if not agency:
        raise SourceConfigError(f"{address} does not say who publishes it; pass --agency NAME")
    text = compose_source(report, agency, date.today())  # noqa: DTZ011 - the day on the wall
    check_source(text, source_id)
    click.echo(f"\n{path}:\n\n{text}")
    if not yes:
        click.confirm("Save this source?", abort=True, default=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"Saved. Next: trichnguon crawl {source_id} --home {home}")
