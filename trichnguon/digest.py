"""The daily digest: days to come, articles that wait, what went wrong since yesterday."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from archive.archive import Archive
from archive.records import ArticleSummary, Incident, OccasionLabel
from archive.runs import INTERRUPTED
from archive.summaries import SummaryFilter
from desk.calendar_page import CalendarLine, calendar_lines
from desk.rendering import term
from scraper.sources import Source
from trichnguon.classify import VIETNAM_TIME

MAX_WAITING = 15
MAX_WRONG = 20
SINCE = timedelta(days=1)
_NEWEST = 1_000


@frozen
class Item:
    text: str
    url: str = ""


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
    wrong = [*_incidents(archive, sources, now), *_without_finished_run(archive, sources)]
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
                _shortened(wrong[:MAX_WRONG], len(wrong), "việc", f"{desk_url}/incidents"),
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


def _incidents(archive: Archive, sources: Mapping[str, Source], now: datetime) -> Iterator[Item]:
    """One line a source and kind: a portal that changed its layout fails a hundred times alike."""
    alike: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for incident in archive.runs.list_incidents(limit=_NEWEST):
        if now - incident.happened_at <= SINCE:
            alike[incident.source_id, incident.kind].append(incident)
    for (source_id, kind), incidents in alike.items():
        times = f" ({len(incidents)} lần)" if len(incidents) > 1 else ""
        advice = f" → {incidents[0].advice}" if incidents[0].advice else ""
        what = f"{_name(source_id, sources)}: {term('vi', 'incident', kind)}{times}{advice}"
        yield Item(what, incidents[0].url)


def _without_finished_run(archive: Archive, sources: Mapping[str, Source]) -> Iterator[Item]:
    for source in sources.values():
        if source.status == "active" and not _has_finished_run(archive, source.id):
            name = _name(source.id, sources)
            yield Item(
                f"{name}: chưa có lượt thu thập nào hoàn tất → chạy: trichnguon crawl {source.id}"
            )


def _has_finished_run(archive: Archive, source_id: str) -> bool:
    return any(
        run.finished_at is not None and run.outcome != INTERRUPTED
        for run in archive.runs.list_runs(source_id)
    )


def _name(source_id: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(source_id)
    return source_id if source is None else f"{source.name} ({source_id})"
