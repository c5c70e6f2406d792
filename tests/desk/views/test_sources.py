"""Why a source is quiet, for a person who does not program; who may mute it."""

from datetime import timedelta
from typing import Any

import pytest

from archive.records import Cause, Finding, Reason, SourceHealth

SOURCE = "an_linh_stttt"


@pytest.fixture
def redesigned(home: Any) -> Finding:
    """The source has an alarm, with an incident and its capture as evidence."""
    capture = home.capture("http://stttt.anlinh.gov.test/hong", b"<p>hong</p>")
    incident = home.incident(capture)
    since = home.now - timedelta(hours=5)
    finding = Finding(
        SOURCE,
        Cause.REDESIGN,
        since,
        home.now,
        Reason("listings_failed", {"failed": "2", "of": "3", "kind": "SelectorMismatch"}),
        misses=5,
        incident_ids=(incident.id,),
        capture_id=capture.id,
        alerted_at=since + timedelta(hours=1),
    )
    health = SourceHealth(
        SOURCE, Cause.REDESIGN, since, home.now, 1, home.now, since, since, 1.0, 13.0
    )
    home.archive.health.record_diagnosis(None, health, [finding], [])
    return finding


@pytest.fixture
def admin(home: Any, editor: Any) -> Any:
    """The editor, who is an administrator now."""
    home.archive.db.conn.execute("UPDATE editors SET role = 'admin' WHERE login = 'lan'")
    home.archive.db.conn.commit()
    return editor


def test_the_page_says_what_since_when_and_what_to_do(editor: Any, redesigned: Finding) -> None:
    page = editor.open("/sources")
    words = editor.words_of(page)
    for told in (
        "1 nguồn cần xem",
        "Đổi giao diện Cần xem",
        "trang vẫn mở được nhưng không đọc ra bài.",
        "2 trong 3 chuyên mục: Trang có vẻ đã đổi giao diện. từ 04:00 23/11/2026",
        "Nên làm gì: Mở bản lưu so với trang thật",
        "Lượt tốt gần nhất 04:00 23/11/2026",
        "khoảng 1 ngày làm việc một bài; im lặng quá 13 ngày làm việc mới là lạ",
    ):
        assert told in words
    assert f'href="/captures/{redesigned.capture_id}/download"' in page
    assert f'href="/incidents?source={SOURCE}"' in page


def test_a_source_that_is_well_says_so(editor: Any, home: Any) -> None:
    health = SourceHealth(SOURCE, Cause.QUIET, home.now, home.now)
    home.archive.health.record_diagnosis(None, health, [], [])
    words = editor.read("/sources")
    assert "Mọi nguồn đều ổn." in words
    assert "Cổng trả lời bình thường, chỉ là chưa có bài mới." in words


def test_an_administrator_mutes_until_a_day_and_unmutes(
    admin: Any, home: Any, redesigned: Finding
) -> None:
    fields = {"form_token": admin.token("/sources"), "source": SOURCE}
    muted = admin.post(
        "/sources/mute", data={**fields, "until": "31/12/2026", "reason": "Sở đang nâng cấp"}
    )
    words = admin.words_of(muted.text)
    assert "Đã tắt cảnh báo của nguồn." in words
    assert "đến 23:59 31/12/2026, do Nguyễn Thị Lan: Sở đang nâng cấp" in words
    assert "Đổi giao diện" in words  # silenced, still shown
    assert "Mọi nguồn đều ổn." in words
    assert "Đã bật lại cảnh báo" in admin.words_of(admin.post("/sources/unmute", data=fields).text)
    assert home.archive.mutes.list_current(home.now) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"until": "31/02/2027"}, "Ngày phải là ngày/tháng/năm"),
        ({"until": "01/01/2020"}, "Ngày phải là ngày/tháng/năm"),
        ({"until": "31/12/2999"}, "Ngày phải là ngày/tháng/năm"),
        ({"until": ""}, "Ngày phải là ngày/tháng/năm"),
        ({"reason": " "}, "Hãy ghi lý do"),
        ({"source": "khong_co"}, "một nguồn không có"),
    ],
)
def test_what_cannot_be_muted_says_why(
    admin: Any, home: Any, changes: dict[str, str], told: str
) -> None:
    fields = {"source": SOURCE, "until": "31/12/2026", "reason": "Sở đang nâng cấp"}
    token = admin.token("/sources")
    answer = admin.post("/sources/mute", data={**fields, **changes, "form_token": token})
    assert answer.status_code == 400
    assert told in admin.words_of(answer.text)
    assert home.archive.mutes.list_current(home.now) == []


def test_editors_look_and_do_not_mute(editor: Any, home: Any, redesigned: Finding) -> None:
    assert "/sources/mute" not in editor.open("/sources")
    fields = {"source": SOURCE, "until": "31/12/2026", "reason": "x"}
    answer = editor.post("/sources/mute", data={**fields, "form_token": editor.token("/sources")})
    assert answer.status_code == 400
    assert "Chỉ quản trị viên" in editor.words_of(answer.text)
    assert home.archive.mutes.list_current(home.now) == []
