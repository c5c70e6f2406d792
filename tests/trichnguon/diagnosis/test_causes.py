"""Every error of the crawler speaks for a cause, and every cause has its sentences."""

from collections.abc import Iterator

import pytest

import scraper.fetch_errors  # noqa: F401 - its classes are found below
from archive.records import Cause
from desk.i18n import catalogue
from scraper.errors import ScrapeError
from trichnguon.diagnosis.causes import CAUSE_BY_KIND, LADDER, cause_of


def kinds(root: type[Exception]) -> Iterator[str]:
    for kind in root.__subclasses__():
        yield kind.__name__
        yield from kinds(kind)


def test_every_error_class_has_a_cause() -> None:
    """A new class is added to the table by hand: what it means for a source is not guessed."""
    known = {kind for kind in kinds(ScrapeError) if not kind.startswith("_")}
    assert known - CAUSE_BY_KIND.keys() == set()


def test_an_exception_that_is_not_ours_is_our_error() -> None:
    assert cause_of("KeyError") is Cause.OWN_ERROR


def test_every_problem_has_its_place_on_the_ladder() -> None:
    assert {cause for cause in Cause if cause.is_problem} == set(LADDER)


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_cause_has_verdict_badge_and_advice(cause: Cause, language: str) -> None:
    keys = catalogue(language).keys()
    assert {f"health_{part}.{cause}" for part in ("verdict", "badge", "advice")} <= keys
