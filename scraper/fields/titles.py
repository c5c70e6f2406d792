"""Titles without what portals glue to them."""

import re

from archive.text import fold_space

_GLUED = re.compile(
    r"\s*[(\[]\s*(?:\d{1,2}[/.\-]\d{1,2}[/.\-]20\d{2}(?:\s+\d{1,2}[:h]\d{2})?|\d+\s*(?:lượt\s+xem|views?))\s*[)\]]\s*$",
    re.IGNORECASE,
)
_READS_AS_SITE = re.compile(
    r"(?:cổng\s+(?:thông\s+tin|ttđt|giao\s+tiếp)|trang\s+(?:thông\s+tin|chủ|tin|tttđt)|website)\b|\S+\.(?:vn|com|org|net)$",
    re.IGNORECASE,
)
_NAMES_A_BODY = re.compile(
    r"(?:sở|ubnd|ủy\s+ban|báo|bộ|cục|trường|huyện|tỉnh|thành\s+phố|viện|ban|công\s+an|đài|tòa|trung\s+tâm|phòng|xã|phường)\s",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…:;”\"/)][\s\u200b\ufeff]*$")
_LABEL = re.compile(
    r"(?:(?:xem\s+)?chi\s+tiết(?:\s+(?:tin|bài))?(?:\s+(?:tức|viết))?|(?:bản\s+)?tin(?:\s+tức)?|sự\s+kiện|tin\s+(?:hoạt\s+động|nổi\s+bật|mới)|thông\s+báo|bài\s+viết|nội\s+dung)",
    re.IGNORECASE,
)
_BULLETS = "»›>•·–- "
_SITE_SEPARATOR = re.compile(r"\s+(?:[|»·•—–-]|::)\s+")


def clean_title(text: str) -> str:
    """One line, without a bullet before it or a date or view counter in brackets at its end."""
    return _GLUED.sub("", fold_space(text)).lstrip(_BULLETS)


def split_title(page_title: str) -> list[str]:
    """The parts of a `<title>` between separators."""
    return [part for part in _SITE_SEPARATOR.split(fold_space(page_title)) if part]


def without_site_name(page_title: str, site_names: tuple[str, ...] = ()) -> str:
    """The `<title>` without the name of the site before or after a separator.

    A part is dropped where it is a known site name or reads as one ("Cổng thông tin điện tử …");
    the shorter of the outer parts also where it names a body, because titles begin with bodies,
    too; labels of pages ("Chi tiết tin") always. Empty where nothing but names of sites is there.
    """
    parts = split_title(page_title)
    names = {fold_space(name).lower() for name in site_names if name}
    kept = [part for part in parts if part.lower() not in names and not reads_as_site(part)]
    if len(named := [part for part in kept if not _LABEL.fullmatch(part)]):
        kept = named
    if len(kept) > 1 and _NAMES_A_BODY.match(kept[-1]) and len(kept[-1]) < len(kept[0]):
        kept.pop()
    elif len(kept) > 1 and _NAMES_A_BODY.match(kept[0]) and len(kept[0]) < len(kept[-1]):
        kept.pop(0)
    return " - ".join(kept)


def reads_as_site(part: str) -> bool:
    return bool(_READS_AS_SITE.match(part))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, or was cut off by the CMS."""
    return bool(_SENTENCE_END.search(text))
