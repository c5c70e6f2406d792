"""The part of a page around its article, cut out of the bytes before they are parsed.

Nine tenths of a page's elements are menus and lists of other articles, and libxml2 takes its time
for each. Where a platform marks its article, what stands below it is left away, and what stands
above it but for what is declared or asked for. Nothing here is a parser: whoever reads the part
asks `is_cut_short`, and reads the whole page where anything is missing.
"""

import re
from collections.abc import Iterator

from attrs import frozen

from scraper.fields.select import Node

_BELOW_BYTES = 4096
"""Kept below the article: what signs it, or is linked to it, follows right there."""
# Written out in both cases: an expression that ignores case seeks no "<" first, but steps through all.
_NAME = re.compile(rb"<([dD][iI][vV]|[tT][aA][bB][lL][eE]|article)\b")
_TAGS = {
    b"div": re.compile(rb"<(/?)[dD][iI][vV]\b"),
    b"table": re.compile(rb"<(/?)[tT][aA][bB][lL][eE]\b"),
    b"article": re.compile(rb"<(/?)article\b"),
}
_DECLARATION = re.compile(
    rb"<(?:[mM][eE][tT][aA]|[bB][aA][sS][eE])\b[^>]*>|<[tT][iI][tT][lL][eE]\b[^>]*>[^<]*</[tT][iI][tT][lL][eE]>"
)
_MENU_LINKS = 6
_PAIRS = ((b"<div", b"</div"), (b"<script", b"</script"), (b"<!--", b"-->"))
"""What begins and ends in a menu alike, or it is none."""
_PATH = b"readcrumb"
_PATH_BYTES = 300


@frozen
class Area:
    """Where a platform's article stands."""

    marks: tuple[bytes, ...]
    """Bytes of the start tag of the article's element, the first element that has them; the first
    of the marks that the page has counts."""
    around: int = 0
    """Elements of the same name around that one which belong to the article."""
    above: tuple[bytes, ...] | None = None
    """Marks of what selectors ask for above the article: from the nearest of each on, all is kept.
    None where that is not known: then only menus are left away."""
    below: tuple[bytes, ...] = ()
    """Names of elements anywhere below the article that selectors ask for."""
    name: bytes = b""
    """What every page of the layout has in its bytes; another is not even parsed."""

    def may_be_in(self, page: bytes) -> bool:
        return self.name in page or b"\0" in page  # UTF-16 writes a null beside every letter


def cut_out(page: bytes, area: Area) -> bytes | None:
    """`page` without what its article does not need; None where that cannot be told."""
    at = next((at for mark in area.marks if (at := page.find(mark)) >= 0), -1)
    start = page.rfind(b"<", 0, at + 1)
    name = _NAME.match(page, start) if at >= 0 else None
    end = _end_of(page, start, name[1].lower(), area.around) if name else -1
    if end < 0:
        return None
    for mark in area.below:
        end = max(end, page.rfind(mark, end))
    end = page.find(b"<", end + _BELOW_BYTES)
    above = _without_menus(page[:start]) if area.above is None else _above(page, start, area.above)
    return above + page[start : end if end >= 0 else len(page)]


def is_cut_short(root: Node, containers: list[Node]) -> bool:
    """Whether one of the elements reaches to the end of the part: more of it may have followed."""
    last = root
    while len(last):
        last = last[-1]
        if last in containers:
            return True
    return False


def _end_of(page: bytes, start: int, name: bytes, around: int) -> int:
    """Where the element that begins at `start` ends, or the one `around` levels above; -1 where its
    tags do not match.
    """
    depth = around
    for tag in _TAGS[name].finditer(page, start):
        depth += -1 if tag[1] else 1
        if depth <= 0:
            return tag.end()
    return -1


def _above(page: bytes, start: int, marks: tuple[bytes, ...]) -> bytes:
    """What the head declares, the start tag of the body, and what stands right above `start`."""
    body = page.find(b"<body", 0, start)
    if body < 0:
        return page[:start]
    kept = start
    for mark in marks:
        if (at := page.rfind(mark, body, start)) >= 0:
            kept = min(kept, page.rfind(b"<", 0, at + 1))
    kept = max(_out_of_script(page, body, kept), page.find(b">", body, start) + 1)
    return b"".join(
        (*_declarations(page, body), page[body : page.find(b">", body) + 1], page[kept:start])
    )


def _declarations(page: bytes, body: int) -> Iterator[bytes]:
    """Title and metas of the head, and the base of its links."""
    at = 0
    while found := _DECLARATION.search(page, at, body):
        if _out_of_script(page, at, found.start()) == found.start():
            yield found[0]
            at = found.end()
        else:
            at = max(found.end(), page.find(b"</script", found.end(), body))


def _out_of_script(page: bytes, start: int, at: int) -> int:
    """`at`, or where the script behind `start` begins in which it stands."""
    script = page.rfind(b"<script", start, at)
    return script if page.rfind(b"</script", max(script, start), at) < script else at


def _without_menus(page: bytes) -> bytes:
    """Without lists of which every item is a link, but for the path of the page."""
    parts = []
    kept = 0
    while (start := page.find(b"<ul", kept)) >= 0 and (end := _end_of_list(page, start)) >= 0:
        menu = page[start:end]
        parts.append(
            page[kept:start]
            if _is_menu(menu, page[max(0, start - _PATH_BYTES) : start])
            else page[kept:end]
        )
        kept = end
    return b"".join((*parts, page[kept:]))


def _end_of_list(page: bytes, start: int) -> int:
    """Behind the end tag that belongs to the list; -1 without one."""
    end, depth = start, 1
    while depth:
        opened = end + 3
        if (end := page.find(b"</ul>", opened)) < 0:
            return -1
        depth += page.count(b"<ul", opened, end) - 1
    return end + len(b"</ul>")


def _is_menu(markup: bytes, before: bytes) -> bool:
    links = markup.count(b"<a ")
    return (
        links >= max(_MENU_LINKS, markup.count(b"<li"))
        and all(markup.count(opening) == markup.count(closing) for opening, closing in _PAIRS)
        and _PATH not in markup
        and _PATH not in before
    )
