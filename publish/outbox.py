"""From an approved review to a delivered post: compose, check, record, deliver, exactly once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from archive.records import ArticleVersion, Delivery, Post, Review
from publish.checks import MINIMUM_DELAY, Candidate, Rights, require_publishable
from publish.company import CompanyStyle
from publish.post import compose_post, compose_title
from publish.slugs import choose_slug


class PostStore(Protocol):
    def slug_of(self, article_id: int) -> str | None: ...

    def slug_owner(self, slug: str) -> int | None:
        """Id of the article that holds the slug."""

    def record_post(self, post: Post) -> Post:
        """The post with its id."""

    def newest_post(self, article_id: int) -> Post | None:
        """The newest post of the article that is not withdrawn."""

    def list_published(self) -> Sequence[Post]:
        """The newest post of each article, newest first, withdrawn ones left out."""


class DeliveryStore(Protocol):
    def last_delivery(self, article_id: int, target: str) -> Delivery | None: ...

    def record_delivery(self, delivery: Delivery) -> Delivery: ...


class Target(Protocol):
    @property
    def name(self) -> str: ...

    def deliver(self, post: Post, *, delivered_at: datetime) -> Delivery:
        """Puts a recorded post where readers see it, or updates it there; may be repeated.

        Raises TargetUnavailable (again later) or TargetRefused (a person must decide).
        """

    def withdraw(self, delivery: Delivery) -> None:
        """Takes a post away that the post store no longer lists; may be repeated."""


class PublishOutcome(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    """Readers already have exactly this: nothing was recorded, nothing was sent."""


@frozen
class Published:
    outcome: PublishOutcome
    post: Post
    delivery: Delivery


@frozen
class Outbox:
    """Exactly once: what a reader sees has a digest, and a digest is recorded and sent once.

    A post is recorded before it is sent. When sending fails it stays recorded, and publishing it
    again, or `deliver_pending`, sends that same post.
    """

    posts: PostStore
    deliveries: DeliveryStore
    target: Target
    company: CompanyStyle
    minimum_delay: timedelta = MINIMUM_DELAY

    def publish_article(
        self,
        version: ArticleVersion,
        review: Review,
        rights: Rights,
        *,
        newest_version_id: int,
        now: datetime,
        form_of_address: str | None = None,
    ) -> Published:
        """Raises PublishBlocked with every reason, TargetUnavailable or TargetRefused."""
        post = compose_post(
            version,
            review,
            self.company,
            composed_at=now,
            form_of_address=form_of_address,
            slug=self._slug_for(version, review),
            allowed_images=rights.image_documents,
        )
        require_publishable(
            Candidate(
                post=post,
                version=version,
                review=review,
                rights=rights,
                newest_version_id=newest_version_id,
                now=now,
                minimum_delay=self.minimum_delay,
            )
        )
        current = self.posts.newest_post(post.article_id)
        if current is None or current.content_sha256 != post.content_sha256:
            outcome = PublishOutcome.NEW if current is None else PublishOutcome.UPDATED
            recorded = self.posts.record_post(post)
            return Published(outcome, recorded, self._send(recorded, now))
        delivery = self._delivery_of(current)
        if delivery is not None:
            return Published(PublishOutcome.UNCHANGED, current, delivery)
        return Published(PublishOutcome.NEW, current, self._send(current, now))

    def deliver_pending(self, *, now: datetime) -> tuple[Delivery, ...]:
        """Sends every recorded post that the target does not have yet, oldest first."""
        pending = [post for post in self.posts.list_published() if self._delivery_of(post) is None]
        return tuple(self._send(post, now) for post in reversed(pending))

    def withdraw_article(self, article_id: int) -> Delivery | None:
        """Takes the article's post away from readers once the store has marked it withdrawn.

        Returns what was taken away, None where nothing had been delivered.
        """
        delivery = self.deliveries.last_delivery(article_id, self.target.name)
        if delivery is not None:
            self.target.withdraw(delivery)
        return delivery

    def _send(self, post: Post, now: datetime) -> Delivery:
        return self.deliveries.record_delivery(self.target.deliver(post, delivered_at=now))

    def _slug_for(self, version: ArticleVersion, review: Review) -> str:
        held = self.posts.slug_of(version.article_id)
        title = compose_title(version.article, review.edits)
        return held or choose_slug(title, version.article_id, self.posts.slug_owner)

    def _delivery_of(self, post: Post) -> Delivery | None:
        """The delivery of exactly this post, None where the target has another or none."""
        last = self.deliveries.last_delivery(post.article_id, self.target.name)
        return last if last is not None and last.post_id == post.id else None
