"""Names that a title cuts short: "Ban Tuyên giáo Huyện ủy" in a title about huyện Quế Võ."""

from occasions.lexicon import Lexicon
from occasions.names import head_at, read_name
from occasions.wording import Words, cut_words

_OPEN_ENDS = (
    ("huyện ủy", "huyện"),
    ("thị ủy", "thị xã"),
    ("thành ủy", "thành phố"),
    ("tỉnh ủy", "tỉnh"),
    ("quận ủy", "quận"),
    ("tỉnh", "tỉnh"),
    ("huyện", "huyện"),
    ("quận", "quận"),
    ("thành phố", "thành phố"),
    ("thị xã", "thị xã"),
    ("xã", "xã"),
    ("phường", "phường"),
)
"""How an incomplete name ends, and the unit whose place completes it."""


def locate(words: Words, name: str, lexicon: Lexicon) -> str:
    """`name` with the place that the rest of the title gives, where it ends in a bare unit."""
    lower = name.lower()
    unit = next((unit for ending, unit in _OPEN_ENDS if lower.endswith(" " + ending)), None)
    if unit:
        place = _place_of(words, unit, lexicon) or _prefix_place(words, lexicon, unit)
        return f"{name} {place}" if place else name
    if _head_is_provincial(name, lexicon) and (place := _prefix_place(words, lexicon, "tỉnh")):
        return f"{name} {place}"
    return name


def _place_of(words: Words, unit: str, lexicon: Lexicon) -> str:
    """“Quế Võ” where the title says "huyện Quế Võ" anywhere."""
    size = len(unit.split())
    for index in range(len(words) - size):
        head = head_at(words, index, lexicon)
        if head is None or head.head.lower() != unit:
            continue
        if words.written(index + size)[0].isupper() and not words.breaks[index + size]:
            end = read_name(words, index + size, lexicon)
            return words.slice(index + size, end)
    return ""


def _prefix_place(words: Words, lexicon: Lexicon, unit: str) -> str:
    """The province that opens the title; for smaller units any name before the first colon."""
    province = lexicon.provinces.match_at(words, 0)
    if province or unit == "tỉnh":
        return province.value.name if province and unit == "tỉnh" else ""
    colon = next((i for i in range(1, len(words)) if ":" in words.breaks[i]), 0)
    if not 0 < colon <= 4 or head_at(words, 0, lexicon):
        return ""
    return words.slice(0, colon)


def with_kind(place: str, lexicon: Lexicon) -> str:
    """“Bắc Ninh” as "tỉnh Bắc Ninh", "Hà Nội" as "thành phố Hà Nội"; other places as they are."""
    words = cut_words(place)
    hit = lexicon.provinces.match_at(words, 0) if len(words) else None
    if hit is None or hit.end != len(words):
        return place
    return f"{hit.value.kind} {hit.value.name}"


def _head_is_provincial(name: str, lexicon: Lexicon) -> bool:
    """Whether the name is a Sở or the like that names no province yet."""
    own = cut_words(name)
    head = head_at(own, 0, lexicon) if len(own) else None
    if head is None or head.level != "province":
        return False
    return next(lexicon.provinces.find(own), None) is None
