"""Candidates for an occasion in one line: what happened, where in the line, how many years."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from archive.records import OccasionLabel
from occasions.cues import Cue
from occasions.days import FixedDay
from occasions.lexicon import Lexicon
from occasions.wording import Hit, Words, keys_of
from occasions.years import make_date

_SECTOR_WORDS = keys_of("ngành lực lượng của cơ quan")
_DATE_LEADS = keys_of("ngày dịp nhân mừng niệm")
_TITLE_WORDS = 8
"""Within so many words "danh hiệu xã nông thôn mới" says which title was received."""
_BARE_COUNTS = frozenset(("N năm", "N năm ngày (N)", "N năm ngành"))
_FOUNDING_ENDS = keys_of("lập thống đời")
"""Last words of cues that a name follows: "thành lập", "truyền thống"."""
_NEW = keys_of("mới")
_HAS = keys_of("có")


@frozen
class Event:
    """Words `start` to `end` (exclusive) name what may be worth congratulating."""

    type: str
    start: int
    end: int
    label: OccasionLabel
    """The highest label that these words can give."""
    note: str
    years: int | None = None
    day: FixedDay | None = None
    is_bare_count: bool = False
    """“N năm” and nothing more: it needs a frame before and a name after."""
    is_alias: bool = False
    """The name of the day alone: "Ngày Thầy thuốc Việt Nam"."""
    is_bare_date: bool = False
    """The day is meant by its date alone: "dịp 27/2"."""


def find_events(words: Words, skeleton: Sequence[Hit[Cue]], lexicon: Lexicon) -> list[Event]:
    """All candidates, from left to right."""
    named = list(lexicon.day_names.find(words))
    events = [*_cue_events(words, skeleton, named), *_new_heads(words, lexicon)]
    taken = {index for event in events for index in range(event.start, event.end)}
    events += [_day_event(hit) for hit in named if hit.start not in taken]
    events += [event for event in _dates(words, lexicon) if event.start not in taken]
    return sorted(
        (_with_sector(words, event, lexicon) for event in events), key=lambda event: event.start
    )


def _cue_events(
    words: Words, skeleton: Sequence[Hit[Cue]], named: Sequence[Hit[FixedDay]]
) -> Iterator[Event]:
    """Cues joined with those that follow directly: "80 năm" + "ngày truyền thống"."""
    day_at = {hit.start: hit for hit in named}
    cues = [hit for hit in skeleton if hit.value.sense == "event"]
    consumed = -1
    for position, hit in enumerate(cues):
        if hit.start < consumed:
            continue
        event = _cue_event(words, hit)
        if event.is_bare_count and _is_of_a_date(words, hit):
            continue
        day = day_at.get(hit.start) or (day_at.get(event.end) if event.type == "founding" else None)
        following = cues[position + 1] if position + 1 < len(cues) else None
        if day:
            event = evolve(_day_event(day), start=event.start, years=event.years, note=event.note)
        elif following and following.start == event.end and _are_one(event, following.value):
            event = evolve(_cue_event(words, following), start=event.start, years=event.years)
        consumed = event.end
        yield event


_DATE_UNITS = keys_of("tháng tuần quý đợt kỳ thứ số")


def _is_of_a_date(words: Words, hit: Hit[Cue]) -> bool:
    """“đợt 3 năm 2024”, "tháng 5 năm": no number of years."""
    before = words.keys[hit.start - 1] if hit.start else ""
    after = words.keys[hit.end] if hit.end < len(words) else ""
    return before in _DATE_UNITS or (len(after) == 4 and after.isdecimal())


def _are_one(event: Event, following: Cue) -> bool:
    return event.type == following.type == "founding" and event.years is not None


def _cue_event(words: Words, hit: Hit[Cue]) -> Event:
    cue = hit.value
    label = cue.label or OccasionLabel.NO
    count = next((int(key) for key in words.keys[hit.start : hit.end] if key.isdecimal()), None)
    following = " ".join(words.keys[hit.end : hit.end + _TITLE_WORDS])
    is_rural = cue.type == "decoration" and ("nông thôn mới" in following or "ntm" in following)
    return Event(
        type="new_rural" if is_rural else cue.type,
        start=hit.start,
        end=hit.end,
        label=label,
        note=cue.note,
        years=count or None,
        is_bare_count=cue.phrase in _BARE_COUNTS,
    )


def _day_event(hit: Hit[FixedDay]) -> Event:
    day = hit.value
    return Event(
        day.type, hit.start, hit.end, OccasionLabel.OCCASION, day.name, day=day, is_alias=True
    )


def _dates(words: Words, lexicon: Lexicon) -> Iterator[Event]:
    """“nhân 20/11”, "dịp 27-2": dates of fixed days, where only one day has that date."""
    for index, key in enumerate(words.keys):
        if not (index and key[0].isdecimal() and words.keys[index - 1] in _DATE_LEADS):
            continue
        parts = [int(part) for part in key.replace("-", "/").replace(".", "/").split("/")]
        days = [
            day
            for day in lexicon.days
            if [day.day, day.month] == parts[:2] and day.type == "industry_day"
        ]
        if len(days) == 1 and 2 <= len(parts) <= 3 and make_date(parts[0], parts[1], 2024):
            event = _day_event(Hit(index, index + 1, days[0]))
            yield evolve(event, is_bare_date=True)


def _new_heads(words: Words, lexicon: Lexicon) -> Iterator[Event]:
    """“có Chủ tịch mới”, "có tân Giám đốc": a position between words that may vary."""
    for hit in lexicon.positions.find(words):
        start = hit.start - 1
        if start >= 0 and words.keys[start] in ("làm", "lam"):
            yield Event("appointment", start, hit.end, OccasionLabel.OCCASION, "nhân sự mới")
            continue
        if start >= 0 and words.keys[start] in ("tân", "tan"):
            start -= 1
        is_new = hit.start - start == 2 or bool(_NEW & set(words.keys[hit.end : hit.end + 2]))
        if start >= 0 and words.keys[start] in _HAS and is_new:
            yield Event("appointment", start, hit.end, OccasionLabel.OCCASION, "nhân sự mới")


def _with_sector(words: Words, event: Event, lexicon: Lexicon) -> Event:
    """“N năm ngày truyền thống” + "ngành Tư pháp": the fixed day of that sector."""
    if event.type != "founding":
        return event
    index = event.end
    while index < len(words) and words.keys[index] in _SECTOR_WORDS and not words.breaks[index]:
        index += 1
    by_sector = index > event.end or words.keys[event.end - 1] in ("ngành", "nganh")
    if index >= len(words) or words.breaks[index]:
        return event
    hit = lexicon.day_sectors.match_at(words, index)
    names_founder = words.keys[event.end - 1] in _FOUNDING_ENDS
    if hit and (by_sector or (names_founder and _name_ends_at(words, hit.end, lexicon))):
        return evolve(event, type=hit.value.type, day=hit.value)
    return event


def _name_ends_at(words: Words, index: int, lexicon: Lexicon) -> bool:
    return (
        index >= len(words)
        or bool(words.breaks[index])
        or words.keys[index] in ("và", "va")
        or words.keys[index][0].isdecimal()
        or lexicon.cues.ends_name_at(words, index)
    )
