"""The sources page: how each portal is, why, what to do, and whose alarms are kept quiet."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from archive.archive import Archive
from archive.records import Cause, CrawlRun, Finding, Incident, SourceHealth, SourceMute
from archive.summaries import SummaryFilter
from desk.visit import Visit
from scraper.sources import Source

COMMON_FROM = 3
"""Sources that must fail alike before the fault is looked for on our side."""


@frozen
class SourceLine:
    source: Source
    health: SourceHealth | None
    findings: tuple[Finding, ...]
    """Alarms first."""
    mute: SourceMute | None
    contact: str
    """Whom to write to; "" where nobody is known."""
    last_run: CrawlRun | None
    incidents: tuple[Incident, ...]
    """Of the last run alone: what was wrong and no longer is does not alarm."""
    articles: int
    waiting: int

    @property
    def is_alarm(self) -> bool:
        return any(finding.alerted_at is not None for finding in self.findings)

    @property
    def main(self) -> Finding | None:
        """The finding that the verdict names; None where the source is well."""
        if self.health is None:
            return None
        cause = self.health.cause
        return next((each for each in self.findings if each.cause is cause), None)

    @property
    def others(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each is not self.main)


@frozen
class SourcesPage:
    lines: tuple[SourceLine, ...]
    """Those that need a look first, then as in the folder."""
    common: Cause | None
    """What befell so many sources at once that it is ours."""

    @property
    def alarms(self) -> int:
        return sum(line.is_alarm and line.mute is None for line in self.lines)


def load_sources_page(visit: Visit) -> SourcesPage:
    archive, findings = visit.archive, defaultdict(list)
    for finding in archive.health.list_findings():
        findings[finding.source_id].append(finding)
    mutes = {mute.source_id: mute for mute in archive.mutes.list_current(visit.now)}
    contacts = contacts_of(archive, visit.settings.sources, visit.now)
    lines = [
        _line(archive, source, findings[source.id], mutes.get(source.id), contacts[source.id])
        for source in visit.settings.sources.values()
    ]
    lines.sort(key=lambda line: (not line.is_alarm, line.mute is not None, not line.findings))
    return SourcesPage(tuple(lines), common_cause(lines))


def common_cause(lines: list[SourceLine]) -> Cause | None:
    """A network or a schedule that fails most sources at once is ours, not the portals'."""
    active = [line for line in lines if line.source.status == "active"]
    for cause in (Cause.NETWORK, Cause.OVERDUE):
        struck = sum(any(each.cause is cause for each in line.findings) for line in active)
        if is_common(struck, len(active)):
            return cause
    return None


def is_common(struck: int, active: int) -> bool:
    """Whether so many of the active sources fail alike that the fault is on our side."""
    return struck >= COMMON_FROM and 2 * struck > active


def contacts_of(archive: Archive, sources: Mapping[str, Source], now: datetime) -> dict[str, str]:
    """Whom to write to about each source: its file says, or the page that stopped us."""
    stopped = {pause.source_id: pause.contact for pause in archive.pauses.list_current(now)}
    return {id_: source.contact or stopped.get(id_, "") for id_, source in sources.items()}


def _line(
    archive: Archive,
    source: Source,
    findings: list[Finding],
    mute: SourceMute | None,
    contact: str,
) -> SourceLine:
    findings.sort(key=lambda each: (each.alerted_at is None, each.on_pages, -each.share))
    last_run = next(iter(archive.runs.list_runs(source.id, limit=1)), None)
    found = archive.runs.list_incidents(source.id, last_run.id, limit=5) if last_run else []
    every = SummaryFilter(source_id=source.id)
    waiting = SummaryFilter(source_id=source.id, decided=False)
    return SourceLine(
        source=source,
        health=archive.health.health_of(source.id),
        findings=tuple(findings),
        mute=mute,
        contact=contact,
        last_run=last_run,
        incidents=tuple(found),
        articles=archive.summaries.count_summaries(every),
        waiting=archive.summaries.count_summaries(waiting),
    )
