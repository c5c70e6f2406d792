"""`trichnguon due`: what is due and when the rest is; `--run` crawls it, for cron and timers."""

import asyncio
import json
import logging
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trichnguon.cli import home_option
from trichnguon.errors import CrawlFailed

if TYPE_CHECKING:
    from trichnguon.child_crawl import CrawlEnd
    from trichnguon.schedule import PlannedVisit


@click.command()
@home_option
@click.option("--run", "is_run", is_flag=True, help="Crawl what is due, as [schedule] says.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source, or a run.")
def due(home: Path, is_run: bool, as_json: bool) -> None:
    """Show when each active source is visited next; with --run crawl those whose time has come.

    A source that another process crawls is passed over, so a timer may fire while the last call still
    works.
    """
    from archive.archive import open_archive
    from scraper.crawl_config import SOURCES_FOLDER
    from trichnguon.commands.crawl import active_sources, require_readable
    from trichnguon.schedule import due as due_of
    from trichnguon.schedule import load_plan

    now = datetime.now(UTC)
    with open_archive(home) as archive:
        active, unread = active_sources(home / SOURCES_FOLDER)
        plan = load_plan(archive, active, now)
    if not is_run:
        _print_plan(plan, now, as_json=as_json)
    elif source_ids := due_of(plan, now):
        _crawl(home, source_ids, as_json=as_json)
    else:
        first = next((visit.at for visit in plan if visit.at), None)
        when = f" The next is at {first.astimezone():%d/%m/%Y %H:%M}." if first else ""
        click.echo(f"No source is due.{when}", err=True)
    require_readable(unread)


def _print_plan(plan: Sequence["PlannedVisit"], now: datetime, *, as_json: bool) -> None:
    from rich.table import Table

    from trichnguon.run_table import table_console

    if as_json:
        for visit in plan:
            click.echo(json.dumps(_visit_object(visit, now), ensure_ascii=False))
        return
    table = Table("source", "next visit", "last visit", "paused", box=None, header_style="bold")
    for visit in plan:
        pause = visit.pause
        why = "" if pause is None else f"{pause.kind}: {pause.reason}"
        table.add_row(
            visit.source_id, _next(visit, now), _moment(visit.last_visit_at, "never"), why
        )
    table_console().print(table)


def _next(visit: "PlannedVisit", now: datetime) -> str:
    return "due" if visit.is_due(now) else _moment(visit.at, "when resumed")


def _moment(moment: datetime | None, otherwise: str) -> str:
    return f"{moment.astimezone():%d/%m/%Y %H:%M}" if moment else otherwise


def _visit_object(visit: "PlannedVisit", now: datetime) -> dict[str, object]:
    from archive.rows import optional_time_text

    pause = visit.pause
    return {
        "source": visit.source_id,
        "due": visit.is_due(now),
        "next_visit_at": optional_time_text(visit.at),
        "last_visit_at": optional_time_text(visit.last_visit_at),
        "paused": None if pause is None else {"kind": pause.kind, "reason": pause.reason},
    }


def _crawl(home: Path, source_ids: Sequence[str], *, as_json: bool) -> None:
    """Raises CrawlFailed when not all was done."""
    from archive.archive import open_archive
    from scraper.crawl_config import load_crawl_config
    from trichnguon.log_lines import log_to_stderr
    from trichnguon.run_table import print_runs

    load_crawl_config(home)
    log_to_stderr(logging.INFO)
    ends = asyncio.run(_crawl_all(home, source_ids, as_json=as_json))
    with open_archive(home) as archive:
        runs = archive.runs.load_runs([end.run["run"] for end in ends if end.run])
    print_runs(home, runs, as_json=as_json)
    failed = [end.source_id for end in ends if not (end.is_well or end.is_not_now)]
    missed = len(source_ids) - len(ends)
    if failed or missed:
        named = f": {', '.join(failed)}" if failed else ""
        raise CrawlFailed(
            f"{len(failed) + missed} of {len(source_ids)} sources were not crawled to the end{named}. "
            "The lines above say why; they are tried again."
        )


async def _crawl_all(home: Path, source_ids: Sequence[str], *, as_json: bool) -> list["CrawlEnd"]:
    from trichnguon.config import load_config
    from trichnguon.crawl_pool import CrawlPool
    from trichnguon.progress_displays import display_for

    display = display_for(as_json=as_json)
    at_once = load_config(home).schedule.crawls_at_once
    pool = CrawlPool(home, at_once, display, lambda line: click.echo(line, err=True))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, pool.stop)
    display.begin(list(source_ids))
    try:
        ends = await asyncio.gather(*(pool.crawl(source_id) for source_id in source_ids))
    finally:
        display.close()
    return [end for end in ends if end is not None]
