"""An archived page as a browser may safely show it.

Two walls, each enough by itself: everything active is taken out here, and the answer is served
with a policy that lets nothing run and nothing leave (`REPLAY_POLICY`), into a sandboxed frame.
"""

import re
from collections.abc import Callable, Iterable
from typing import cast
from urllib.parse import urljoin

from lxml import etree, html
from lxml.html import HtmlElement

from desk.outline import OUTLINE_STYLE, outline

REPLAY_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
)
IMAGE_TYPES = frozenset(
    {
        "image/avif",
        "image/bmp",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/svg+xml",
        "image/vnd.microsoft.icon",
        "image/webp",
        "image/x-icon",
    }
)
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
STYLE_TYPE = "text/css"
Resolve = Callable[[str], str | None]
"""Absolute address of a picture or style to the address of its archived copy; None: not kept."""

_REMOVED = (
    "applet",
    "audio",
    "frame",
    "frameset",
    "iframe",
    "object",
    "script",
    "template",
    "video",
)
_UNWRAPPED = (
    "base",
    "embed",
    "form",
    "meta",
    "noscript",
    "portal",
    "source",
    "track",
)
"""What they hold stays: an element that never ends would take the rest of the page with it."""
_DISABLED = ("button", "input", "select", "textarea")
_ADDRESS_ATTRIBUTES = frozenset(
    {
        "accesskey",
        "action",
        "autofocus",
        "background",
        "cite",
        "contenteditable",
        "data",
        "download",
        "formaction",
        "href",
        "integrity",
        "longdesc",
        "nonce",
        "ping",
        "poster",
        "src",
        "srcdoc",
        "srcset",
        "target",
        "usemap",
    }
)
_CSS_URL = re.compile(
    r"""url\(\s*(?P<quote>['"]?)(?P<url>.*?)(?P=quote)\s*\)""", re.IGNORECASE | re.DOTALL
)
_CSS_IMPORT = re.compile(
    r"""@import\s+(?P<quote>['"])(?P<url>.*?)(?P=quote)""", re.IGNORECASE | re.DOTALL
)
MISSING_IMAGE = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='160'%20height='100'"
    "%3E%3Cpath%20fill='%23e4e4e0'%20d='M0,0h160v100H0z'/%3E%3Cpath%20fill='%23bdbdb6'%20"
    "d='M20,80l35-40,25,28,18-20,42,32z'/%3E%3C/svg%3E"
)
_BASE_STYLE = """
:where(html){font:16px/1.6 "Be Vietnam Pro","Segoe UI",Roboto,"Noto Sans",sans-serif;
color:#1d2423}
:where(body){margin:1rem}:where(img){max-width:100%;height:auto}
"""


def archived_page(
    page: str, base_url: str, resolve: Resolve, extracted: Iterable[tuple[str, str]] = ()
) -> str:
    """The page without anything active, its pictures and styles from the archive.

    `extracted` are pairs of a field's name and the text that was read for it; the elements that
    hold such a text are outlined.
    """
    root = _parsed(page)
    base_url = _base_of(root, base_url)
    _resolve_styles(root, base_url, resolve)
    etree.strip_elements(root, etree.Comment, *_REMOVED, with_tail=False)
    etree.strip_tags(root, etree.ProcessingInstruction, *_UNWRAPPED)
    for element in root.iter(etree.Element):
        _disarm(element, base_url, resolve)
    outline(root, extracted)
    _add_head(root)
    return cast("str", html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def archived_style(style: str, base_url: str, resolve: Resolve) -> str:
    """A style sheet whose pictures and imports come from the archive or not at all."""

    def kept(url: str) -> str:
        if url.startswith("data:image/"):
            return url
        return resolve(urljoin(base_url, url)) or "data:,"

    style = _CSS_URL.sub(lambda match: f'url("{_css_text(kept(match["url"]))}")', style)
    return _CSS_IMPORT.sub(lambda match: f'@import "{_css_text(kept(match["url"]))}"', style)


def _css_text(url: str) -> str:
    return url.replace("\\", "").replace('"', "%22").replace("\n", "").replace("<", "%3C")


def _parsed(page: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    # Surrogates and NUL cannot be encoded or parsed; the page is shown, not studied.
    clean = page.replace("\0", "").encode("utf-8", "replace")
    try:
        return html.document_fromstring(clean, parser=parser)
    except etree.ParserError:  # no element and no text in it
        return html.document_fromstring(b"<p></p>", parser=parser)


def _base_of(root: HtmlElement, base_url: str) -> str:
    declared = root.xpath("string(//base/@href)")
    return urljoin(base_url, declared) if declared else base_url


def _resolve_styles(root: HtmlElement, base_url: str, resolve: Resolve) -> None:
    for link in root.xpath("//link"):
        is_style = "stylesheet" in (link.get("rel") or "").lower().split()
        address = resolve(urljoin(base_url, link.get("href") or "")) if is_style else None
        if address is None:
            link.drop_tree()
            continue
        media = link.get("media")
        link.attrib.clear()
        link.attrib.update({"rel": "stylesheet", "data-archived": address})
        if media:
            link.set("media", media)
    for style in root.iter("style"):
        style.text = archived_style(style.text or "", base_url, resolve).replace("</", "<\\/")


def _disarm(element: HtmlElement, base_url: str, resolve: Resolve) -> None:
    """Nothing that loads, sends, runs or leads away is left on the element."""
    source, link = element.get("src"), element.get("href")
    for name in list(element.attrib):
        bare = str(name).rpartition("}")[2].lower()
        bare = bare.rpartition(":")[2]
        if bare.startswith("on") or bare in _ADDRESS_ATTRIBUTES:
            del element.attrib[name]
    if element.tag == "img":
        _show_picture(element, source, base_url, resolve)
    elif element.tag == "link":
        element.set("href", element.attrib.pop("data-archived", ""))
    elif element.tag == "a" and link:
        element.set("title", urljoin(base_url, link) if _is_web(link) else link)
    elif element.tag in _DISABLED:
        element.set("disabled", "")
    if style := element.get("style"):
        element.set("style", archived_style(style, base_url, resolve))


def _is_web(link: str) -> bool:
    return ":" not in link.partition("/")[0] or link.startswith(("http:", "https:"))


def _show_picture(
    element: HtmlElement, source: str | None, base_url: str, resolve: Resolve
) -> None:
    for lazy in ("data-src", "data-original", "data-lazy-src"):
        source = element.get(lazy) or source
    if source and source.startswith("data:image/"):
        element.set("src", source)
        return
    kept = resolve(urljoin(base_url, source)) if source else None
    element.set("src", kept or MISSING_IMAGE)


def _add_head(root: HtmlElement) -> None:
    head = root.find("head")
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    style = etree.Element("style")
    style.text = _BASE_STYLE + OUTLINE_STYLE
    head.insert(0, style)
    charset = etree.Element("meta", charset="utf-8")
    head.insert(0, charset)
