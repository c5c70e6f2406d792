"""`trichnguon doctor`: is this installation well, and what to do where it is not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import click
from attrs import frozen

from trichnguon.cli import home_option
from trichnguon.errors import CrawlFailed


@frozen
class Finding:
    what: str
    is_well: bool
    detail: str


@click.command()
@home_option
@click.option("--offline", is_flag=True, help="Leave out whether the portals can be reached.")
def doctor(home: Path, offline: bool) -> None:
    """Check home folder, database, disk, configuration, sources and their health, desk port, portals."""
    from trichnguon.health import checks

    findings = list(run_checks(checks(home, offline=offline)))
    for finding in findings:
        mark = click.style("ok  ", fg="green") if finding.is_well else click.style("FIX ", fg="red")
        click.echo(f"{mark} {finding.what}: {finding.detail}")
    sick = sum(not finding.is_well for finding in findings)
    if sick:
        raise CrawlFailed(f"{sick} of {len(findings)} checks need a hand; see FIX above.")


def run_checks(checks: list[tuple[str, Callable[[], str]]]) -> Iterator[Finding]:
    """A check returns what it found, or raises one of our errors saying what to do."""
    from trichnguon.cli import known_errors

    for what, check in checks:
        try:
            yield Finding(what, True, check())
        except known_errors() as error:
            yield Finding(what, False, str(error))
