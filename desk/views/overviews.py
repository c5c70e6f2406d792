"""What the crawler did: incidents, runs. Read only."""

from collections.abc import Mapping

from starlette.responses import Response

from desk.visit import Visit

_RECENT = 50


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


def _names(visit: Visit) -> Mapping[str, str]:
    return {source.id: source.name for source in visit.settings.sources.values()}
