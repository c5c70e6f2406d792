"""Articles that are still read, but with less than was usual: how a quiet redesign shows."""

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from archive.articles import FirstReading

REMEMBERED = 60
"""Articles that say what is usual."""
FEWEST = 10
USUAL = 0.9
"""Part of the former articles from which a quality is a habit."""


class Lost(StrEnum):
    PLATFORM = "platform"
    """The platform's own page object no longer knows the page; the generic one guessed."""
    DATE = "date"
    AUTHOR = "author"


@frozen
class Loss:
    reading: FirstReading
    what: Lost


def reading_losses(now: Sequence[FirstReading], former: Sequence[FirstReading]) -> list[Loss]:
    """Those of `now` that lack what the `former` articles had.

    An author is the weakest sign, for notices have none: only a habit without exception counts.
    """
    if len(former) < FEWEST:
        return []
    count = len(former)
    had_platform = sum(not each.is_generic for each in former) >= USUAL * count
    had_date = sum(each.has_date for each in former) >= USUAL * count
    had_author = all(each.has_author for each in former)
    losses = []
    for reading in now:
        if had_platform and reading.is_generic:
            losses.append(Loss(reading, Lost.PLATFORM))
        elif had_date and not reading.has_date:
            losses.append(Loss(reading, Lost.DATE))
        elif had_author and not reading.has_author:
            losses.append(Loss(reading, Lost.AUTHOR))
    return losses
