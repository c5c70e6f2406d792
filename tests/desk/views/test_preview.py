"""From an approved article to a post on the company site, and every way it may not go."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from archive.archive import Archive
from archive.records import ArticleVersion
from publish.errors import TargetUnavailable


def test_the_post_is_shown_in_the_companys_page_style_before_anything_is_decided(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    path = f"/articles/{anniversary.article_id}/preview"
    page = editor.open(path)
    assert "Bài chưa được duyệt" in page
    assert 'form class="publish"' not in page
    frame = editor.get(f"{path}/page")
    policy = frame.headers["content-security-policy"]
    assert policy.endswith("sandbox")
    assert "default-src 'none'" in policy
    words = editor.words_of(frame.text)
    for element in (
        "Kỷ niệm ngày thành lập Sở Thông tin và Truyền thông tỉnh An Lĩnh",
        anniversary.article.title,
        "Trần Thị Mỹ Lệ Tỉnh ủy viên, Giám đốc Sở",
        "TẬP ĐOÀN CĐ VIỆT NAM chúc mừng Quý Sở!",
        anniversary.article.url,
    ):
        assert element in words
    assert archive.posts.newest_post(anniversary.article_id) is None


def test_approve_preview_publish(
    editor: Any, anniversary: ArticleVersion, home: Any, archive: Archive
) -> None:
    preview = editor.decide(
        anniversary.article_id, "approve", omit=["0"], occasion_title="Chúc mừng 15 năm Sở TT&TT"
    )
    assert "Sẵn sàng đăng." in preview.text
    published = editor.publish(anniversary.article_id)
    assert published.status_code == 200
    assert "Đã đăng lên trang công ty." in published.text
    address = "https://congty.example/tin-tuc/chuc-mung-15-nam-so-tt-tt/"
    assert address in published.text
    page = Path(home.folder, "public", "chuc-mung-15-nam-so-tt-tt", "index.html").read_text("utf-8")
    assert anniversary.article.url in page
    assert "Bạn đọc đang thấy đúng bản này." in published.text
    assert address in editor.open(f"/articles/{anniversary.article_id}")
    assert "Đã đăng 1" in editor.read("/inbox?state=published")


def test_pressing_publish_twice_publishes_once(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    preview = editor.decide(anniversary.article_id, "approve")
    form = editor.fields(preview.text, "form.publish")
    path = f"/articles/{anniversary.article_id}/publish"
    editor.post(path, data=form)
    again = editor.post(path, data=form)
    assert "không cần đăng lại" in again.text
    assert len(archive.deliveries.list_deliveries(anniversary.article_id)) == 1


def test_a_published_article_can_be_corrected_and_published_again_but_not_rejected(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    editor.decide(anniversary.article_id, "approve")
    editor.publish(anniversary.article_id)
    assert 'value="reject"' not in editor.open(f"/articles/{anniversary.article_id}")
    refused = editor.decide(anniversary.article_id, "reject", reason="Nhầm")
    assert refused.status_code == 409
    assert "bài đã đăng không từ chối được" in refused.text
    preview = editor.decide(anniversary.article_id, "approve", intro="Lời dẫn mới")
    assert "Bạn đọc đang thấy bản trước" in preview.text
    assert "Đăng bản cập nhật" in preview.text
    editor.publish(anniversary.article_id)
    assert len(archive.deliveries.list_deliveries(anniversary.article_id)) == 2


def test_what_is_not_approved_cannot_be_published_by_any_form(
    editor: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    path = f"/articles/{anniversary.article_id}/publish"
    form = {"version": str(anniversary.id), "form_token": editor.token()}
    answer = editor.post(path, data=form)
    assert answer.status_code == 409
    assert archive.posts.newest_post(anniversary.article_id) is None


def test_a_source_that_wants_written_consent_blocks_and_says_what_to_do(
    editor: Any, home: Any, make_article: Any, archive: Archive
) -> None:
    version = home.add(make_article(), source_id="an_linh_bao")
    preview = editor.decide(version.article_id, "approve")
    assert 'form class="publish"' not in preview.text
    words = editor.words_of(preview.text)
    assert "Quyền đăng lại Nguồn yêu cầu có sự đồng ý bằng văn bản." in words
    assert "Chỉ đăng lại khi có văn bản đồng ý." in words
    assert "→ Gửi văn bản xin phép cơ quan" in words
    form = {"version": str(version.id), "form_token": editor.token()}
    answer = editor.post(f"/articles/{version.article_id}/publish", data=form)
    assert answer.status_code == 409
    assert archive.posts.newest_post(version.article_id) is None


def test_an_hour_has_to_pass_after_the_source_published(
    editor: Any, home: Any, make_article: Any, clock: Any
) -> None:
    now = datetime.now(UTC)
    version = home.add(make_article(published_at=now - timedelta(minutes=30)))
    preview = editor.decide(version.article_id, "approve")
    assert "Có thể đăng từ" in preview.text
    clock.shift(timedelta(minutes=31))
    assert "Sẵn sàng đăng." in editor.open(f"/articles/{version.article_id}/preview")


def test_a_version_that_came_after_the_approval_is_not_published(
    editor: Any, anniversary: ArticleVersion, home: Any, make_article: Any, archive: Archive
) -> None:
    preview = editor.decide(anniversary.article_id, "approve")
    home.add(make_article(lead="Sapo cơ quan vừa sửa"))
    form = editor.fields(preview.text, "form.publish")
    answer = editor.post(f"/articles/{anniversary.article_id}/publish", data=form)
    assert answer.status_code == 409
    assert "Trang nguồn vừa có phiên bản mới" in answer.text
    assert archive.posts.newest_post(anniversary.article_id) is None


@attrs.frozen
class FullDisk:
    name: str = "static_site"

    def deliver(self, post: Any, *, delivered_at: datetime) -> Any:
        raise TargetUnavailable(
            "no room", message_vi="Hết chỗ trên đĩa.", advice_vi="Giải phóng rồi đăng lại."
        )

    def withdraw(self, delivery: Any) -> None:
        raise NotImplementedError


@pytest.fixture
def full_disk(settings: Any, make_browser: Any) -> Any:
    browser = make_browser(attrs.evolve(settings, target_of=lambda _: FullDisk()))
    browser.log_in()
    return browser


def test_a_site_that_takes_nothing_is_reported_and_publishing_can_be_repeated(
    editor: Any, full_disk: Any, anniversary: ArticleVersion, archive: Archive
) -> None:
    full_disk.decide(anniversary.article_id, "approve")
    failed = full_disk.publish(anniversary.article_id)
    assert failed.status_code == 502
    words = full_disk.words_of(failed.text)
    assert "Hết chỗ trên đĩa. Giải phóng rồi đăng lại." in words
    assert archive.deliveries.list_deliveries(anniversary.article_id) == []
    assert editor.publish(anniversary.article_id).status_code == 200
    assert len(archive.deliveries.list_deliveries(anniversary.article_id)) == 1
