"""Log-in by password or one-time link, log-out, language."""

from urllib.parse import urlsplit

from starlette.responses import Response

from archive.records import Editor
from desk.i18n import LANGUAGES
from desk.sessions import (
    FAILURE_WINDOW,
    editor_with_password,
    forget_session,
    is_throttled,
    keep_language,
    keep_session,
)
from desk.visit import Visit, see_other


def show_login(visit: Visit) -> Response:
    if visit.editor is not None:
        return see_other("/inbox")
    problem = "login.session_ended" if visit.query("ended") else ""
    return _login_page(visit, problem, next_path=visit.query("next"))


def log_in(visit: Visit) -> Response:
    login, password = visit.field("login").strip(), visit.field("password")
    next_path = visit.field("next")
    if not login or not password:
        return _login_page(visit, "login.incomplete", next_path, login, status=400)
    if is_throttled(visit.archive, login, visit.now):
        return _login_page(visit, "login.throttled", next_path, login, status=429)
    editor = editor_with_password(visit.archive, login, password, visit.now)
    if editor is None:
        return _login_page(visit, "login.wrong", next_path, login, status=401)
    return _logged_in(visit, editor, next_path)


def show_one_time(visit: Visit) -> Response:
    """Only a page with a button: programs that look at links must not use the link up."""
    return visit.render("login_once.html", expired=False)


def use_one_time(visit: Visit) -> Response:
    token = visit.request.path_params["token"]
    editor = visit.archive.editors.use_one_time_login(token, visit.now)
    if editor is None:
        return visit.render("login_once.html", 410, expired=True)
    return _logged_in(visit, editor, "")


def log_out(visit: Visit) -> Response:
    visit.archive.editors.end_session(visit.session_token)
    response = see_other("/login", notice="logged_out")
    forget_session(response)
    return response


def switch_language(visit: Visit) -> Response:
    language = visit.field("language")
    response = see_other(local_path(visit.field("next")))
    if language in LANGUAGES:
        if visit.editor is not None:
            visit.archive.editors.record_language(visit.editor.id, language)
        keep_language(response, language, visit.settings.secure_cookies)
    return response


def local_path(path: str) -> str:
    """The path if it is one of this desk's, the inbox otherwise: never a way to another site."""
    parts = urlsplit(path)
    is_local = path.startswith("/") and not path.startswith(("//", "/\\"))
    is_plain = not parts.scheme and not parts.netloc and path.isprintable() and "\\" not in path
    return path if is_local and is_plain else "/inbox"


def _login_page(
    visit: Visit, problem: str, next_path: str, login: str = "", status: int = 200
) -> Response:
    minutes = int(FAILURE_WINDOW.total_seconds() // 60)
    return visit.render(
        "login.html",
        status,
        problem=problem and visit.text(problem, minutes=minutes),
        next_path=next_path,
        login=login,
    )


def _logged_in(visit: Visit, editor: Editor, next_path: str) -> Response:
    token = visit.archive.editors.start_session(editor.id, visit.now)
    response = see_other(local_path(next_path))
    keep_session(response, token, visit.settings.secure_cookies)
    keep_language(response, editor.language, visit.settings.secure_cookies)
    return response
