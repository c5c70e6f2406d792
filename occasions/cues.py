"""The cue table: words that make, frame, weaken or end an occasion (tables/cues.tsv)."""

from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from archive.records import OccasionLabel
from occasions.table_reader import Row, load_table
from occasions.wording import Hit, PhraseIndex, Words

OCCASION_TYPES = {
    "founding": "Ngày thành lập",
    "industry_day": "Ngày truyền thống của ngành, tổ chức",
    "decoration": "Khen thưởng",
    "appointment": "Bổ nhiệm",
    "congress": "Đại hội",
    "inauguration": "Khánh thành, khởi công",
    "new_rural": "Đạt chuẩn nông thôn mới",
    "merger_launch": "Thành lập, sáp nhập",
    "letter": "Thư chúc mừng",
    "holiday_visit": "Chúc Tết, thăm ngày lễ",
    "school": "Trường học",
}
"""Type to its name in the interface."""

SENSES = ("event", "frame", "attach", "doubt", "neutral", "boundary", "part", "section")
_NAME_ENDS = ("boundary", "part", "event", "frame", "attach")
_COLUMNS = ("phrase", "sense", "type", "label", "scope", "types", "certainty", "note")
_LABELS = tuple(OccasionLabel)


@frozen
class Cue:
    phrase: str
    sense: str
    type: str
    """Type of an event; "recipient" on a frame whose object is the one congratulated."""
    label: OccasionLabel | None
    """Highest label that an event can give, or to which a doubt lowers."""
    scope: str
    """Of a doubt: "before" the event only, or "any"where."""
    types: tuple[str, ...]
    """Types of events that a doubt weakens; empty for all."""
    certainty: str
    note: str


def _read_cue(row: Row) -> Cue:
    sense = row.choice("sense", SENSES)
    types = tuple(row.text("types").split())
    for each in types:
        if each not in OCCASION_TYPES:
            raise row.fault("types", f"“{each}” không phải loại dịp: {', '.join(OCCASION_TYPES)}")
    return Cue(
        phrase=row.required("phrase"),
        sense=sense,
        type=row.choice("type", _allowed_types(sense)),
        label=_read_label(row, sense),
        scope=row.choice("scope", ("before", "any") if sense == "doubt" else ("",)),
        types=types,
        certainty=row.certainty(),
        note=row.text("note"),
    )


def _allowed_types(sense: str) -> tuple[str, ...]:
    if sense == "event":
        return tuple(OCCASION_TYPES)
    return ("", "recipient") if sense == "frame" else ("",)


def _read_label(row: Row, sense: str) -> OccasionLabel | None:
    if sense == "event":
        return OccasionLabel(row.choice("label", ("occasion", "maybe")))
    if sense in ("doubt", "section"):
        return OccasionLabel(row.choice("label", ("maybe", "no")))
    row.choice("label", ("",))
    return None


@frozen
class CueIndex:
    """The cue table made searchable; three searches, since one word may have several senses."""

    _skeleton: PhraseIndex[Cue | None] = field()
    _doubts: PhraseIndex[tuple[Cue, ...]] = field()
    _ends: PhraseIndex[Cue] = field()
    static_sections: frozenset[str] = field()
    """Parts of addresses that hold no news: "gioi-thieu"."""

    def skeleton(self, words: Words) -> list[Hit[Cue]]:
        """Events, frames and attachments, from left to right."""
        return [
            Hit(hit.start, hit.end, hit.value) for hit in self._skeleton.find(words) if hit.value
        ]

    def doubts(self, words: Words) -> Iterator[Hit[Cue]]:
        for hit in self._doubts.find(words):
            for cue in hit.value:
                yield Hit(hit.start, hit.end, cue)

    def ends_name_at(self, words: Words, index: int) -> bool:
        """Whether a name cannot go on with the word: a verb, a frame, an event starts there."""
        hit = self._ends.match_at(words, index)
        return hit is not None and hit.value.sense != "part"

    def name_part_at(self, words: Words, index: int) -> int:
        """End of a phrase that belongs into names ("dự án", "việc làm"); `index` without one."""
        hit = self._ends.match_at(words, index)
        return hit.end if hit and hit.value.sense == "part" else index

    def starts_event_at(self, words: Words, index: int) -> bool:
        """The same for a word with a capital, which a name may hold: "Ba Vì", "Phát triển"."""
        hit = self._ends.match_at(words, index)
        return hit is not None and hit.value.sense not in ("boundary", "part")


def load_cues(folder: Path | None = None) -> CueIndex:
    cues = load_table(
        "cues.tsv",
        _COLUMNS,
        _read_cue,
        key=lambda cue: (cue.phrase, cue.sense, cue.types),
        folder=folder,
    )
    return index_cues(cues)


def index_cues(cues: tuple[Cue, ...]) -> CueIndex:
    neutral = [cue for cue in cues if cue.sense == "neutral"]
    doubts: dict[str, tuple[Cue, ...]] = {cue.phrase: () for cue in neutral}
    for cue in cues:
        if cue.sense == "doubt":
            doubts[cue.phrase] = (*doubts.get(cue.phrase, ()), cue)
    skeleton: list[tuple[str, Cue | None]] = [(cue.phrase, None) for cue in neutral]
    skeleton += [(cue.phrase, cue) for cue in cues if cue.sense in ("event", "frame", "attach")]
    ends = [cue for cue in cues if cue.sense in _NAME_ENDS]
    return CueIndex(
        skeleton=PhraseIndex.build(skeleton),
        doubts=PhraseIndex.build(doubts.items()),
        ends=PhraseIndex.build((cue.phrase, cue) for cue in ends),
        static_sections=frozenset(cue.phrase for cue in cues if cue.sense == "section"),
    )
