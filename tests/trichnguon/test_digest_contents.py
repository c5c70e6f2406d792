"""What the digest says, by what the archive holds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from archive.archive import Archive, create_archive
from archive.records import FoundingDecision, Incident
from scraper.sources import AgencyName, RightsTerms, Source
from trichnguon.digest import Digest, compose_digest
from trichnguon.digest_text import to_html, to_text

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SOURCE = Source(
    id="so_mau",
    name="Sở Mẫu tỉnh Thử",
    home="http://so.mau.test/",
    agency=(AgencyName(name="Sở Mẫu tỉnh Thử"),),
    rights=RightsTerms(republication="attribute_only", evidence="Ghi rõ nguồn."),
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create_archive(tmp_path / "home") as opened:
        yield opened


def digest_of(archive: Archive, days: int = 30) -> Digest:
    return compose_digest(archive, archive.home, {SOURCE.id: SOURCE}, NOW, days, "http://desk.test")


def record_incident(archive: Archive, hours_ago: float, kind: str = "SelectorMismatch") -> None:
    archive.runs.record_incident(
        Incident(
            source_id=SOURCE.id,
            url="http://so.mau.test/tin/1",
            kind=kind,
            message="h1: expected 1, found 0",
            advice="Báo người phát triển <ngay>.",
            happened_at=NOW - timedelta(hours=hours_ago),
        )
    )


def test_round_years_come_first(archive: Archive) -> None:
    editor = archive.editors.record_editor("lan", "Lan", "editor", "hash", NOW)
    archive.founding_days.record_decision(
        FoundingDecision(
            "so mau",
            "Sở Mẫu tỉnh Thử",
            datetime(1996, 12, 20).date(),  # noqa: DTZ001 - a date
            None,
            "QĐ 1",
            True,
            editor.id,
            NOW,
        )
    )
    days = [item.text for item in digest_of(archive).sections[0].items]
    stars = ["★" in day for day in days]
    assert stars == sorted(stars, reverse=True)
    assert "20/12 Ngày thành lập Sở Mẫu tỉnh Thử (30 năm ★), còn 27 ngày" in days
    assert any("hôm nay" in day for day in days)
    assert any("ngày cần kiểm tra" in day for day in days)


def test_like_incidents_are_one_line_with_their_advice(archive: Archive) -> None:
    for hours_ago in (1, 2, 3):
        record_incident(archive, hours_ago)
    record_incident(archive, 25, kind="BotWall")
    wrong = [item.text for item in digest_of(archive).sections[2].items]
    assert wrong[0] == (
        "Sở Mẫu tỉnh Thử (so_mau): Trang có vẻ đã đổi giao diện (3 lần)"
        " → Báo người phát triển <ngay>."
    )
    assert not any("chặn" in line for line in wrong)


def test_source_is_named_until_a_run_has_finished(archive: Archive) -> None:
    def is_named() -> bool:
        return "chưa có lượt thu thập nào hoàn tất" in to_text(digest_of(archive))

    assert is_named()
    archive.runs.start_run(SOURCE.id, "portal", NOW - timedelta(hours=3))
    assert is_named()
    run = archive.runs.start_run(SOURCE.id, "portal", NOW - timedelta(hours=2))
    assert is_named()  # the former is known to be interrupted, the new one is on its way
    archive.runs.finish_run(attrs.evolve(run, finished_at=NOW, outcome="finished"))
    assert not is_named()


def test_html_is_escaped_and_empty_sections_say_so(archive: Archive) -> None:
    record_incident(archive, 1)
    written = digest_of(archive)
    assert "&lt;ngay&gt;" in to_html(written)
    assert "<ngay>" not in to_html(written)
    assert "BÀI ĐÁNG CHÚC MỪNG ĐANG CHỜ DUYỆT\nKhông có." in to_text(written)
    assert 'href="http://desk.test/calendar"' in to_html(written)
