"""Making log-ins from outside the desk: on the command line, for the first editor."""

import re
import secrets
from datetime import datetime

from archive.archive import Archive
from archive.records import Editor
from archive.text import fold_space
from desk.errors import LoginRefused
from desk.passwords import MIN_PASSWORD_LENGTH, hash_password

ROLES = ("editor", "admin")
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def add_editor(
    archive: Archive, login: str, name: str, role: str, password: str | None, now: datetime
) -> Editor:
    """Make the log-in, or give an existing one a new name, role and password.

    Without a password only one-time links lead in. Raises LoginRefused.
    """
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise LoginRefused(
            f"Log-in name {login!r}: 2 to 40 letters a-z, digits, dots, hyphens or underscores, "
            "beginning with a letter or digit."
        )
    if not fold_space(name):
        raise LoginRefused("The name that colleagues see must not be empty: --name.")
    if password is not None and len(password) < MIN_PASSWORD_LENGTH:
        raise LoginRefused(f"The password needs at least {MIN_PASSWORD_LENGTH} characters.")
    password_hash = hash_password(password or secrets.token_urlsafe(32))
    return archive.editors.record_editor(login, fold_space(name), role, password_hash, now)


def one_time_link(archive: Archive, login: str, base_url: str, now: datetime) -> str:
    """Address that logs its bearer in once within the hour; raises LoginRefused."""
    editor = archive.editors.find_editor(login.strip().lower())
    if editor is None:
        known = ", ".join(each.login for each in archive.editors.list_editors()) or "none yet"
        raise LoginRefused(
            f"No editor {login!r} (known: {known}). Make one: trichnguon editor add {login}"
        )
    token = archive.editors.start_one_time_login(editor.id, now)
    return f"{base_url.rstrip('/')}/login/once/{token}"
