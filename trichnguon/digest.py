"""The daily digest: days to come, articles that wait, what went wrong since yesterday."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from archive.archive import Archive
from archive.records import ArticleSummary, OccasionLabel
from archive.summaries import SummaryFilter
from desk.calendar_page import CalendarLine, calendar_lines
from scraper.sources import Source
from trichnguon.classify import VIETNAM_TIME
from trichnguon.digest_item import Item
from trichnguon.digest_sources import source_items

MAX_WAITING = 15
MAX_WRONG = 20
SINCE = timedelta(days=1)


@frozen
class Section:
    title: str
    items: tuple[Item, ...]


@frozen
class Digest:
    """In Vietnamese, for the editors; a section without items says so when it is written."""

    subject: str
    sections: tuple[Section, ...]
    desk_url: str


def compose_digest(
    archive: Archive,
    home: Path,
    sources: Mapping[str, Source],
    now: datetime,
    days_ahead: int,
    desk_url: str,
) -> Digest:
    """Raises TableInvalid where the home's own tables cannot be read."""
    today = now.astimezone(VIETNAM_TIME).date()
    lines = calendar_lines(archive, home, today, days_ahead)
    lines.sort(key=lambda line: (not line.day.is_round, line.day.on))
    wanted = SummaryFilter(decided=False, label=OccasionLabel.OCCASION, limit=MAX_WAITING)
    in_all = archive.summaries.count_summaries(wanted)
    waiting = [_article(each, desk_url) for each in archive.summaries.list_summaries(wanted)]
    since = archive.digests.last_sent_at(today) or now - SINCE
    wrong = list(source_items(archive, sources, now, since, desk_url))
    round_days = sum(line.day.is_round for line in lines)
    subject = f"Trích Nguồn {today:%d/%m/%Y}: {len(lines)} ngày sắp tới"
    subject += f" ({round_days} năm tròn)" if round_days else ""
    return Digest(
        subject=f"{subject}, {in_all} bài chờ duyệt",
        sections=(
            Section(f"Sắp tới ({days_ahead} ngày)", tuple(_day(line, desk_url) for line in lines)),
            Section(
                "Bài đáng chúc mừng đang chờ duyệt",
                _shortened(waiting, in_all, "bài", f"{desk_url}/inbox"),
            ),
            Section(
                "Việc cần xem ở nguồn",
                _shortened(wrong[:MAX_WRONG], len(wrong), "việc", f"{desk_url}/sources"),
            ),
        ),
        desk_url=desk_url,
    )


def _shortened(shown: list[Item], in_all: int, what: str, url: str) -> tuple[Item, ...]:
    more = in_all - len(shown)
    return (*shown, Item(f"và {more} {what} nữa", url)) if more > 0 else tuple(shown)


def _day(line: CalendarLine, desk_url: str) -> Item:
    day = line.day
    years = f" ({day.years} năm{' ★' if day.is_round else ''})" if day.years else ""
    left = "hôm nay" if line.days_left == 0 else f"còn {line.days_left} ngày"
    parts = [
        f"{day.on:%d/%m} {day.name}{years}, {left}",
        f"{len(line.articles)} bài đã thu thập" if line.articles else "",
        "đã đăng" if line.posted else "",
        "ngày cần kiểm tra" if day.certainty == "D" else "",
    ]
    return Item("; ".join(part for part in parts if part), f"{desk_url}/calendar")


def _article(summary: ArticleSummary, desk_url: str) -> Item:
    return Item(f"{summary.title} ({summary.agency})", f"{desk_url}/articles/{summary.article_id}")
