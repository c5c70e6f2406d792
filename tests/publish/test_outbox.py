from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from archive.records import ArticleVersion, Delivery, Post, RepublicationClass, Review
from publish.checks import Rights
from publish.company import CompanyStyle
from publish.errors import PublishBlocked, TargetUnavailable, disk_unavailable
from publish.outbox import Outbox, Published, PublishOutcome
from publish.targets.static_site import StaticSite

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
RIGHTS = Rights(RepublicationClass.NONE_STATED)
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
def site(tmp_path: Path, company: CompanyStyle, store: Any) -> StaticSite:
    return StaticSite(tmp_path / "public", company, store.list_published)


@pytest.fixture
def outbox(site: StaticSite, company: CompanyStyle, store: Any) -> Outbox:
    return Outbox(store, store, site, company)


@pytest.fixture
def publish(
    outbox: Outbox, make_version: MakeVersion, make_review: MakeReview
) -> Callable[..., Published]:
    def published(
        article_id: int = 7, at: datetime = NOW, through: Outbox = outbox, **edits: object
    ) -> Published:
        version = make_version(article_id, article_id * 10)
        return through.publish_article(
            version, make_review(version, **edits), RIGHTS, newest_version_id=version.id, now=at
        )

    return published


def test_a_reviewed_article_becomes_a_page(
    publish: Callable[..., Published], site: StaticSite
) -> None:
    published = publish()
    assert published.outcome is PublishOutcome.NEW
    assert published.delivery.post_id == published.post.id
    assert (site.folder / published.post.slug / "index.html").is_file()


def test_an_unchanged_post_is_neither_recorded_nor_sent_again(
    publish: Callable[..., Published], store: Any
) -> None:
    first = publish()
    again = publish(at=NOW + timedelta(days=1))
    assert again.outcome is PublishOutcome.UNCHANGED
    assert (again.post, again.delivery) == (first.post, first.delivery)
    assert (len(store.recorded), len(store.delivered)) == (1, 1)


def test_a_changed_post_keeps_its_address(
    publish: Callable[..., Published], store: Any, site: StaticSite
) -> None:
    first = publish()
    changed = publish(occasion_title="Mừng 20 năm ngành Văn hóa Hà Sơn")
    assert changed.outcome is PublishOutcome.UPDATED
    assert changed.post.slug == first.post.slug
    assert changed.delivery.address == first.delivery.address
    page = (site.folder / first.post.slug / "index.html").read_text(encoding="utf-8")
    assert "Mừng 20 năm ngành Văn hóa Hà Sơn" in page
    assert len(list(site.folder.glob("*/index.html"))) == 2  # the post and the English list
    assert len(store.recorded) == 2


def test_two_articles_with_one_title_have_two_addresses(publish: Callable[..., Published]) -> None:
    first, second = publish(7), publish(8)
    assert second.post.slug == f"{first.post.slug}-8"


def test_a_blocked_post_leaves_no_trace(
    outbox: Outbox,
    make_version: MakeVersion,
    make_review: MakeReview,
    store: Any,
    site: StaticSite,
) -> None:
    version = make_version()
    with pytest.raises(PublishBlocked, match="Nguồn không cho phép"):
        outbox.publish_article(
            version,
            make_review(version),
            Rights(RepublicationClass.FORBIDDEN),
            newest_version_id=version.id,
            now=NOW,
        )
    assert (store.recorded, store.delivered) == ([], [])
    assert not site.folder.exists()


@pytest.fixture
def broken(site: StaticSite, company: CompanyStyle, store: Any) -> tuple[Outbox, BrokenTarget]:
    target = BrokenTarget(site)
    return Outbox(store, store, target, company), target


def test_after_a_failed_delivery_the_same_post_is_sent(
    publish: Callable[..., Published], broken: tuple[Outbox, BrokenTarget], store: Any
) -> None:
    outbox, target = broken
    with pytest.raises(TargetUnavailable):
        publish(through=outbox)
    target.is_broken = False
    published = publish(through=outbox, at=NOW + timedelta(hours=1))
    assert published.outcome is PublishOutcome.NEW
    assert published.post.composed_at == NOW
    assert (len(store.recorded), len(store.delivered)) == (1, 1)


def test_pending_posts_are_sent_once(
    publish: Callable[..., Published], broken: tuple[Outbox, BrokenTarget], store: Any
) -> None:
    outbox, target = broken
    for article_id in (7, 8):
        with pytest.raises(TargetUnavailable):
            publish(article_id, through=outbox)
    target.is_broken = False
    sent = outbox.deliver_pending(now=NOW + timedelta(hours=1))
    assert [published.post.article_id for published in sent] == [7, 8]
    assert outbox.deliver_pending(now=NOW + timedelta(hours=2)) == ()
    assert target.attempts == 4


def test_a_withdrawn_article_leaves_the_site_and_can_come_back(
    publish: Callable[..., Published], outbox: Outbox, store: Any, site: StaticSite
) -> None:
    first = publish()
    store.withdrawn.add(7)
    assert outbox.withdraw_article(7) == first.delivery
    assert not (site.folder / first.post.slug).exists()
    again = publish()
    assert again.outcome is PublishOutcome.NEW
    assert again.post.slug == first.post.slug
    assert (site.folder / first.post.slug / "index.html").is_file()


def test_withdrawing_what_was_never_delivered_does_nothing(outbox: Outbox) -> None:
    assert outbox.withdraw_article(7) is None


def test_pictures_with_a_recorded_right_are_published(
    outbox: Outbox, make_version: MakeVersion, make_review: MakeReview
) -> None:
    photo = "https://sovh.hason.test/anh/le-ky-niem.jpg"
    version = make_version()
    published = outbox.publish_article(
        version,
        make_review(version),
        Rights(RepublicationClass.NONE_STATED, image_documents={photo: "Email 02/5/2026"}),
        newest_version_id=version.id,
        now=NOW,
    )
    assert f'src="{photo}"' in published.post.body_html
