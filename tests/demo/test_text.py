"""The prose: filled, composed Unicode, varied, the same for the same seed."""

import re
import unicodedata
from datetime import date, datetime

import pytest

from demo.newsroom import Newsroom
from demo.text.agencies import AGENCIES, SKHCN, SNV, STTTT
from demo.text.compose import eligible_recipes
from demo.text.people import initials
from demo.text.province import TIMEZONE, Agency
from demo.text.recipes import load_recipes
from demo.text.story import BulletList, Picture, Signature, Story, StoryShape, Table


def every_text(story: Story) -> list[str]:
    texts = [story.title, story.lead, story.honoree, story.byline.printed, *story.paragraphs]
    for block in story.blocks:
        match block:
            case Picture():
                texts += [block.caption, block.credit]
            case Table():
                texts += [
                    block.caption,
                    *block.header,
                    *(cell for row in block.rows for cell in row),
                ]
            case BulletList():
                texts += block.items
    return texts + [document.title for document in story.documents]


def stories(agency: Agency, size: int, seed: int = 1) -> list[Story]:
    newsroom = Newsroom(agency, size, seed)
    return [newsroom.story(slot.key) for slot in newsroom.slots()]


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.host)
def test_every_text_is_filled_and_clean(agency: Agency) -> None:
    for story in stories(agency, 400):
        for text in every_text(story):
            assert not re.search(r"[{}\[\]|]|  |\bNone\b", text), text
            assert text == text.strip()
            assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.host)
def test_stories_vary(agency: Agency) -> None:
    written = stories(agency, 200)
    assert len({story.title for story in written}) > 150
    assert len({story.paragraphs for story in written}) > 195
    assert len({story.kind for story in written}) >= 15
    kinds = {
        (story.byline.style, bool(story.byline.collective))
        for story in written
        if story.shape is StoryShape.ARTICLE
    }
    assert (Signature.NONE, False) in kinds
    assert (Signature.END, False) in kinds
    assert any(collective for _, collective in kinds)


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.host)
def test_every_recipe_can_be_written(agency: Agency) -> None:
    days = [
        date(year, month, day)
        for year in range(2020, 2025)
        for month in range(1, 13)
        for day in (1, 18, 28)
    ]
    writable = {recipe.name for day in days for recipe in eligible_recipes(agency, day)}
    assert writable == {recipe.name for recipe in load_recipes(agency.host)}


def test_the_fixed_day_is_kept_only_around_it() -> None:
    near, far = date(2024, 8, 25), date(2024, 11, 25)
    assert "tradition_day" in {recipe.name for recipe in eligible_recipes(SNV, near)}
    assert "tradition_day" not in {recipe.name for recipe in eligible_recipes(SNV, far)}


def test_the_same_seed_writes_the_same_articles() -> None:
    assert stories(SNV, 60) == stories(SNV, 60)
    assert stories(SNV, 60) != stories(SNV, 60, seed=2)


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.host)
def test_pinned_articles_do_not_depend_on_the_size(agency: Agency) -> None:
    small, large = Newsroom(agency, 40, 1), Newsroom(agency, 900, 1)
    for key in small.pinned_keys:
        assert small.slot(key) == large.slot(key)
        assert small.story(key) == large.story(key)


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda agency: agency.host)
def test_days_lie_in_the_life_of_the_agency(agency: Agency) -> None:
    slots = Newsroom(agency, 300, 1).slots()
    numbers = [slot.number for slot in slots]
    assert numbers == sorted(set(numbers), reverse=True)
    days = [slot.published_at for slot in slots]
    assert days == sorted(days, reverse=True)
    assert days[-1].date() >= agency.first_on
    assert days[0] <= datetime(2026, 11, 21, tzinfo=TIMEZONE)


def test_districts_end_with_june_2025() -> None:
    for story in stories(SKHCN, 500):
        if story.published_at.date() >= date(2025, 7, 1):
            assert "huyện" not in " ".join(every_text(story)), story.key


def test_the_anniversary_of_the_department_has_the_shape_of_the_house_style_source() -> None:
    story = Newsroom(STTTT, 48, 1).story("15-nam")
    assert story.title == "Sở TT&TT Vĩnh Lạc 15 năm xây dựng và phát triển"
    assert story.byline.printed == (
        "Đặng Quốc Vượng\nTỉnh ủy viên, Giám đốc Sở Thông tin và Truyền thông"
    )
    assert story.lead
    assert 8 <= len(story.paragraphs) <= 10
    assert story.years == 15


def test_composed_anniversaries_count_from_a_year_that_the_body_keeps() -> None:
    founded: dict[str, set[int]] = {}
    for story in stories(STTTT, 900):
        if story.kind == "anniversary_years" and story.years is not None:
            founded.setdefault(story.honoree, set()).add(story.published_at.year - story.years)
    assert founded
    assert all(len(years) == 1 for years in founded.values())


def test_initials() -> None:
    assert initials("Đỗ Thị Hà") == "Đ.T.H."
