"""What a page object reads off the part around an article, it reads off the whole page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_poet import HttpResponse
from web_poet.exceptions import UseFallback

from archive.records import Article
from scraper.errors import PageError
from scraper.pages.base import ArticlePage
from scraper.platforms import PLATFORMS
from tests.scraper.pages.test_layouts import EXPECTED, FOLDER
from tests.scraper.pages.test_written_pages import PAGES, response_of

CLASSES = {
    page_class
    for platform in PLATFORMS.values()
    for page_class in platform.article_pages
    if page_class.AREA is not None
}


def read_both_ways(pages: list[HttpResponse]) -> Iterator[tuple[str, Article, Article]]:
    """Name, article by the part and by the whole page, wherever the part suffices."""
    for page in pages:
        for page_class in CLASSES:
            if (by_part := from_part(page_class, page)) is not None:
                anew = HttpResponse(str(page.url), bytes(page.body), status=200)
                name = f"{page_class.__name__} on {page.url}"
                yield name, by_part, page_class(response=anew).article()


def from_part(page_class: type[ArticlePage], page: HttpResponse) -> Article | None:
    try:
        return page_class.article_from_part(page)
    except (PageError, UseFallback):
        return None


def compare(pages: list[HttpResponse]) -> int:
    read = list(read_both_ways(pages))
    for name, by_part, by_whole in read:
        assert by_part == by_whole, name
    return len(read)


def test_on_pages_of_our_own() -> None:
    layouts = [
        HttpResponse(expected["url"], (FOLDER / f"{name}.html").read_bytes(), status=200)
        for name, expected in EXPECTED.items()
    ]
    assert compare([*map(response_of, PAGES), *layouts]) >= 20


@pytest.mark.corpus
def test_on_saved_pages(corpus: Path) -> None:
    rows = [json.loads(line) for line in (corpus / "index.jsonl").read_text("utf-8").splitlines()]
    pages = [
        HttpResponse(
            row["page_url_if_known"] or f"http://{row['host']}/x",
            (corpus / row["file"]).read_bytes(),
            status=200,
        )
        for row in rows
        if row["kind"] == "article"
    ]
    assert compare(pages) >= 20
