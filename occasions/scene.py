"""A line, what was found in it, and the honoree read out of it."""

from collections.abc import Sequence

from attrs import frozen

from occasions.cues import Cue
from occasions.events import Event
from occasions.lexicon import Lexicon
from occasions.names import head_at, proper_name
from occasions.wording import Hit, Words

CONGRATULABLE = frozenset(("body", "school", "party", "sector", "place", "people"))


@frozen
class Honoree:
    name: str
    kind: str
    """Kind of its head (see heads.tsv), "" for a bare place name, "day" when only the day tells."""
    reason: str

    @property
    def is_named(self) -> bool:
        return bool(self.name) and self.kind != "day"


NOBODY = Honoree("", "", "")


@frozen
class Scene:
    """A line with what was found in it."""

    words: Words
    skeleton: Sequence[Hit[Cue]]
    event: Event
    lexicon: Lexicon

    def name(self, start: int, end: int) -> str:
        name = proper_name(self.words, start, end, self.lexicon)
        head = head_at(self.words, start, self.lexicon)
        if head and head.kind in ("place", "sector", "people"):
            return name[:1].lower() + name[1:] if not name[:2].isupper() else name
        return name

    def is_proper(self, index: int) -> bool:
        """Whether the word is written like a name: capital or number, or all is capitals."""
        if index >= len(self.words):
            return False
        first = self.words.written(index)[0]
        return first.isupper() or first.isdecimal() or not self.words.has_case
