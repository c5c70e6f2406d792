"""Titles without what portals glue to them."""

import re

from archive.text import fold_space

_GLUED = re.compile(
    r"\s*\(\s*(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}(?:\s+\d{1,2}[:h]\d{2})?|\d+\s*(?:lượt\s+xem|views?))\s*\)\s*$",
    re.IGNORECASE,
)
_SITE_SEPARATOR = re.compile(r"\s+(?:[|»·•—–-]|::)\s+")


def clean_title(text: str) -> str:
    """One line, without a date or view counter in brackets at its end."""
    return _GLUED.sub("", fold_space(text))


def without_site_name(page_title: str, site_names: tuple[str, ...] = ()) -> str:
    """The `<title>` without the name of the site before or after a separator.

    A part is dropped where it is a known site name, or reads as one ("Cổng thông tin điện tử …").
    """
    parts = _SITE_SEPARATOR.split(fold_space(page_title))
    names = {fold_space(name).lower() for name in site_names if name}
    kept = [part for part in parts if part.lower() not in names and not reads_as_site(part)]
    return " - ".join(kept) if kept else fold_space(page_title)


def reads_as_site(part: str) -> bool:
    return bool(
        re.match(
            r"(?:cổng\s+(?:thông\s+tin|ttđt)|trang\s+(?:thông\s+tin|chủ|tin)|website|báo\s|sở\s|ubnd\s|tin\s+tức$|chi\s+tiết)"
            r"|.+\.(?:vn|com|org)$",
            part,
            re.IGNORECASE,
        )
    )
