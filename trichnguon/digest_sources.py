"""What the digest says of the sources: alarms that are new, go on or have ended; then small things.

An alarm that has ended is told once. Muted sources are named as such and otherwise kept quiet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from archive.archive import Archive
from archive.records import Cause, Finding, HealthEvent, Incident
from archive.runs import INTERRUPTED
from desk.clock import day
from desk.health_wording import advice, reason_sentence, verdict
from desk.rendering import term
from desk.sources_page import contacts_of, is_common
from scraper.sources import Source
from trichnguon.digest_item import Item

LANGUAGE = "vi"
_NEWEST = 1_000


def source_items(
    archive: Archive,
    sources: Mapping[str, Source],
    now: datetime,
    since: datetime,
    desk_url: str,
) -> Iterator[Item]:
    """`since` is when people were last told; the diagnoses are those stored."""
    muted = {mute.source_id for mute in archive.mutes.list_current(now)}
    findings = archive.health.list_findings()
    alarms = [each for each in findings if each.alerted_at and each.source_id not in muted]
    url = f"{desk_url}/sources"
    yield from _common(alarms, sources, url)
    contacts = contacts_of(archive, sources, now)
    for finding in sorted(alarms, key=lambda each: _is_old(each, since)):
        contact = contacts.get(finding.source_id, "")
        yield Item(_alarm(finding, sources, contact, is_old=_is_old(finding, since)), url)
    yield from _ended(archive, alarms, muted, sources, since, url)
    yield from _muted(archive, sources, now, url)
    quiet = muted | {each.source_id for each in alarms}
    yield from _incidents(archive, sources, since, quiet)
    yield from _without_finished_run(archive, sources)


def _common(alarms: Collection[Finding], sources: Mapping[str, Source], url: str) -> Iterator[Item]:
    active = sum(source.status == "active" for source in sources.values())
    for cause in (Cause.NETWORK, Cause.OVERDUE):
        if is_common(sum(each.cause is cause for each in alarms), active):
            yield Item(term(LANGUAGE, "health", f"common_{cause}"), url)


def _is_old(finding: Finding, since: datetime) -> bool:
    return finding.alerted_at is not None and finding.alerted_at <= since


def _alarm(finding: Finding, sources: Mapping[str, Source], contact: str, *, is_old: bool) -> str:
    head = f"Vẫn còn từ {day(finding.since)}" if is_old else "MỚI"
    told = f"{verdict(LANGUAGE, finding.cause)} {reason_sentence(LANGUAGE, finding.reason)}"
    todo = advice(LANGUAGE, finding.cause, finding.source_id, contact)
    return f"{head}: {_name(finding.source_id, sources)}: {told} → {todo}"


def _ended(
    archive: Archive,
    alarms: Collection[Finding],
    muted: Collection[str],
    sources: Mapping[str, Source],
    since: datetime,
    url: str,
) -> Iterator[Item]:
    still = {(each.source_id, each.cause) for each in alarms}
    told: set[tuple[str, Cause]] = set()
    for change in archive.health.list_changes(since=since, limit=_NEWEST):
        key = change.source_id, change.cause
        is_news = change.event is HealthEvent.ENDED and key not in still | told
        if is_news and change.source_id not in muted:
            told.add(key)
            cause = term(LANGUAGE, "health_badge", change.cause)
            name = _name(change.source_id, sources)
            yield Item(f"Đã ổn lại: {name}: {cause} (từ {day(change.since)})", url)


def _muted(
    archive: Archive, sources: Mapping[str, Source], now: datetime, url: str
) -> Iterator[Item]:
    for mute in archive.mutes.list_current(now):
        name = _name(mute.source_id, sources)
        yield Item(f"Đang tắt cảnh báo: {name} đến hết {day(mute.until)}: {mute.reason}", url)


def _incidents(
    archive: Archive, sources: Mapping[str, Source], since: datetime, quiet: Collection[str]
) -> Iterator[Item]:
    """One line a source and kind: a portal that changed its layout fails a hundred times alike.

    Sources in `quiet` have an alarm, which says more, or are muted.
    """
    alike: dict[tuple[str, str], list[Incident]] = defaultdict(list)
    for incident in archive.runs.list_incidents(limit=_NEWEST):
        if incident.happened_at >= since and incident.source_id not in quiet:
            alike[incident.source_id, incident.kind].append(incident)
    for (source_id, kind), incidents in alike.items():
        times = f" ({len(incidents)} lần)" if len(incidents) > 1 else ""
        todo = f" → {incidents[0].advice}" if incidents[0].advice else ""
        what = f"{_name(source_id, sources)}: {term(LANGUAGE, 'incident', kind)}{times}{todo}"
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
