"""A body's own form of address, chosen by an editor for every post to come."""

from datetime import datetime

from archive.archive import Archive
from archive.records import AddressDecision
from archive.text import fold
from occasions.agencies import resolve

_NEVER_SAID = frozenset({"quy ubnd", "quy uy ban", "quy uy ban nhan dan"})
"""No source uses it (DOMAIN §3.4): "Quý Cơ quan" stands in."""


def problem_of_form(form: str) -> str:
    """Key of the catalogue under `problem.`; "" for a form that can be kept."""
    if is_never_said(form):
        return "form_never_said"
    return "" if form.startswith("Quý ") else "form_without_quy"


def is_never_said(form: str) -> bool:
    return fold(form) in _NEVER_SAID


def record_form(archive: Archive, editor_id: int, honoree: str, form: str, now: datetime) -> None:
    """Keep the form for the honoree; an empty one takes the editor's choice back."""
    archive.forms_of_address.record_decision(
        AddressDecision(
            honoree_key=resolve(honoree).key,
            honoree=honoree,
            form=form,
            editor_id=editor_id,
            decided_at=now,
        )
    )
