"""`trichnguon digest`: what the editors should know today, at most once a day."""

from datetime import UTC, datetime
from pathlib import Path

import click

from trichnguon.cli import home_option


@click.command()
@home_option
@click.option("--print", "only_print", is_flag=True, help="Show it, send nothing.")
@click.option("--again", is_flag=True, help="Send it even if today's was sent already.")
def digest(home: Path, only_print: bool, again: bool) -> None:
    """Compose today's digest and send it as [digest] in trichnguon.toml says."""
    from archive.archive import open_archive
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import load_sources
    from trichnguon.classify import VIETNAM_TIME
    from trichnguon.config import load_config
    from trichnguon.digest import compose_digest
    from trichnguon.digest_delivery import deliver_digest

    config = load_config(home)
    now = datetime.now(UTC)
    today = now.astimezone(VIETNAM_TIME).date()
    with open_archive(home) as archive:
        if archive.digests.is_sent(today) and not (again or only_print):
            click.echo("Today's digest was sent already; --again sends it once more.")
            return
        composed = compose_digest(
            archive,
            home,
            load_sources(home / SOURCES_FOLDER),
            now,
            config.digest.days_ahead,
            f"http://{config.desk.host}:{config.desk.port}",
        )
        ways = [] if only_print else deliver_digest(composed, config.digest)
        if ways:
            archive.digests.record_sent(today, now, ways)
    if ways:
        click.echo(f"Sent by {' and '.join(ways)}: {composed.subject}")
    else:
        click.echo(f"{composed.subject}\n\n{composed.text}")
