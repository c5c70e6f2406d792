"""Mutated pages through the whole extraction: nothing but an article or a PageError may come out.

    python -m bench.extraction.fuzz [FOLDER] [--seconds 60] [--seed 1]

Seeds are the platform pages of the tests and, with FOLDER, real saved pages. A mutant that reaches
lines of scraper/ that no page reached before joins the seeds (sys.settrace on the package only), so
the search follows coverage. A failure prints the exception and keeps the page in fuzz-failures/.
"""

import argparse
import importlib.util
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from web_poet import HttpResponse

import scraper
from scraper.errors import PageError
from scraper.extract import extract_article, extract_listing
from scraper.platforms import PLATFORMS

PACKAGE = str(Path(scraper.__file__).parent)
URL = "https://so.vinhlac.test/tin-tuc/mot-bai-viet-12345.html"
SLOW_S = 2.0
TOKENS = [
    b"<p>", b"</p>", b"<br>", b"<div align=right>", b"</div>", b"<table><tr><td>", b"<ul><li>", b"&nbsp;" * 14,
    b"<img src='/a.jpg'>", b"<a href='http://[x'>", b"\x00", b"\xff\xfe", "Tác giả: ".encode(), "Nguồn: ".encode(),
    b"./. ", b"12/10/2026 8:30 AM", b"31/02/2021", "Lê Thu Hà".encode(), "e\u0301".encode(), b"<!--", b"<script>",
    b"<b>", b"<o:p>", "\u200b".encode(), b"&#x110000;", b"&#0;", b"<svg><p>", b"<figure>", b"<h1>", b"<td colspan=999>",
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - repeatable, not secret
    pages = seeds(options.folder)
    reached: set[tuple[str, int]] = set()
    for page in pages:
        reached |= lines_reached(page, None)
    print(f"{len(pages)} seeds reach {len(reached)} lines")
    tried = failures = 0
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        mutant = mutate(chance.choice(pages), pages, chance)
        platform = chance.choice([None, *PLATFORMS])
        tried += 1
        try:
            new = lines_reached(mutant, platform) - reached
        except Exception:
            failures += 1
            keep(mutant, failures)
            traceback.print_exc()
            continue
        if new:
            reached |= new
            pages.append(mutant)
    print(f"{tried} mutants, {len(reached)} lines, {len(pages)} pages kept, {failures} failures")
    sys.exit(1 if failures else 0)


def seeds(folder: Path | None) -> list[bytes]:
    path = Path(__file__).parents[2] / "tests" / "scraper" / "pages" / "test_platform_pages.py"
    spec = importlib.util.spec_from_file_location("platform_pages", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages = [case.html.encode() for case in module.CASES]
    if folder is not None:
        pages += [file.read_bytes()[:200_000] for file in sorted(folder.rglob("*.html"))]
    return pages


def lines_reached(page: bytes, platform: str | None) -> set[tuple[str, int]]:
    """Lines of scraper/ that the page runs through; raises what extraction must not raise."""
    reached: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _argument: Any) -> Callable[..., Any] | None:
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        if event == "line":
            reached.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    start = time.process_time()
    sys.settrace(trace)
    try:
        for read in (extract_article, extract_listing):
            try:
                read(HttpResponse(URL, body=page), platform)
            except PageError:
                continue
    finally:
        sys.settrace(None)
    if time.process_time() - start > SLOW_S * (1 + len(page) / 100_000):
        raise TimeoutError(f"{time.process_time() - start:.1f} s for {len(page)} bytes")
    return reached


def mutate(page: bytes, pages: list[bytes], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(page) + 1)
        end = min(len(page), start + chance.randint(0, 400))
        kind = chance.randrange(5)
        if kind == 0:
            page = page[:start] + page[end:]
        elif kind == 1:
            page = (
                page[:start] + chance.choice(TOKENS) * chance.choice((1, 1, 3, 300)) + page[start:]
            )
        elif kind == 2:
            other = chance.choice(pages)
            cut = chance.randrange(len(other) + 1)
            page = page[:start] + other[cut : cut + 2000] + page[start:]
        elif kind == 3:
            page = page[:start] + page[start:end] * 5 + page[end:]
        else:
            page = page[:start] + bytes(chance.randrange(256) for _ in range(4)) + page[start + 4 :]
    return page[:400_000]


def keep(page: bytes, number: int) -> None:
    folder = Path("fuzz-failures")
    folder.mkdir(exist_ok=True)
    (folder / f"{number}.html").write_bytes(page)


if __name__ == "__main__":
    main()
