"""Compare what was read from a page with what a person read off it (`truth.jsonl`).

A field is True, False, or None where the truth says nothing of it. Texts are compared after NFC
and folding of white space; a body by its edges: it begins with the labelled first sentence, ends
with the labelled last one, and has no line that is the whole text of a link elsewhere on the page.
"""

import re
import unicodedata
from typing import Any

FIELDS = ("title", "authors", "position", "date", "credit", "first", "last", "no_links")
# Labels such as "Bài, ảnh" stand in `author_role`, too; they are no office.
_LABEL_ROLE = re.compile(r"^(?:tin|bài|ảnh|tổng hợp)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


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
        "first": body.startswith(folded(truth["body_first_sentence"])),
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


def _link_lines(text: str, page: str) -> set[str]:
    """Lines of at least four words that are the whole text of a link of the page."""
    links = {folded(re.sub(r"<[^>]+>", " ", link)) for link in _LINK.findall(page)}
    lines = {folded(line) for line in text.splitlines()}
    return {line for line in lines & links if len(line.split()) >= 4}
