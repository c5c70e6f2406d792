"""Precision, recall and exactness of the detector on a table of labelled titles."""

import csv
import re
from collections import Counter
from pathlib import Path

from attrs import frozen

from archive.records import Occasion, OccasionLabel
from occasions.agencies import resolve
from occasions.detect import detect_occasion

LABELS = {
    "occasion": "occasion", "borderline": "maybe", "non_occasion": "no", "maybe": "maybe", "no": "no",
}  # fmt: skip
TYPES = {
    "founding_anniversary": "founding",
    "locality_anniversary": "founding",
    "locality_establishment": "merger_launch",
    "award": "decoration",
    "armed_forces_day": "industry_day",
    "mass_org_day": "industry_day",
    "party_day": "industry_day",
    "national_day": "industry_day",
    "school_anniversary": "school",
    "school_opening": "school",
    "congratulation_letter": "letter",
    "tet": "holiday_visit",
}
"""Types of the table of DOMAIN §3 to those of the product."""


@frozen
class Labelled:
    title: str
    label: str
    type: str
    honorees: tuple[str, ...]
    """Any of these is right; empty where the table names nobody."""
    years: int | None
    is_from_slug: bool
    """Case and punctuation were lost: the title was made from an address."""


@frozen
class Answer:
    row: Labelled
    found: Occasion


def read_labelled(path: Path) -> list[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            _labelled(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _labelled(row: dict[str, str]) -> Labelled:
    type_ = row.get("occasion_type") or row.get("type") or ""
    years = row.get("anniversary_years") or row.get("years") or ""
    honoree = re.sub(r"\s*\((?:English page)\)", "", row["honoree"])
    return Labelled(
        title=row["title"],
        label=LABELS[row["label"]],
        type=TYPES.get(type_, type_),
        honorees=tuple(each.strip() for each in honoree.split(" / ") if each.strip()),
        years=int(years) if years.isdecimal() else None,
        is_from_slug=row.get("title_origin") == "slug",
    )


def answers(rows: list[Labelled]) -> list[Answer]:
    return [Answer(row, detect_occasion(row.title)) for row in rows]


# --- Measures -------------------------------------------------------------------------------------


@frozen
class Ratio:
    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f} ({self.right}/{self.of})" if self.of else "- (0)"


def precision(given: list[Answer]) -> Ratio:
    """Of what is called an occasion on clear rows, how much is one."""
    called = [
        each for each in given if each.found.label == "occasion" and each.row.label != "maybe"
    ]
    return Ratio(sum(each.row.label == "occasion" for each in called), len(called))


def recall(given: list[Answer]) -> Ratio:
    """Of the occasions, how many are called so; "maybe" counts as missed."""
    real = [each for each in given if each.row.label == "occasion"]
    return Ratio(sum(each.found.label == "occasion" for each in real), len(real))


def seen(given: list[Answer]) -> Ratio:
    """Of the occasions, how many reach the inbox at all."""
    real = [each for each in given if each.row.label == "occasion"]
    return Ratio(sum(each.found.label != "no" for each in real), len(real))


def maybe_on_borderline(given: list[Answer]) -> Ratio:
    rows = [each for each in given if each.row.label == "maybe"]
    return Ratio(sum(each.found.label == "maybe" for each in rows), len(rows))


def by_type(given: list[Answer]) -> dict[str, tuple[Ratio, Ratio]]:
    """Type to precision and recall of that type on clear rows."""
    clear = [each for each in given if each.row.label != "maybe"]
    types = sorted({each.row.type for each in clear if each.row.label == "occasion"})
    result = {}
    for type_ in types:
        called = [e for e in clear if e.found.label == "occasion" and e.found.type == type_]
        real = [e for e in clear if e.row.label == "occasion" and e.row.type == type_]
        both = sum(e.found.type == type_ and e.found.label == "occasion" for e in real)
        result[type_] = (Ratio(both, len(called)), Ratio(both, len(real)))
    return result


def is_stated(row: Labelled) -> bool:
    """Whether every word that tells an honoree apart stands in the title."""
    title = set(_tokens(row.title))
    return any(_tokens(honoree) <= title for honoree in row.honorees)


def honoree_is_right(each: Answer) -> bool:
    found = resolve(each.found.honoree).key
    return any(resolve(honoree).key == found for honoree in each.row.honorees)


def _tokens(name: str) -> set[str]:
    words = re.findall(r"\w+", resolve(re.sub(r"[();]", " ", name)).key)
    return set(words) - {"nganh", "tinh", "ubnd", "uy", "ban", "nhan", "dan"}


def honoree_exact(given: list[Answer], *, stated_only: bool) -> Ratio:
    rows = [
        each
        for each in given
        if each.row.label == "occasion" and each.row.honorees
        and (not stated_only or is_stated(each.row))
    ]  # fmt: skip
    return Ratio(sum(honoree_is_right(each) for each in rows), len(rows))


def years_exact(given: list[Answer]) -> Ratio:
    """On occasions: the number where the title has one, none where it has none."""
    rows = [each for each in given if each.row.label == "occasion"]
    return Ratio(sum(each.found.years == each.row.years for each in rows), len(rows))


def confusion(given: list[Answer]) -> Counter[tuple[str, str]]:
    """(expected, found), as label or label:type where both are occasions."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in given:
        expected, found = each.row.label, each.found.label.value
        if expected == found == OccasionLabel.OCCASION and each.row.type != each.found.type:
            expected, found = f"{expected}:{each.row.type}", f"{found}:{each.found.type}"
        counts[expected, found] += 1
    return counts
