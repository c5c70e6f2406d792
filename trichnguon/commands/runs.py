"""`trichnguon runs`: what the last crawls did."""

import json
from pathlib import Path

import click

from trichnguon.cli import home_option


@click.command()
@click.argument("source", default="")
@home_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run.")
def runs(source: str, home: Path, limit: int, as_json: bool) -> None:
    """Show the last crawl runs, of one SOURCE or of all, newest first."""
    from archive.archive import open_archive
    from trichnguon.run_table import print_runs_table, run_object

    with open_archive(home) as archive:
        found = archive.runs.list_runs(source, limit)
    if as_json:
        for run in found:
            click.echo(json.dumps(run_object(run), ensure_ascii=False))
    else:
        print_runs_table(found)
