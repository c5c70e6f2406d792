"""What editors made of the suggestions: precision per type, and the decisions as a test set."""

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from archive.records import Occasion, OccasionLabel

COLUMNS = ("label", "type", "honoree", "years", "title", "lead", "url")
"""Columns of a test set; `trichnguon occasions classify --tsv` reads the last three."""


@frozen
class TypePrecision:
    type: str
    """Type of occasion, "" for the sum of all."""
    label: OccasionLabel | None
    """How sure the detector was; None for the sum."""
    suggested: int
    accepted: int

    @property
    def precision(self) -> float:
        """0 to 1; only rows with `suggested` > 0 are made."""
        return self.accepted / self.suggested


def precision_by_type(decisions: Iterable[tuple[Occasion, bool]]) -> list[TypePrecision]:
    """One row a type and label, then one for all; occasions labelled "no" suggested nothing."""
    suggested: Counter[tuple[str, OccasionLabel]] = Counter()
    accepted: Counter[tuple[str, OccasionLabel]] = Counter()
    for occasion, was_accepted in decisions:
        if occasion.label is not OccasionLabel.NO:
            suggested[occasion.type, occasion.label] += 1
            accepted[occasion.type, occasion.label] += was_accepted
    rows = [
        TypePrecision(type_, label, count, accepted[type_, label])
        for (type_, label), count in sorted(suggested.items())
    ]
    if rows:
        rows.append(TypePrecision("", None, suggested.total(), accepted.total()))
    return rows


@frozen
class DecidedTitle:
    """A suggestion that an editor accepted (with his honoree, if he changed it) or rejected."""

    title: str
    occasion: Occasion
    accepted: bool
    lead: str = ""
    url: str = ""


def as_test_set(decided: Iterable[DecidedTitle]) -> str:
    """The decisions as a tab-separated table with a header line; one row a title."""
    lines = ["\t".join(COLUMNS)]
    for each in decided:
        occasion = each.occasion
        known = (occasion.type, occasion.honoree, str(occasion.years or ""))
        cells = (
            OccasionLabel.OCCASION if each.accepted else OccasionLabel.NO,
            *(known if each.accepted else ("", "", "")),
            each.title,
            each.lead,
            each.url,
        )
        lines.append("\t".join(" ".join(str(cell).split()) for cell in cells))
    return "\n".join(lines) + "\n"
