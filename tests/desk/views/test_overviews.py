"""Sources, incidents and runs, for a person who does not program."""

from typing import Any

import attrs

from archive.records import ArticleVersion


def test_a_source_shows_its_last_run_its_rights_and_what_went_wrong(
    editor: Any, home: Any, anniversary: ArticleVersion
) -> None:
    home.incident()
    words = editor.read("/sources")
    for told in (
        "Sở TT&TT tỉnh An Lĩnh Đang thu thập",
        "Được đăng lại nếu ghi nguồn",
        "Nguồn ghi: “Ghi rõ nguồn khi phát hành lại thông tin từ trang này.”",
        "09:00 22/11/2026 · Xong",
        "8 mới · 0 đổi · 0 đã biết",
        "Trang có vẻ đã đổi giao diện",
        "Báo An Lĩnh Tạm dừng",
        "chưa chạy lần nào",
        "Cần đồng ý bằng văn bản",
    ):
        assert told in words
    assert '<a href="/inbox?worth=any&amp;source=an_linh_stttt">1</a>' in editor.open("/sources")


def test_an_incident_says_what_to_do_and_hands_out_its_evidence(editor: Any, home: Any) -> None:
    capture = home.capture("http://stttt.anlinh.gov.test/hong", b"<p>hong</p>")
    home.incident(capture)
    page = editor.open("/incidents")
    words = editor.words_of(page)
    assert "Nên làm gì: Bản lưu vẫn còn; báo người phát triển sửa bộ đọc." in words
    assert "SelectorMismatch: h1.journal-title: expected 1, found 0" in words
    assert editor.get(f"/captures/{capture.id}/download").content == b"<p>hong</p>"
    assert "Không có sự cố nào." in editor.read("/incidents?source=an_linh_bao")


def test_runs_are_listed_newest_first_with_their_counts(editor: Any, home: Any) -> None:
    home.archive.runs.start_run("an_linh_bao", "clip", home.now)
    words = editor.read("/runs")
    assert words.index("Báo An Lĩnh Địa chỉ được trích đang chạy") < words.index(
        "Sở TT&TT tỉnh An Lĩnh Cả nguồn Xong 1 phút 15 giây 3 8 0 0 0 0 0 52 4.2 MB"
    )
    assert "Báo An Lĩnh" not in editor.read("/runs?source=an_linh_stttt")


def test_an_empty_home_says_what_to_do_next(settings: Any, make_browser: Any) -> None:
    browser = make_browser(attrs.evolve(settings, sources={}))
    browser.log_in()
    assert "Chưa có nguồn nào." in browser.read("/sources")
