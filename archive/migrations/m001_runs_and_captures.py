"""Crawl runs, captures that cannot be changed, incidents."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m001_runs_and_captures(db: Database) -> None:
    execute_all(
        db,
        """CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            source_id TEXT NOT NULL,
            spider TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            outcome TEXT NOT NULL DEFAULT '',
            listings INTEGER NOT NULL DEFAULT 0,
            entries INTEGER NOT NULL DEFAULT 0,
            new INTEGER NOT NULL DEFAULT 0,
            changed INTEGER NOT NULL DEFAULT 0,
            seen INTEGER NOT NULL DEFAULT 0,
            refused INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            incidents INTEGER NOT NULL DEFAULT 0,
            requests INTEGER NOT NULL DEFAULT 0,
            response_bytes INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        "CREATE INDEX runs_by_source ON runs (source_id, started_at)",
        """CREATE TABLE captures (
            id INTEGER PRIMARY KEY,
            run_id INTEGER REFERENCES runs (id),
            source_id TEXT NOT NULL,
            url TEXT NOT NULL CHECK (url <> ''),
            fetched_at TEXT NOT NULL,
            status INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            warc_file TEXT NOT NULL CHECK (warc_file <> ''),
            warc_offset INTEGER NOT NULL CHECK (warc_offset >= 0),
            warc_length INTEGER NOT NULL CHECK (warc_length > 0),
            record_id TEXT NOT NULL UNIQUE,
            payload_sha256 TEXT NOT NULL CHECK (length(payload_sha256) = 64),
            payload_bytes INTEGER NOT NULL,
            robots TEXT NOT NULL,
            tls TEXT NOT NULL,
            page_kind TEXT NOT NULL,
            UNIQUE (warc_file, warc_offset)
        ) STRICT""",
        "CREATE INDEX captures_by_url ON captures (url, fetched_at)",
        # What a page turned out to be is known only after it was stored; nothing else may change.
        """CREATE TRIGGER captures_are_immutable BEFORE UPDATE OF
            id, run_id, source_id, url, fetched_at, status, content_type, warc_file, warc_offset,
            warc_length, record_id, payload_sha256, payload_bytes, robots, tls ON captures
           BEGIN SELECT RAISE(ABORT, 'a capture is evidence and cannot be changed'); END""",
        """CREATE TRIGGER captures_stay BEFORE DELETE ON captures
           BEGIN SELECT RAISE(ABORT, 'a capture is evidence and cannot be deleted'); END""",
        """CREATE TABLE incidents (
            id INTEGER PRIMARY KEY,
            run_id INTEGER REFERENCES runs (id),
            capture_id INTEGER REFERENCES captures (id),
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            kind TEXT NOT NULL,
            message TEXT NOT NULL,
            advice TEXT NOT NULL,
            happened_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX incidents_by_source ON incidents (source_id, happened_at)",
    )
