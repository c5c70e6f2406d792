"""The health of sources for the command line: lines for a person, objects for a machine."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from attrs import frozen

from archive.archive import Archive
from archive.articles import FirstReading
from archive.records import Finding, HealthChange, SourceHealth, SourceMute
from archive.rows import optional_time_text, time_text
from desk.clock import day, minute
from desk.health_wording import advice, number, reason_sentence, verdict
from desk.i18n import text
from desk.rendering import term
from desk.sources_page import contacts_of
from scraper.promises import JUDGED_ARTICLES
from scraper.sources import Source
from trichnguon.diagnosis.verdict import in_order

_CHANGES = 20


@frozen
class HealthReport:
    source_id: str
    name: str
    health: SourceHealth
    findings: tuple[Finding, ...]
    mute: SourceMute | None
    contact: str
    changes: tuple[HealthChange, ...]
    """Newest first."""
    newest: tuple[FirstReading, ...]
    """How the newest articles were read: what [assert] may promise."""

    @property
    def is_alarm(self) -> bool:
        return any(finding.alerted_at is not None for finding in self.findings)


def load_reports(
    archive: Archive, sources: Mapping[str, Source], now: datetime, source_id: str = ""
) -> list[HealthReport]:
    """Of the source, or of all that are or were diagnosed; alarms first."""
    findings = archive.health.list_findings()
    ids = [source_id] if source_id else {*sources, *(each.source_id for each in findings)}
    contacts = contacts_of(archive, sources, now)
    reports = [_report(archive, sources, now, each, contacts) for each in sorted(ids)]
    known = [report for report in reports if report is not None]
    return sorted(known, key=lambda report: not report.is_alarm)


def unwell_ids(reports: Iterable[HealthReport]) -> list[str]:
    """Sources with an alarm that nobody has muted."""
    return [each.source_id for each in reports if each.is_alarm and each.mute is None]


def _report(
    archive: Archive,
    sources: Mapping[str, Source],
    now: datetime,
    source_id: str,
    contacts: Mapping[str, str],
) -> HealthReport | None:
    health = archive.health.health_of(source_id)
    if health is None:
        return None
    return HealthReport(
        source_id=source_id,
        name=sources[source_id].name if source_id in sources else source_id,
        health=health,
        findings=tuple(in_order(archive.health.list_findings(source_id))),
        mute=archive.mutes.current_mute(source_id, now),
        contact=contacts.get(source_id, ""),
        changes=tuple(archive.health.list_changes(source_id, limit=_CHANGES)),
        newest=tuple(archive.articles.first_readings(source_id, JUDGED_ARTICLES)),
    )


def health_cell(archive: Archive, source_id: str, now: datetime) -> str:
    """As it was last diagnosed, in two or three English words; "" where it never was."""
    health = archive.health.health_of(source_id)
    if health is None:
        return ""
    badge = term("en", "health_badge", health.cause)
    findings = archive.health.list_findings(source_id)
    is_alarm = any(each.alerted_at is not None for each in findings)
    is_muted = archive.mutes.current_mute(source_id, now) is not None
    return f"{badge}{' !' if is_alarm else ''}{' (muted)' if is_muted else ''}"


def report_lines(report: HealthReport, language: str, *, in_full: bool) -> Iterator[str]:
    """The verdict and what to do; in full also rhythm, history and what [assert] may promise."""
    health = report.health
    badge = term(language, "health_badge", health.cause)
    mark = "!" if report.is_alarm else "?" if report.findings else " "
    yield f"{mark} {report.source_id}: {badge}. {verdict(language, health.cause)}"
    for finding in report.findings:
        state = "alarm" if finding.alerted_at else "watched"
        since = text(language, "health.since", time=minute(finding.since))
        told = f"{text(language, f'health.{state}')}: {reason_sentence(language, finding.reason)}"
        yield f"    {told} ({since})"
    if health.cause.is_problem:
        todo = advice(language, health.cause, report.source_id, report.contact)
        yield f"    {text(language, 'health.advice')}: {todo}"
    if report.mute is not None:
        until, who = minute(report.mute.until), report.mute.muted_by
        muted = text(language, "health.muted_until", time=until, who=who, reason=report.mute.reason)
        yield f"    {text(language, 'health.muted')} {muted}"
    if in_full:
        yield from _details(report, language)


def _details(report: HealthReport, language: str) -> Iterator[str]:
    health = report.health
    none = text(language, "health.none_yet")
    yield f"    {text(language, 'health.last_good')}: {minute(health.last_good_at) or none}"
    yield f"    {text(language, 'health.last_article')}: {day(health.last_article_at) or none}"
    rhythm = text(language, "health.rhythm_unknown")
    if health.usual_gap_days is not None:
        usual, limit = number(health.usual_gap_days), number(health.silence_limit_days)
        rhythm = text(language, "health.rhythm_known", usual=usual, limit=limit)
    yield f"    {text(language, 'health.rhythm')}: {rhythm}"
    if report.newest:
        dated, signed = _shares(report)
        yield f"    [assert] min_date_share: {dated:.2f}, min_author_share: {signed:.2f}"
    for change in report.changes:
        event = term(language, "health_event", change.event)
        badge = term(language, "health_badge", change.cause)
        why = reason_sentence(language, change.reason)
        yield f"    {minute(change.happened_at)} {event}: {badge}. {why}"


def _shares(report: HealthReport) -> tuple[float, float]:
    """Part of the newest articles with a date, with an author."""
    count = len(report.newest)
    dated = sum(each.has_date for each in report.newest) / count
    return dated, sum(each.has_author for each in report.newest) / count


def report_object(report: HealthReport, language: str) -> dict[str, object]:
    health, mute = report.health, report.mute
    return {
        "source": report.source_id,
        "cause": health.cause.value,
        "is_alarm": report.is_alarm,
        "since": time_text(health.since),
        "verdict": verdict(language, health.cause),
        "advice": advice(language, health.cause, report.source_id, report.contact),
        "findings": [_finding_object(each, language) for each in report.findings],
        "last_visit_at": optional_time_text(health.last_visit_at),
        "last_good_at": optional_time_text(health.last_good_at),
        "last_article_at": optional_time_text(health.last_article_at),
        "usual_gap_days": health.usual_gap_days,
        "silence_limit_days": health.silence_limit_days,
        "muted_until": None if mute is None else time_text(mute.until),
        "mute_reason": "" if mute is None else mute.reason,
    }


def _finding_object(finding: Finding, language: str) -> dict[str, object]:
    return {
        "cause": finding.cause.value,
        "since": time_text(finding.since),
        "alerted_at": optional_time_text(finding.alerted_at),
        "misses": finding.misses,
        "share": finding.share,
        "reason": finding.reason.code,
        "sentence": reason_sentence(language, finding.reason),
        "incidents": finding.incident_ids,
        "capture": finding.capture_id,
    }
