"""Two editors, and a source that does not wait for either."""

from typing import Any

from archive.archive import Archive
from archive.records import ArticleVersion, ReviewState


def test_the_second_to_save_is_told_by_whom_and_keeps_what_they_typed(
    editor: Any, other_editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    page = editor.open(f"/articles/{anniversary.article_id}")
    other_editor.decide(anniversary.article_id, "save", lead="Sapo của Minh")
    answer = editor.press(
        anniversary.article_id, editor.fields(page), "approve", lead="Sapo của Lan"
    )
    assert answer.status_code == 409
    assert "Đỗ Quang Minh" in answer.text
    assert "Sapo của Minh" in answer.text
    fields = editor.fields(answer.text)
    assert fields["lead"] == ["Sapo của Lan"]
    review = archive.reviews.review_of_version(anniversary.id)
    assert review is not None
    assert (review.state, review.edits.lead) == (ReviewState.DRAFT, "Sapo của Minh")

    again = editor.press(anniversary.article_id, fields, "approve")
    assert again.url.path.endswith("/preview")
    review = archive.reviews.review_of_version(anniversary.id)
    assert review is not None
    assert (review.state, review.edits.lead) == (ReviewState.APPROVED, "Sapo của Lan")
    assert [event.editor_id for event in archive.reviews.list_events(anniversary.article_id)] == [
        2,
        1,
    ]


def test_a_conflict_is_not_missed_by_a_form_that_was_shown_again(
    editor: Any, other_editor: Any, anniversary: ArticleVersion
) -> None:
    page = editor.open(f"/articles/{anniversary.article_id}")
    other_editor.decide(anniversary.article_id, "save", lead="Sapo của Minh")
    reverted = editor.press(anniversary.article_id, editor.fields(page), "revert:title")
    answer = editor.press(anniversary.article_id, editor.fields(reverted.text), "save")
    assert answer.status_code == 409


def test_a_decision_on_an_overtaken_version_is_not_stored_but_carried_to_the_new_one(
    editor: Any, anniversary: ArticleVersion, archive: Archive, home: Any, make_article: Any
) -> None:
    page = editor.open(f"/articles/{anniversary.article_id}")
    newer = home.add(make_article(lead="Sapo cơ quan vừa sửa"))
    answer = editor.press(
        anniversary.article_id,
        editor.fields(page),
        "approve",
        occasion_title="Tiêu đề của Lan",
        omit=["4"],
    )
    assert answer.status_code == 409
    assert "Trang nguồn vừa có phiên bản mới" in answer.text
    fields = editor.fields(answer.text)
    assert fields["version"] == [str(newer.id)]
    assert fields["occasion_title"] == ["Tiêu đề của Lan"]
    assert "omit" not in fields
    assert archive.reviews.newest_review(anniversary.article_id) is None


def test_a_new_version_after_approval_keeps_the_companys_words_and_says_what_changed(
    editor: Any, anniversary: ArticleVersion, home: Any, make_article: Any
) -> None:
    editor.decide(
        anniversary.article_id, "approve", occasion_title="Chúc mừng 15 năm", title="Sửa của Lan"
    )
    home.add(make_article(lead="Sapo cơ quan vừa sửa"))
    page = editor.open(f"/articles/{anniversary.article_id}")
    words = editor.read(f"/articles/{anniversary.article_id}")
    assert "Nguồn đã đổi sau khi Nguyễn Thị Lan quyết định (Đã duyệt" in words
    assert "Khác với phiên bản đó: sapo." in words
    fields = editor.fields(page)
    assert fields["occasion_title"] == ["Chúc mừng 15 năm"]
    assert fields["title"] == [anniversary.article.title]
    assert fields["lead"] == ["Sapo cơ quan vừa sửa"]
