from archive.records import Occasion, OccasionLabel
from occasions.precision import DecidedTitle, as_test_set, precision_by_type

FOUNDING = Occasion(OccasionLabel.OCCASION, "founding", "Sở A", 10)
LETTER = Occasion(OccasionLabel.MAYBE, "letter")


def test_precision_is_per_type_and_label_then_over_all() -> None:
    decisions = [(FOUNDING, True), (FOUNDING, True), (FOUNDING, False), (LETTER, False)]
    rows = precision_by_type(decisions)
    assert [(row.type, row.label, row.accepted, row.suggested) for row in rows] == [
        ("founding", OccasionLabel.OCCASION, 2, 3),
        ("letter", OccasionLabel.MAYBE, 0, 1),
        ("", None, 2, 4),
    ]
    assert rows[-1].precision == 0.5


def test_what_was_not_suggested_is_not_counted() -> None:
    assert precision_by_type([(Occasion(OccasionLabel.NO), False)]) == []


def test_test_set_keeps_one_line_a_title() -> None:
    text = as_test_set(
        [
            DecidedTitle("Tiêu\tđề\nmột", FOUNDING, accepted=True, url="https://a.test/1"),
            DecidedTitle("Tiêu đề hai", FOUNDING, accepted=False),
        ]
    )
    header, first, second = text.splitlines()
    assert header.split("\t")[:2] == ["label", "type"]
    assert first.split("\t") == [
        "occasion", "founding", "Sở A", "10", "Tiêu đề một", "", "https://a.test/1",
    ]  # fmt: skip
    assert second.split("\t") == ["no", "", "", "", "Tiêu đề hai", "", ""]
