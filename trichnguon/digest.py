"""The daily digest: days to come, articles that wait, what went wrong since yesterday."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from archive.archive import Archive
from archive.records import OccasionLabel
from archive.summaries import SummaryFilter
from desk.calendar_page import CalendarLine, load_calendar_page
from scraper.sources import Source
from trichnguon.classify import VIETNAM_TIME

MAX_WAITING = 15
MAX_INCIDENTS = 20
SINCE = timedelta(days=1)


@frozen
class Digest:
    subject: str
    text: str


def compose_digest(
    archive: Archive,
    home: Path,
    sources: Mapping[str, Source],
    now: datetime,
    days_ahead: int,
    desk_url: str,
) -> Digest:
    """In Vietnamese, for the editors; every section says so when it is empty."""
    today = now.astimezone(VIETNAM_TIME).date()
    page = load_calendar_page(archive, home, today, days_ahead)
    wanted = SummaryFilter(decided=False, label=OccasionLabel.OCCASION, limit=MAX_WAITING)
    waiting = [f"{a.title} ({a.agency})" for a in archive.summaries.list_summaries(wanted)]
    in_all = archive.summaries.count_summaries(wanted)
    waiting += [f"và {in_all - len(waiting)} bài nữa"] if in_all > len(waiting) else []
    wrong = _wrong(archive, sources, now)
    sections = (
        (f"SẮP TỚI ({days_ahead} NGÀY)", [_day_line(line) for line in page.lines]),
        ("BÀI ĐÁNG CHÚC MỪNG ĐANG CHỜ DUYỆT", waiting),
        ("VIỆC CẦN XEM Ở NGUỒN", wrong),
    )
    blocks = [
        "\n".join([title, *(f"- {line}" for line in lines or ["Không có."])])
        for title, lines in sections
    ]
    round_days = sum(line.day.is_round for line in page.lines)
    subject = f"Trích Nguồn {today:%d/%m/%Y}: {len(page.lines)} ngày sắp tới"
    subject += f" ({round_days} năm tròn)" if round_days else ""
    subject += f", {in_all} bài chờ duyệt"
    return Digest(subject, "\n\n".join([*blocks, f"Bàn biên tập: {desk_url}"]) + "\n")


def _day_line(line: CalendarLine) -> str:
    day = line.day
    years = f" ({day.years} năm{' ★' if day.is_round else ''})" if day.years else ""
    found = f"; {len(line.articles)} bài đã thu thập" if line.articles else ""
    unsure = "; ngày cần kiểm tra" if day.certainty == "D" else ""
    return f"{day.on:%d/%m} {day.name}{years}{found}{unsure}"


def _wrong(archive: Archive, sources: Mapping[str, Source], now: datetime) -> list[str]:
    recent = [
        f"{incident.source_id}: {incident.message} → {incident.advice}"
        for incident in archive.runs.list_incidents(limit=MAX_INCIDENTS)
        if now - incident.happened_at <= SINCE
    ]
    return [*recent, *_never_run(archive, sources.values())]


def _never_run(archive: Archive, sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.id}: chưa có lượt thu thập nào → chạy: trichnguon crawl {source.id}"
        for source in sources
        if source.status == "active" and not archive.runs.list_runs(source.id, limit=1)
    ]
