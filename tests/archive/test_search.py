import unicodedata
from datetime import datetime

import attrs
import pytest

from archive.archive import Archive
from archive.records import Article, Provenance
from archive.summaries import SummaryFilter


@pytest.fixture
def filled(archive: Archive, article: Article, provenance: Provenance, now: datetime) -> Archive:
    for number, title in enumerate(("Đường Đà Nẵng", "Đương nhiệm", "Chúc mừng năm mới")):
        archive.articles.record_article(
            attrs.evolve(article, title=title, url=f"http://so.mau.test/{number}"),
            attrs.evolve(provenance, identity=f"mau:{number}"),
            now,
        )
    return archive


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("đà nẵng", {"Đường Đà Nẵng"}),
        ("da nang", {"Đường Đà Nẵng"}),
        ("đường", {"Đường Đà Nẵng"}),
        ("duong", {"Đường Đà Nẵng", "Đương nhiệm"}),
        ("chuc mu", {"Chúc mừng năm mới"}),
        (unicodedata.normalize("NFD", "chúc mừng"), {"Chúc mừng năm mới"}),
        ("chục mừng", set()),
        ('"', set()),
        ("AND OR NOT * ( ^", set()),
    ],
)
def test_search_with_and_without_marks(filled: Archive, words: str, titles: set[str]) -> None:
    found = filled.summaries.list_summaries(SummaryFilter(words=words))
    assert {summary.title for summary in found} == titles


def test_new_version_replaces_the_words_of_the_old(
    filled: Archive, article: Article, provenance: Provenance, now: datetime
) -> None:
    identity = attrs.evolve(provenance, identity="mau:0")
    filled.articles.record_article(attrs.evolve(article, title="Tên khác hẳn"), identity, now)
    assert filled.summaries.count_summaries(SummaryFilter(words="đà nẵng")) == 0
    assert filled.summaries.count_summaries(SummaryFilter(words="khác hẳn")) == 1
