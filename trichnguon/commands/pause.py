"""`trichnguon pause` and `trichnguon resume`: whether a source is fetched, told by a person."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from trichnguon.cli import home_option

BY_A_PERSON = "person"


@click.command()
@click.argument("source", default="")
@home_option
@click.option("--days", type=click.IntRange(1, 3650), help="Ends by itself after so many days.")
@click.option("--reason", default="", help="Why; shown to whoever asks for a crawl meanwhile.")
def pause(source: str, home: Path, days: int | None, reason: str) -> None:
    """Fetch nothing of SOURCE until it is resumed; without SOURCE, list the pauses that hold."""
    from archive.archive import open_archive
    from archive.pauses import SourcePause
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import load_named_source

    now = datetime.now(UTC)
    with open_archive(home) as archive:
        if source:
            known = load_named_source(home / SOURCES_FOLDER, source)
            until = now + timedelta(days=days) if days else None
            given = reason or "paused by hand"
            archive.pauses.record_pause(SourcePause(known.id, BY_A_PERSON, given, now, until))
        for held in archive.pauses.list_current(now):
            end = f"until {held.until.astimezone():%d/%m/%Y %H:%M}" if held.until else "no end"
            click.echo(f"{held.source_id}: {end}: {held.kind}: {held.reason}")
            if held.contact:
                click.echo(f"  write to: {held.contact}")


@click.command()
@click.argument("source")
@home_option
def resume(source: str, home: Path) -> None:
    """End the pause of SOURCE, after its keeper has allowed us, or the wall is gone."""
    from archive.archive import open_archive

    with open_archive(home) as archive:
        ended = archive.pauses.resume(source, datetime.now(UTC))
    click.echo(f"{source}: resumed" if ended else f"{source} was not paused")
