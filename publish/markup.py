"""What markup a post's body may hold, and the parsing of it."""

import re
from typing import cast

import nh3
from lxml import html
from lxml.html import HtmlElement

from publish.errors import BodyUnreadable

# fmt: off
INLINE_TAGS = frozenset({
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small",
    "strong", "sub", "sup", "u",
})
BLOCK_TAGS = frozenset({
    "blockquote", "caption", "col", "colgroup", "dd", "div", "dl", "dt", "figcaption", "figure",
    "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})
CONTAINER_TAGS = frozenset({
    "address", "article", "aside", "center", "details", "footer", "header", "hgroup", "main",
    "section", "summary",
})
# fmt: on
_READ_TAGS = frozenset({"font", "h1", "h2", "picture", "span"})
"""Read from a source page, never written to a post."""

_ATTRIBUTES = {
    "a": {"href", "title"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}

_SPACE_CONTROLS = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]")
# What neither HTML nor XML 1.0 may hold (XML 1.0 §2.2).
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """Text that HTML and XML can both hold; separators of old terminals become spaces."""
    return _FORBIDDEN.sub("", _SPACE_CONTROLS.sub(" ", text))


def clean_markup(body_html: str) -> str:
    """Only what a post's body may hold; what a browser would run is gone with its text."""
    return _clean(body_html, INLINE_TAGS | BLOCK_TAGS)


def parse_fragment(body_html: str) -> HtmlElement:
    """A `div` that holds the fragment, read the way browsers read it, active content removed.

    nh3 reads by the HTML standard and balances the tags, so that the faster parser behind it
    cannot lose words to a stray closing tag. Raises BodyUnreadable when it would lose any.
    """
    balanced = _clean(body_html, INLINE_TAGS | BLOCK_TAGS | CONTAINER_TAGS | _READ_TAGS)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    page = f"<html><body><div>{balanced}</div></body></html>".encode()
    document = html.document_fromstring(page, parser=parser)
    if parser.error_log.filter_from_fatals():
        raise BodyUnreadable(str(parser.error_log.filter_from_fatals()[0].message))
    return cast("HtmlElement", document.find("body/div"))


def _clean(body_html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        without_controls(body_html),
        tags=set(tags),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items() if tag in tags},
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )


def outer_html(element: HtmlElement) -> str:
    return cast("str", html.tostring(element, encoding="unicode", with_tail=False))


def inner_html(element: HtmlElement) -> str:
    """Serialised content of an element, without the element itself."""
    outer = outer_html(element)
    return outer[outer.index(">") + 1 : outer.rindex("</")]
