"""What the crawler did: sources, incidents, runs. Read only."""

from collections.abc import Mapping

from attrs import frozen
from starlette.responses import Response

from archive.records import CrawlRun, Incident
from archive.summaries import SummaryFilter
from desk.visit import Visit
from scraper.sources import Source

_RECENT = 50


@frozen
class SourceLine:
    source: Source
    last_run: CrawlRun | None
    articles: int
    waiting: int
    incidents: tuple[Incident, ...]
    """Of the last run alone: what was wrong and no longer is does not alarm."""


def sources(visit: Visit) -> Response:
    lines = [_line(visit, source) for source in visit.settings.sources.values()]
    return visit.render("sources.html", lines=lines)


def incidents(visit: Visit) -> Response:
    source_id = visit.query("source")
    return visit.render(
        "incidents.html",
        incidents=visit.archive.runs.list_incidents(source_id, limit=_RECENT),
        source_id=source_id,
        source_names=_names(visit),
        limit=_RECENT,
    )


def runs(visit: Visit) -> Response:
    source_id = visit.query("source")
    return visit.render(
        "runs.html",
        runs=visit.archive.runs.list_runs(source_id, limit=_RECENT),
        source_id=source_id,
        source_names=_names(visit),
        limit=_RECENT,
    )


def _line(visit: Visit, source: Source) -> SourceLine:
    archive = visit.archive
    last_run = next(iter(archive.runs.list_runs(source.id, limit=1)), None)
    found = archive.runs.list_incidents(source.id, last_run.id, limit=5) if last_run else []
    return SourceLine(
        source=source,
        last_run=last_run,
        articles=archive.summaries.count_summaries(SummaryFilter(source_id=source.id)),
        waiting=archive.summaries.count_summaries(
            SummaryFilter(source_id=source.id, decided=False)
        ),
        incidents=tuple(found),
    )


def _names(visit: Visit) -> Mapping[str, str]:
    return {source.id: source.name for source in visit.settings.sources.values()}
