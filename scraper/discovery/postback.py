"""ASP.NET Web Forms paging: the next page is a form sent back with `__EVENTTARGET`.

Microsoft's `__doPostBack(eventTarget, eventArgument)` sets two hidden fields and submits the form
with all its hidden state (`__VIEWSTATE`, `__EVENTVALIDATION`, …).
"""

import re
from urllib.parse import urlsplit

from attrs import frozen
from web_poet import HttpResponse

from archive.text import fold
from scraper.fields.addresses import absolute_url
from scraper.fields.select import Node, Select, node_text
from scraper.pages.document import read_document

_FORM = Select("//form[.//input[@name='__VIEWSTATE']]")
_LINK = Select(
    ".//a[contains(@href, '__doPostBack')] | .//input[contains(@onclick, '__doPostBack')]"
)
_HIDDEN = Select(".//input[@type='hidden'][@name]")
_CALL = re.compile(r"__doPostBack\(\s*'([^']+)'\s*,\s*'([^']*)'\s*\)")
_PAGE_ARGUMENT = re.compile(r"(?:Page\$?)?(\d{1,5}|Next)$", re.IGNORECASE)
# In this order: "»" is the last page where "›" stands beside it, "…" opens the next ten numbers.
_NEXT_TEXTS = (
    re.compile(r"(?:trang )?(?:sau|tiep|tiep theo|ke tiep)(?: [>»›]+)?|next(?: page)?"),
    re.compile(r"[>›]"),
    re.compile(r"\.{3}|…"),
    re.compile(r"»"),
)
MAX_STATE_BYTES = 2_000_000


@frozen
class Postback:
    """The form that opens the following page: POST `fields` to `url`."""

    url: str
    fields: tuple[tuple[str, str], ...]
    target: str
    """"ctl00$Main$grid Page$2": names the page that is asked for, for messages and tests."""


@frozen
class _PageLink:
    target: str
    argument: str
    number: int | None
    """None for "next", the page after the current one or after the numbers shown."""
    rank: int = 0
    """Which of the ways to say "next", the surest first."""


def next_postback(response: HttpResponse, current: int) -> Postback | None:
    """The form for page `current` + 1, or for "next"; None where the page has no such pager.

    Raises PageError, NotAnArticle where the page cannot be read.
    """
    document = read_document(response)
    for form in _FORM(document.root):
        links = [link for node in _LINK(form) if (link := _page_link(node)) is not None]
        wanted = next((link for link in links if link.number == current + 1), None)
        if wanted is None:
            unnumbered = [link for link in links if link.number is None]
            # Of two "…" the later one leads on, the earlier one back.
            wanted = min(reversed(unnumbered), key=lambda link: link.rank, default=None)
        if wanted is None:
            continue
        fields = _fields(form, wanted)
        if sum(len(value) for _, value in fields) > MAX_STATE_BYTES:
            return None
        action = absolute_url(document.base_url, form.get("action") or "") or document.url
        if urlsplit(action).hostname != urlsplit(document.url).hostname:
            return None
        return Postback(action, fields, f"{wanted.target} {wanted.argument}".strip())
    return None


def _page_link(node: Node) -> _PageLink | None:
    """Only what reads as a pager: sorting, log-in and menus use the same mechanism."""
    call = _CALL.search((node.get("href") or node.get("onclick") or "").replace("&#39;", "'"))
    if call is None:
        return None
    target, argument = call.groups()
    text = fold(node_text(node) or node.get("value") or "")
    if text.isdigit() and len(text) <= 5:
        return _PageLink(target, argument, int(text))
    if argument.lower().startswith("page") and (found := _PAGE_ARGUMENT.fullmatch(argument)):
        return _PageLink(target, argument, int(found[1]) if found[1].isdigit() else None)
    for rank, pattern in enumerate(_NEXT_TEXTS):
        if pattern.fullmatch(text):
            return _PageLink(target, argument, None, rank)
    return None


def _fields(form: Node, link: _PageLink) -> tuple[tuple[str, str], ...]:
    fields = {node.get("name", ""): node.get("value", "") for node in _HIDDEN(form)}
    fields["__EVENTTARGET"] = link.target
    fields["__EVENTARGUMENT"] = link.argument
    return tuple(fields.items())
