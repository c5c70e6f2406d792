"""Pages of the layouts that Vietnamese portals and papers use, in our own words.

`layouts/expected.toml` says what a person reads on each; what it leaves out is not asked.
"""

import tomllib
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from web_poet import HttpResponse

from archive.records import Article
from scraper.errors import NotAnArticle
from scraper.extract import extract_article

FOLDER = Path(__file__).parent / "layouts"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
VIETNAM = timezone(timedelta(hours=7))


def article_of(name: str) -> Article:
    body = (FOLDER / f"{name}.html").read_bytes()
    headers = {"Content-Type": "text/html; charset=utf-8"}
    url = EXPECTED[name]["url"]
    return extract_article(HttpResponse(url, body, status=200, headers=headers)).article


ARTICLES = [name for name, expected in EXPECTED.items() if expected.get("is_article", True)]


@pytest.mark.parametrize("name", ARTICLES)
def test_layout_is_read_as_a_person_reads_it(name: str) -> None:
    expected, article = EXPECTED[name], article_of(name)
    assert article.title == expected["title"]
    assert sorted(author.name for author in article.authors) == sorted(expected["authors"])
    assert article.source_credit == expected.get("credit", article.source_credit)
    assert article.body_text.startswith(expected.get("first", ""))
    assert article.body_text.endswith(expected.get("last", ""))
    if not expected["published"]:
        assert article.published_at is None
        return
    assert article.published_at is not None
    assert article.published_at.astimezone(VIETNAM).isoformat().startswith(expected["published"])


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - set(ARTICLES)))
def test_page_of_another_kind_is_no_article(name: str) -> None:
    with pytest.raises(NotAnArticle):
        article_of(name)


def test_every_page_has_its_expectation() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(EXPECTED)
