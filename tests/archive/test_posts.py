from datetime import datetime
from typing import Any

import attrs
import pytest

from archive.archive import Archive
from archive.database import IntegrityError
from archive.records import (
    Article,
    ArticleVersion,
    Attribution,
    Delivery,
    Post,
    Provenance,
    Review,
    ReviewState,
)

Approved = tuple[ArticleVersion, Review]


def test_post_reads_back_whole_and_is_published(archive: Archive, post: Post) -> None:
    stored = archive.posts.record_post(post)
    assert archive.posts.load_post(stored.id or 0) == stored
    assert archive.posts.list_published() == [stored]
    assert archive.posts.slug_of(post.article_id) == post.slug
    assert archive.posts.slug_owner(post.slug) == post.article_id


@pytest.mark.parametrize("part", ["author_line", "agency", "published_line", "url"])
@pytest.mark.parametrize("value", ["", "   "])
def test_post_without_part_of_its_attribution_is_refused(
    archive: Archive, post: Post, part: str, value: str
) -> None:
    changes: dict[str, Any] = {part: value}
    broken = attrs.evolve(post, attribution=attrs.evolve(post.attribution, **changes))
    with pytest.raises(IntegrityError):
        archive.posts.record_post(broken)
    assert archive.posts.list_published() == []


@pytest.mark.parametrize(
    "wrong", [{"url": "http://khac.test/tin/1"}, {"agency": "Sở Khác tỉnh Thử"}]
)
def test_attribution_to_another_source_than_the_version_is_refused(
    archive: Archive, post: Post, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match="attribution"):
        archive.posts.record_post(
            attrs.evolve(post, attribution=attrs.evolve(post.attribution, **wrong))
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE posts SET source_url = ''",
        "UPDATE posts SET source_url = 'http://khac.test/'",
        "UPDATE posts SET agency = 'ai đó'",
        "UPDATE posts SET author_line = 'ai đó'",
        "DELETE FROM posts",
        (
            "INSERT INTO posts SELECT NULL, article_id, version_id, review_id, slug, title, lead, "
            "source_title, authors, body_html, congratulation, author_line, agency, published_line, "
            "NULL, content_sha256, composed_at, NULL, '' FROM posts"
        ),
    ],
)
def test_raw_sql_cannot_take_the_source_away(archive: Archive, post: Post, sql: str) -> None:
    stored = archive.posts.record_post(post)
    with pytest.raises(IntegrityError):
        archive.db.conn.execute(sql)
    archive.db.conn.rollback()
    assert archive.posts.list_published() == [stored]


def test_post_of_a_version_that_nobody_approved_is_refused(
    archive: Archive, approved: Approved, post: Post, now: datetime
) -> None:
    _, review = approved
    rejected = attrs.evolve(review, state=ReviewState.REJECTED, reason="Không phải dịp chúc mừng")
    archive.reviews.record_review(rejected, review)
    with pytest.raises(IntegrityError, match="approved"):
        archive.posts.record_post(post)


def test_withdrawn_post_is_not_published_and_keeps_its_reason(
    archive: Archive, post: Post, now: datetime
) -> None:
    archive.posts.record_post(post)
    archive.posts.withdraw_posts(post.article_id, "Nguồn đã gỡ bài", now)
    assert archive.posts.list_published() == []
    assert archive.posts.newest_post(post.article_id) is None
    reasons = list(archive.db.query("SELECT withdrawn_reason FROM posts"))
    assert reasons == [{"withdrawn_reason": "Nguồn đã gỡ bài"}]


def test_slug_belongs_to_one_article(archive: Archive, post: Post) -> None:
    archive.posts.record_post(post)
    updated = archive.posts.record_post(attrs.evolve(post, content_sha256="b" * 64))
    assert archive.posts.list_published() == [updated]


def test_slug_of_another_article_is_refused(
    archive: Archive,
    approved: Approved,
    post: Post,
    article: Article,
    provenance: Provenance,
    now: datetime,
) -> None:
    archive.posts.record_post(post)
    _, review = approved
    other = archive.articles.record_article(
        article, attrs.evolve(provenance, identity="test:other"), now
    ).version
    other_review = archive.reviews.record_review(
        attrs.evolve(review, version_id=other.id, article_id=other.article_id, id=None), None
    )
    with pytest.raises(IntegrityError, match="post_slugs"):
        archive.posts.record_post(
            attrs.evolve(
                post,
                article_id=other.article_id,
                version_id=other.id,
                review_id=other_review.id or 0,
            )
        )
    assert [p.article_id for p in archive.posts.list_published()] == [post.article_id]


def test_deliveries_are_kept_in_order(archive: Archive, post: Post, now: datetime) -> None:
    stored = archive.posts.record_post(post)
    delivery = Delivery(stored.id or 0, "static", post.slug, "http://c.test/x/", "a" * 64, now)
    first = archive.deliveries.record_delivery(delivery)
    second = archive.deliveries.record_delivery(attrs.evolve(delivery, content_sha256="b" * 64))
    assert archive.deliveries.last_delivery(post.article_id, "static") == second
    assert archive.deliveries.list_deliveries(post.article_id) == [first, second]
    assert archive.deliveries.last_delivery(post.article_id, "wordpress") is None


def test_attribution_type_needs_all_four_parts() -> None:
    with pytest.raises(TypeError):
        Attribution(author_line="không ghi", agency="Sở Mẫu", published_line="không ghi")  # type: ignore[call-arg]
