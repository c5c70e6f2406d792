"""`trichnguon init`: a home folder."""

from importlib.resources import files
from pathlib import Path

import click

from archive.archive import DATABASE_NAME, create_archive
from scraper.crawl_config import CONFIG_NAME, SOURCES_FOLDER
from trichnguon.errors import HomeNotEmpty

PUBLIC_FOLDER = "public"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--contact", default="", help="E-mail or web address for the User-Agent.")
def init(folder: Path, contact: str) -> None:
    """Make a home FOLDER: configuration, archive, WARC folder, sources, public site.

    What is already there is left as it is.
    """
    make_home(folder, contact)
    click.echo(f"Home folder ready: {folder.resolve()}")
    if not contact:
        click.echo(
            f"Next: set crawl.contact in {folder / CONFIG_NAME}; no crawl starts without it."
        )
    click.echo(f"Then: trichnguon doctor --home {folder}")


def make_home(folder: Path, contact: str) -> None:
    """Raises HomeNotEmpty for a folder with other things in it."""
    is_ours = (folder / DATABASE_NAME).exists() or (folder / CONFIG_NAME).exists()
    if folder.exists() and any(folder.iterdir()) and not is_ours:
        raise HomeNotEmpty(folder)
    create_archive(folder).close()
    (folder / PUBLIC_FOLDER).mkdir(exist_ok=True)
    if not (folder / CONFIG_NAME).exists():
        (folder / CONFIG_NAME).write_text(config_template(contact), encoding="utf-8")
    if not (folder / SOURCES_FOLDER).exists():
        copy_sources(folder / SOURCES_FOLDER, demo=False)


def config_template(contact: str) -> str:
    template = (files("trichnguon") / "trichnguon.toml.template").read_text(encoding="utf-8")
    return template.replace("@CONTACT@", contact.replace("\\", "\\\\").replace('"', '\\"'))


def copy_sources(target: Path, *, demo: bool) -> None:
    """The shipped source files: those of the demo portals, or all others and the template."""
    target.mkdir(parents=True, exist_ok=True)
    for shipped in files("sources").iterdir():
        if shipped.name.endswith(".toml") and shipped.name.startswith("demo_") == demo:
            text = shipped.read_text(encoding="utf-8")
            (target / shipped.name).write_text(text, encoding="utf-8")
