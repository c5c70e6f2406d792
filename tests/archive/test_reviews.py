from datetime import datetime, timedelta

import attrs
import pytest

from archive.archive import Archive
from archive.database import IntegrityError
from archive.errors import VersionConflict
from archive.records import (
    Article,
    ArticleVersion,
    Author,
    Edits,
    Provenance,
    PublishedPrecision,
    Review,
    ReviewState,
)

Approved = tuple[ArticleVersion, Review]


def test_edits_live_beside_the_machine_values(
    archive: Archive, approved: Approved, now: datetime
) -> None:
    version, review = approved
    edits = Edits(
        title="Tên sửa",
        authors=(Author("Đỗ Văn Ừng", "Giám đốc"),),
        published_at=now,
        published_precision=PublishedPrecision.DAY,
        omitted_blocks=(1, 3),
        occasion_title="Kỷ niệm ngày thành lập",
    )
    edited = archive.reviews.record_review(attrs.evolve(review, edits=edits), review)
    assert archive.reviews.review_of_version(version.id) == edited
    assert archive.articles.load_version(version.id) == version


def test_second_editor_does_not_overwrite_the_first(
    archive: Archive, approved: Approved, now: datetime
) -> None:
    _, seen_by_both = approved
    later = now + timedelta(minutes=1)
    archive.reviews.record_review(attrs.evolve(seen_by_both, updated_at=later), seen_by_both)
    with pytest.raises(VersionConflict):
        archive.reviews.record_review(attrs.evolve(seen_by_both, updated_at=later), seen_by_both)
    with pytest.raises(VersionConflict):
        archive.reviews.record_review(seen_by_both, None)


def test_every_state_leaves_a_trace_that_cannot_be_removed(
    archive: Archive, approved: Approved, now: datetime
) -> None:
    version, review = approved
    rejected = attrs.evolve(
        review, state=ReviewState.REJECTED, reason="Trùng", updated_at=now + timedelta(hours=1)
    )
    archive.reviews.record_review(rejected, review)
    events = archive.reviews.list_events(version.article_id)
    assert [event.state for event in events] == [ReviewState.APPROVED, ReviewState.REJECTED]
    for sql in ("DELETE FROM review_events", "UPDATE review_events SET reason = ''"):
        with pytest.raises(IntegrityError):
            archive.db.conn.execute(sql)


def test_rejection_needs_a_reason(archive: Archive, approved: Approved) -> None:
    _, review = approved
    with pytest.raises(IntegrityError):
        archive.reviews.record_review(attrs.evolve(review, state=ReviewState.REJECTED), review)


def test_new_version_makes_the_decision_stale(
    archive: Archive,
    approved: Approved,
    article: Article,
    provenance: Provenance,
    now: datetime,
) -> None:
    from archive.summaries import SummaryFilter

    version, _ = approved
    decided = SummaryFilter(decided=True)
    assert archive.summaries.count_summaries(decided) == 1
    archive.articles.record_article(attrs.evolve(article, title="Tên mới"), provenance, now)
    assert archive.summaries.count_summaries(decided) == 0
    (summary,) = archive.summaries.list_summaries(SummaryFilter(decided=False))
    assert summary.review_is_stale
    assert summary.version_id != version.id
