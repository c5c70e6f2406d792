"""What an editor sees first, and how the list is narrowed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest

from archive.archive import Archive
from archive.records import ArticleVersion, Edits, Occasion, OccasionLabel, Review, ReviewState

Add = Callable[..., ArticleVersion]


@pytest.fixture
def add(home: Any, make_article: Callable[..., Any]) -> Add:
    """An article told apart by its number; a higher number is older."""

    def add_numbered(number: int, label: OccasionLabel | None = None, **changes: Any) -> Any:
        provenance = {
            name: changes.pop(name) for name in ("is_generic", "source_id") if name in changes
        }
        base = make_article()
        written = attrs.evolve(
            base,
            **{
                "url": f"{base.url}-{number}",
                "title": f"Bài số {number}",
                "published_at": base.published_at - timedelta(days=number),
                **changes,
            },
        )
        occasion = None if label is None else Occasion(label, type="school", honoree="Trường A")
        return home.add(written, occasion, **provenance)

    return add_numbered


def titles(page: str) -> list[str]:
    return re.findall(r"data-row>([^<]+)</a>", page)


def test_what_is_worth_congratulating_comes_first_and_the_rest_is_a_click_away(
    editor: Any, add: Add
) -> None:
    add(1, OccasionLabel.NO)
    add(2, OccasionLabel.MAYBE)
    add(3, OccasionLabel.OCCASION)
    add(4, OccasionLabel.OCCASION)
    add(5)
    assert titles(editor.open("/inbox")) == ["Bài số 3", "Bài số 4", "Bài số 2"]
    assert titles(editor.open("/inbox?worth=no")) == ["Bài số 1"]
    assert titles(editor.open("/inbox?worth=any")) == [f"Bài số {n}" for n in range(1, 6)]


def test_without_any_occasion_the_inbox_shows_everything(editor: Any, add: Add) -> None:
    add(1, OccasionLabel.NO)
    add(2)
    assert titles(editor.open("/inbox")) == ["Bài số 1", "Bài số 2"]


def test_a_row_tells_occasion_honoree_years_and_what_to_look_at_twice(
    editor: Any, home: Any, make_article: Callable[..., Any]
) -> None:
    written = make_article(
        source_credit="Theo Báo An Lĩnh", authors=(), warnings=("Ảnh không có chú thích.",)
    )
    occasion = Occasion(OccasionLabel.OCCASION, "founding", "Sở Y tế tỉnh An Lĩnh", 15)
    home.add(written, occasion, is_generic=True)
    words = editor.read("/inbox")
    for told in (
        "Đáng chúc mừng",
        "Ngày thành lập · 15 năm",
        "Chúc mừng: Sở Y tế tỉnh An Lĩnh",
        "15:30 28/08/2025",
        "Trích xuất chung",
        "Nguồn đăng lại",
        "Không ghi tác giả",
        "1 lưu ý",
    ):
        assert told in words


def test_states_have_lists_of_their_own_with_counts(
    editor: Any, add: Add, archive: Archive
) -> None:
    waiting, approved, rejected = add(1), add(2), add(3)
    for version, state in ((approved, ReviewState.APPROVED), (rejected, ReviewState.REJECTED)):
        now = version.recorded_at
        archive.reviews.record_review(
            Review(version.id, version.article_id, 1, state, Edits(), now, "không phù hợp"), None
        )
    assert titles(editor.open("/inbox?state=waiting")) == [waiting.article.title]
    assert titles(editor.open("/inbox?state=approved")) == [approved.article.title]
    assert titles(editor.open("/inbox?state=rejected")) == [rejected.article.title]
    assert titles(editor.open("/inbox?state=published")) == []
    words = editor.read("/inbox?state=all")
    assert "Chờ duyệt 1 Đã duyệt 1 Từ chối 1 Đã đăng 0 Tất cả 3" in words


def test_a_decision_that_the_source_overtook_waits_again_and_says_so(
    editor: Any, add: Add, archive: Archive
) -> None:
    first = add(1)
    archive.reviews.record_review(
        Review(first.id, first.article_id, 1, ReviewState.APPROVED, Edits(), first.recorded_at),
        None,
    )
    add(1, lead="Sapo đã được cơ quan sửa lại.")
    page = editor.open("/inbox?state=waiting")
    assert titles(page) == ["Bài số 1"]
    assert "Nguồn đã đổi" in page


@pytest.mark.parametrize("words", ["đua thuyền", "dua thuyen", "ĐUA", "thuye"])
def test_search_finds_words_with_and_without_marks(editor: Any, add: Add, words: str) -> None:
    add(1, title="Hội đua thuyền xã Lĩnh Khê")
    add(2, title="Hội nghị tổng kết")
    assert titles(editor.open(f"/inbox?worth=any&q={words}")) == ["Hội đua thuyền xã Lĩnh Khê"]


def test_search_that_finds_nothing_says_so_and_shows_the_way_back(editor: Any) -> None:
    words = editor.read("/inbox?worth=any&q=không%20có%20đâu")
    assert "Không có bài nào chứa “không có đâu”" in words
    assert "Xem tất cả các bài" in words


def test_search_takes_whatever_is_typed(editor: Any, add: Add) -> None:
    add(1)
    for typed in ('"', "* OR NEAR(", "exact:", "'; DROP TABLE posts; --", "%00", "x" * 5000):
        assert editor.get("/inbox", params={"q": typed}).status_code == 200


def test_the_list_of_one_source(editor: Any, add: Add) -> None:
    add(1)
    add(2, source_id="an_linh_bao")
    assert titles(editor.open("/inbox?source=an_linh_bao")) == ["Bài số 2"]


def test_pages_show_every_article_once_across_the_labels(editor: Any, add: Add) -> None:
    for number in range(20):
        add(number, OccasionLabel.OCCASION)
    for number in range(20, 60):
        add(number, OccasionLabel.MAYBE)
    pages = [titles(editor.open(f"/inbox?page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 25, 10]
    assert [*pages[0], *pages[1], *pages[2]] == [f"Bài số {number}" for number in range(60)]
    assert titles(editor.open("/inbox?page=99")) == pages[2]
    assert "26–50 trong 60 bài" in editor.read("/inbox?page=2")


@pytest.mark.parametrize("query", ["state=x&worth=y&page=-1", "page=1e9", "page=٣", "page="])
def test_an_address_that_means_nothing_shows_the_inbox(editor: Any, add: Add, query: str) -> None:
    add(1)
    assert titles(editor.open(f"/inbox?{query}")) == ["Bài số 1"]
