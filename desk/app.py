"""The desk as an ASGI application."""

from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from archive.archive import open_archive
from archive.errors import ArchiveError, RecordMissing
from desk.errors import DeskError
from desk.i18n import has_text, known_language, text
from desk.rendering import render
from desk.security_headers import SecurityHeaders
from desk.sessions import LANGUAGE_COOKIE
from desk.settings import DeskSettings
from desk.views import (
    archived,
    article,
    calendar,
    inbox,
    login,
    overviews,
    preview,
    sources,
    suggestions,
)
from desk.visit import MAX_FORM_BYTES, for_editors, for_everyone
from occasions.errors import OccasionsError


def create_app(settings: DeskSettings) -> Starlette:
    """Raises HomeMissing, SchemaOutOfDate."""
    open_archive(settings.home).close()
    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(SecurityHeaders),
            # For bodies that do not say how long they are; the others get a page that explains.
            Middleware(RequestBodyLimitMiddleware, max_body_size=2 * MAX_FORM_BYTES),
        ],
        exception_handlers={
            HTTPException: _http_error,
            DeskError: _desk_error,
            RecordMissing: _record_missing,
            ArchiveError: _archive_error,
            OccasionsError: _tables_error,
            Exception: _internal_error,
        },
    )
    app.state.settings = settings
    return app


def _routes() -> list[Route | Mount]:
    article_path = "/articles/{article_id:int}"
    return [
        Route("/", for_editors(inbox.home)),
        Route("/login", for_everyone(login.show_login), methods=["GET"]),
        Route("/login", for_everyone(login.log_in), methods=["POST"]),
        Route("/login/once/{token}", for_everyone(login.show_one_time), methods=["GET"]),
        Route("/login/once/{token}", for_everyone(login.use_one_time), methods=["POST"]),
        Route("/logout", for_editors(login.log_out), methods=["POST"]),
        Route("/language", for_everyone(login.switch_language), methods=["POST"]),
        Route("/inbox", for_editors(inbox.inbox)),
        Route(article_path, for_editors(article.show_article), methods=["GET"]),
        Route(article_path, for_editors(article.decide_article), methods=["POST"]),
        Route(f"{article_path}/preview", for_editors(preview.show_preview)),
        Route(f"{article_path}/preview/page", for_editors(preview.preview_frame)),
        Route(f"{article_path}/publish", for_editors(preview.publish), methods=["POST"]),
        Route("/form-of-address", for_editors(article.suggest_address)),
        Route("/captures/{capture_id:int}/download", for_editors(archived.download)),
        Route("/archived/{token}/", for_everyone(archived.page)),
        Route("/archived/{token}/file", for_everyone(archived.file)),
        Route("/calendar", for_editors(calendar.calendar)),
        Route("/calendar/founding", for_editors(calendar.decide_founding_day), methods=["POST"]),
        Route("/calendar/feed", for_editors(calendar.renew_feed), methods=["POST"]),
        Route("/calendar/{token}.ics", for_everyone(calendar.feed)),
        Route("/suggestions", for_editors(suggestions.report)),
        Route("/suggestions/address", for_editors(suggestions.decide_form), methods=["POST"]),
        Route("/suggestions.tsv", for_editors(suggestions.export)),
        Route("/sources", for_editors(sources.sources)),
        Route("/sources/mute", for_editors(sources.mute), methods=["POST"]),
        Route("/sources/unmute", for_editors(sources.unmute), methods=["POST"]),
        Route("/incidents", for_editors(overviews.incidents)),
        Route("/runs", for_editors(overviews.runs)),
        Mount("/static", StaticFiles(directory=str(files("desk").joinpath("static")))),
    ]


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    language = _language(request)
    key = next(
        (f"error.{name}" for name in (detail, status) if has_text(language, f"error.{name}.title")),
        "error.bad_request",
    )
    return _error_page(request, status, key)


def _desk_error(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, DeskError) else 500
    key = error.key if isinstance(error, DeskError) else "error.500"
    problem = f"problem.{getattr(error, 'problem', '')}"
    detail = text(_language(request), problem) if has_text("vi", problem) else ""
    return _error_page(request, status, key, detail)


def _record_missing(request: Request, error: Exception) -> Response:
    return _error_page(request, 404, "error.404")


def _archive_error(request: Request, error: Exception) -> Response:
    return _error_page(request, 500, "error.archive", str(error))


def _tables_error(request: Request, error: Exception) -> Response:
    return _error_page(request, 500, "error.tables", str(error))


def _internal_error(request: Request, error: Exception) -> Response:
    """Only the page: Starlette raises the error on, so that the server's log has it."""
    return _error_page(request, 500, "error.500")


def _error_page(request: Request, status: int, key: str, detail: str = "") -> Response:
    page = render("error.html", _language(request), status=status, key=key, detail=detail)
    return HTMLResponse(page, status)


def _language(request: Request) -> str:
    return known_language(request.cookies.get(LANGUAGE_COOKIE, ""))
