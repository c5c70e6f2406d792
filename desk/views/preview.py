"""The post as readers will see it, and the button that publishes it."""

from starlette.responses import HTMLResponse, Response

from archive.archive import Archive
from archive.records import ArticleVersion, Post
from desk.publishing import compose_draft, publish_version
from desk.visit import Visit, see_other
from publish.errors import Blocked, BodyUnreadable, DeliveryError, PublishBlocked
from publish.formats.html import render_preview
from publish.outbox import PublishOutcome

PREVIEW_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)
_OTHERS = 5


def show_preview(visit: Visit) -> Response:
    return _preview_page(visit, _version(visit))


def preview_frame(visit: Visit) -> Response:
    draft = compose_draft(visit.settings, visit.archive, _version(visit), visit.now)
    others = _others(visit.archive, draft.post)
    page = render_preview(draft.post, visit.settings.company, others)
    return HTMLResponse(page, headers={"Content-Security-Policy": PREVIEW_POLICY})


def publish(visit: Visit) -> Response:
    version = _version(visit)
    if visit.field("version") != str(version.id):
        return _preview_page(visit, version, 409, why="stale")
    try:
        published = publish_version(visit.settings, visit.archive, version, visit.now)
    except (PublishBlocked, BodyUnreadable):
        return _preview_page(visit, version, 409, why="blocked")
    except DeliveryError as error:
        failed = Blocked("delivery", error.message_vi, error.advice_vi)
        return _preview_page(visit, version, 502, why="failed", failed=failed)
    is_unchanged = published.outcome is PublishOutcome.UNCHANGED
    notice = "unchanged" if is_unchanged else "published"
    return see_other(f"/articles/{version.article_id}/preview", notice=notice)


def _preview_page(
    visit: Visit,
    version: ArticleVersion,
    status: int = 200,
    why: str = "",
    failed: Blocked | None = None,
) -> Response:
    try:
        draft = compose_draft(visit.settings, visit.archive, version, visit.now)
    except BodyUnreadable:
        draft = None
    deliveries = visit.archive.deliveries.list_deliveries(version.article_id)
    post = visit.archive.posts.newest_post(version.article_id)
    return visit.render(
        "preview.html",
        status,
        version=version,
        draft=draft,
        why=why,
        failed=failed,
        post=post,
        delivery=deliveries[-1] if deliveries and post else None,
        is_current=post is not None
        and draft is not None
        and post.content_sha256 == draft.post.content_sha256,
    )


def _version(visit: Visit) -> ArticleVersion:
    return visit.archive.articles.newest_version(visit.number("article_id"))


def _others(archive: Archive, post: Post) -> list[Post]:
    published = archive.posts.list_published()
    return [other for other in published if other.article_id != post.article_id][:_OTHERS]
