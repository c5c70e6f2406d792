"""`trichnguon source`: the portals this installation knows."""

from pathlib import Path

import click

from trichnguon.cli import home_option


@click.group()
def source() -> None:
    """List and check sources."""


@source.command("list")
@home_option
def list_sources(home: Path) -> None:
    """Every source with its last run."""
    from rich.console import Console
    from rich.table import Table

    from archive.archive import open_archive
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import load_sources

    known = load_sources(home / SOURCES_FOLDER)
    table = Table(
        "source", "status", "platform", "last run", "outcome", "new", "incidents", box=None
    )
    with open_archive(home) as archive:
        for source_id, described in known.items():
            last = next(iter(archive.runs.list_runs(source_id, limit=1)), None)
            cells = ("never", "", "", "")
            if last is not None:
                moment = f"{last.started_at.astimezone():%d/%m/%Y %H:%M}"
                numbers = str(last.counts.new), str(last.counts.incidents)
                cells = (moment, last.outcome or "running", *numbers)
            table.add_row(source_id, described.status, described.platform or "detected", *cells)
    Console().print(table)


@source.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_sources(files: tuple[Path, ...]) -> None:
    """Validate source FILES without touching a home folder."""
    from scraper.sources import load_source

    for path in files:
        described = load_source(path)
        click.echo(f"{path}: ok, {described.name} ({len(described.listing)} listings)")
