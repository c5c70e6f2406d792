"""Vietnamese first, English beside it."""

import re
import string
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import desk
from archive.records import ArticleVersion, OccasionLabel, RepublicationClass, ReviewState
from desk.i18n import LANGUAGES, catalogue
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


def test_an_editors_language_is_remembered_with_the_editor(
    editor: Any, settings: Any, make_browser: Any, anniversary: ArticleVersion
) -> None:
    form = {"form_token": editor.token(), "language": "en", "next": "/sources"}
    switched = editor.post("/language", data=form)
    assert switched.url.path == "/sources"
    assert '<html lang="en">' in switched.text
    elsewhere = make_browser(settings)
    assert '<html lang="vi">' in elsewhere.open("/login")
    assert '<html lang="en">' in elsewhere.log_in().text
    page = elsewhere.open(f"/articles/{anniversary.article_id}")
    for told in ("Archived original", "Back to the machine&#39;s value", "Reject…"):
        assert told in page
    assert 'lang="en"' in elsewhere.get("/nothing").text


def test_a_visitor_can_switch_before_log_in(visitor: Any) -> None:
    form = {"form_token": visitor.token("/login"), "language": "en", "next": "/login"}
    assert "Log-in name" in visitor.post("/language", data=form).text


def test_an_unknown_language_changes_nothing(editor: Any) -> None:
    form = {"form_token": editor.token(), "language": "xx", "next": "/inbox"}
    assert '<html lang="vi">' in editor.post("/language", data=form).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_renders_in_every_language(
    editor: Any, home: Any, anniversary: ArticleVersion, language: str
) -> None:
    home.incident()
    editor.post("/language", data={"form_token": editor.token(), "language": language})
    article = f"/articles/{anniversary.article_id}"
    for path in ("/inbox", article, f"{article}/preview", "/sources", "/incidents", "/runs"):
        assert f'<html lang="{language}">' in editor.open(path)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
