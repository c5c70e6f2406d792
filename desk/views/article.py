"""One article: the original beside what was read from it, and the editor's decision."""

import attrs
from starlette.responses import PlainTextResponse, Response

from archive.errors import VersionConflict
from archive.records import ArticleVersion, ReviewState
from desk.article_page import ArticlePage, load_article_page
from desk.body_blocks import blocks_of
from desk.decisions import decide, seen_mark
from desk.errors import FormRefused, StaleReview
from desk.forms_of_address import record_form
from desk.home_tables import tables_of
from desk.review_form import (
    ReviewForm,
    author_rows,
    checked,
    edited_fields,
    edits_of,
    read_review_form,
    reverted,
)
from desk.visit import Visit, see_other
from occasions.address import form_of_address

_STATES = {
    "save": ReviewState.DRAFT,
    "preview": ReviewState.DRAFT,
    "approve": ReviewState.APPROVED,
    "reject": ReviewState.REJECTED,
}
_NOTICES = {
    ReviewState.DRAFT: "saved",
    ReviewState.APPROVED: "approved",
    ReviewState.REJECTED: "rejected",
}


def show_article(visit: Visit) -> Response:
    version = _asked_version(visit)
    return _article_page(visit, load_article_page(visit.settings, visit.archive, version))


def decide_article(visit: Visit) -> Response:
    """Save, approve, reject, take a value back; what cannot be stored is shown again as typed."""
    newest = visit.archive.articles.newest_version(visit.number("article_id"))
    form = read_review_form(visit.form, _block_count(visit))
    if visit.field("version") != str(newest.id):
        kept = attrs.evolve(form, omitted_blocks=frozenset())
        return _shown_again(visit, newest, kept, 409, "stale")
    action, _, name = visit.field("action").partition(":")
    if action in ("revert", "suggest"):
        return _with_field_changed(visit, newest, form, action, name)
    if action not in _STATES:
        raise FormRefused("action", "unknown_action")
    form = checked(form, newest.article, visit.now)
    if action == "reject" and not form.reason:
        form = attrs.evolve(form, problems={**form.problems, "reason": "reason_required"})
    if form.problems:
        return _shown_again(visit, newest, form, 400, "problems")
    return _store(visit, newest, form, action)


def suggest_address(visit: Visit) -> Response:
    """The form of address for a honoree that is being typed."""
    return PlainTextResponse(
        form_of_address(
            visit.query("honoree")[:300],
            visit.archive.forms_of_address.forms(),
            tables=tables_of(visit.settings.home),
        )
    )


def _store(visit: Visit, version: ArticleVersion, form: ReviewForm, action: str) -> Response:
    state = _STATES[action]
    page = load_article_page(visit.settings, visit.archive, version, form)
    edits = edits_of(form, page.machine, keep_company_words=state is ReviewState.APPROVED)
    if action == "preview" and page.review is not None and _says_the_same(page, form):
        _keep_form(visit, form)
        return see_other(f"/articles/{version.article_id}/preview")
    try:
        decide(
            visit.archive,
            visit.known_editor,
            version,
            state,
            edits,
            seen=visit.field("seen"),
            now=visit.now,
            reason=form.reason if state is ReviewState.REJECTED else "",
        )
    except VersionConflict:
        return _shown_again(visit, version, form, 409, "conflict")
    except StaleReview:
        newest = visit.archive.articles.newest_version(version.article_id)
        return _shown_again(visit, newest, form, 409, "stale")
    if state is not ReviewState.REJECTED:
        _keep_form(visit, form)
    path = f"/articles/{version.article_id}"
    if state is ReviewState.REJECTED or action == "save":
        return see_other(path, notice=_NOTICES[state])
    # To see the post is the next step after approving it.
    return see_other(f"{path}/preview", notice=_NOTICES[state])


def _keep_form(visit: Visit, form: ReviewForm) -> None:
    if form.keeps_form:
        editor_id = visit.known_editor.id
        record_form(visit.archive, editor_id, form.honoree, form.form_of_address, visit.now)


def _says_the_same(page: ArticlePage, form: ReviewForm) -> bool:
    """The stored review already holds what was typed: looking at it changes no state."""
    if page.review is None:
        return False
    fixed = page.review.state is ReviewState.APPROVED
    return page.review.edits == edits_of(form, page.machine, keep_company_words=fixed)


def _with_field_changed(
    visit: Visit, version: ArticleVersion, form: ReviewForm, action: str, name: str
) -> Response:
    """The same page with one field as the machine has or suggests it; nothing is stored."""
    page = load_article_page(visit.settings, visit.archive, version, form)
    if action == "suggest":
        form = attrs.evolve(form, intro=page.suggestion.intro)
    else:
        form = reverted(form, page.machine, name)
    return _shown_again(visit, version, form, 200, "unsaved")


def _shown_again(
    visit: Visit, version: ArticleVersion, form: ReviewForm, status: int, why: str
) -> Response:
    page = load_article_page(visit.settings, visit.archive, version, form)
    return _article_page(visit, page, status=status, why=why)


def _article_page(visit: Visit, page: ArticlePage, status: int = 200, why: str = "") -> Response:
    # After a conflict the form carries the new mark, so that saving again is a decision; a form
    # that is only shown again keeps its own, so that a conflict in the meantime is not missed.
    keeps_mark = why in ("problems", "unsaved")
    seen = visit.field("seen") if keeps_mark else seen_mark(page.review)
    is_conflict = why == "conflict"
    return visit.render(
        "article.html",
        status,
        page=page,
        why=why,
        seen=seen,
        conflicting=edited_fields(page.form, page.stored) if is_conflict else frozenset(),
        company=visit.settings.company,
        author_rows=author_rows(page.form),
        source=visit.settings.sources.get(page.version.provenance.source_id),
        states=ReviewState,
    )


def _asked_version(visit: Visit) -> ArticleVersion:
    versions = visit.archive.articles.list_versions(visit.number("article_id"))
    asked = visit.query("version")
    chosen = [version for version in versions if str(version.number) == asked]
    return (
        chosen[0] if chosen else visit.archive.articles.newest_version(visit.number("article_id"))
    )


def _block_count(visit: Visit) -> int:
    """Blocks of the version that the form was made for, which may no longer be the newest."""
    versions = visit.archive.articles.list_versions(visit.number("article_id"))
    seen = [version for version in versions if str(version.id) == visit.field("version")]
    if not seen:
        raise FormRefused("version", "unknown_version")
    return len(blocks_of(seen[0].article))
