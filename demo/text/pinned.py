"""The articles a portal always holds, whatever its size: handwritten ones and pinned recipes."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from attrs import evolve, frozen

from demo.text.compose import Pins, choose_sections, compose_story, find_recipe
from demo.text.province import TIMEZONE, Agency
from demo.text.story import (
    Block,
    Byline,
    Paragraph,
    Picture,
    Signature,
    SourceCredit,
    Story,
    StoryShape,
    Writer,
)


@frozen
class PinnedStory:
    """Known without being written: listings of thousands are built from these."""

    key: str
    published_at: datetime
    sections: tuple[str, ...]
    write: Callable[[], Story]


@cache
def _load(host: str) -> dict[str, list[dict[str, Any]]]:
    name = host.split(".", 1)[0] + ".toml"
    return tomllib.loads(files("demo.text").joinpath("pinned", name).read_text(encoding="utf-8"))


def load_pinned(agency: Agency, seed: int) -> list[PinnedStory]:
    raw = _load(agency.host)
    return [_handwritten(entry) for entry in raw["story"]] + [
        _from_recipe(agency, entry, seed) for entry in raw["pinned"]
    ]


def _handwritten(raw: dict[str, Any]) -> PinnedStory:
    published_at = raw["published_at"].replace(tzinfo=TIMEZONE)
    sections = tuple(raw["sections"])
    story = Story(
        key=raw["key"],
        title=raw["title"],
        lead=raw["lead"],
        blocks=_blocks(raw),
        byline=Byline(
            Signature(raw["signature"]),
            tuple(Writer(**writer) for writer in raw.get("writers", ())),
            collective=raw.get("collective", ""),
        ),
        published_at=published_at,
        sections=sections,
        kind=raw["kind"],
        occasion=raw.get("occasion", ""),
        honoree=raw.get("honoree", ""),
        years=raw.get("years"),
    )
    return PinnedStory(story.key, published_at, sections, lambda: story)


def _blocks(raw: dict[str, Any]) -> tuple[Block, ...]:
    pictures = {
        picture["after"]: Picture(picture["name"], picture["caption"], picture["credit"])
        for picture in raw.get("pictures", ())
    }
    blocks: list[Block] = []
    for index, text in enumerate(raw["paragraphs"]):
        blocks.append(Paragraph(text))
        if index in pictures:
            blocks.append(pictures[index])
    return tuple(blocks)


def _from_recipe(agency: Agency, raw: dict[str, Any], seed: int) -> PinnedStory:
    key = raw["key"]
    recipe = find_recipe(agency, raw["recipe"])
    published_at = raw["published_at"].replace(tzinfo=TIMEZONE)
    origin = f"{seed}/{agency.host}/{key}"
    sections = choose_sections(agency, recipe, Random(origin))
    pins = Pins(
        signature=Signature(raw["signature"]) if "signature" in raw else None,
        collective=raw.get("collective", ""),
        by_initials=raw.get("by_initials", False),
        pictures=raw.get("pictures"),
        table=raw.get("table", False),
        source=SourceCredit(**raw["source"]) if "source" in raw else None,
    )
    shape = StoryShape(raw.get("shape", StoryShape.ARTICLE))

    def write() -> Story:
        story = compose_story(
            agency,
            recipe,
            key=key,
            published_at=published_at,
            sections=sections,
            rng=Random(origin + "/text"),
            pins=pins,
        )
        return evolve(story, shape=shape)

    return PinnedStory(key, published_at, sections, write)
