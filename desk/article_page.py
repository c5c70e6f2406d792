"""Everything the article page shows, put together once."""

from collections.abc import Mapping

from attrs import frozen

from archive.archive import Archive
from archive.records import (
    ArticleVersion,
    Capture,
    Delivery,
    Occasion,
    Post,
    Review,
    ReviewState,
)
from desk.body_blocks import ShownBlock, blocks_of, shown_blocks
from desk.decisions import allowed_next, seen_mark
from desk.home_tables import tables_of
from desk.review_form import ReviewForm, carried_over, edited_fields, edited_form, machine_form
from desk.settings import DeskSettings
from desk.suggestions import Suggestion, suggest
from desk.version_diff import changed_fields
from desk.views.archived import archived_address, archived_files


@frozen(kw_only=True)
class ArticlePage:
    version: ArticleVersion
    versions: tuple[ArticleVersion, ...]
    """Newest first."""
    capture: Capture
    occasion: Occasion | None
    suggestion: Suggestion
    machine: ReviewForm
    form: ReviewForm
    stored: ReviewForm
    """The form as the archive has it, whatever was typed since."""
    edited: frozenset[str]
    blocks: tuple[ShownBlock, ...]
    original_address: str
    review: Review | None
    earlier_review: Review | None
    """Of an older version, where nobody has touched this one yet."""
    changed: tuple[str, ...]
    """What differs from the version of the earlier review."""
    events: tuple[Review, ...]
    editor_names: Mapping[int, str]
    post: Post | None
    deliveries: tuple[Delivery, ...]
    allowed: frozenset[ReviewState]
    is_newest: bool

    @property
    def seen(self) -> str:
        return seen_mark(self.review)


def load_article_page(
    settings: DeskSettings,
    archive: Archive,
    version: ArticleVersion,
    typed: ReviewForm | None = None,
) -> ArticlePage:
    """`typed` is what a person sent and could not be stored: shown again in place of the rest."""
    review = archive.reviews.review_of_version(version.id)
    earlier = _earlier_review(archive, version) if review is None else None
    occasion = archive.occasions.occasion_of(version.id)
    suggestion = suggest(
        version,
        occasion,
        _honoree(typed, review),
        tables_of(archive.home),
        archive.forms_of_address.forms(),
    )
    machine = machine_form(version.article, suggestion)
    stored = _stored_form(machine, review, earlier)
    form = typed or stored
    versions = tuple(archive.articles.list_versions(version.article_id))
    post = archive.posts.newest_post(version.article_id)
    files = archived_files(archive, settings.secret, version.provenance.capture_id)
    return ArticlePage(
        version=version,
        versions=versions,
        capture=archive.captures.load_capture(version.provenance.capture_id),
        occasion=occasion,
        suggestion=suggestion,
        machine=machine,
        form=form,
        stored=stored,
        edited=edited_fields(form, machine),
        blocks=shown_blocks(blocks_of(version.article), version.article, files),
        original_address=archived_address(settings.secret, version),
        review=review,
        earlier_review=earlier,
        changed=_changed(archive, earlier, version),
        events=tuple(archive.reviews.list_events(version.article_id)),
        editor_names={editor.id: editor.name for editor in archive.editors.list_editors()},
        post=post,
        deliveries=tuple(archive.deliveries.list_deliveries(version.article_id)),
        allowed=allowed_next(None if review is None else review.state, post is not None),
        is_newest=versions[0].id == version.id,
    )


def _earlier_review(archive: Archive, version: ArticleVersion) -> Review | None:
    newest = archive.reviews.newest_review(version.article_id)
    return newest if newest is not None and newest.version_id < version.id else None


def _honoree(typed: ReviewForm | None, review: Review | None) -> str:
    if typed is not None:
        return typed.honoree
    return "" if review is None else review.edits.honoree or ""


def _stored_form(machine: ReviewForm, review: Review | None, earlier: Review | None) -> ReviewForm:
    if review is not None:
        return edited_form(machine, review.edits)
    return machine if earlier is None else carried_over(machine, earlier.edits)


def _changed(archive: Archive, earlier: Review | None, version: ArticleVersion) -> tuple[str, ...]:
    if earlier is None:
        return ()
    before = archive.articles.load_version(earlier.version_id)
    return changed_fields(before.article, version.article)
