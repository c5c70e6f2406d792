"""`trichnguon digest`: what the editors should know today, at most once a day."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trichnguon.cli import home_option

if TYPE_CHECKING:
    from archive.digests import DigestStore
    from trichnguon.config import DigestTable
    from trichnguon.digest import Digest


@click.command()
@home_option
@click.option("--print", "only_print", is_flag=True, help="Show it, send nothing.")
@click.option("--again", is_flag=True, help="Send it even if today's was sent already.")
def digest(home: Path, only_print: bool, again: bool) -> None:
    """Compose today's digest and send it as [digest] in trichnguon.toml says."""
    from archive.archive import open_archive
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import load_readable_sources
    from trichnguon.classify import VIETNAM_TIME
    from trichnguon.config import load_config
    from trichnguon.digest import compose_digest
    from trichnguon.digest_delivery import configured_ways
    from trichnguon.digest_text import to_text

    config = load_config(home)
    now = datetime.now(UTC)
    with open_archive(home) as archive:
        composed = compose_digest(
            archive,
            home,
            load_readable_sources(home / SOURCES_FOLDER)[0],
            now,
            config.digest.days_ahead,
            config.desk.url,
        )
        if only_print or not configured_ways(config.digest):
            click.echo(f"{composed.subject}\n\n{to_text(composed)}", nl=False)
            return
        today = now.astimezone(VIETNAM_TIME).date()
        _send(archive.digests, composed, config.digest, today, again)


def _send(
    store: "DigestStore", composed: "Digest", table: "DigestTable", today: date, again: bool
) -> None:
    """By every way that is configured: what one refuses, the other still brings."""
    from trichnguon.digest_delivery import configured_ways
    from trichnguon.errors import DigestNotSent

    failures = []
    for way, deliver in configured_ways(table).items():
        is_first = store.claim(today, way, datetime.now(UTC))
        if not (is_first or again):
            click.echo(f"Today's digest was sent by {way} already; --again sends it once more.")
            continue
        try:
            warnings = deliver(composed, table)
        except DigestNotSent as error:
            failures.append(error)
            if is_first:
                store.release(today, way, datetime.now(UTC))
            continue
        click.echo(f"Sent by {way}: {composed.subject}")
        for warning in warnings:
            click.echo(f"Warning: {warning}", err=True)
    for failure in failures[1:]:
        click.echo(f"Error: {failure}", err=True)
    if failures:
        raise failures[0]
