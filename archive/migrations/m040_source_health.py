"""Why sources are quiet: present findings, their history, mutes; listings that answered 304."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m040_source_health(db: Database) -> None:
    execute_all(
        db,
        "ALTER TABLE runs ADD COLUMN unmodified INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX incidents_by_run ON incidents (run_id)",
        "CREATE INDEX incidents_by_url ON incidents (source_id, url)",
        "CREATE INDEX articles_by_source ON articles (source_id)",
        """CREATE TABLE source_health (
            source_id TEXT PRIMARY KEY CHECK (source_id <> ''),
            cause TEXT NOT NULL,
            since TEXT NOT NULL,
            evaluated_at TEXT NOT NULL,
            last_run_id INTEGER NOT NULL,
            last_visit_at TEXT,
            last_good_at TEXT,
            last_article_at TEXT,
            usual_gap_days REAL,
            silence_limit_days REAL
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE source_findings (
            source_id TEXT NOT NULL CHECK (source_id <> ''),
            cause TEXT NOT NULL,
            since TEXT NOT NULL,
            last_seen_at TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (json_valid(reason)),
            misses INTEGER NOT NULL CHECK (misses > 0),
            clear INTEGER NOT NULL,
            share REAL NOT NULL,
            on_pages INTEGER NOT NULL CHECK (on_pages IN (0, 1)),
            urls TEXT NOT NULL CHECK (json_valid(urls)),
            incident_ids TEXT NOT NULL CHECK (json_valid(incident_ids)),
            capture_id INTEGER REFERENCES captures (id),
            alerted_at TEXT,
            PRIMARY KEY (source_id, cause)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE source_health_changes (
            id INTEGER PRIMARY KEY,
            source_id TEXT NOT NULL CHECK (source_id <> ''),
            cause TEXT NOT NULL,
            event TEXT NOT NULL CHECK (event IN ('noticed', 'alerted', 'ended', 'forgotten')),
            happened_at TEXT NOT NULL,
            since TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (json_valid(reason))
        ) STRICT""",
        "CREATE INDEX source_health_changes_by_time ON source_health_changes (happened_at)",
        "CREATE INDEX source_health_changes_by_source ON source_health_changes (source_id, id)",
        """CREATE TRIGGER source_health_changes_stay BEFORE DELETE ON source_health_changes
           BEGIN SELECT RAISE(ABORT, 'the history of a source is only added to'); END""",
        """CREATE TRIGGER source_health_changes_are_immutable BEFORE UPDATE ON source_health_changes
           BEGIN SELECT RAISE(ABORT, 'the history of a source is only added to'); END""",
        """CREATE TABLE source_mutes (
            id INTEGER PRIMARY KEY,
            source_id TEXT NOT NULL CHECK (source_id <> ''),
            until TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (trim(reason) <> ''),
            muted_by TEXT NOT NULL CHECK (trim(muted_by) <> ''),
            muted_at TEXT NOT NULL,
            ended_at TEXT,
            CHECK (until > muted_at)
        ) STRICT""",
        "CREATE INDEX source_mutes_by_source ON source_mutes (source_id, until)",
    )
