"""Forms of address in a congratulation: "Quý Sở", "Quý Bệnh viện", by default "Quý Cơ quan"."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from archive.text import fold_space
from occasions.agencies import resolve
from occasions.bodies import DEFAULT_FORM, Head, load_heads
from occasions.wording import PhraseIndex, cut_words

_NONE: Mapping[str, str] = MappingProxyType({})


def form_of_address(
    honoree: str, overrides: Mapping[str, str] = _NONE, *, tables: Path | None = None
) -> str:
    """The form for an honoree, from its first words (tables/heads.tsv).

    `overrides` maps names of honorees, in any spelling, to forms that an editor chose; they win.
    Several honorees ("A; B") are addressed with the default. "Quý UBND" is never said: no source
    uses it.
    """
    name = fold_space(honoree)
    key = resolve(name, tables=tables).key
    for spelling, form in overrides.items():
        if form and resolve(spelling, tables=tables).key == key:
            return form
    if ";" in name:
        return DEFAULT_FORM
    words = cut_words(name)
    hit = _heads(tables).match_at(words, 0) if len(words) else None
    return hit.value.form if hit else DEFAULT_FORM


@lru_cache(maxsize=8)
def _heads(tables: Path | None) -> PhraseIndex[Head]:
    return PhraseIndex.build((head.head, head) for head in load_heads(tables))
