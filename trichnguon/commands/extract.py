"""`trichnguon extract`: what the page objects read from one page, or from a folder of pages."""

import json
from pathlib import Path
from typing import Any

import click

from trichnguon.cli import FAILED, home_option
from trichnguon.extraction_reports import FIELDS, UNREADABLE, Report, extract_folder

_SHOWN = 400


@click.command()
@click.argument("target", metavar="ADDRESS|FILE|CAPTURE", required=False)
@click.option("--url", default="", help="Address of a page given as FILE.")
@click.option("--platform", default=None, help="Platform to read it with; detected without.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
@click.option("--listing", is_flag=True, help="What the page lists, instead of an article.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with index.jsonl: every file, one JSON object a line, on all cores.",
)
@home_option
def extract(
    target: str | None,
    url: str,
    platform: str | None,
    as_json: bool,
    listing: bool,
    corpus: Path | None,
    home: Path,
) -> None:
    """Show the fields of a page with their raw values, rules and confidence.

    An ADDRESS is read from the newest capture in the archive, or fetched once, politely, where
    there is none; a number is the id of a CAPTURE, anything else the path of a saved page (HTML or
    PDF, also gzipped). Ends with 1 where the page is no article; with --corpus, where a line or a
    file could not be read.
    """
    if (corpus is None) == (target is None):
        raise click.UsageError("Give either ADDRESS, FILE or CAPTURE, or --corpus FOLDER.")
    if corpus is not None:
        _extract_corpus(corpus)
        return
    if listing:
        _print_listing(str(target), url, home, platform, as_json=as_json)
        return
    report = report_of_target(str(target), url, home, platform)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print_table(report)
    if not report["is_article"]:
        raise SystemExit(FAILED)


def report_of_target(target: str, url: str, home: Path, platform: str | None) -> Report:
    """The report on what `target` names; raises click.UsageError for a wrong use."""
    from scraper.errors import PageError
    from trichnguon.extraction_reports import report_on, report_refusal
    from trichnguon.saved_pages import response_of

    require_platform(platform)
    try:
        return report_on(response_of(target, url, home), platform)
    except PageError as error:
        return report_refusal(error)


def require_platform(platform: str | None) -> None:
    """Raises click.UsageError for a name that is in no registry."""
    from scraper.platforms import PLATFORMS

    if platform is not None and platform not in PLATFORMS:
        names = ", ".join(sorted(PLATFORMS))
        raise click.UsageError(f"--platform {platform} is none of: {names}.")


def _print_listing(
    target: str, url: str, home: Path, platform: str | None, *, as_json: bool
) -> None:
    """Entries, pager and page object; a page that cannot be read raises PageError."""
    from attrs import asdict

    from scraper.discovery.reader import read_listing
    from trichnguon.extraction_reports import to_json
    from trichnguon.saved_pages import response_of

    require_platform(platform)
    found = read_listing(response_of(target, url, home), platform)
    if as_json:
        values = asdict(found, value_serializer=to_json)
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.page_object}: {len(found.entries)} entries")
    for entry in found.entries:
        day = f"{entry.published_at:%d/%m/%Y}" if entry.published_at else "-"
        click.echo(f"  {day:10}  {entry.title or '-'}\n              {entry.url}")
    for address in found.next_urls:
        click.echo(f"  further: {address}")


def _extract_corpus(folder: Path) -> None:
    count = unreadable = 0
    for report in extract_folder(folder):
        click.echo(json.dumps(report, ensure_ascii=False))
        count += 1
        if report["kind"] == UNREADABLE:
            unreadable += 1
            click.echo(f"{report['file'] or 'index'}: {report['message']}", err=True)
    if unreadable:
        click.echo(f"{unreadable} of {count} could not be read.", err=True)
        raise SystemExit(FAILED)


def _print_table(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not report["is_article"]:
        console.print(f"[bold red]Not an article[/] ({report['kind']}):", end=" ")
        console.print(report["message"], markup=False, highlight=False, soft_wrap=True)
        console.print(report["advice"], markup=False, soft_wrap=True)
        return
    flagged = " (generic: check every field)" if report["is_generic"] else ""
    table = Table(title=f"{report['page_object']} · {report['platform']}{flagged}", show_lines=True)
    for heading in ("field", "value", "rule", "confidence"):
        table.add_column(heading, overflow="fold")
    for name in FIELDS:
        rule = report["rules"].get(_rule_name(name), {})
        confidence = f"{rule['confidence']:.1f}" if rule else ""
        table.add_row(name, _shown(report[name]), rule.get("rule", ""), confidence)
    console.print(table, markup=False)
    for line in (*report["warnings"], *report["skipped"]):
        console.print(f"• {line}", markup=False)


def _rule_name(name: str) -> str:
    aliases = {
        "body_text": "body",
        "published_raw": "published_at",
        "published_precision": "published_at",
    }
    return aliases.get(name, name)


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(" · ".join(str(part) for part in one.values() if part) for one in value)
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} … ({len(text)} characters)"
