"""`trichnguon editor`: log-ins of the desk."""

from datetime import UTC, datetime
from pathlib import Path

import click

from archive.archive import open_archive
from desk.logins import ROLES, add_editor, one_time_link
from trichnguon.cli import home_option
from trichnguon.config import load_config


@click.group()
def editor() -> None:
    """Make and list log-ins of the desk."""


@editor.command()
@click.argument("login")
@home_option
@click.option("--name", help="Name that colleagues see; the log-in name where not given.")
@click.option("--role", type=click.Choice(ROLES), default="editor", show_default=True)
@click.option("--no-password", is_flag=True, help="Only one-time links lead in.")
def add(login: str, home: Path, name: str | None, role: str, no_password: bool) -> None:
    """Make the log-in LOGIN, or give it a new name, role and password."""
    with open_archive(home) as archive:
        password = None if no_password else _asked_password()
        made = add_editor(archive, login, name or login, role, password, datetime.now(UTC))
    click.echo(f"Editor {made.login} ({made.name}, {made.role}) can log in.")


@editor.command("list")
@home_option
def list_editors(home: Path) -> None:
    """Every log-in with name, role and language."""
    with open_archive(home) as archive:
        editors = archive.editors.list_editors()
    if not editors:
        click.echo("No editors yet. Make one: trichnguon editor add LOGIN")
    for each in editors:
        click.echo(f"{each.login}\t{each.name}\t{each.role}\t{each.language}")


@editor.command()
@click.argument("login")
@home_option
@click.option("--base-url", help="Where editors reach the desk; default from trichnguon.toml.")
def login_link(login: str, home: Path, base_url: str | None) -> None:
    """Print an address that logs LOGIN in once, within the hour."""
    address = base_url or load_config(home).desk.url
    with open_archive(home) as archive:
        click.echo(one_time_link(archive, login, address, datetime.now(UTC)))


def _asked_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
