"""Stored responses to extract again: a capture of the archive, or a page saved as a file."""

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from archive.errors import HomeMissing

if TYPE_CHECKING:
    from web_poet import HttpResponse

    from archive.archive import Archive
    from archive.records import Capture

MAX_FILE_BYTES = 64 * 1024 * 1024
"""Pages are refused earlier, by their own limit; a PDF may be as large as this."""
_ADVICE = "Lưu trang bằng trình duyệt ở dạng HTML, hoặc chọn tệp PDF, rồi chạy lại."
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_MIRRORED_FROM = re.compile(rb"<!--\s*Mirrored from (\S+?) by HTTrack")
_UNKNOWN_HOST = "http://khong-ro-dia-chi.invalid/"
_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_NO_SCHEME = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|info)(?:[:/]|$)", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_OTHER_FILES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP file (DOCX, XLSX, …)",
    b"\xd0\xcf\x11\xe0": "an old Office file (DOC, XLS, …)",
    b"Rar!": "a RAR file",
    b"SQLite format 3": "a database",
    b"WARC/": "a WARC file: read its captures by their ids or addresses",
    b"From: <Saved by": "an MHTML file: save the page as “HTML only”",
    b"MIME-Version:": "an MHTML file: save the page as “HTML only”",
}


def response_of(target: str, url: str, home: Path) -> "HttpResponse":
    """The stored response that `target` names: a capture's id, an address, a path.

    Raises click.UsageError where it is none of them, ArchiveError for a capture that cannot be
    read back, PageError for a file that is no page.
    """
    if url and not _ADDRESS.match(url):
        raise click.UsageError(f"--url {url} is no address beginning with http:// or https://.")
    path = Path(target)
    if _names_capture(target) or _ADDRESS.match(target):
        return _from_archive(target, home)
    if path.is_dir():
        raise click.UsageError(f"{target} is a folder. One with index.jsonl: --corpus {target}")
    if not path.exists():
        hint = f" Did you mean https://{target}?" if _NO_SCHEME.match(target) else ""
        raise click.UsageError(
            f"{target} is no file, no capture id and no address beginning with http:// or "
            f"https://.{hint}"
        )
    return response_from_file(path, url)


def _names_capture(target: str) -> bool:
    return target.isascii() and target.isdecimal() and len(target) <= 18


def _from_archive(target: str, home: Path) -> "HttpResponse":
    from web_poet import HttpResponse

    from archive.archive import open_archive
    from archive.warc import read_response
    from scraper.identity import canonical_url

    try:
        archive = open_archive(home)
    except HomeMissing as missing:
        raise click.UsageError(
            f"Captures are read from a home folder, and {missing.path.resolve()} is none: go into "
            "it or give --home. A page saved as a file needs none: trichnguon extract FILE --url ADDRESS"
        ) from missing
    with archive:
        if _names_capture(target):
            capture = archive.captures.load_capture(int(target))
        else:
            found = archive.captures.newest_capture_of(target)
            found = found or archive.captures.newest_capture_of(canonical_url(target))
            capture = found or fetch_page(archive, target)
        stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
    return HttpResponse(
        stored.url, body=stored.body, status=stored.status, headers=list(stored.headers)
    )


def fetch_page(archive: "Archive", address: str) -> "Capture":
    """The capture of an address fetched now, by the rules of every crawl; no article comes of it.

    Raises AddressRefused, what keeps a crawl from starting, and CrawlFailed with the reason where
    no answer came.
    """
    from archive.records import PageKind
    from scraper.crawl_config import SOURCES_FOLDER
    from scraper.errors import AddressRefused
    from scraper.middlewares.guard import refusal
    from scraper.sources import load_sources, source_for
    from trichnguon.crawling import CrawlOrder, run_crawls
    from trichnguon.errors import CrawlFailed

    if reason := refusal(address):
        raise AddressRefused(address, reason)
    source = source_for(load_sources(archive.home / SOURCES_FOLDER), address)
    result = run_crawls(
        archive.home, [CrawlOrder("page", source.id, {"addresses": address})], as_json=True
    )
    if result.errors:
        raise result.errors[0]
    for run in result.runs:
        for capture in archive.captures.list_captures(run.id):
            if capture.page_kind is not PageKind.ROBOTS and not 300 <= capture.status < 400:
                return capture
        if told := archive.runs.list_incidents(run_id=run.id, limit=1):
            raise CrawlFailed(f"{told[0].message} {told[0].advice}".strip())
    raise CrawlFailed(f"{address} gave no answer; `trichnguon runs` says what happened.")


def response_from_file(path: Path, url: str = "") -> "HttpResponse":
    """A saved page, also gzipped; without `url` its address is what the file itself says.

    Raises PageError for what is too large or no page, OSError for what cannot be read.
    """
    from web_poet import HttpResponse

    from scraper.errors import PageError

    stated = url or _UNKNOWN_HOST + quote(path.name)
    with path.open("rb") as file:
        body = file.read(MAX_FILE_BYTES + 1)
    if body.startswith(_GZIP):
        body = _unpacked(path, stated, MAX_FILE_BYTES + 1)
    if len(body) > MAX_FILE_BYTES:
        raise PageError(
            stated, f"{path} holds more than {MAX_FILE_BYTES // 2**20} MB", advice=_ADVICE
        )
    for mark, kind in _OTHER_FILES.items():
        if body.startswith(mark):
            raise PageError(stated, f"{path} is no page but {kind}", advice=_ADVICE)
    return HttpResponse(url or _address_in(body) or stated, body=body)


def _unpacked(path: Path, url: str, limit: int) -> bytes:
    from scraper.errors import PageError

    try:
        with gzip.open(path) as packed:
            return packed.read(limit)
    except (OSError, EOFError) as error:
        problem = f"{path}: gzip that cannot be unpacked: {error}"
        raise PageError(url, problem, advice=_ADVICE) from error


def _address_in(body: bytes) -> str:
    if found := _SAVED_FROM.search(body[:4096]):
        address = found[1].decode("ascii", "replace")
        return address if re.match(r"https?://[\w.-]+\.\w+/?", address) else ""
    if found := _MIRRORED_FROM.search(body):
        return "http://" + found[1].decode("ascii", "replace")
    return ""
