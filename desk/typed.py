"""One-line fields of the small forms: what cannot be stored is refused at once."""

import re

from archive.text import fold_space
from desk.errors import FormRefused
from desk.visit import Visit

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that nobody types and that break what they get into: feeds, mails, pages."""


def typed_line(visit: Visit, name: str, limit: int = 300) -> str:
    """The field in NFC on one line; "" where absent. Raises FormRefused."""
    typed = fold_space(visit.field(name))
    if CONTROL.search(typed):
        raise FormRefused(name, "control_characters")
    if len(typed) > limit:
        raise FormRefused(name, "too_long")
    return typed
