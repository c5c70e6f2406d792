"""Founding days decided by editors, calendar addresses, digests sent."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m030_founding_days(db: Database) -> None:
    execute_all(
        db,
        """CREATE TABLE founding_days (
            id INTEGER PRIMARY KEY,
            honoree_key TEXT NOT NULL CHECK (honoree_key <> ''),
            honoree TEXT NOT NULL CHECK (trim(honoree) <> ''),
            founded_on TEXT,
            counted_from INTEGER,
            source TEXT NOT NULL,
            is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            decided_at TEXT NOT NULL,
            CHECK (is_confirmed = 0 OR (founded_on IS NOT NULL AND trim(source) <> ''))
        ) STRICT""",
        "CREATE INDEX founding_days_by_honoree ON founding_days (honoree_key, id)",
        """CREATE TRIGGER founding_days_are_immutable BEFORE UPDATE ON founding_days
           BEGIN SELECT RAISE(ABORT, 'a decision is kept; record the next one'); END""",
        """CREATE TRIGGER founding_days_stay BEFORE DELETE ON founding_days
           BEGIN SELECT RAISE(ABORT, 'a decision is kept; record the next one'); END""",
        """CREATE TABLE calendar_tokens (
            token_sha256 TEXT PRIMARY KEY,
            editor_id INTEGER NOT NULL UNIQUE REFERENCES editors (id),
            created_at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE digests (
            sent_on TEXT PRIMARY KEY,
            sent_at TEXT NOT NULL,
            ways TEXT NOT NULL
        ) STRICT""",
    )
