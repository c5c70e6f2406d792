"""Log-in and log-out: sessions live in the archive, the browser keeps one random token."""

import secrets
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from archive.archive import Archive
from archive.editors import SESSION_LIFETIME
from archive.records import Editor
from desk.passwords import is_password_right

SESSION_COOKIE = "trichnguon_session"
VISITOR_COOKIE = "trichnguon_visitor"
"""Holds a random value before log-in, so that the log-in form is bound to a browser too."""
LANGUAGE_COOKIE = "trichnguon_language"
MAX_FAILURES = 5
FAILURE_WINDOW = timedelta(minutes=15)
_YEAR_S = 365 * 24 * 3600


def is_throttled(archive: Archive, login: str, now: datetime) -> bool:
    """Too many wrong passwords lately; the right one is then refused as well."""
    return archive.editors.count_login_failures(login, now - FAILURE_WINDOW) >= MAX_FAILURES


def editor_with_password(
    archive: Archive, login: str, password: str, now: datetime
) -> Editor | None:
    """The editor, or None after recording the failure."""
    editor = archive.editors.find_editor(login)
    password_hash = "" if editor is None else archive.editors.password_hash_of(editor.id)
    if is_password_right(password_hash, password):
        return editor
    archive.editors.record_login_failure(login, now)
    return None


def session_token(request: Request) -> str:
    return request.cookies.get(SESSION_COOKIE, "")


def keep_session(response: Response, token: str, secure: bool) -> None:
    lifetime_s = int(SESSION_LIFETIME.total_seconds())
    response.set_cookie(
        SESSION_COOKIE, token, max_age=lifetime_s, httponly=True, samesite="lax", secure=secure
    )
    response.delete_cookie(VISITOR_COOKIE)


def forget_session(response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE)


def new_visitor() -> str:
    return secrets.token_urlsafe(24)


def keep_visitor(response: Response, visitor: str, secure: bool) -> None:
    response.set_cookie(VISITOR_COOKIE, visitor, httponly=True, samesite="lax", secure=secure)


def keep_language(response: Response, language: str, secure: bool) -> None:
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=_YEAR_S, httponly=True, samesite="lax", secure=secure
    )
