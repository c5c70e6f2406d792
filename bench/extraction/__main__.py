"""Extraction against labelled pages, beside other extractors, per platform and field; and its cost.

    python -m bench.extraction [FOLDER] [--peers PYTHON] [--speed] [--wrong]

FOLDER has index.jsonl and truth.jsonl in the format of the shared corpus, which is looked for
beside the project where no folder is named. PYTHON is the
interpreter of an environment with trafilatura, newspaper4k and readability-lxml (README.md).
"""

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
from attrs import asdict
from web_poet import HttpResponse

from bench.extraction.score import FIELDS, score
from scraper.errors import PageError
from scraper.extract import extract_article
from scraper.pages.generic import GenericArticlePage

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--peers", help="python of an environment that has the peers")
    parser.add_argument("--speed", action="store_true", help="CPU as a ratio of one bare parse")
    parser.add_argument(
        "--wrong", action="store_true", help="name each page and field that is wrong"
    )
    options = parser.parse_args()
    if not (options.folder / "truth.jsonl").is_file():
        print(f"No truth.jsonl in {options.folder}: name a folder of labelled pages as argument.")
        sys.exit(options.folder != CORPUS)
    pages = load_pages(options.folder)
    readers = {
        "trichnguon": {page["file"]: read_page(page) for page in pages},
        "trichnguon, generic only": {page["file"]: read_generic(page) for page in pages},
    }
    if options.peers:
        readers |= read_with_peers(options.peers, pages)
    print_quality(pages, readers)
    if options.wrong:
        print_wrong(pages, readers["trichnguon"])
    if options.speed:
        print_speed(pages)


def load_pages(folder: Path) -> list[Row]:
    """Labelled pages: index row, truth, bytes."""
    index = {row["file"]: row for row in _lines(folder / "index.jsonl")}
    pages = []
    for truth in _lines(folder / "truth.jsonl"):
        row = index[truth["file"]]
        url = row.get("page_url_if_known") or f"http://{row['host']}/khong-ro-dia-chi"
        path = folder / truth["file"]
        pages.append(
            {**row, "truth": truth, "url": url, "path": str(path), "body": path.read_bytes()}
        )
    return pages


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def response_of(page: Row) -> HttpResponse:
    return HttpResponse(page["url"], body=page["body"])


def read_page(page: Row) -> Row:
    try:
        extraction = extract_article(response_of(page))
    except PageError as error:
        return {"error": str(error), "is_generic": True}
    return {**_values(extraction.article), "is_generic": extraction.is_generic}


def read_generic(page: Row) -> Row:
    try:
        return _values(GenericArticlePage(response=response_of(page)).article())
    except PageError as error:
        return {"error": str(error)}


def _values(article: Any) -> Row:
    values = asdict(article)
    moment = values["published_at"]
    return {**values, "published_at": moment.isoformat() if moment else None}


def read_with_peers(python: str, pages: list[Row]) -> dict[str, dict[str, Row]]:
    jobs = "\n".join(
        json.dumps({key: page[key] for key in ("file", "path", "url")}) for page in pages
    )
    answer = subprocess.run(
        [python, str(HERE / "peers.py")], input=jobs, capture_output=True, text=True, check=True
    )
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for line in answer.stdout.splitlines():
        row = json.loads(line)
        found[row["peer"]][row["file"]] = row["fields"]
    return dict(found)


# --- Tables -----------------------------------------------------------------------------------


def print_quality(pages: list[Row], readers: dict[str, dict[str, Row]]) -> None:
    generic = {page["file"] for page in pages if readers["trichnguon"][page["file"]]["is_generic"]}
    groups: list[tuple[str, Callable[[Row], bool]]] = [
        ("all pages", lambda _: True),
        ("pages of a known platform", lambda page: page["file"] not in generic),
        ("pages without one", lambda page: page["file"] in generic),
    ]
    groups += [
        (f"index platform {name}", lambda page, name=name: page["platform"] == name)  # type: ignore[misc]
        for name in sorted({page["platform"] for page in pages})
    ]
    for title, belongs in groups:
        chosen = [page for page in pages if belongs(page)]
        if chosen:
            print(f"\n{title} ({len(chosen)})")
            print(f"{'':28}" + "".join(f"{field:>10}" for field in FIELDS))
            for reader, found in readers.items():
                print(
                    f"{reader:28}"
                    + "".join(f"{_share(chosen, found, name):>10}" for name in FIELDS)
                )


def _share(pages: list[Row], found: dict[str, Row], field: str) -> str:
    values = [_scored(page, found)[field] for page in pages]
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.2f}" if known else "-"


def _scored(page: Row, found: dict[str, Row]) -> dict[str, bool | None]:
    return score(
        found.get(page["file"], {}), page["truth"], page["body"].decode("utf-8", "replace")
    )


def print_wrong(pages: list[Row], found: dict[str, Row]) -> None:
    print("\nwrong")
    for page in pages:
        wrong = [name for name, value in _scored(page, found).items() if value is False]
        if wrong:
            print(f"  {page['file']}: {', '.join(wrong)} {found[page['file']].get('error', '')}")


def print_speed(pages: list[Row]) -> None:
    """Sum of CPU seconds, best of five each, over the sum for one bare lxml.html parse."""
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for page in pages:
        try:
            extraction = extract_article(response_of(page))
        except PageError:
            continue
        platform = None if extraction.is_generic else extraction.platform
        total = totals["generic" if extraction.is_generic else "platform"]
        total[0] += _cpu(partial(_extract_anew, page, platform))
        total[1] += _cpu(partial(lxml.html.document_fromstring, page["body"]))
    print()
    for name, (ours, parse) in sorted(totals.items()):
        print(f"CPU, full extraction on {name} pages: {ours / parse:.2f} x one bare parse")


def _extract_anew(page: Row, platform: str | None) -> None:
    extract_article(response_of(page), platform)


def _cpu(call: Callable[[], object], repeat: int = 5) -> float:
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
