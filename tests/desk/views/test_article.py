"""The article page and every decision an editor can take on it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from archive.archive import Archive
from archive.records import (
    ArticleVersion,
    Author,
    PublishedPrecision,
    Review,
    ReviewState,
)


def review_of(archive: Archive, version: ArticleVersion) -> Review:
    review = archive.reviews.review_of_version(version.id)
    assert review is not None
    return review


def test_the_page_shows_original_extraction_machine_values_and_evidence(
    editor: Any, anniversary: ArticleVersion
) -> None:
    page = editor.open(f"/articles/{anniversary.article_id}")
    assert '<iframe title="Bản gốc đã lưu của trang nguồn"' in page
    words = editor.read(f"/articles/{anniversary.article_id}")
    for told in (
        "Máy đọc Sở Thông tin và Truyền thông An Lĩnh: 15 năm xây dựng và phát triển",
        "Máy đọc Trần Thị Mỹ Lệ, Tỉnh ủy viên, Giám đốc Sở",
        "Máy đọc 28/08/2025 15:30",
        "Trang ghi 28/08/2025 15:30 Số lượt xem: 214",
        "h1.journal-title 100 %",
        "name and position under the title 90 %",
        "Gợi ý Quý Sở",
        "Vì sao: “15 năm xây dựng và phát triển” trong tiêu đề",
        "13:00 22/11/2026",
        anniversary.content_sha256,
        "LiferayArticlePage 1",
        "liferay_bacninh",
        "-an_linh_stttt-000001.warc.gz, byte ",
        "Phiên bản 1",
        "Chưa ai quyết định gì.",
    ):
        assert told in words


def test_saving_untouched_keeps_the_machines_values_in_force(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    answer = editor.decide(anniversary.article_id, "save")
    assert "Đã lưu bản nháp." in answer.text
    review = review_of(archive, anniversary)
    assert review.state is ReviewState.DRAFT
    edits = review.edits
    assert (edits.title, edits.lead, edits.authors, edits.published_at) == (None,) * 4
    assert (edits.occasion_title, edits.intro, edits.omitted_blocks) == (None, None, ())


def test_edits_are_kept_beside_the_machines_values_and_marked(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    answer = editor.decide(
        anniversary.article_id,
        "save",
        title="Sở TT&TT An Lĩnh: 15 năm",
        author_name=["Trần Thị Mỹ Lệ", "Vũ Đình Khôi", ""],
        author_position=["Giám đốc Sở", "", ""],
        author_organisation=["", "Văn phòng Sở", ""],
        published_on="27/8/2025",
        published_time="",
        omit=["0", "2"],
        intro="Xin giới thiệu cùng bạn đọc.",
    )
    edits = review_of(archive, anniversary).edits
    assert edits.title == "Sở TT&TT An Lĩnh: 15 năm"
    assert edits.authors == (
        Author("Trần Thị Mỹ Lệ", "Giám đốc Sở"),
        Author("Vũ Đình Khôi", "", "Văn phòng Sở"),
    )
    assert edits.published_at == datetime(2025, 8, 26, 17, 0, tzinfo=UTC)
    assert edits.published_precision is PublishedPrecision.DAY
    assert edits.omitted_blocks == (0, 2)
    assert edits.intro == "Xin giới thiệu cùng bạn đọc."
    assert archive.articles.load_version(anniversary.id) == anniversary
    shown = editor.fields(answer.text)
    assert shown["title"] == ["Sở TT&TT An Lĩnh: 15 năm"]
    assert shown["published_on"] == ["27/08/2025"]
    assert shown["omit"] == ["0", "2"]
    assert f"Máy đọc {anniversary.article.title}" in editor.words_of(answer.text)


def test_all_authors_can_be_taken_away(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    empty = [""] * 3
    editor.decide(
        anniversary.article_id,
        "save",
        author_name=empty,
        author_position=empty,
        author_organisation=empty,
    )
    assert review_of(archive, anniversary).edits.authors == ()


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": "Khác"}),
        ("lead", {"lead": ""}),
        ("published", {"published_on": "01/01/2025", "published_time": "08:00"}),
        ("omitted_blocks", {"omit": ["1"]}),
        ("authors", {"author_name": ["A"], "author_position": [""], "author_organisation": [""]}),
        ("honoree", {"honoree": "Sở Khác"}),
    ],
)
def test_one_field_goes_back_to_the_machine_and_the_rest_of_the_input_stays(
    editor: Any,
    anniversary: ArticleVersion,
    archive: Archive,
    field: str,
    changes: dict[str, Any],
) -> None:
    before = editor.fields(editor.open(f"/articles/{anniversary.article_id}"))
    changes = {**changes, "intro": "Lời dẫn đang gõ dở"}
    answer = editor.press(anniversary.article_id, before, f"revert:{field}", **changes)
    assert answer.status_code == 200
    assert "chưa được lưu" in answer.text
    assert archive.reviews.review_of_version(anniversary.id) is None
    after = editor.fields(answer.text)
    assert after.pop("intro") == ["Lời dẫn đang gõ dở"]
    before.pop("intro")
    assert after == before


def test_the_suggested_intro_is_taken_with_one_button(
    editor: Any, anniversary: ArticleVersion
) -> None:
    answer = editor.decide(anniversary.article_id, "suggest:intro")
    assert "15 năm" in editor.fields(answer.text)["intro"][0]


def test_approval_fixes_the_companys_words_and_leads_to_the_preview(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    answer = editor.decide(anniversary.article_id, "approve")
    assert answer.url.path == f"/articles/{anniversary.article_id}/preview"
    assert "Đã duyệt bài." in answer.text
    review = review_of(archive, anniversary)
    assert review.state is ReviewState.APPROVED
    assert review.edits.form_of_address == "Quý Sở"
    assert review.edits.honoree == "Sở Thông tin và Truyền thông tỉnh An Lĩnh"
    assert review.edits.occasion_title is not None
    assert review.edits.title is None


def test_rejecting_needs_a_reason_which_others_then_read(
    editor: Any, other_editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    refused = editor.decide(anniversary.article_id, "reject", reason="  ", lead="Sapo đang sửa")
    assert refused.status_code == 400
    assert "Hãy ghi lý do từ chối." in refused.text
    assert editor.fields(refused.text)["lead"] == ["Sapo đang sửa"]
    assert archive.reviews.review_of_version(anniversary.id) is None
    editor.decide(anniversary.article_id, "reject", reason="Bài đã đăng năm ngoái")
    words = other_editor.read(f"/articles/{anniversary.article_id}")
    assert "Đã từ chối: Bài đã đăng năm ngoái" in words
    assert "Nguyễn Thị Lan: Đã từ chối · Bài đã đăng năm ngoái" in words


def test_a_rejected_article_can_be_approved_after_all(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    editor.decide(anniversary.article_id, "reject", reason="Nhầm")
    editor.decide(anniversary.article_id, "approve")
    assert review_of(archive, anniversary).state is ReviewState.APPROVED


def test_an_approved_article_with_changes_goes_back_to_draft_when_saved(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    editor.decide(anniversary.article_id, "approve")
    editor.decide(anniversary.article_id, "preview")
    assert review_of(archive, anniversary).state is ReviewState.APPROVED
    editor.decide(anniversary.article_id, "save", intro="Thêm lời dẫn")
    assert review_of(archive, anniversary).state is ReviewState.DRAFT


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, "Ô này không được để trống."),
        ({"form_of_address": " "}, "Ô này không được để trống."),
        ({"published_on": "31/02/2025"}, "Không có ngày giờ này."),
        ({"published_on": "2025-08-28"}, "Ngày viết theo mẫu 28/08/2025."),
        ({"published_on": "08/28/2025"}, "Không có ngày giờ này."),
        ({"published_time": "chiều"}, "Giờ viết theo mẫu 15:30."),
        ({"published_on": ""}, "Có giờ mà chưa có ngày."),
        ({"published_on": "", "published_time": ""}, "không thể để trống"),
        ({"published_on": "01/01/2031"}, "Thời gian này ở tương lai."),
        ({"title": "a" * 501}, "Quá dài."),
        ({"lead": "a\x00b"}, "ký tự điều khiển"),
        (
            {"author_name": [""], "author_position": ["Giám đốc"], "author_organisation": [""]},
            "Có dòng tác giả thiếu họ tên.",
        ),
    ],
)
def test_impossible_input_is_refused_with_what_is_wrong_and_nothing_typed_is_lost(
    editor: Any,
    anniversary: ArticleVersion,
    archive: Archive,
    changes: dict[str, Any],
    problem: str,
) -> None:
    answer = editor.decide(anniversary.article_id, "approve", **{"intro": "Đang gõ", **changes})
    assert answer.status_code == 400
    assert problem in answer.text
    assert editor.fields(answer.text)["intro"] == ["Đang gõ"]
    assert archive.reviews.review_of_version(anniversary.id) is None


@pytest.mark.parametrize(
    ("action", "changes"),
    [
        ("fly", {}),
        ("revert:everything", {}),
        ("save", {"omit": ["99"]}),
        ("save", {"omit": ["-1"]}),
        ("save", {"omit": ["٣"]}),
        ("save", {"version": "77"}),
        ("save", {"author_position": ["một"]}),
    ],
)
def test_a_form_that_is_not_the_desks_is_a_bad_request(
    editor: Any, anniversary: ArticleVersion, action: str, changes: dict[str, Any]
) -> None:
    answer = editor.decide(anniversary.article_id, action, **changes)
    assert answer.status_code == 400
    assert "Biểu mẫu" in answer.text


def test_typed_text_is_stored_composed(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    editor.decide(anniversary.article_id, "save", title="Kỷ niệm")
    assert review_of(archive, anniversary).edits.title == "Kỷ niệm"


def test_an_older_version_is_for_reading_only(
    editor: Any, home: Any, make_article: Any, anniversary: ArticleVersion
) -> None:
    home.add(make_article(lead="Sapo mới"))
    editor.decide(anniversary.article_id, "approve", occasion_title="Của phiên bản 2")
    page = editor.open(f"/articles/{anniversary.article_id}?version=1")
    assert "Của phiên bản 2" not in page
    assert "Đây là phiên bản 1, không phải bản mới nhất" in page
    assert 'value="approve"' not in page
    assert anniversary.article.lead in page


def test_the_form_of_address_follows_a_typed_honoree(editor: Any) -> None:
    answer = editor.get("/form-of-address", params={"honoree": "Bệnh viện Đa khoa An Lĩnh"})
    assert answer.text == "Quý Bệnh viện"
