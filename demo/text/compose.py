"""One article from a recipe, a day and a seed: the same seed writes the same article."""

from datetime import date, datetime
from random import Random

from attrs import frozen

from demo.text.people import PEN_NAMES, draw_name, initials
from demo.text.province import Agency
from demo.text.recipes import Recipe, load_recipes
from demo.text.scene import Scene
from demo.text.story import (
    Block,
    BulletList,
    Byline,
    Document,
    Paragraph,
    Picture,
    Signature,
    SourceCredit,
    Story,
    Table,
    Writer,
)

PRESS = ("Báo Vĩnh Lạc", "Cổng Thông tin điện tử tỉnh Vĩnh Lạc", "Tạp chí Quê hương Vĩnh Lạc")
_LABELS = ("Tin, ảnh:", "Bài, ảnh:", "Tin ảnh:")
_TRADITION_WINDOW_DAYS = 12


@frozen
class Pins:
    """What chance may not decide: used where the portal needs an article of a certain kind."""

    signature: Signature | None = None
    collective: str = ""
    by_initials: bool = False
    pictures: int | None = None
    table: bool = False
    source: SourceCredit | None = None


def eligible_recipes(agency: Agency, day: date) -> list[Recipe]:
    """The recipes that may be written on that day."""
    near = _is_near(agency, day)
    return [
        recipe
        for recipe in load_recipes(agency.host)
        if (near or not recipe.tradition)
        and (not recipe.months or day.month in recipe.months)
        and recipe.term_year in (None, day.year % 5)
    ]


def _is_near(agency: Agency, day: date) -> bool:
    kept = date(day.year, agency.tradition.month, agency.tradition.day)
    return abs((day - kept).days) <= _TRADITION_WINDOW_DAYS


def choose_recipe(agency: Agency, day: date, rng: Random) -> Recipe:
    recipes = eligible_recipes(agency, day)
    return rng.choices(recipes, [recipe.weight for recipe in recipes])[0]


def find_recipe(agency: Agency, name: str) -> Recipe:
    return {recipe.name: recipe for recipe in load_recipes(agency.host)}[name]


def choose_sections(agency: Agency, recipe: Recipe, rng: Random) -> tuple[str, ...]:
    """The recipe's own section, now and then the news section beside it."""
    own = agency.section_of(recipe.section).alias
    if recipe.section != "news" and rng.random() < 0.2:
        return own, agency.section_of("news").alias
    return (own,)


def compose_story(
    agency: Agency,
    recipe: Recipe,
    *,
    key: str,
    published_at: datetime,
    sections: tuple[str, ...],
    rng: Random,
    pins: Pins = Pins(),
) -> Story:
    scene = Scene(agency, published_at, rng, keeps_tradition=recipe.tradition)
    title = scene.fill(rng.choice(recipe.titles))
    return Story(
        key=key,
        title=title,
        lead=scene.fill(rng.choice(recipe.leads)) if rng.random() < 0.93 else "",
        blocks=_compose_blocks(recipe, scene, rng, key, pins),
        byline=_compose_byline(agency, rng, pins),
        published_at=published_at,
        sections=sections,
        kind=recipe.name,
        source=pins.source or _compose_source(recipe, rng),
        documents=_compose_documents(recipe, scene, key),
        occasion=recipe.occasion,
        honoree=scene.fill(recipe.honoree),
        years=int(str(scene["years"])) if recipe.counts_years else None,
    )


def _compose_blocks(
    recipe: Recipe, scene: Scene, rng: Random, key: str, pins: Pins
) -> tuple[Block, ...]:
    openings = _some(recipe.opening, rng, least=1)
    middles = _some(recipe.middle, rng, least=min(2, len(recipe.middle)))
    blocks: list[Block] = [Paragraph(scene.fill(text)) for text in openings + middles]
    for position, picture in enumerate(_compose_pictures(recipe, scene, rng, key, pins)):
        blocks.insert(1 + 2 * position, picture)
    if recipe.table and (pins.table or rng.random() < 0.6):
        blocks.append(_compose_table(recipe, scene))
    closing = scene.fill(rng.choice(recipe.closing))
    blocks.append(Paragraph(closing))
    if recipe.items and closing.endswith(":"):
        blocks.append(BulletList(tuple(scene.fill(item) for item in recipe.items)))
    return tuple(blocks)


def _some(templates: tuple[str, ...], rng: Random, least: int) -> list[str]:
    """Some of the templates, in their own order."""
    count = rng.randint(least, len(templates))
    return [templates[index] for index in sorted(rng.sample(range(len(templates)), count))]


def _compose_pictures(
    recipe: Recipe, scene: Scene, rng: Random, key: str, pins: Pins
) -> list[Picture]:
    most = len(recipe.captions)
    count = min(most, rng.choice((0, 1, 1, 2)) if pins.pictures is None else pins.pictures)
    return [
        Picture(f"{key}-{number}.png", scene.fill(caption), _compose_credit(rng))
        for number, caption in enumerate(recipe.captions[:count], start=1)
    ]


def _compose_credit(rng: Random) -> str:
    chance = rng.random()
    if chance < 0.45:
        return ""
    name = rng.choice(PEN_NAMES)
    return f"{name}/Báo Vĩnh Lạc" if chance < 0.6 else name


def _compose_table(recipe: Recipe, scene: Scene) -> Table:
    table = recipe.table
    if table is None:
        raise ValueError(f"recipe {recipe.name} has no table")
    rows = tuple(tuple(scene.fill(cell) for cell in row) for row in table.rows)
    return Table(table.caption, table.header, rows)


def _compose_documents(recipe: Recipe, scene: Scene, key: str) -> tuple[Document, ...]:
    if not recipe.document:
        return ()
    return (Document(f"{key}.pdf", scene.fill(recipe.document)),)


def _compose_source(recipe: Recipe, rng: Random) -> SourceCredit | None:
    if not recipe.source:
        return None
    return SourceCredit(rng.choice(("Theo", "Nguồn:")), rng.choice(PRESS))


def _compose_byline(agency: Agency, rng: Random, pins: Pins) -> Byline:
    style = (
        pins.signature or rng.choices(list(agency.signatures), list(agency.signatures.values()))[0]
    )
    if style is Signature.NONE:
        return Byline()
    if style is Signature.TOP:
        return Byline(style, (rng.choice((agency.director, *agency.deputies)),))
    label = rng.choice(_LABELS) if style is Signature.LABEL else ""
    chance = rng.random()
    if pins.collective or (chance < 0.18 and not pins.by_initials and not pins.signature):
        return Byline(
            style, collective=pins.collective or rng.choice(agency.collectives), label=label
        )
    if pins.by_initials or chance < 0.26:
        return Byline(style, (Writer(initials(draw_name(rng))),), label=label)
    name = rng.choice(PEN_NAMES) if chance < 0.7 else draw_name(rng)
    writers: tuple[Writer, ...] = (Writer(name),)
    if chance > 0.92:
        other = rng.choice([pen for pen in PEN_NAMES if pen != name])
        writers += (Writer(other),)
    return Byline(style, writers, label=label)
