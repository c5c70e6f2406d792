"""Which lines are captions of which pictures."""

import re
from collections.abc import Callable

from scraper.fields.bylines import is_name
from scraper.fields.lines import ITALIC, Item, Line, Mark, Picture

_OPENS_CAPTION = re.compile(
    r"^\(?(?:ảnh|hình)(?:\s+minh\s+h[oọ]ạ?|\s+ảnh)?\s*(?:\d+\s*)?[:.(]|^\(ảnh|^ảnh\s+minh",
    re.IGNORECASE,
)
# "Một số hình ảnh tại hội nghị:" heads the pictures that follow.
_GALLERY = re.compile(
    r"^(?:một\s+(?:số|vài)|những|các|chùm)\s+(?:hình\s+)?ảnh\b.{0,100}$", re.IGNORECASE
)
_CREDIT = re.compile(
    r"(?:ảnh|photo)\s*(?:minh\s+h[oọ]ạ?)?\s*[:：(-]\s*(?P<credit>[^().]{2,60})\)?\.?$",
    re.IGNORECASE,
)
_MAX_CAPTION = 400


def attach_captions(items: list[Item]) -> list[Item]:
    """`items` with each caption moved from the lines to its picture.

    A caption is what the markup calls one; a short centred or wholly italic line right after a
    picture, where the body itself is neither; a line that says "Ảnh: …"; the heading of a gallery;
    and the text of a layout table that holds nothing but pictures and a line for each.
    """
    items = _open_picture_tables(items)
    is_caption = _caption_test([item for item in items if isinstance(item, Line)])
    kept: list[Item] = []
    picture: Picture | None = None
    headings: list[Line] = []
    for index, item in enumerate(items):
        if isinstance(item, Picture):
            picture, below = item, 0
            picture.captions += headings
            headings = []
        elif isinstance(item, Line):
            if _GALLERY.match(item.text) and _precedes_picture(items, index):
                headings.append(item)
                continue
            if picture is not None and is_caption(item, below):
                picture.captions.append(item)
                below += 1
                continue
            picture = None
        kept.append(item)
    return kept


def _precedes_picture(items: list[Item], index: int) -> bool:
    rest = (item for item in items[index + 1 :] if not isinstance(item, Mark))
    return isinstance(next(rest, None), Picture)


def _caption_test(lines: list[Line]) -> Callable[[Line, int], bool]:
    """Whether a line is a caption, the `below`-th under its picture, in a body of these lines."""
    long_lines = [line for line in lines if len(line.text) > 120]
    half = len(long_lines) / 2
    body_is_centred = bool(long_lines) and sum(line.align == "center" for line in long_lines) > half
    body_is_italic = bool(long_lines) and sum(line.style & ITALIC > 0 for line in long_lines) > half

    def is_caption(line: Line, below: int) -> bool:
        text = line.text
        if line.is_caption or _OPENS_CAPTION.match(text):
            return len(text) <= 2 * _MAX_CAPTION
        if line.heading or line.in_list or len(text) > _MAX_CAPTION or is_name(text):
            return False
        if below == 0 and len(text) <= _MAX_CAPTION / 2 and caption_credit(text):
            return True
        if line.align == "center":
            is_heading = text.isupper() and not line.style & ITALIC
            return not body_is_centred and not is_heading
        is_italic = bool(line.style & ITALIC) and not body_is_italic and line.align != "right"
        return is_italic and (below == 0 or not line.opens)

    return is_caption


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
