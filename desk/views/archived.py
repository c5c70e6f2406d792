"""Archived pages and what they show, to a sandboxed frame that has nothing but the address."""

import mimetypes
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from archive.archive import Archive
from archive.records import ArticleVersion, Capture
from archive.warc import StoredResponse, read_response
from desk.charset import decoded
from desk.outline import TITLE_ANCHOR
from desk.replay import (
    IMAGE_TYPES,
    PAGE_TYPES,
    REPLAY_POLICY,
    STYLE_TYPE,
    Resolve,
    archived_page,
    archived_style,
)
from desk.replay_token import capture_of_token, replay_token
from desk.visit import Visit

_HEADERS = {
    "Content-Security-Policy": REPLAY_POLICY,
    "Cache-Control": "private, max-age=600",
}


def archived_address(secret: str, version: ArticleVersion) -> str:
    """Address of the version's page for the frame, good for a while."""
    token = replay_token(secret, version.provenance.capture_id)
    return f"/archived/{token}/?{urlencode({'version': version.id})}#{TITLE_ANCHOR}"


def archived_files(archive: Archive, secret: str, capture_id: int) -> Resolve:
    """Address of the archived copy of a picture or style, None where none was kept."""
    prefix = f"/archived/{replay_token(secret, capture_id)}/file?"

    def resolve(url: str) -> str | None:
        if not url.startswith(("http://", "https://")):
            return None
        capture = archive.captures.newest_capture_of(url.partition("#")[0])
        if capture is None or capture.id is None or not _is_shown(capture):
            return None
        return prefix + urlencode({"capture": capture.id})

    return resolve


def page(visit: Visit) -> Response:
    capture = visit.archive.captures.load_capture(_capture_id(visit))
    stored = _read(visit.archive, capture)
    if _media_type(capture) in IMAGE_TYPES:
        return Response(stored.body, headers=_HEADERS, media_type=_media_type(capture))
    if _media_type(capture) not in PAGE_TYPES:
        note = visit.render("archived_other.html", media_type=_media_type(capture))
        note.headers.update(_HEADERS)
        return note
    text = archived_page(
        decoded(stored.body, capture.content_type),
        capture.url,
        archived_files(visit.archive, visit.settings.secret, _capture_id(visit)),
        _extracted(visit, capture),
    )
    return Response(text, headers=_HEADERS, media_type="text/html; charset=utf-8")


def file(visit: Visit) -> Response:
    page_id = _capture_id(visit)
    capture_id = visit.queried_number("capture")
    if capture_id is None:
        raise HTTPException(404)
    capture = visit.archive.captures.load_capture(capture_id)
    if not _is_shown(capture):
        raise HTTPException(404)
    body = _read(visit.archive, capture).body
    if _media_type(capture) != STYLE_TYPE:
        return Response(body, headers=_HEADERS, media_type=_media_type(capture))
    resolve = archived_files(visit.archive, visit.settings.secret, page_id)
    style = archived_style(decoded(body, capture.content_type), capture.url, resolve)
    return Response(style, headers=_HEADERS, media_type="text/css; charset=utf-8")


def download(visit: Visit) -> Response:
    """The payload as it was stored, to be kept and opened elsewhere."""
    capture = visit.archive.captures.load_capture(visit.number("capture_id"))
    body = _read(visit.archive, capture).body
    suffix = mimetypes.guess_extension(_media_type(capture)) or ".bin"
    name = f"capture-{capture.id}-{capture.payload_sha256[:12]}{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, headers=headers, media_type="application/octet-stream")


def _capture_id(visit: Visit) -> int:
    capture_id = capture_of_token(visit.settings.secret, visit.request.path_params["token"])
    if capture_id is None:
        raise HTTPException(403, "replay_expired")
    return capture_id


def _read(archive: Archive, capture: Capture) -> StoredResponse:
    return read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)


def _media_type(capture: Capture) -> str:
    return capture.content_type.partition(";")[0].strip().lower()


def _is_shown(capture: Capture) -> bool:
    media_type = _media_type(capture)
    return capture.status == 200 and (media_type in IMAGE_TYPES or media_type == STYLE_TYPE)


def _extracted(visit: Visit, capture: Capture) -> list[tuple[str, str]]:
    """What was read from this very page, to be outlined on it."""
    version_id = visit.queried_number("version")
    if version_id is None:
        return []
    version = visit.archive.articles.load_version(version_id)
    if version.provenance.capture_id != capture.id:
        return []
    article = version.article
    people = [(author.name, author.position) for author in article.authors]
    return [
        ("title", article.title),
        ("lead", article.lead),
        ("byline", article.byline_raw),
        *(("byline", text) for pair in people for text in (*pair, " ".join(pair))),
        ("published", article.published_raw),
        *(("body", paragraph) for paragraph in article.body_text.split("\n\n")),
    ]
