"""One portal's articles: which there are, where they are listed, what has changed since.

Thousands of articles cost their day and section only; text is written when a page asks for it.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from attrs import evolve, frozen

from demo.errors import UnknownArticle
from demo.text.compose import choose_recipe, choose_sections, compose_story
from demo.text.pinned import PinnedStory, load_pinned
from demo.text.province import TIMEZONE, Agency
from demo.text.recipes import Recipe
from demo.text.story import Paragraph, Story

_EPOCH = datetime(2017, 1, 1, tzinfo=TIMEZONE)
_KEPT_STORIES = 2048


@frozen
class Slot:
    """An article before it is written."""

    key: str
    number: int
    """The platform's id: rises with time and is the same whatever the size of the portal."""
    published_at: datetime
    sections: tuple[str, ...]


class Newsroom:
    """The articles of `agency`: the pinned ones and as many composed ones as make up `size`."""

    def __init__(self, agency: Agency, size: int, seed: int) -> None:
        self.agency = agency
        self._seed = seed
        self._pinned = {story.key: story for story in load_pinned(agency, seed)}
        self._recipes: dict[str, Recipe] = {}
        self._slots = self._plan(max(0, size - len(self._pinned)))
        self._by_key = {slot.key: slot for slot in self._slots}
        self._by_number = {slot.number: slot for slot in self._slots}
        self._stories: OrderedDict[str, Story] = OrderedDict()
        self._changed_at: dict[str, list[datetime]] = {}
        self._removed: set[str] = set()
        self._listed: dict[str, list[Slot]] = {}

    # --- Reading ------------------------------------------------------------------------------

    @property
    def pinned_keys(self) -> tuple[str, ...]:
        return tuple(self._pinned)

    def slots(self) -> list[Slot]:
        """Every article that is not removed, newest first."""
        return [slot for slot in self._slots if slot.key not in self._removed]

    def listed(self, section: str = "") -> Sequence[Slot]:
        """The articles of a section, or of all sections, newest first."""
        if section not in self._listed:
            self._listed[section] = [
                slot for slot in self.slots() if not section or section in slot.sections
            ]
        return self._listed[section]

    def all_keys(self) -> list[str]:
        """Removed ones as well."""
        return [slot.key for slot in self._slots]

    def slot(self, key: str) -> Slot:
        """Raises UnknownArticle."""
        if key not in self._by_key:
            raise UnknownArticle(self.agency.host, key)
        return self._by_key[key]

    def find(self, number: int) -> Slot | None:
        """The article with that id, unless it is removed."""
        slot = self._by_number.get(number)
        return None if slot is None or slot.key in self._removed else slot

    def is_removed(self, key: str) -> bool:
        return key in self._removed

    def story(self, key: str) -> Story:
        """The article as it stands now, changes included. Raises UnknownArticle."""
        slot = self.slot(key)
        if key in self._stories:
            self._stories.move_to_end(key)
            return self._stories[key]
        story = self._revise(self._write(slot))
        self._stories[key] = story
        if len(self._stories) > _KEPT_STORIES:
            self._stories.popitem(last=False)
        return story

    def neighbours(self, key: str, count: int) -> tuple[list[Slot], list[Slot]]:
        """Up to `count` newer and up to `count` older articles of the same section, nearest first."""
        slot = self.slot(key)
        listed = self.listed(slot.sections[0])
        place = bisect_left(listed, -slot.number, key=lambda other: -other.number)
        older = [other for other in listed[place : place + count + 1] if other.key != key]
        return list(reversed(listed[max(0, place - count) : place])), older[:count]

    # --- Scripting ----------------------------------------------------------------------------

    def change(self, key: str, at: datetime) -> None:
        self.slot(key)
        self._changed_at.setdefault(key, []).append(at)
        self._stories.pop(key, None)

    def remove(self, key: str) -> None:
        self.slot(key)
        self._removed.add(key)
        self._listed.clear()

    def restore(self) -> None:
        """Everything as first published."""
        for key in self._changed_at:
            self._stories.pop(key, None)
        self._changed_at.clear()
        self._removed.clear()
        self._listed.clear()

    # --- Writing ------------------------------------------------------------------------------

    def _plan(self, count: int) -> list[Slot]:
        planned = [
            (story.key, story.published_at, story.sections) for story in self._pinned.values()
        ]
        planned += [self._plan_composed(index, count) for index in range(count)]
        taken = {self._number_at(story.published_at) for story in self._pinned.values()}
        slots: list[Slot] = []
        for key, published_at, sections in sorted(planned, key=lambda item: (item[1], item[0])):
            number = self._number_at(published_at)
            if key not in self._pinned:
                while number in taken:
                    number += 1
                taken.add(number)
            slots.append(Slot(key, number, published_at, sections))
        return sorted(slots, key=lambda slot: -slot.number)

    @staticmethod
    def _number_at(published_at: datetime) -> int:
        """Room for eight articles a minute."""
        return int((published_at - _EPOCH).total_seconds()) // 60 * 8

    def _plan_composed(self, index: int, count: int) -> tuple[str, datetime, tuple[str, ...]]:
        rng = Random(f"{self._seed}/{self.agency.host}/{index}")
        first, last = self.agency.first_on, self.agency.last_on
        days = (last - first).days
        day = last - timedelta(days=int(days * (index + rng.random()) / count))
        if day.weekday() > 4 and rng.random() < 0.85:  # few offices publish at the weekend
            day = max(first, day - timedelta(days=day.weekday() - 4))
        published_at = datetime(
            day.year, day.month, day.day, rng.randint(7, 17), rng.randint(0, 59), tzinfo=TIMEZONE
        )
        key = f"g{index:05d}"
        self._recipes[key] = choose_recipe(self.agency, day, rng)
        return key, published_at, choose_sections(self.agency, self._recipes[key], rng)

    def _write(self, slot: Slot) -> Story:
        pinned: PinnedStory | None = self._pinned.get(slot.key)
        if pinned is not None:
            return pinned.write()
        return compose_story(
            self.agency,
            self._recipes[slot.key],
            key=slot.key,
            published_at=slot.published_at,
            sections=slot.sections,
            rng=Random(f"{self._seed}/{self.agency.host}/{slot.key}/text"),
        )

    def _revise(self, story: Story) -> Story:
        changes = self._changed_at.get(story.key)
        if not changes:
            return story
        count = len(changes)
        suffix = " (cập nhật)" if count == 1 else f" (cập nhật lần {count})"
        note = f"Ban Biên tập cập nhật lần {count}: số liệu trong bài đã được rà soát, bổ sung theo báo cáo mới nhất."
        blocks = list(story.blocks)
        last = max(index for index, block in enumerate(blocks) if isinstance(block, Paragraph))
        blocks[last] = Paragraph(note)
        return evolve(
            story,
            title=story.title + suffix,
            first_title=story.title,
            blocks=tuple(blocks),
            revision=count,
            modified_at=changes[-1],
        )
