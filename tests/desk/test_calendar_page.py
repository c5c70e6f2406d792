"""Articles found for a day and the posts beside it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

from archive.records import (
    Article,
    ArticleVersion,
    Edits,
    Occasion,
    OccasionLabel,
    Post,
    Review,
    ReviewState,
)
from desk.calendar_page import CalendarLine, load_calendar_page
from publish.company import CompanyStyle
from publish.post import compose_post

TODAY = date(2026, 11, 23)
INSPECTORS = Occasion(
    label=OccasionLabel.OCCASION, type="industry_day", honoree="Thanh tra tỉnh An Lĩnh"
)
INSPECTION_DAY = "thanh_tra"
Write = Callable[..., Article]


def line_of(home: Any, key: str, today: date = TODAY) -> CalendarLine:
    page = load_calendar_page(home.archive, home.folder, today, 60)
    return next(line for line in page.lines if line.day.key == key)


def post_of(home: Any, version: ArticleVersion, composed_at: datetime, honoree: str = "") -> Post:
    """A post composed, as an editor's approval at that time would have it."""
    edits = Edits(
        occasion_title="Chúc mừng", honoree=honoree or None, form_of_address="Quý Cơ quan"
    )
    approved = Review(version.id, version.article_id, 1, ReviewState.APPROVED, edits, composed_at)
    review = home.archive.reviews.record_review(approved, None)
    company = CompanyStyle(site_url="https://congty.example/")
    slug = f"bai-{version.article_id}"
    return home.archive.posts.record_post(
        compose_post(version, review, company, composed_at=composed_at, slug=slug)
    )


@pytest.fixture
def add(home: Any, make_article: Write) -> Callable[..., ArticleVersion]:
    def made(number: int, published_at: datetime, occasion: Occasion) -> ArticleVersion:
        url = f"http://stttt.anlinh.test/news/-/details/{number}/tin"
        written = make_article(url=url, title=f"Tin số {number}", published_at=published_at)
        return home.add(written, occasion)

    return made


def test_article_stands_beside_its_day(home: Any, add: Callable[..., ArticleVersion]) -> None:
    version = add(1, datetime(2026, 11, 20, tzinfo=UTC), INSPECTORS)
    add(2, datetime(2025, 11, 20, tzinfo=UTC), INSPECTORS)
    add(3, datetime(2026, 11, 20, tzinfo=UTC), attrs.evolve(INSPECTORS, type="appointment"))
    add(4, datetime(2026, 11, 20, tzinfo=UTC), attrs.evolve(INSPECTORS, label=OccasionLabel.NO))
    line = line_of(home, INSPECTION_DAY)
    assert [article.article_id for article in line.articles] == [version.article_id]


def test_post_of_last_year_comes_before_newer_ones_on_other_occasions(
    home: Any, add: Callable[..., ArticleVersion]
) -> None:
    last_year = datetime(2025, 11, 22, tzinfo=UTC)
    former = post_of(home, add(1, last_year, INSPECTORS), last_year + timedelta(days=1))
    in_may = datetime(2026, 5, 3, tzinfo=UTC)
    decorated = attrs.evolve(INSPECTORS, type="decoration")
    newer = post_of(home, add(2, in_may, decorated), in_may)
    line = line_of(home, INSPECTION_DAY)
    assert (line.former, line.is_of_last_year, line.posted) == (former, True, None)
    home.archive.posts.withdraw_posts(former.article_id, "nguồn rút bài", newer.composed_at)
    line = line_of(home, INSPECTION_DAY)
    assert (line.former, line.is_of_last_year) == (newer, False)


def test_what_is_published_for_the_day_is_told_apart(
    home: Any, add: Callable[..., ArticleVersion]
) -> None:
    lately = datetime(2026, 11, 21, tzinfo=UTC)
    unnamed = attrs.evolve(INSPECTORS, honoree="")
    posted = post_of(home, add(1, lately, unnamed), lately, honoree="Thanh tra tỉnh An Lĩnh")
    line = line_of(home, INSPECTION_DAY)
    assert (line.posted, line.former) == (posted, None)


def test_proposal_names_the_articles_that_agree(
    home: Any, add: Callable[..., ArticleVersion]
) -> None:
    founding = attrs.evolve(INSPECTORS, type="founding", counted_from=1996)
    agreeing = [add(n, datetime(2026, 1, n, tzinfo=UTC), founding) for n in (1, 2)]
    add(3, datetime(2026, 1, 3, tzinfo=UTC), attrs.evolve(founding, counted_from=1995))
    add(4, datetime(2026, 1, 4, tzinfo=UTC), attrs.evolve(founding, type="decoration"))
    page = load_calendar_page(home.archive, home.folder, TODAY, 60)
    (line,) = page.proposals
    assert (line.proposal.counted_from, line.proposal.other_years) == (1996, (1995,))
    shown = [each.article_id for each in line.evidence]
    assert shown == [version.article_id for version in reversed(agreeing)]
