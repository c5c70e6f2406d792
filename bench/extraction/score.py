"""Compare what was read from a page with what a person read off it (`truth.jsonl`).

A field is True, False, or None where the truth says nothing of it. Texts are compared after NFC
and folding of white space; a body by its edges: it begins with the labelled first sentence, ends
with the labelled last one, and has no line that is the whole text of a link elsewhere on the page.

The labels are sentences. A subheading that opens a body belongs to it, and is none: the body may
begin with headings by their own markup (`body_html`), and with the labelled sentence after them.
"""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

FIELDS = ("title", "authors", "position", "date", "credit", "first", "last", "no_links")
# Labels such as "Bài, ảnh" stand in `author_role`, too; they are no office.
_LABEL_ROLE = re.compile(r"^(?:tin|bài|ảnh|tổng hợp)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(head|script|style)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_INLINE = re.compile(r"</?(?:span|b|strong|i|em|u|font)\b[^>]*>", re.IGNORECASE)
_OPENING_BLOCK = re.compile(r"(?:<figure>.*?</figure>)*<(h[1-6]|p)>(.*?)</\1>", re.DOTALL)
_STRONG = re.compile(r"<(strong|b)>.*?</\1>", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*$")


def folded(text: str | None) -> str:
    text = unicodedata.normalize("NFC", text or "").replace("\u200b", "").replace("\ufeff", "")
    return re.sub(r"\s+", " ", text).strip()


def score(found: dict[str, Any], truth: dict[str, Any], page: str) -> dict[str, bool | None]:
    """`found`: title, authors [{name, position}], published_at (ISO), source_credit, body_text."""
    authors = found.get("authors") or []
    body = folded(found.get("body_text"))
    return {
        "title": folded(found.get("title")) == folded(truth["title"]),
        "authors": {folded(one["name"]) for one in authors} == set(map(folded, truth["author"])),
        "position": _position(authors, truth),
        "date": _same_moment(found.get("published_at"), truth["date_published"]),
        "credit": folded(found.get("source_credit")) == folded(truth["source_credit"]),
        "first": _begins(body, found.get("body_html") or "", folded(truth["body_first_sentence"])),
        "last": body.endswith(folded(truth["body_last_sentence"])),
        "no_links": not _link_lines(found.get("body_text") or "", page),
    }


def _position(authors: list[dict[str, Any]], truth: dict[str, Any]) -> bool | None:
    role = truth.get("author_role")
    if not role or _LABEL_ROLE.match(role):
        return None
    found = folded(authors[0].get("position")) if authors else ""
    return bool(found) and folded(role).endswith(found)


def _same_moment(found: str | None, truth: str | None) -> bool:
    """Equal to the precision of the truth: to the minute, or to the day."""
    if not found or not truth:
        return not found and not truth
    length = 16 if "T" in truth else 10
    return found.replace(" ", "T")[:length] == truth[:length]


def _begins(body: str, html: str, sentence: str) -> bool:
    """Whether the body begins with the sentence, or does after headings that open it."""
    for heading in _opening_headings(html):
        if body.startswith(sentence) or not body.startswith(heading):
            break
        body = body.removeprefix(heading).lstrip()
    return body.startswith(sentence)


def _opening_headings(html: str) -> Iterator[str]:
    """Texts of h1 to h6, and of paragraphs that are bold throughout and end no sentence. A line
    that is merely short is no heading.
    """
    at = 0
    while block := _OPENING_BLOCK.match(html, at):
        tag, inner = block.groups()
        text = folded(unescape(_TAG.sub("", inner.replace("<br>", " "))))
        is_bold = not folded(_TAG.sub("", _STRONG.sub("", inner)))
        if tag == "p" and (not is_bold or _SENTENCE_END.search(text)):
            return
        yield text
        at = block.end()


def _link_lines(text: str, page: str) -> set[str]:
    """Lines of at least four words that are the whole text of a link of the page, and that the page
    prints nowhere but in links: the letterhead of a school that a menu names is text of the body.
    """
    links = {folded(_TAG.sub(" ", link)) for link in _LINK.findall(page)}
    lines = {folded(line) for line in text.splitlines()}
    found = {line for line in lines & links if len(line.split()) >= 4}
    if not found:
        return found
    beside = folded(_LINK.sub(" ", _UNSEEN.sub(" ", page)))
    printed = _TAG.sub("\n", _INLINE.sub("", beside)).splitlines()
    return found - {folded(unescape(line)) for line in printed}
