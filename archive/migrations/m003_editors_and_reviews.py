"""Editors, sessions, reviews and their audit trail."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m003_editors_and_reviews(db: Database) -> None:
    execute_all(
        db,
        """CREATE TABLE editors (
            id INTEGER PRIMARY KEY,
            login TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (login <> ''),
            name TEXT NOT NULL CHECK (trim(name) <> ''),
            role TEXT NOT NULL CHECK (role IN ('editor', 'admin')),
            language TEXT NOT NULL CHECK (language IN ('vi', 'en')),
            password_hash TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE sessions (
            token_sha256 TEXT PRIMARY KEY,
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE one_time_logins (
            token_sha256 TEXT PRIMARY KEY,
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            expires_at TEXT NOT NULL,
            used_at TEXT
        ) STRICT""",
        """CREATE TABLE login_failures (
            login TEXT NOT NULL COLLATE NOCASE,
            failed_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX login_failures_by_login ON login_failures (login, failed_at)",
        """CREATE TABLE reviews (
            id INTEGER PRIMARY KEY,
            version_id INTEGER NOT NULL UNIQUE REFERENCES versions (id),
            article_id INTEGER NOT NULL REFERENCES articles (id),
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'rejected')),
            reason TEXT NOT NULL,
            edits TEXT NOT NULL CHECK (json_valid(edits)),
            updated_at TEXT NOT NULL,
            CHECK (state <> 'rejected' OR trim(reason) <> '')
        ) STRICT""",
        "CREATE INDEX reviews_by_article ON reviews (article_id, updated_at)",
        """CREATE TABLE review_events (
            id INTEGER PRIMARY KEY,
            review_id INTEGER NOT NULL REFERENCES reviews (id),
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            state TEXT NOT NULL,
            reason TEXT NOT NULL,
            edits TEXT NOT NULL,
            happened_at TEXT NOT NULL
        ) STRICT""",
        """CREATE TRIGGER reviews_leave_a_trace_when_made AFTER INSERT ON reviews BEGIN
            INSERT INTO review_events (review_id, editor_id, state, reason, edits, happened_at)
            VALUES (NEW.id, NEW.editor_id, NEW.state, NEW.reason, NEW.edits, NEW.updated_at);
           END""",
        """CREATE TRIGGER reviews_leave_a_trace_when_changed AFTER UPDATE ON reviews BEGIN
            INSERT INTO review_events (review_id, editor_id, state, reason, edits, happened_at)
            VALUES (NEW.id, NEW.editor_id, NEW.state, NEW.reason, NEW.edits, NEW.updated_at);
           END""",
        """CREATE TRIGGER review_events_are_immutable BEFORE UPDATE ON review_events
           BEGIN SELECT RAISE(ABORT, 'the audit trail cannot be changed'); END""",
        """CREATE TRIGGER review_events_stay BEFORE DELETE ON review_events
           BEGIN SELECT RAISE(ABORT, 'the audit trail cannot be deleted'); END""",
    )
