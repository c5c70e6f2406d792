"""Titles a second on one core, beside a baseline of the same run on the same texts."""

import time
from collections.abc import Callable, Sequence

from attrs import frozen

from archive.text import fold
from occasions.detect import detect_occasion

_ROUNDS = 5


@frozen
class Speed:
    texts: int
    per_second: float
    """Best of five rounds of detect_occasion on title and lead."""
    fold_ratio: float
    """Time of detection divided by that of archive.text.fold on the same characters."""


def measure(texts: Sequence[tuple[str, str]], at_least: int = 2000) -> Speed:
    """`texts` are titles with leads, repeated up to `at_least`."""
    repeated = list(texts) * -(-at_least // len(texts))
    detection = _best(lambda: [detect_occasion(title, lead) for title, lead in repeated])
    folding = _best(lambda: [fold(title + lead) for title, lead in repeated])
    return Speed(len(repeated), len(repeated) / detection, detection / folding)


def _best(action: Callable[[], object]) -> float:
    action()
    return min(_timed(action) for _ in range(_ROUNDS))


def _timed(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start
