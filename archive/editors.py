"""Editors, their sessions and one-time log-ins. Tokens are stored as digests only."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlite_utils import Database

from archive.database import Row, first, insert, rows, transaction
from archive.records import Editor
from archive.rows import time_of, time_text

SESSION_LIFETIME = timedelta(days=7)
ONE_TIME_LIFETIME = timedelta(hours=1)


class EditorStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_editor(
        self, login: str, name: str, role: str, password_hash: str, created_at: datetime
    ) -> Editor:
        """Make the editor, or give an existing log-in a new name, role and password."""
        row = {
            "login": login,
            "name": name,
            "role": role,
            "language": "vi",
            "password_hash": password_hash,
            "created_at": time_text(created_at),
        }
        with transaction(self._db):
            known = self.find_editor(login)
            if known is None:
                return Editor(insert(self._db, "editors", row), login, name, role)
            self._db.conn.execute(
                """UPDATE editors SET name = :name, role = :role, password_hash = :password_hash
                   WHERE login = :login""",
                row,
            )
            self._db.conn.execute("DELETE FROM sessions WHERE editor_id = ?", (known.id,))
        return Editor(known.id, known.login, name, role, known.language)

    def find_editor(self, login: str) -> Editor | None:
        row = first(self._db, "SELECT * FROM editors WHERE login = :login", {"login": login})
        return None if row is None else _editor_of(row)

    def list_editors(self) -> list[Editor]:
        return [_editor_of(row) for row in rows(self._db, "SELECT * FROM editors ORDER BY id")]

    def password_hash_of(self, editor_id: int) -> str:
        row = first(self._db, "SELECT password_hash FROM editors WHERE id = :id", {"id": editor_id})
        return "" if row is None else str(row["password_hash"])

    def record_language(self, editor_id: int, language: str) -> None:
        with transaction(self._db):
            self._db.conn.execute(
                "UPDATE editors SET language = ? WHERE id = ?", (language, editor_id)
            )

    def start_session(self, editor_id: int, now: datetime) -> str:
        """A new session's token, to be kept by the browser alone."""
        token = secrets.token_urlsafe(32)
        with transaction(self._db):
            self._db.conn.execute("DELETE FROM sessions WHERE expires_at < ?", (time_text(now),))
            self._db.conn.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?)",
                (_digest(token), editor_id, time_text(now), time_text(now + SESSION_LIFETIME)),
            )
        return token

    def session_editor(self, token: str, now: datetime) -> Editor | None:
        row = first(
            self._db,
            """SELECT editors.* FROM sessions JOIN editors ON editors.id = sessions.editor_id
               WHERE token_sha256 = :token AND expires_at > :now""",
            {"token": _digest(token), "now": time_text(now)},
        )
        return None if row is None else _editor_of(row)

    def end_session(self, token: str) -> None:
        with transaction(self._db):
            self._db.conn.execute("DELETE FROM sessions WHERE token_sha256 = ?", (_digest(token),))

    def start_one_time_login(self, editor_id: int, now: datetime) -> str:
        """A token that logs its bearer in once, within ONE_TIME_LIFETIME."""
        token = secrets.token_urlsafe(24)
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT INTO one_time_logins VALUES (?, ?, ?, NULL)",
                (_digest(token), editor_id, time_text(now + ONE_TIME_LIFETIME)),
            )
        return token

    def use_one_time_login(self, token: str, now: datetime) -> Editor | None:
        """The editor; None where the token is unknown, used or expired."""
        with transaction(self._db):
            used = self._db.conn.execute(
                """UPDATE one_time_logins SET used_at = :now
                   WHERE token_sha256 = :token AND used_at IS NULL AND expires_at > :now""",
                {"token": _digest(token), "now": time_text(now)},
            )
            if used.rowcount == 0:
                return None
            row = first(
                self._db,
                """SELECT editors.* FROM one_time_logins JOIN editors ON editors.id = editor_id
                   WHERE token_sha256 = :token""",
                {"token": _digest(token)},
            )
        return None if row is None else _editor_of(row)

    def renew_calendar_token(self, editor_id: int, now: datetime) -> str:
        """A new token for the editor's calendar feed; the former one is worth nothing any more."""
        token = secrets.token_urlsafe(24)
        with transaction(self._db):
            self._db.conn.execute("DELETE FROM calendar_tokens WHERE editor_id = ?", (editor_id,))
            self._db.conn.execute(
                "INSERT INTO calendar_tokens VALUES (?, ?, ?)",
                (_digest(token), editor_id, time_text(now)),
            )
        return token

    def is_calendar_token(self, token: str) -> bool:
        sql = "SELECT 1 AS known FROM calendar_tokens WHERE token_sha256 = :token"
        return first(self._db, sql, {"token": _digest(token)}) is not None

    def calendar_token_made_at(self, editor_id: int) -> datetime | None:
        """When the editor's feed got its address; None where it has none."""
        sql = "SELECT created_at FROM calendar_tokens WHERE editor_id = :id"
        row = first(self._db, sql, {"id": editor_id})
        return None if row is None else time_of(row["created_at"])

    def record_login_failure(self, login: str, now: datetime) -> None:
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT INTO login_failures VALUES (?, ?)", (login, time_text(now))
            )

    def count_login_failures(self, login: str, since: datetime) -> int:
        row = first(
            self._db,
            "SELECT count(*) AS n FROM login_failures WHERE login = :login AND failed_at > :since",
            {"login": login, "since": time_text(since)},
        )
        return 0 if row is None else int(row["n"])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _editor_of(row: Row) -> Editor:
    return Editor(row["id"], row["login"], row["name"], row["role"], row["language"])
