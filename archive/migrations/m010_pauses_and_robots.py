"""Pauses of a source; outages of robots.txt."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m010_pauses_and_robots(db: Database) -> None:
    execute_all(
        db,
        """CREATE TABLE source_pauses (
            id INTEGER PRIMARY KEY,
            source_id TEXT NOT NULL CHECK (source_id <> ''),
            kind TEXT NOT NULL,
            reason TEXT NOT NULL,
            paused_at TEXT NOT NULL,
            until TEXT,
            contact TEXT NOT NULL DEFAULT '',
            url TEXT NOT NULL DEFAULT '',
            capture_id INTEGER REFERENCES captures (id),
            resumed_at TEXT
        ) STRICT""",
        "CREATE INDEX source_pauses_by_source ON source_pauses (source_id, paused_at)",
        """CREATE TABLE robots_outages (
            origin TEXT PRIMARY KEY,
            since TEXT NOT NULL
        ) STRICT""",
    )
