"""`trichnguon fixture`: a page and what was read from it, for a person to check and keep as a test."""

import json
from pathlib import Path

import click

from trichnguon.cli import home_option
from trichnguon.commands.extract import require_platform
from trichnguon.extraction_reports import report_on
from trichnguon.saved_pages import response_of


@click.command()
@click.argument("target", metavar="ADDRESS|FILE|CAPTURE")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--url", default="", help="Address of a page given as FILE.")
@click.option("--platform", default=None, help="Platform to read it with; detected without.")
@click.option("--replace", is_flag=True, help="Write over a fixture that is already there.")
@home_option
def fixture(
    target: str, folder: Path, url: str, platform: str | None, replace: bool, home: Path
) -> None:
    """Write page.html, page.json and output.json into FOLDER.

    output.json is what the page object says today, not the truth: read every field against the
    page in a browser, correct it, and only then set "checked_by" to your name. The tests refuse a
    fixture that nobody has checked.
    """
    if folder.exists() and any(folder.iterdir()) and not replace:
        raise click.UsageError(f"{folder} is not empty. Another folder, or --replace.")
    require_platform(platform)
    response = response_of(target, url, home)
    report = report_on(response, platform)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_bytes(bytes(response.body))
    page = {
        "url": str(response.url),
        "status": response.status,
        "headers": dict(response.headers),
        "platform": platform,
    }
    _write_json(folder / "page.json", page)
    _write_json(folder / "output.json", {"checked_by": None, **report})
    click.echo(f"{folder}: read output.json against page.html, correct it, then set checked_by.")


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
