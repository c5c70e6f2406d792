"""What changes nothing for a reader changes nothing of the article: the written pages, each in the
forms in which browsers, copiers, editors and archives leave them.
"""

import importlib.util
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from web_poet import HttpResponse

from archive.records import Article
from scraper.extract import extract_article

TOOLBAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base' lang='en' style='display:none;direction:ltr;'><div id='wm-toolbar'>"
    "<a class='t' href='/web/2026*/x'>12 captures</a><div class='r'>12 Oct 2025 - 27 Nov 2026</div><table><tr class='m'><td>Sep</td><td>NOV</td></tr></table></div>"
    "<div id='wm-capinfo'>Organization: an archive that discovers and captures web pages through many different web crawls, some every day or longer.</div></div>"
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)
PARAGRAPH = re.compile(r"<p>([^<]{60,})</p>")
TAG = re.compile(r"<(/?)(p|div|h1|h2|h3|table|tr|td|b|strong|span)\b")
FORMS: dict[str, Callable[[str], str]] = {
    "toolbar of an archive": lambda page: re.sub(r"<body[^>]*>", lambda tag: tag[0] + TOOLBAR, page, count=1),
    "comments of a copier": lambda page: "<!-- Mirrored from hoalac.test/tin by HTTrack, Mon, 05 Apr 2021 08:00:00 GMT -->\n" + page,
    "decomposed letters": lambda page: unicodedata.normalize("NFD", page),
    "character references": lambda page: re.sub(r"<body.*", lambda body: body[0].encode("ascii", "xmlcharrefreplace").decode(), page, flags=re.DOTALL),
    "line breaks between tags": lambda page: page.replace("\n", "\r\n").replace("><", ">\r\n\t<"),
    "spans of fonts": lambda page: PARAGRAPH.sub(r"<p style='text-align:justify'><span style='font-size:14pt'><span>\1</span></span></p>", page),
    "indented by spaces": lambda page: PARAGRAPH.sub(r"<p>&nbsp; &nbsp; &nbsp;\1&nbsp;</p><p>&nbsp;</p>", page),
    "tags in capitals": lambda page: TAG.sub(lambda tag: f"<{tag[1]}{tag[2].upper()}", page),
    "zero-width spaces": lambda page: PARAGRAPH.sub("<p>\u200b\\1\ufeff</p>", page),
    "comments of Word": lambda page: PARAGRAPH.sub(r"<!--[if gte mso 9]><xml></xml><![endif]--><p>\1</p>", page),
}  # fmt: skip


def written() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "written_pages", Path(__file__).with_name("test_written_pages.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def read(url: str, page: str) -> tuple[object, ...]:
    article: Article = extract_article(HttpResponse(url, body=page.encode())).article
    fields = (article.title, article.lead, article.authors, article.published_at)
    return (*fields, article.source_credit, article.body_text)


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, str, str, tuple[object, ...]]]:
    """Name, address, markup and what is read from it, of every written page."""
    module = written()
    found = []
    for page in module.PAGES:
        response = module.response_of(page)
        url, markup = str(response.url), bytes(response.body).decode()
        found.append((page["name"], url, markup, read(url, markup)))
    return found


@pytest.mark.parametrize("form", FORMS)
def test_form_of_a_page_changes_nothing(
    form: str, pages: list[tuple[str, str, str, tuple[object, ...]]]
) -> None:
    change = FORMS[form]
    assert [name for name, url, page, fields in pages if read(url, change(page)) != fields] == []
