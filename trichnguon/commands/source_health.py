"""`trichnguon source health`, `mute` and `unmute`: why a source is quiet, and who wants no alarms of it."""

import getpass
import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import click

from trichnguon.cli import home_option

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
LONGEST_MUTE = timedelta(days=366)


@click.command()
@click.argument("source_id", metavar="[ID]", default="")
@home_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="en", show_default=True)
def health(source_id: str, home: Path, as_json: bool, language: str) -> None:
    """Say how every source is, or the one named ID: since when, how that is known, what to do.

    Exit code 1 while a source has an alarm that is not muted.
    """
    from archive.archive import open_archive
    from scraper.sources import find_source
    from trichnguon.diagnosis.recording import diagnose_home
    from trichnguon.errors import SourcesUnwell
    from trichnguon.health_report import load_reports, report_lines, report_object, unwell_ids

    now = datetime.now(UTC)
    with open_archive(home) as archive:
        sources = diagnose_home(archive, now)
        if source_id and archive.health.health_of(source_id) is None:
            find_source(sources, source_id)
        reports = load_reports(archive, sources, now, source_id)
    for report in reports:
        if as_json:
            click.echo(json.dumps(report_object(report, language), ensure_ascii=False))
        else:
            for line in report_lines(report, language, in_full=bool(source_id)):
                click.echo(line)
    if unwell := unwell_ids(reports):
        raise SourcesUnwell(unwell)


@click.command()
@click.argument("source_id", metavar="ID")
@home_option
@click.option("--until", type=DAY, required=True, help="Last day without alarms (31/12/2026).")
@click.option("--reason", required=True, help="Why; shown wherever the source is.")
@click.option("--by", "who", default="", help="Who wants it; the user of this machine without.")
def mute(source_id: str, home: Path, until: datetime, reason: str, who: str) -> None:
    """Keep the alarms of the source ID from people until a day. What happens is still recorded."""
    from archive.archive import open_archive
    from archive.records import SourceMute
    from archive.text import fold_space
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.sources import find_source, load_sources
    from trichnguon.classify import VIETNAM_TIME

    now = datetime.now(UTC)
    known = find_source(load_sources(home / SOURCES_FOLDER), source_id)
    end = datetime.combine(until.date(), time.max, VIETNAM_TIME)
    if not now < end <= now + LONGEST_MUTE:
        raise click.BadParameter("the day must be ahead, within a year", param_hint="--until")
    told = fold_space(reason)
    if not told:
        raise click.BadParameter("give the reason in some words", param_hint="--reason")
    with open_archive(home) as archive:
        by = fold_space(who) or getpass.getuser()
        archive.mutes.record_mute(SourceMute(known.id, end, told, by, now))
    click.echo(f"{known.id}: no alarms until the end of {until:%d/%m/%Y}: {told}")


@click.command()
@click.argument("source_id", metavar="ID")
@home_option
def unmute(source_id: str, home: Path) -> None:
    """Let the source ID alarm again."""
    from archive.archive import open_archive

    with open_archive(home) as archive:
        ended = archive.mutes.end_mute(source_id, datetime.now(UTC))
    click.echo(f"{source_id}: alarms on again" if ended else f"{source_id} was not muted")
