"""How good the machine's suggestions were, and the forms of address that editors chose."""

from starlette.responses import Response

from desk.decided_titles import decided_titles
from desk.errors import FormRefused
from desk.forms_of_address import problem_of_form, record_form
from desk.typed import typed_line
from desk.visit import Visit, see_other
from occasions.precision import as_test_set, precision_by_type


def report(visit: Visit) -> Response:
    decided = decided_titles(visit.archive)
    return visit.render(
        "suggestions.html",
        rows=precision_by_type((each.occasion, each.accepted) for each in decided),
        forms=visit.archive.forms_of_address.list_decisions(),
        editor_names={editor.id: editor.name for editor in visit.archive.editors.list_editors()},
    )


def export(visit: Visit) -> Response:
    """A test set that `trichnguon occasions classify --tsv` reads."""
    headers = {"Content-Disposition": 'attachment; filename="occasions.tsv"'}
    text = as_test_set(decided_titles(visit.archive))
    return Response(text, media_type="text/tab-separated-values; charset=utf-8", headers=headers)


def decide_form(visit: Visit) -> Response:
    """Keep a form of address for a body, or take it back; raises FormRefused."""
    action = visit.field("action")
    if action not in ("keep", "remove"):
        raise FormRefused("action", "unknown_action")
    honoree = typed_line(visit, "honoree")
    if not honoree:
        raise FormRefused("honoree", "honoree_required")
    form = typed_line(visit, "form_of_address", 80) if action == "keep" else ""
    if action == "keep" and (problem := problem_of_form(form)):
        raise FormRefused("form_of_address", problem)
    record_form(visit.archive, visit.known_editor.id, honoree, form, visit.now)
    return see_other("/suggestions", notice="saved")
