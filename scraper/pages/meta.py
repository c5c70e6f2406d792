"""What the head of a page declares."""

from scraper.fields.dates import DateReading, read_date
from scraper.fields.select import Node, Select

_HEAD_META = Select("/html/head/meta[@content]")
_META_PUBLISHED = ("article:published_time", "datepublished", "pubdate", "dc.date", "dc.created")
_META_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")


def read_meta(root: Node) -> dict[str, str]:
    """Name or property, lower case, to content; the first of a name counts."""
    found: dict[str, str] = {}
    for node in _HEAD_META(root):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        if name:
            found.setdefault(name.lower(), node.get("content", ""))
    return found


def published_in(meta: dict[str, str]) -> tuple[str, DateReading] | None:
    """The name that declares the publication, and its reading."""
    return _first(meta, _META_PUBLISHED)


def modified_in(meta: dict[str, str]) -> tuple[str, DateReading] | None:
    return _first(meta, _META_MODIFIED)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> tuple[str, DateReading] | None:
    for name in names:
        if (value := meta.get(name)) and (reading := read_date(value)):
            return name, reading
    return None
