"""How good the machine's suggestions were, by what editors decided."""

from starlette.responses import Response

from desk.decided_titles import decided_titles
from desk.visit import Visit
from occasions.precision import as_test_set, precision_by_type


def report(visit: Visit) -> Response:
    decided = decided_titles(visit.archive)
    rows = precision_by_type((each.occasion, each.accepted) for each in decided)
    return visit.render("suggestions.html", rows=rows)


def export(visit: Visit) -> Response:
    """A test set that `trichnguon occasions classify --tsv` reads."""
    headers = {"Content-Disposition": 'attachment; filename="occasions.tsv"'}
    text = as_test_set(decided_titles(visit.archive))
    return Response(text, media_type="text/tab-separated-values; charset=utf-8", headers=headers)
