"""The real saved pages, clipped under their own addresses: the whole way, page by page."""

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from archive.archive import open_archive
from archive.records import Article, PageKind, PublishedPrecision
from archive.text import fold_space
from scraper.identity import canonical_url

pytestmark = pytest.mark.corpus
SOURCE = """
name = "{host}"
home = "http://{host}/"
[[agency]]
name = "Cơ quan của {host}"
[rights]
republication = "none_stated"
[crawl]
delay_s = 0
"""


@pytest.fixture
def home(tmp_path: Path, corpus_proxy: Any, run: Callable[..., Any]) -> Path:
    """A home whose proxy answers with the saved pages, with a source for each of their hosts."""
    folder = tmp_path / "home"
    assert run("init", folder, "--contact", "mailto:test@trichnguon.test").returncode == 0
    config = folder / "trichnguon.toml"
    text = config.read_text("utf-8").replace('proxy = ""', f'proxy = "{corpus_proxy.url}"')
    config.write_text(text, "utf-8")
    for host in {page.url.split("/")[2] for page in corpus_proxy.pages}:
        path = folder / "sources" / f"{host.replace('.', '_').replace('-', '_')}.toml"
        path.write_text(SOURCE.format(host=host), "utf-8")
    return folder


def test_every_page_is_captured_and_becomes_an_article(
    home: Path, corpus: Path, corpus_proxy: Any, run: Callable[..., Any]
) -> None:
    result = run("clip", *(page.url for page in corpus_proxy.pages), home=home)
    truth = {
        row["file"]: row
        for row in map(json.loads, (corpus / "truth.jsonl").read_text("utf-8").splitlines())
    }
    report = []
    with open_archive(home) as archive:
        captured = {c.url: c for c in archive.captures.list_captures()}
        for page in corpus_proxy.pages:
            capture = captured[page.url]
            assert capture.payload_bytes == len(page.body)
            version = archive.articles.newest_version_at(canonical_url(page.url))
            if version is None or capture.page_kind is not PageKind.ARTICLE:
                report.append(f"{page.file}: no article")
                continue
            assert archive.occasions.occasion_of(version.id) is not None
            wrong = differing_fields(version.article, truth[page.file])
            report += [f"{page.file}: {', '.join(wrong)}"] if wrong else []
    print(f"{len(report)} of {len(corpus_proxy.pages)} pages differ:", *report, sep="\n  ")
    assert not [line for line in report if line.endswith("no article")], result.stdout
    # A floor, not a goal: it moves up with extraction, never down.
    assert len(corpus_proxy.pages) - len(report) >= FULLY_RIGHT_FLOOR, "\n".join(report)


FULLY_RIGHT_FLOOR = 33
VIETNAM_TIME = timezone(timedelta(hours=7))


def differing_fields(article: Article, truth: dict[str, Any]) -> list[str]:
    """Names of the fields that are not as a person read them off the page."""
    body = fold_space(article.body_text)
    checks = {
        "title": fold_space(article.title) == fold_space(truth["title"]),
        "authors": sorted(author.name for author in article.authors)
        == sorted(unicodedata.normalize("NFC", name) for name in truth["author"]),
        "published_at": same_moment(article, truth["date_published"]),
        "body start": body.startswith(fold_space(truth["body_first_sentence"] or "")),
        "body end": body.endswith(fold_space(truth["body_last_sentence"] or "")),
        "source_credit": bool(article.source_credit) == bool(truth["source_credit"]),
    }
    return [name for name, is_right in checks.items() if not is_right]


def same_moment(article: Article, expected: str | None) -> bool:
    """To the precision that the page shows: seconds stand in no visible date."""
    if article.published_at is None or expected is None:
        return article.published_at is None and expected is None
    found = article.published_at.astimezone(VIETNAM_TIME)
    wanted = datetime.fromisoformat(expected)
    if article.published_precision is PublishedPrecision.DAY or "T" not in expected:
        return found.date() == wanted.date()
    return found.replace(second=0) == wanted.replace(second=0)
