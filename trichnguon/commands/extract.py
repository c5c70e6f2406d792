"""`trichnguon extract`: what the page objects read from one page, or from a folder of pages."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from trichnguon.cli import home_option

if TYPE_CHECKING:
    from web_poet import HttpResponse

    from scraper.extract import Extraction

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_MIRRORED_FROM = re.compile(rb"<!--\s*Mirrored from (\S+?) by HTTrack")
_UNKNOWN_HOST = "http://khong-ro-dia-chi.invalid/"
_FIELDS = (
    "title", "lead", "authors", "byline_raw", "published_raw", "published_at", "published_precision",
    "modified_at", "section", "language", "source_credit", "attachments", "images", "body_text",
)  # fmt: skip
_SHOWN = 400


@click.command()
@click.argument("target", metavar="ADDRESS|FILE|CAPTURE", required=False)
@click.option("--url", default="", help="Address of a page given as FILE.")
@click.option("--platform", default=None, help="Platform to read it with; detected without.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
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
    corpus: Path | None,
    home: Path,
) -> None:
    """Show the fields of a page with their raw values, rules and confidence.

    An ADDRESS is read from the newest capture in the archive, a number is the id of a CAPTURE,
    anything else the path of a saved page.
    """
    if (corpus is None) == (target is None):
        raise click.UsageError("Give either ADDRESS, FILE or CAPTURE, or --corpus FOLDER.")
    if corpus is not None:
        for line in extract_folder(corpus):
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    report = report_on(response_of(str(target), url, home), platform)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print_table(report)
    if not report["is_article"]:
        raise SystemExit(1)


# --- Responses --------------------------------------------------------------------------------


def response_of(target: str, url: str, home: Path) -> "HttpResponse":
    """The stored response that `target` names; a UsageError says what it could have been."""
    if target.isdigit() or target.startswith(("http://", "https://")):
        return _from_archive(target, home)
    path = Path(target)
    if not path.is_file():
        raise click.UsageError(
            f"{target} is no file, no capture id and no address beginning with http:// or https://."
        )
    return response_from_file(path, url)


def _from_archive(target: str, home: Path) -> "HttpResponse":
    from web_poet import HttpResponse

    from archive.archive import open_archive
    from archive.warc import read_response
    from scraper.identity import canonical_url

    with open_archive(home) as archive:
        if target.isdigit():
            capture = archive.captures.load_capture(int(target))
        else:
            found = archive.captures.newest_capture_of(target)
            found = found or archive.captures.newest_capture_of(canonical_url(target))
            if found is None:
                raise click.UsageError(
                    f"{target} was never captured. Capture it first: trichnguon clip {target}"
                )
            capture = found
        stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
    return HttpResponse(
        stored.url, body=stored.body, status=stored.status, headers=list(stored.headers)
    )


def response_from_file(path: Path, url: str = "") -> "HttpResponse":
    """A saved page; without `url` its address is what the file itself says."""
    from web_poet import HttpResponse

    body = path.read_bytes()
    return HttpResponse(url or _address_in(body) or _UNKNOWN_HOST + quote(path.name), body=body)


def _address_in(body: bytes) -> str:
    if found := _SAVED_FROM.search(body[:4096]):
        address = found[1].decode("ascii", "replace")
        return address if re.match(r"https?://[\w.-]+\.\w+/?", address) else ""
    if found := _MIRRORED_FROM.search(body):
        return "http://" + found[1].decode("ascii", "replace")
    return ""


# --- Reports ----------------------------------------------------------------------------------


def report_on(response: "HttpResponse", platform: str | None = None) -> dict[str, Any]:
    """Every field and how it was read, ready for JSON; `is_article` False with the reason."""
    from scraper.errors import NotAnArticle, PageError
    from scraper.extract import extract_article

    try:
        extraction = extract_article(response, platform)
    except PageError as error:
        kind = error.kind.value if isinstance(error, NotAnArticle) else "unreadable"
        nothing: dict[str, Any] = dict.fromkeys((*_FIELDS, "body_html", "platform", "page_object"))
        return {
            **nothing,
            "url": str(response.url),
            "is_article": False,
            "kind": kind,
            "error": type(error).__name__,
            "message": str(error),
            "advice": error.advice,
        }
    return _as_report(extraction)


def _as_report(extraction: "Extraction") -> dict[str, Any]:
    from attrs import asdict

    values = asdict(extraction.article, value_serializer=_to_json)
    return {
        **values,
        "platform": extraction.platform,
        "page_object": extraction.page_object,
        "extractor_version": extraction.extractor_version,
        "is_generic": extraction.is_generic,
        "skipped": list(extraction.skipped),
        "is_article": True,
        "kind": "article",
    }


def _to_json(_instance: object, _attribute: object, value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def extract_folder(folder: Path) -> Iterator[dict[str, Any]]:
    """A report for each line of `folder/index.jsonl`, in its order, computed on all cores."""
    index = folder / "index.jsonl"
    if not index.is_file():
        raise click.UsageError(f"{index} is missing: one JSON object a line, with a key “file”.")
    rows = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines() if line]
    jobs = [(str(folder / row["file"]), row["file"], _address_of(row)) for row in rows]
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_extract_one, jobs, chunksize=4)


def _address_of(row: dict[str, Any]) -> str:
    return str(row.get("page_url_if_known") or row.get("url") or "")


def _extract_one(job: tuple[str, str, str]) -> dict[str, Any]:
    path, name, url = job
    return {"file": name, **report_on(response_from_file(Path(path), url))}


# --- Table ------------------------------------------------------------------------------------


def _print_table(report: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not report["is_article"]:
        console.print(f"[bold red]Not an article[/] ({report['kind']}): {report['message']}")
        console.print(report["advice"])
        return
    flagged = " (generic: check every field)" if report["is_generic"] else ""
    table = Table(title=f"{report['page_object']} · {report['platform']}{flagged}", show_lines=True)
    for heading in ("field", "value", "rule", "confidence"):
        table.add_column(heading, overflow="fold")
    for name in _FIELDS:
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
