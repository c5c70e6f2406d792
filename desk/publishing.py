"""From the desk to `publish`: the post as it would be, why it may not go, and sending it."""

from datetime import datetime

import attrs
from attrs import frozen

from archive.archive import Archive
from archive.records import ArticleVersion, Edits, Post, RepublicationClass, Review, ReviewState
from desk.errors import StaleReview, TransitionNotAllowed
from desk.home_tables import tables_of
from desk.settings import DeskSettings
from desk.suggestions import suggest, with_company_words
from publish.checks import Candidate, Rights, check_post
from publish.errors import Blocked
from publish.outbox import Outbox, Published
from publish.post import compose_post, compose_title
from publish.slugs import choose_slug

_UNSAVED = 0
"""Stands for the id of a review that exists only for a preview; never stored."""


@frozen
class Draft:
    """A post composed to be looked at, and every reason why it may not leave."""

    post: Post
    blocked: tuple[Blocked, ...]
    is_approved: bool


def compose_draft(
    settings: DeskSettings, archive: Archive, version: ArticleVersion, now: datetime
) -> Draft:
    """The post of a version by its stored review, with suggestions where nobody decided yet.

    Raises BodyUnreadable.
    """
    review = _review_to_show(archive, version, now)
    rights = rights_of(settings, version.provenance.source_id)
    held = archive.posts.slug_of(version.article_id)
    title = compose_title(version.article, review.edits)
    post = compose_post(
        version,
        review,
        settings.company,
        composed_at=now,
        slug=held or choose_slug(title, version.article_id, archive.posts.slug_owner),
        allowed_images=rights.image_documents,
    )
    candidate = Candidate(
        post=post,
        version=version,
        review=review,
        rights=rights,
        newest_version_id=archive.articles.newest_version(version.article_id).id,
        now=now,
        minimum_delay=settings.minimum_delay,
    )
    is_approved = review.state is ReviewState.APPROVED
    return Draft(post, check_post(candidate), is_approved)


def _review_to_show(archive: Archive, version: ArticleVersion, now: datetime) -> Review:
    stored = archive.reviews.review_of_version(version.id)
    if stored is not None and stored.state is ReviewState.APPROVED:
        return stored
    review = stored or Review(
        version.id, version.article_id, _UNSAVED, ReviewState.DRAFT, Edits(), now, id=_UNSAVED
    )
    occasion = archive.occasions.occasion_of(version.id)
    suggestion = suggest(
        version,
        occasion,
        review.edits.honoree or "",
        tables_of(archive.home),
        archive.forms_of_address.forms(),
    )
    return attrs.evolve(review, edits=with_company_words(review.edits, suggestion))


def publish_version(
    settings: DeskSettings, archive: Archive, version: ArticleVersion, now: datetime
) -> Published:
    """Raises StaleReview, TransitionNotAllowed, PublishBlocked, DeliveryError."""
    newest = archive.articles.newest_version(version.article_id)
    if newest.id != version.id:
        raise StaleReview(version.id, newest.id)
    review = archive.reviews.review_of_version(version.id)
    if review is None or review.state is not ReviewState.APPROVED:
        state = None if review is None else review.state
        raise TransitionNotAllowed(state, wanted="published")
    outbox = Outbox(
        posts=archive.posts,
        deliveries=archive.deliveries,
        target=settings.target_of(archive),
        company=settings.company,
        minimum_delay=settings.minimum_delay,
    )
    return outbox.publish_article(
        version,
        review,
        rights_of(settings, version.provenance.source_id),
        newest_version_id=newest.id,
        now=now,
    )


def rights_of(settings: DeskSettings, source_id: str) -> Rights:
    """Of a cited page whose portal has no source file nobody has read the terms."""
    source = settings.sources.get(source_id)
    if source is None:
        return Rights(RepublicationClass.NONE_STATED)
    rights = source.rights
    return Rights(rights.republication, rights.evidence, rights.consent_document)
