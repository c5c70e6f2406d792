"""Which lines are captions of which pictures."""

import re

from scraper.fields.bylines import is_name
from scraper.fields.markup import ITALIC, Item, Line, Mark, Picture

_OPENS_CAPTION = re.compile(
    r"^\(?(?:ảnh|hình)(?:\s+minh\s+h[oọ]ạ?|\s+ảnh)?\s*(?:\d+\s*)?[:.(]|^\(ảnh|^ảnh\s+minh",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:ảnh|photo)\s*(?:minh\s+h[oọ]ạ?)?\s*[:：(-]\s*(?P<credit>[^().]{2,60})\)?\.?$",
    re.IGNORECASE,
)
_MAX_CAPTION = 400


def attach_captions(items: list[Item]) -> list[Item]:
    """`items` with each caption moved from the lines to its picture.

    A caption is what the markup calls one; a short centred or wholly italic line right after a
    picture, where the body itself is neither; a line that says "Ảnh: …"; and the text of a
    layout table that holds nothing but pictures and a line for each.
    """
    items = _open_picture_tables(items)
    lines = [item for item in items if isinstance(item, Line)]
    body_is_centred = _mostly(lines, lambda line: line.align == "center")
    body_is_italic = _mostly(lines, lambda line: bool(line.style & ITALIC))
    kept: list[Item] = []
    picture: Picture | None = None
    for item in items:
        if isinstance(item, Picture):
            picture = item
        elif isinstance(item, Line) and picture is not None:
            looks = _looks_like_caption(item, body_is_centred, body_is_italic)
            if looks and not (
                picture.captions and item.opens and not (item.align == "center" or item.is_caption)
            ):
                picture.captions.append(item)
                continue
            picture = None
        kept.append(item)
    return kept


def _mostly(lines: list[Line], has: object) -> bool:
    long_lines = [line for line in lines if len(line.text) > 120]
    return len(long_lines) > 0 and sum(map(has, long_lines)) * 2 > len(long_lines)  # type: ignore[call-overload]


def _looks_like_caption(line: Line, body_is_centred: bool, body_is_italic: bool) -> bool:
    text = line.text
    if line.is_caption or _OPENS_CAPTION.match(text):
        return len(text) <= 2 * _MAX_CAPTION
    if line.heading or line.in_list or len(text) > _MAX_CAPTION or is_name(text):
        return False
    if line.align == "center" and not body_is_centred:
        return True
    return bool(line.style & ITALIC) and not body_is_italic and line.align != "right"


def _open_picture_tables(items: list[Item]) -> list[Item]:
    """Layout tables around pictures become pictures with captions."""
    result: list[Item] = []
    starts: list[int] = []
    for item in items:
        if isinstance(item, Mark) and item.tag == "table":
            if not item.closes:
                starts.append(len(result))
            elif starts:
                result.append(item)
                start = starts.pop()
                result[start:] = _picture_table(result[start:])
                continue
        result.append(item)
    return result


def _picture_table(table: list[Item]) -> list[Item]:
    pictures = [item for item in table if isinstance(item, Picture)]
    lines = [item for item in table if isinstance(item, Line)]
    is_layout = (
        pictures
        and len(lines) <= 2 * len(pictures)
        and all(len(line.text) <= _MAX_CAPTION for line in lines)
    )
    if not is_layout:
        return table
    for line in lines:
        line.is_caption = True
    return [item for item in table if not isinstance(item, Mark)]


def caption_credit(caption: str) -> str:
    """Who took the picture, as printed in the caption; empty where it does not say."""
    found = _CREDIT.search(caption)
    return found["credit"].strip(" -–:") if found else ""
