"""What listings looked like; how far a backfill has come."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m020_listings(db: Database) -> None:
    execute_all(
        db,
        """CREATE TABLE listing_states (
            source_id TEXT NOT NULL,
            url TEXT NOT NULL CHECK (url <> ''),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
            etag TEXT NOT NULL,
            last_modified TEXT NOT NULL,
            checked_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (source_id, url)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE backfills (
            source_id TEXT NOT NULL,
            listing_url TEXT NOT NULL CHECK (listing_url <> ''),
            since TEXT NOT NULL,
            until TEXT NOT NULL,
            next_url TEXT NOT NULL,
            page_number INTEGER NOT NULL,
            is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)),
            updated_at TEXT NOT NULL,
            PRIMARY KEY (source_id, listing_url, since, until)
        ) STRICT, WITHOUT ROWID""",
    )
