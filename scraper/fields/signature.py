"""What stood around a body, and where a line of it stands."""

from attrs import define, field

from archive.records import Author
from scraper.fields.lines import BOLD, ITALIC, Line


@define
class Signing:
    """What stood around the body."""

    byline_lines: list[str] = field(factory=list)
    authors: list[Author] = field(factory=list)
    rule: str = ""
    credit: str = ""
    headline: str = ""
    """First line of the body that is a headline other than the title."""
    lead: str = ""
    """First line of the body, where its class calls it the summary."""
    date_line: str = ""
    """A line of the body that is nothing but a date."""


def is_set_apart(line: Line) -> bool:
    return line.align in ("right", "center") or bool(line.style & (BOLD | ITALIC)) or line.is_author
