"""Marks found together are those that are found one by one."""

from random import Random

from scraper.marks import Marks
from scraper.platforms import PLATFORMS


def test_holds_what_is_there() -> None:
    marks = [b"Drupal", b"Drupal.settings", b"-item-type-", b"-type-role", b"alone", b"NukeViet v"]
    for page in (
        b"",
        b"Drupal.setting",
        b'<li class="menu-item-type-role">',
        b"x Drupal.settings alone",
        b"-item-type",
    ):
        assert Marks(marks).held_by(page) == {mark for mark in marks if mark in page}


def test_agrees_with_single_searches_on_pages_made_of_pieces_of_marks() -> None:
    fingerprints = [platform.fingerprint for platform in PLATFORMS.values()]
    marks = [mark for one in fingerprints for mark in (*one.marks, *one.elements)]
    together = Marks(marks)
    random = Random(7)
    for _ in range(300):
        pieces = random.choices(marks, k=6)
        page = b"".join(
            piece[random.randrange(3) : len(piece) - random.choice((0, 0, 0, 1, 5))]
            for piece in pieces
        )
        assert together.held_by(page) == {mark for mark in marks if mark in page}
