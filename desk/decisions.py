"""Which decision may follow which, and the storing of it."""

from datetime import datetime

from archive.archive import Archive
from archive.errors import VersionConflict
from archive.records import ArticleVersion, Editor, Edits, Review, ReviewState
from desk.errors import StaleReview, TransitionNotAllowed

_NEXT = {
    None: {ReviewState.DRAFT, ReviewState.APPROVED, ReviewState.REJECTED},
    ReviewState.DRAFT: {ReviewState.DRAFT, ReviewState.APPROVED, ReviewState.REJECTED},
    ReviewState.APPROVED: {ReviewState.DRAFT, ReviewState.APPROVED, ReviewState.REJECTED},
    ReviewState.REJECTED: {ReviewState.DRAFT, ReviewState.APPROVED},
}


def allowed_next(current: ReviewState | None, is_published: bool) -> frozenset[ReviewState]:
    """A published article cannot be rejected: its post has to be withdrawn first."""
    states = _NEXT[current]
    return frozenset(states - {ReviewState.REJECTED} if is_published else states)


def seen_mark(review: Review | None) -> str:
    """What a form carries to tell which state of the review its editor was looking at."""
    return "" if review is None else review.updated_at.isoformat()


def decide(
    archive: Archive,
    editor: Editor,
    version: ArticleVersion,
    state: ReviewState,
    edits: Edits,
    *,
    seen: str,
    now: datetime,
    reason: str = "",
) -> Review:
    """Store the decision; raises StaleReview, VersionConflict, TransitionNotAllowed.

    `seen` is the form's `seen_mark`.
    """
    newest = archive.articles.newest_version(version.article_id)
    if newest.id != version.id:
        raise StaleReview(version.id, newest.id)
    current = archive.reviews.review_of_version(version.id)
    if seen_mark(current) != seen:
        raise VersionConflict(f"The review of version {version.id} has changed.")
    is_published = archive.posts.newest_post(version.article_id) is not None
    current_state = None if current is None else current.state
    if state not in allowed_next(current_state, is_published):
        raise TransitionNotAllowed(current_state, state)
    review = Review(
        version_id=version.id,
        article_id=version.article_id,
        editor_id=editor.id,
        state=state,
        edits=edits,
        updated_at=now,
        reason=reason,
    )
    return archive.reviews.record_review(review, current)
