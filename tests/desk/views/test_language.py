"""Vietnamese by default, English for whoever chose it."""

from typing import Any

import pytest

from archive.records import ArticleVersion
from desk.i18n import LANGUAGES


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
