"""All tables of rules, loaded once and made searchable."""

from functools import lru_cache
from pathlib import Path

from attrs import frozen

from occasions.bodies import (
    Head,
    Position,
    Province,
    Writing,
    load_heads,
    load_positions,
    load_provinces,
    load_writings,
)
from occasions.cues import CueIndex, load_cues
from occasions.days import FixedDay, index_day_names, index_sectors, load_days
from occasions.wording import PhraseIndex


@frozen
class Lexicon:
    cues: CueIndex
    days: tuple[FixedDay, ...]
    day_names: PhraseIndex[FixedDay]
    day_sectors: PhraseIndex[FixedDay]
    heads: PhraseIndex[Head]
    writings: PhraseIndex[Writing]
    provinces: PhraseIndex[Province]
    positions: PhraseIndex[Position]


@lru_cache(maxsize=8)
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """`folder` holds an editor's own rows; raises TableInvalid. Read once a process."""
    days = load_days(folder)
    provinces = load_provinces(folder)
    return Lexicon(
        cues=load_cues(folder),
        days=days,
        day_names=index_day_names(days),
        day_sectors=index_sectors(days),
        heads=PhraseIndex.build((head.head, head) for head in load_heads(folder)),
        writings=load_writings(folder),
        provinces=PhraseIndex.build(
            (spelling, province)
            for province in provinces
            for spelling in (province.name, *province.aliases)
        ),
        positions=PhraseIndex.build((each.position, each) for each in load_positions(folder)),
    )
