"""`trichnguon`: commands by name, loaded when called; known errors are a line, not a traceback."""

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from scraper.errors import SourceBusy, SourcePaused

COMMANDS = {
    "article": "trichnguon.commands.article",
    "clip": "trichnguon.commands.crawl",
    "crawl": "trichnguon.commands.crawl",
    "demo": "trichnguon.commands.demo",
    "desk": "trichnguon.commands.desk",
    "digest": "trichnguon.commands.digest",
    "doctor": "trichnguon.commands.doctor",
    "due": "trichnguon.commands.due",
    "editor": "trichnguon.commands.editor",
    "extract": "trichnguon.commands.extract",
    "fixture": "trichnguon.commands.fixture",
    "init": "trichnguon.commands.init",
    "occasions": "trichnguon.commands.occasions",
    "pause": "trichnguon.commands.pause",
    "publish": "trichnguon.commands.publish",
    "resume": "trichnguon.commands.pause",
    "runs": "trichnguon.commands.runs",
    "serve": "trichnguon.commands.serve",
    "source": "trichnguon.commands.source",
}
# Roots of the packages' error trees; importing them costs nothing, unlike the packages.
KNOWN_ERRORS = (
    ("archive.errors", "ArchiveError"),
    ("desk.errors", "DeskError"),
    ("occasions.errors", "OccasionsError"),
    ("publish.errors", "PublishError"),
    ("scraper.errors", "ScrapeError"),
    ("trichnguon.errors", "RootError"),
)
FAILED = 1
NOT_NOW = 75
"""EX_TEMPFAIL of sysexits.h: another process crawls the source, or it is paused."""


class LazyGroup(click.Group):
    """Scrapy alone takes a third of a second to import: only what is asked for is loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(importlib.import_module(module), cmd_name)
        return command


def known_errors() -> tuple[type[Exception], ...]:
    return tuple(getattr(importlib.import_module(module), name) for module, name in KNOWN_ERRORS)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trichnguon")
def trichnguon() -> None:
    """Crawl cited government pages, keep them as evidence, republish them with their source."""


def home_option(command: Any) -> Any:
    """`--home`, the folder that `trichnguon init` made; TRICHNGUON_HOME, or here."""
    return click.option(
        "--home",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        envvar="TRICHNGUON_HOME",
        show_envvar=True,
        help="Home folder made by `trichnguon init`.",
    )(command)


def main() -> None:
    """Exit 1, or 75 for what only has to wait, with one clear line for every error we know; a traceback is a bug of ours."""
    try:
        trichnguon(prog_name="trichnguon")
    except (SourceBusy, SourcePaused) as error:
        _fail(str(error), NOT_NOW)
    except known_errors() as error:
        _fail(str(error))
    except OSError as error:
        if error.filename is None:
            raise
        _fail(f"{error.filename}: {error.strerror}")


def _fail(message: str, status: int = FAILED) -> None:
    click.secho("Error: ", fg="red", bold=True, err=True, nl=False)
    click.echo(message, err=True)
    sys.exit(status)
