"""One request of one person: who, in which language, with which form, on which archive."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from attrs import frozen
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from archive.archive import Archive
from archive.records import Editor
from desk.csrf import check_form_token, form_token
from desk.errors import RequestForged
from desk.i18n import known_language, text
from desk.rendering import render
from desk.sessions import (
    LANGUAGE_COOKIE,
    VISITOR_COOKIE,
    keep_visitor,
    new_visitor,
    session_token,
)
from desk.settings import DeskSettings

MAX_FORM_FIELDS = 2_000
MAX_FORM_BYTES = 1_000_000
MAX_ROW_NUMBER = 2**63 - 1
"""SQLite's largest."""
NOTICES = frozenset(
    {"saved", "approved", "rejected", "published", "unchanged", "logged_out", "muted", "unmuted"}
)


@frozen
class Visit:
    request: Request
    settings: DeskSettings
    archive: Archive
    editor: Editor | None
    language: str
    form: FormData
    form_token: str
    now: datetime

    def text(self, key: str, **values: object) -> str:
        return text(self.language, key, **values)

    def render(self, template: str, status: int = 200, **context: object) -> Response:
        notice = self.request.query_params.get("notice", "")
        page = render(
            template,
            self.language,
            editor=self.editor,
            form_token=self.form_token,
            path=self.request.url.path,
            here=self._here(),
            notice=notice if notice in NOTICES else "",
            **context,
        )
        return HTMLResponse(page, status)

    @property
    def known_editor(self) -> Editor:
        """The editor of a page that is for editors only."""
        if self.editor is None:
            raise RequestForged
        return self.editor

    @property
    def session_token(self) -> str:
        return session_token(self.request)

    def number(self, name: str) -> int:
        """A row's number in the path; a number that no row can have answers 404."""
        number = int(self.request.path_params[name])
        if number > MAX_ROW_NUMBER:
            raise HTTPException(404)
        return number

    def queried_number(self, name: str) -> int | None:
        """A row's number in the query; None where absent or no number."""
        asked = self.query(name)
        is_number = asked.isascii() and asked.isdigit() and len(asked) < len(str(MAX_ROW_NUMBER))
        return int(asked) if is_number else None

    def query(self, name: str) -> str:
        return self.request.query_params.get(name, "").strip()

    def field(self, name: str) -> str:
        """A field of the form as typed; "" where absent."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    def _here(self) -> str:
        """Address of this page without its notice, to come back to."""
        pairs = [(k, v) for k, v in self.request.query_params.multi_items() if k != "notice"]
        return self.request.url.path + (f"?{urlencode(pairs)}" if pairs else "")


View = Callable[[Visit], Response]


def see_other(path: str, **query: str) -> Response:
    """Redirect after a post; `path` is one of ours."""
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)


def for_editors(view: View) -> Callable[[Request], Awaitable[Response]]:
    """Endpoint for people who are logged in; others are sent to the log-in page."""
    return _endpoint(view, open_to_all=False)


def for_everyone(view: View) -> Callable[[Request], Awaitable[Response]]:
    return _endpoint(view, open_to_all=True)


def _endpoint(view: View, open_to_all: bool) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form = await _read_form(request)
        return await run_in_threadpool(_answer, view, request, form, open_to_all)

    return endpoint


async def _read_form(request: Request) -> FormData:
    if request.method != "POST":
        return FormData()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(400)
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > MAX_FORM_BYTES:
        raise HTTPException(413)
    return await request.form(max_fields=MAX_FORM_FIELDS, max_files=0)


def _answer(view: View, request: Request, form: FormData, open_to_all: bool) -> Response:
    # SQLite connections are bound to their thread, so each request opens its own.
    settings: DeskSettings = request.app.state.settings
    known_holder = session_token(request) or request.cookies.get(VISITOR_COOKIE, "")
    holder = known_holder or new_visitor()
    with Archive(settings.home) as archive:
        visit = _visit(request, form, settings, archive, holder)
        if visit.editor is None and not open_to_all:
            return _to_login(request)
        if request.method == "POST":
            check_form_token(form, request.headers, settings.secret, known_holder)
        response = view(visit)
    if not known_holder:
        keep_visitor(response, holder, settings.secure_cookies)
    return response


def _visit(
    request: Request, form: FormData, settings: DeskSettings, archive: Archive, holder: str
) -> Visit:
    now = datetime.now(UTC)
    token = session_token(request)
    editor = archive.editors.session_editor(token, now) if token else None
    preferred = request.cookies.get(LANGUAGE_COOKIE, "") if editor is None else editor.language
    return Visit(
        request=request,
        settings=settings,
        archive=archive,
        editor=editor,
        language=known_language(preferred),
        form=form,
        form_token=form_token(settings.secret, holder),
        now=now,
    )


def _to_login(request: Request) -> Response:
    if request.method == "POST":
        return see_other("/login", ended="1")
    return see_other("/login", next=request.url.path)
