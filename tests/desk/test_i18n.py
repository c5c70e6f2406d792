"""Vietnamese first, English beside it."""

import re
import string
import unicodedata
from pathlib import Path

import desk
from archive.records import OccasionLabel, RepublicationClass, ReviewState
from desk.i18n import catalogue
from desk.rendering import term
from occasions.cues import OCCASION_TYPES

FOLDER = Path(desk.__file__).parent


def test_both_languages_have_the_same_strings_with_the_same_values() -> None:
    vi, en = catalogue("vi"), catalogue("en")
    assert vi.keys() == en.keys()
    for key, sentence in vi.items():
        assert placeholders(sentence) == placeholders(en[key]), key
        assert sentence.strip(), key


def test_vietnamese_strings_are_composed() -> None:
    for sentence in catalogue("vi").values():
        assert unicodedata.is_normalized("NFC", sentence)


def test_every_string_named_in_a_template_or_view_exists() -> None:
    named = set()
    for path in (*FOLDER.glob("templates/*.html"), *FOLDER.rglob("*.py")):
        text = path.read_text("utf-8")
        named |= set(re.findall(r"""\bt(?:ext)?\(\s*["']([a-z_]+\.[\w.]+?)["']\s*[,)]""", text))
        named |= set(re.findall(r"""["']((?:login|nav)\.(?!html)[a-z_]+)["']""", text))
    assert len(named) > 100
    assert named <= catalogue("vi").keys()


def test_every_value_that_data_can_take_has_a_name() -> None:
    keys = catalogue("vi").keys()
    assert {f"occasion_type.{name}" for name in OCCASION_TYPES} <= keys
    assert {f"label.{label}" for label in OccasionLabel} <= keys
    assert {f"review_state.{state}" for state in ReviewState} <= keys
    assert {f"republication.{name}" for name in RepublicationClass} <= keys
    assert term("vi", "occasion_type", "a_new_type") == "a new type"


def test_every_incident_kind_of_the_crawler_has_a_name() -> None:
    tree = (FOLDER.parent / "scraper" / "errors.py").read_text("utf-8")
    kinds = set(re.findall(r"^class (\w+)\(", tree, re.MULTILINE)) - {"ScrapeError"}
    assert kinds - {"SourceBusy"} <= {
        key.removeprefix("incident.") for key in catalogue("vi") if key.startswith("incident.")
    }


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
