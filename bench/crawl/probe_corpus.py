"""`trichnguon source probe` over every saved front and list page, one table line each.

`python -m bench.crawl.probe_corpus`: platform right, listing found, entries against the links that
a person named as articles (`probe_truth.tsv`): precision and recall on article identities.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen
from web_poet import HttpResponse

from bench.crawl.corpus_proxy import SavedPage, saved_pages, serve_pages
from scraper.discovery.saved_copies import without_archive_prefix
from scraper.fields.addresses import absolute_url
from scraper.fields.select import Select, node_text
from scraper.identity import article_identity, canonical_url
from scraper.pages.document import read_document

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
TRUTH = Path(__file__).with_name("probe_truth.tsv")
NONE = "-"
RIGHT = 0.9
_LINK = Select("//a[@href]")


@frozen
class Verdict:
    file: str
    is_platform_right: bool
    platform: str
    listings: int
    entries: int
    precision: float
    recall: float
    problem: str = ""

    @property
    def is_right(self) -> bool:
        return self.is_platform_right and min(self.precision, self.recall) >= RIGHT


def measure(corpus: Path = CORPUS) -> list[Verdict]:
    pages = saved_pages(corpus, ("home", "list"))
    truth = load_truth()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda page: _probe(page, truth[page.file], Path(folder)), pages))


@frozen
class PageTruth:
    """What a person read off a page."""

    platform: str
    articles: str
    """Regular expression on path and query: the articles that the page lists."""
    beside: str = NONE
    """Articles that a side box, a ticker or a second address repeats: neither wanted nor wrong."""

    @property
    def expected_platform(self) -> str:
        return "" if self.platform == NONE else self.platform

    def shares(self, page: SavedPage, platform: str, found: set[str]) -> tuple[float, float]:
        """Precision and recall of the article identities found on the page."""
        shown = shown_articles(page, platform, self.articles)
        right = found & (shown | shown_articles(page, platform, self.beside))
        precision = len(right) / len(found) if found else float(not shown)
        return precision, len(found & shown) / len(shown) if shown else 1.0


def load_truth() -> dict[str, PageTruth]:
    lines = TRUTH.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {file: PageTruth(*values) for file, *values in rows}


def _probe(page: SavedPage, truth: PageTruth, folder: Path) -> Verdict:
    """Served alone: two saves of one portal share addresses."""
    home = folder / page.file.replace("/", "_")
    with serve_pages([page]) as proxy:
        _run("init", str(home), "--contact", "mailto:bench@trichnguon.test")
        config = home / "trichnguon.toml"
        config.write_text(
            config.read_text("utf-8").replace('proxy = ""', f'proxy = "{proxy}"'), "utf-8"
        )
        result = _run("source", "probe", page.url, "--json", "--delay", "0", "--home", str(home))
    if result.returncode != 0:
        return Verdict(page.file, False, "", 0, 0, 0.0, 0.0, result.stderr.strip()[-160:])
    report = json.loads(result.stdout)
    found = {e["identity"] for listing in report["listings"] for e in listing["entries"]}
    precision, recall = truth.shares(page, report["platform"], found)
    return Verdict(
        file=page.file,
        is_platform_right=report["platform"] == truth.expected_platform,
        platform=report["platform"],
        listings=len(report["listings"]),
        entries=len(found),
        precision=precision,
        recall=recall,
        problem=report["needs_browser"],
    )


def shown_articles(page: SavedPage, platform: str, pattern: str) -> set[str]:
    """Identities of the links of the page's own host that the pattern names, titled ones only."""
    if pattern == NONE:
        return set()
    response = HttpResponse(
        page.url, body=page.body, status=200, headers={"Content-Type": "text/html"}
    )
    document = read_document(without_archive_prefix(response))
    wanted = re.compile(pattern, re.IGNORECASE)
    found = set()
    for link in _LINK(document.root):
        url = canonical_url(absolute_url(document.base_url, link.get("href", "")))
        parts = urlsplit(url)
        tail = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if (
            parts.hostname == urlsplit(page.url).hostname
            and wanted.search(tail)
            and node_text(link)
        ):
            found.add(article_identity(url, platform or None))
    return found


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "trichnguon", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def main() -> None:
    verdicts = measure()
    for verdict in verdicts:
        mark = "ok " if verdict.is_right else "   "
        platform = verdict.platform or "none"
        wrong = "" if verdict.is_platform_right else " WRONG"
        print(
            f"{mark} {verdict.file:<52} {platform + wrong:<18} {verdict.listings} listings "
            f"{verdict.entries:>4} entries  precision {verdict.precision:.2f} recall {verdict.recall:.2f} "
            f"{verdict.problem}"
        )
    platforms = sum(verdict.is_platform_right for verdict in verdicts)
    right = sum(verdict.is_right for verdict in verdicts)
    print(f"platform right {platforms} of {len(verdicts)}; all right {right} of {len(verdicts)}")


if __name__ == "__main__":
    main()
