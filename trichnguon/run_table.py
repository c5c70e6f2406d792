"""Finished runs for a person (a table and what it means) or for a machine (JSON lines)."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table

from archive.archive import open_archive
from archive.records import ArticleVersion, CrawlRun, PageKind
from archive.rows import optional_time_text, time_text
from scraper.identity import canonical_url
from trichnguon.errors import CrawlFailed

if TYPE_CHECKING:
    from trichnguon.crawling import CrawlResult

COLUMNS = ("new", "changed", "seen", "failed", "incidents")
WIDE_COLUMNS = (
    *("listings", "entries", "new", "changed", "seen"),
    *("refused", "failed", "incidents", "requests"),
)
WIDE_FROM = 140
"""Columns of a terminal that has room for every number."""
FINISHED = "finished"
FILE_WIDTH = 160
UNFINISHED_ADVICE = {
    "storage_full": "the disk is full; make room and run again, what is archived is safe",
    "bot_wall": "the portal asks for proof of a person; see the incident for whom to write to",
    "overloaded": "the portal asks us to come back later; the pause ends by itself",
    "assertions_failed": "the source does not keep its [assert]; the incident says which promise",
    "shutdown": "stopped by hand; run again and it goes on where it stopped",
}


def print_runs(home: Path, runs: Sequence[CrawlRun], *, as_json: bool) -> None:
    if as_json:
        for run in runs:
            click.echo(json.dumps(run_object(run), ensure_ascii=False))
    elif runs:
        _print_table(runs)
        _print_incidents(home, runs)


def require_success(result: "CrawlResult") -> None:
    """Raises the first error that kept a crawl from starting, or CrawlFailed for one cut short."""
    if result.errors:
        raise result.errors[0]
    reasons = [
        f"{run.source_id}: {UNFINISHED_ADVICE.get(run.outcome, run.outcome)}"
        for run in result.runs
        if run.outcome != FINISHED
    ]
    if reasons:
        raise CrawlFailed(f"Not finished. {', '.join(reasons)}")


def run_object(run: CrawlRun) -> dict[str, object]:
    return {
        "run": run.id,
        "source": run.source_id,
        "spider": run.spider,
        "started_at": time_text(run.started_at),
        "finished_at": optional_time_text(run.finished_at),
        "duration_s": duration_s(run),
        "outcome": run.outcome,
        **attrs.asdict(run.counts),
    }


def run_line(run: Mapping[str, Any]) -> str:
    """A run's object as one line of a log."""
    parts = [f"{run[name]} {name}" for name in ("new", "changed", "seen", "refused", "failed")]
    return (
        f"{run['source']}: {run['outcome']} after {run['duration_s']} s: {', '.join(parts)}, "
        f"{run['incidents']} incidents, {run['requests']} requests, {run['response_bytes']} bytes"
    )


def duration_s(run: CrawlRun) -> float | None:
    if run.finished_at is None:
        return None
    return round((run.finished_at - run.started_at).total_seconds(), 1)


def print_runs_table(runs: Sequence[CrawlRun]) -> None:
    """Every number where there is room for it; else those that a person looks at first."""
    console = table_console()
    is_wide = console.width >= WIDE_FROM
    console.print(runs_table(runs, is_wide=is_wide))
    if not is_wide:
        hint = (
            f"Listings, entries, requests, bytes: --json, or a terminal {WIDE_FROM} columns wide."
        )
        console.print(hint, style="dim")


def runs_table(runs: Sequence[CrawlRun], *, is_wide: bool) -> Table:
    columns = WIDE_COLUMNS if is_wide else COLUMNS
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("source", overflow="ellipsis", no_wrap=True)
    table.add_column("started", no_wrap=True)
    for name in (*columns, *(("bytes",) if is_wide else ()), "time"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    for run in runs:
        numbers = [str(getattr(run.counts, name)) for name in columns]
        size = [decimal(run.counts.response_bytes)] if is_wide else []
        started = f"{run.started_at.astimezone():%d/%m %H:%M}"
        duration = _duration_text(duration_s(run))
        outcome = run.outcome or "running"
        table.add_row(run.source_id, started, *numbers, *size, duration, outcome)
    return table


def _duration_text(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:.1f}s" if seconds < 100 else str(timedelta(seconds=round(seconds)))


def table_console() -> Console:
    """As wide as the screen; into a file or a pipe nothing has to be cut."""
    return Console(width=None if sys.stdout.isatty() else FILE_WIDTH)


def _print_table(runs: Sequence[CrawlRun]) -> None:
    print_runs_table(runs)
    new = sum(run.counts.new for run in runs)
    changed = sum(run.counts.changed for run in runs)
    seen = sum(run.counts.seen for run in runs)
    if new or changed:
        click.echo(f"{new} new articles, {changed} changed, {seen} known already.")
    elif seen:
        click.echo(f"Nothing new: the {seen} articles listed are known, none was harvested twice.")
    else:
        click.echo("No article was found.")


def _print_incidents(home: Path, runs: Sequence[CrawlRun]) -> None:
    with open_archive(home) as archive:
        for run in runs:
            for incident in archive.runs.list_incidents(run_id=run.id, limit=20):
                click.echo(f"  ! {run.source_id}: {incident.kind}: {incident.message}")
                click.echo(f"    {incident.advice}")


def clipped_versions(home: Path, runs: Sequence[CrawlRun]) -> list[ArticleVersion]:
    """What the cited pages of clip runs became, in the order in which they were fetched."""
    versions = []
    with open_archive(home) as archive:
        for run in runs:
            for capture in archive.captures.list_captures(run.id):
                version = archive.articles.newest_version_at(canonical_url(capture.url))
                if version is not None and capture.page_kind is PageKind.ARTICLE:
                    versions.append(version)
    return versions
