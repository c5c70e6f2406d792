"""Publishing into a real archive and a real folder."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from archive.archive import Archive, create_archive
from archive.records import (
    ArticleVersion,
    Capture,
    Delivery,
    Post,
    RepublicationClass,
    Review,
)
from publish.checks import Rights
from publish.company import CompanyStyle
from publish.errors import PublishBlocked, TargetUnavailable, disk_unavailable
from publish.outbox import Outbox, Published, PublishOutcome
from publish.targets.static_site import StaticSite

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
RIGHTS = Rights(RepublicationClass.NONE_STATED)
PHOTO = "https://sovh.hason.test/anh/le-ky-niem.jpg"
MakeVersion = Callable[..., ArticleVersion]
MakeReview = Callable[..., Review]


@attrs.define
class BrokenTarget:
    """A target whose disk is full until it is mended."""

    inner: StaticSite
    is_broken: bool = True
    attempts: int = 0
    name: str = "static_site"

    def deliver(self, post: Post, *, delivered_at: datetime) -> Delivery:
        self.attempts += 1
        if self.is_broken:
            raise disk_unavailable(OSError(28, "No space left on device"), self.inner.folder)
        return self.inner.deliver(post, delivered_at=delivered_at)

    def withdraw(self, delivery: Delivery) -> None:
        self.inner.withdraw(delivery)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create_archive(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def recorded_version(archive: Archive, make_version: MakeVersion) -> MakeVersion:
    """The version of `make_version`, recorded with a capture to stand on."""

    offsets = itertools.count()

    def record(article_id: int) -> ArticleVersion:
        version, offset = make_version(article_id), next(offsets)
        capture = archive.captures.record_capture(
            Capture(
                url=version.article.url,
                source_id=version.provenance.source_id,
                fetched_at=version.recorded_at,
                status=200,
                content_type="text/html",
                warc_file="hason_sovh.warc.gz",
                warc_offset=offset,
                warc_length=100,
                record_id=f"<urn:uuid:00000000-0000-0000-0000-{offset:012}>",
                payload_sha256="0" * 64,
                payload_bytes=10,
            )
        )
        assert capture.id is not None
        provenance = attrs.evolve(version.provenance, capture_id=capture.id)
        return archive.articles.record_article(
            version.article, provenance, version.recorded_at
        ).version

    return record


@pytest.fixture
def recorded_review(archive: Archive, make_review: MakeReview) -> MakeReview:
    editor = archive.editors.record_editor("lan", "Nguyễn Thị Lan", "editor", "x", NOW)

    def record(version: ArticleVersion, **edits: object) -> Review:
        review = attrs.evolve(make_review(version, **edits), editor_id=editor.id, id=None)
        return archive.reviews.record_review(review, archive.reviews.review_of_version(version.id))

    return record


@pytest.fixture
def site(tmp_path: Path, company: CompanyStyle, archive: Archive) -> StaticSite:
    return StaticSite(tmp_path / "public", company, archive.posts.list_published)


@pytest.fixture
def outbox(site: StaticSite, company: CompanyStyle, archive: Archive) -> Outbox:
    return Outbox(archive.posts, archive.deliveries, site, company)


@pytest.fixture
def broken(
    site: StaticSite, company: CompanyStyle, archive: Archive
) -> tuple[Outbox, BrokenTarget]:
    target = BrokenTarget(site)
    return Outbox(archive.posts, archive.deliveries, target, company), target


@pytest.fixture
def publish(
    outbox: Outbox, recorded_version: MakeVersion, recorded_review: MakeReview
) -> Callable[..., Published]:
    def published(
        article_id: int = 7,
        at: datetime = NOW,
        through: Outbox = outbox,
        rights: Rights = RIGHTS,
        **edits: object,
    ) -> Published:
        version = recorded_version(article_id)
        review = recorded_review(version, **edits)
        return through.publish_article(
            version, review, rights, newest_version_id=version.id, now=at
        )

    return published


def counts(archive: Archive, *posts: Post) -> tuple[int, int]:
    """Recorded posts and deliveries of these posts' articles."""
    articles = {post.article_id for post in posts}
    deliveries = sum(len(archive.deliveries.list_deliveries(article)) for article in articles)
    return archive.db["posts"].count, deliveries


def test_a_reviewed_article_becomes_a_page(
    publish: Callable[..., Published], archive: Archive, site: StaticSite
) -> None:
    published = publish()
    assert published.outcome is PublishOutcome.NEW
    assert published.delivery.post_id == published.post.id
    assert archive.posts.load_post(published.delivery.post_id) == published.post
    assert (site.folder / published.post.slug / "index.html").is_file()


def test_an_unchanged_post_is_neither_recorded_nor_sent_again(
    publish: Callable[..., Published], archive: Archive
) -> None:
    first = publish()
    again = publish(at=NOW + timedelta(days=1))
    assert again.outcome is PublishOutcome.UNCHANGED
    assert (again.post, again.delivery) == (first.post, first.delivery)
    assert counts(archive, first.post) == (1, 1)


def test_a_changed_post_keeps_its_address(
    publish: Callable[..., Published], archive: Archive, site: StaticSite
) -> None:
    first = publish()
    changed = publish(occasion_title="Mừng 20 năm ngành Văn hóa Hà Sơn")
    assert changed.outcome is PublishOutcome.UPDATED
    assert changed.post.slug == first.post.slug
    assert changed.delivery.address == first.delivery.address
    page = (site.folder / first.post.slug / "index.html").read_text(encoding="utf-8")
    assert "Mừng 20 năm ngành Văn hóa Hà Sơn" in page
    assert len(list(site.folder.glob("*/index.html"))) == 2  # the post and the English list
    assert counts(archive, first.post) == (2, 2)


def test_two_articles_with_one_title_have_two_addresses(publish: Callable[..., Published]) -> None:
    first, second = publish(7), publish(8)
    assert second.post.slug == f"{first.post.slug}-{second.post.article_id}"


def test_a_blocked_post_leaves_no_trace(
    publish: Callable[..., Published], archive: Archive, site: StaticSite
) -> None:
    with pytest.raises(PublishBlocked, match="Nguồn không cho phép"):
        publish(rights=Rights(RepublicationClass.FORBIDDEN))
    assert archive.posts.list_published() == []
    assert not site.folder.exists()


def test_after_a_failed_delivery_the_same_post_is_sent(
    publish: Callable[..., Published], broken: tuple[Outbox, BrokenTarget], archive: Archive
) -> None:
    outbox, target = broken
    with pytest.raises(TargetUnavailable):
        publish(through=outbox)
    target.is_broken = False
    published = publish(through=outbox, at=NOW + timedelta(hours=1))
    assert published.outcome is PublishOutcome.NEW
    assert published.post.composed_at == NOW
    assert counts(archive, published.post) == (1, 1)


def test_pending_posts_are_sent_once(
    publish: Callable[..., Published], broken: tuple[Outbox, BrokenTarget]
) -> None:
    outbox, target = broken
    for article_id in (7, 8):
        with pytest.raises(TargetUnavailable):
            publish(article_id, through=outbox)
    target.is_broken = False
    sent = outbox.deliver_pending(now=NOW + timedelta(hours=1))
    assert len(sent) == 2
    assert outbox.deliver_pending(now=NOW + timedelta(hours=2)) == ()
    assert target.attempts == 4


def test_a_withdrawn_article_leaves_the_site_and_can_come_back(
    publish: Callable[..., Published], outbox: Outbox, archive: Archive, site: StaticSite
) -> None:
    first = publish()
    archive.posts.withdraw_posts(first.post.article_id, "Nguồn đã gỡ bài.", NOW)
    assert outbox.withdraw_article(first.post.article_id) == first.delivery
    assert not (site.folder / first.post.slug).exists()
    again = publish()
    assert again.outcome is PublishOutcome.NEW
    assert again.post.slug == first.post.slug
    assert (site.folder / first.post.slug / "index.html").is_file()


def test_withdrawing_what_was_never_delivered_does_nothing(outbox: Outbox) -> None:
    assert outbox.withdraw_article(7) is None


def test_pictures_with_a_recorded_right_are_published(publish: Callable[..., Published]) -> None:
    documents = {PHOTO: "Email 02/5/2026"}
    published = publish(rights=Rights(RepublicationClass.NONE_STATED, image_documents=documents))
    assert f'src="{PHOTO}"' in published.post.body_html
