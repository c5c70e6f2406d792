"""The probe over the real saved front and list pages, each served under its own address."""

import asyncio
from pathlib import Path

import pytest
from web_poet import HttpResponse

from archive.records import PageKind
from bench.crawl.corpus_proxy import SavedPage, saved_pages
from bench.crawl.probe_corpus import RIGHT, load_truth
from scraper.errors import NotAnArticle
from scraper.probe import probe_portal
from scraper.probe_report import ProbeReport
from scraper.probe_state import Fetched

pytestmark = pytest.mark.corpus
# Floors, not goals: they move up with extraction and discovery, never down.
PLATFORM_FLOOR = 31
RIGHT_FLOOR = 31


def probe(page: SavedPage) -> ProbeReport:
    async def fetch(url: str) -> Fetched:
        if url.rstrip("/") != page.url.rstrip("/"):
            raise NotAnArticle(url, PageKind.NOT_FOUND, "not saved")
        headers = {"Content-Type": "text/html"}
        response = HttpResponse(url, body=page.body, status=200, headers=headers)
        return Fetched(response, robots="allow", sitemaps=(), tls="")

    return asyncio.run(probe_portal(page.url, fetch))


def test_platform_and_entries_of_every_saved_page(corpus: Path) -> None:
    truth = load_truth()
    report = []
    platforms = right = 0
    pages = saved_pages(corpus, ("home", "list"))
    for page in pages:
        found = probe(page)
        entries = {entry.identity for listing in found.listings for entry in listing.entries}
        is_platform = found.platform == truth[page.file].expected_platform
        precision, recall = truth[page.file].shares(page, found.platform, entries)
        platforms += is_platform
        right += is_platform and min(precision, recall) >= RIGHT
        report.append(f"{page.file} {found.platform!r} {precision:.2f} {recall:.2f}")
    assert len(pages) == len(truth)
    assert platforms >= PLATFORM_FLOOR, "\n".join(report)
    assert right >= RIGHT_FLOOR, "\n".join(report)
