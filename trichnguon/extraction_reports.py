"""What the page objects read, ready for JSON: from one response, or from a folder of saved pages."""

import json
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

if TYPE_CHECKING:
    from web_poet import HttpResponse

    from scraper.errors import PageError
    from scraper.extract import Extraction

Report = dict[str, Any]

FIELDS = (
    "title", "lead", "authors", "byline_raw", "published_raw", "published_at", "published_precision",
    "modified_at", "section", "language", "source_credit", "attachments", "images", "body_text",
)  # fmt: skip
_LISTS = ("authors", "attachments", "images")
UNREADABLE = "unreadable"


def report_on(response: "HttpResponse", platform: str | None = None) -> Report:
    """Every field and how it was read; `is_article` False with the reason for anything else."""
    from scraper.errors import PageError
    from scraper.extract import extract_article

    try:
        return _as_report(extract_article(response, platform))
    except PageError as error:
        return report_refusal(error)


def report_refusal(error: "PageError") -> Report:
    """The keys of a report without values: `kind`, `error`, `message` and `advice` say why."""
    from scraper.errors import NotAnArticle

    kind = error.kind.value if isinstance(error, NotAnArticle) else UNREADABLE
    report = _refused(kind, type(error).__name__, str(error))
    return {**report, "url": error.url, "advice": error.advice}


def _refused(kind: str, error: str, message: str) -> Report:
    nothing: Report = dict.fromkeys((*FIELDS, "body_html", "platform", "page_object"))
    nothing |= {name: [] for name in _LISTS}
    return {**nothing, "is_article": False, "kind": kind, "error": error, "message": message}


def _as_report(extraction: "Extraction") -> Report:
    from attrs import asdict

    values = asdict(extraction.article, value_serializer=to_json)
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


def to_json(_instance: object, _attribute: object, value: Any) -> Any:
    """An attrs serializer: moments and days as ISO 8601."""
    return value.isoformat() if hasattr(value, "isoformat") else value


# --- Folders ----------------------------------------------------------------------------------


@frozen
class _Job:
    file: str
    path: Path
    url: str


def extract_folder(folder: Path) -> Iterator[Report]:
    """A report for each line of `folder/index.jsonl`, in its order, computed on all cores.

    A line or file that cannot be read gives a report of kind "unreadable" and stops nothing else.
    """
    index = folder / "index.jsonl"
    if not index.is_file():
        raise click.UsageError(f"{index} is missing: one JSON object a line, with a key “file”.")
    with ProcessPoolExecutor() as pool:
        jobs = list(_read_index(index))
        futures = {id(job): pool.submit(_extract_job, job) for job in jobs if isinstance(job, _Job)}
        for job in jobs:
            yield _report_of(job, futures.pop(id(job))) if isinstance(job, _Job) else job


def _read_index(index: Path) -> Iterator[_Job | Report]:
    # Line by line as the file has them: str.splitlines also cuts at U+2028, which JSON allows.
    with index.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                job = _job_of(line, index.parent)
                yield _at_fault("", f"{index}:{number}: {job}") if isinstance(job, str) else job


def _job_of(line: str, folder: Path) -> _Job | str:
    """What a line of the index asks for, or what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    file = row.get("file") if isinstance(row, dict) else None
    if not isinstance(file, str) or not file or "\0" in file:
        return "no object with a path in “file”"
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        return f"{file} is not inside {folder}"
    url = row.get("page_url_if_known") or row.get("url") or ""
    return _Job(file, path, url if isinstance(url, str) else "")


def _at_fault(file: str, message: str, error: str = "InputError") -> Report:
    return {"file": file, **_refused(UNREADABLE, error, message)}


def _extract_job(job: _Job) -> Report:
    from scraper.errors import PageError
    from trichnguon.saved_pages import response_from_file

    try:
        report = report_on(response_from_file(job.path, job.url))
    except PageError as error:
        report = report_refusal(error)
    except OSError as error:
        return _at_fault(job.file, f"{error.filename}: {error.strerror}", type(error).__name__)
    return {"file": job.file, **report}


def _report_of(job: _Job, future: "Future[Report]") -> Report:
    """What came out of a worker; whatever ended it is told as the fault of this file."""
    error = future.exception()
    if isinstance(error, BrokenProcessPool):  # by this file or another: once more, alone
        with ProcessPoolExecutor(max_workers=1) as alone:
            future = alone.submit(_extract_job, job)
            error = future.exception()
    if error is not None:
        return _at_fault(job.file, str(error), type(error).__name__)
    return future.result()
