"""How hosts answer for an address that cannot exist."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m051_not_found_answers(db: Database) -> None:
    execute_all(
        db,
        """CREATE TABLE not_found_answers (
            origin TEXT PRIMARY KEY,
            url TEXT NOT NULL CHECK (url <> ''),
            asked_at TEXT NOT NULL,
            status INTEGER NOT NULL,
            is_page INTEGER NOT NULL CHECK (is_page IN (0, 1)),
            title TEXT NOT NULL,
            blocks TEXT NOT NULL,
            capture_id INTEGER REFERENCES captures (id)
        ) STRICT""",
    )
