"""`trichnguon crawl` and `trichnguon clip`: whole sources, or just the cited pages."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.errors import AddressRefused, SourceConfigError
from trichnguon.cli import home_option
from trichnguon.errors import CrawlFailed

if TYPE_CHECKING:
    from scraper.sources import Source

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.command()
@click.argument("sources", nargs=-1)
@home_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run instead of a table.")
@click.option("--retry-now", is_flag=True, help="Try failed pages at once, whatever their wait.")
@click.option("--since", type=DAY, help="Go back to this day (2024-01-31), page by page.")
@click.option("--until", type=DAY, help="With --since: leave out what is newer than this day.")
@click.option(
    "--pages",
    type=click.IntRange(1, 100_000),
    help="Read at most so many listing pages now; the same days go on there next time.",
)
def crawl(
    sources: tuple[str, ...],
    home: Path,
    as_json: bool,
    retry_now: bool,
    since: datetime | None,
    until: datetime | None,
    pages: int | None,
) -> None:
    """Crawl whole SOURCES, by id, now; all active ones that are not paused when none is named.

    With --json progress comes as JSON lines on stderr. Only what is due: trichnguon due --run.
    """
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import load_named_source
    from trichnguon.crawling import CrawlOrder, run_crawls
    from trichnguon.run_table import print_runs, require_success

    folder = home / SOURCES_FOLDER
    chosen = [load_named_source(folder, source_id).id for source_id in sources]
    unread: tuple[SourceConfigError, ...] = ()
    if not chosen:
        active, unread = active_sources(folder)
        chosen = without_paused(home, list(active))
    if retry_now:
        end_waits(home, chosen)
    spider, options = "portal", {}
    if since or until or pages:
        spider = "backfill"
        options = {
            "since": f"{since:%Y-%m-%d}" if since else "",
            "until": f"{until:%Y-%m-%d}" if until else "",
            "pages": str(pages or ""),
        }
    orders = [
        CrawlOrder(spider, source_id, {"source": source_id, **options}) for source_id in chosen
    ]
    result = run_crawls(home, orders, as_json=as_json)
    print_runs(home, result.runs, as_json=as_json)
    require_success(result)
    require_readable(unread)


def active_sources(
    folder: Path,
) -> tuple[dict[str, "Source"], tuple[SourceConfigError, ...]]:
    """Those that are visited, and the files that cannot be read, which are told on stderr.

    Raises SourceConfigError where nothing is left to be visited.
    """
    from scraper.sources import load_readable_sources

    known, unread = load_readable_sources(folder)
    for error in unread:
        click.echo(f"Left out: {error}", err=True)
    active = {id_: source for id_, source in known.items() if source.status == "active"}
    if not active:
        require_readable(unread)
        raise SourceConfigError(
            'no source is active: name one, or set status = "active" in its file', folder
        )
    return active, unread


def require_readable(unread: Sequence[SourceConfigError]) -> None:
    """Raises the first error: the rest was done, but somebody has to look."""
    if unread:
        raise unread[0]


def without_paused(home: Path, source_ids: Sequence[str]) -> list[str]:
    """Those that no pause holds back; the others are named on stderr."""
    from archive.archive import open_archive
    from scraper.errors import SourcePaused
    from scraper.session import refuse_paused

    free = []
    with open_archive(home) as archive:
        for source_id in source_ids:
            try:
                refuse_paused(archive, source_id)
            except SourcePaused as paused:
                click.echo(f"Skipped. {paused}", err=True)
            else:
                free.append(source_id)
    return free


def end_waits(home: Path, source_ids: Sequence[str]) -> None:
    """Pages that failed are due at once."""
    from archive.archive import open_archive

    with open_archive(home) as archive:
        for source_id in source_ids:
            archive.entries.end_waits(source_id, datetime.now(UTC))


@click.command()
@click.argument("addresses", nargs=-1, required=True)
@home_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run instead of a table.")
def clip(addresses: tuple[str, ...], home: Path, as_json: bool) -> None:
    """Fetch just the cited ADDRESSES, the way editors work."""
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.middlewares.guard import refusal
    from scraper.sources import load_sources, source_for
    from trichnguon.crawling import CrawlOrder, run_crawls
    from trichnguon.run_table import clipped_versions, print_runs, require_success

    for address in addresses:
        if reason := refusal(address):
            raise AddressRefused(address, reason)
    known = load_sources(home / SOURCES_FOLDER)
    by_source: dict[str, list[str]] = {}
    for address in addresses:
        by_source.setdefault(source_for(known, address).id, []).append(address)
    orders = [
        CrawlOrder("clip", source_id, {"addresses": " ".join(cited)})
        for source_id, cited in by_source.items()
    ]
    result = run_crawls(home, orders, as_json=as_json)
    print_runs(home, result.runs, as_json=as_json)
    versions = clipped_versions(home, result.runs)
    for version in versions if not as_json else ():
        click.echo(f"  article {version.article_id}: {version.article.title}")
    require_success(result)
    missing = len(set(addresses)) - len(versions)
    if missing > 0:
        raise CrawlFailed(
            f"{missing} of {len(addresses)} addresses gave no article; `trichnguon runs` and the "
            "desk's incidents say why."
        )
