"""Whom to write to: the contact that a portal prints at the foot of its pages."""

import re

from archive.text import fold_space
from scraper.fields.kinds import visible_text
from scraper.fields.select import Node

_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(
    r"(?:điện thoại|đt|tel|hotline|số máy)\s*[:.]?\s*(\+?[\d(][\d\s.()-]{7,16}\d)", re.IGNORECASE
)
_LONGEST_PAGE = 400_000


def find_contact(root: Node) -> str:
    """E-mail and telephone, the last of each on the page; empty where none is printed."""
    text = fold_space(visible_text(root, _LONGEST_PAGE))
    emails = _EMAIL.findall(text)
    phones = _PHONE.findall(text)
    return ", ".join(found[-1].strip() for found in (emails, phones) if found)
