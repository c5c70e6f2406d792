"""Numbered migrations. A migration that has landed is never edited: write the next one.

STRICT tables, foreign keys on. What must never happen is refused by the database itself, so that
no program, and no hand at the SQL prompt, can do it: a version or capture that changes, a post
without its source.
"""

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.database import database_path
from archive.errors import SchemaOutOfDate

MIGRATIONS = Migrations("archive")


def migrate(db: Database) -> None:
    """Bring the database to this program's schema; raises SchemaOutOfDate when it is newer."""
    check_not_newer(db, database_path(db))
    if MIGRATIONS.pending(db):
        MIGRATIONS.apply(db)


def check_not_newer(db: Database, path: Path) -> None:
    known = {migration.name for migration in MIGRATIONS._migrations}
    unknown = [m.name for m in MIGRATIONS.applied(db) if m.name not in known]
    if unknown:
        raise SchemaOutOfDate(path, unknown)


def _run(db: Database, *statements: str) -> None:
    # One by one: executescript would commit the migration's transaction.
    for statement in statements:
        db.conn.execute(statement)


@MIGRATIONS()
def m001_runs_and_captures(db: Database) -> None:
    _run(
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


@MIGRATIONS()
def m002_articles(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            source_id TEXT NOT NULL,
            identity TEXT NOT NULL UNIQUE CHECK (identity <> ''),
            first_seen_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL
        ) STRICT""",
        # What listings showed, and what became of it: an entry is done only once its article is
        # archived, so a crawl that was killed, or met a fault, goes on where it stopped.
        """CREATE TABLE entries (
            identity TEXT PRIMARY KEY CHECK (identity <> ''),
            source_id TEXT NOT NULL,
            url TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'archived', 'not_article', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_try_at TEXT,
            last_error TEXT NOT NULL DEFAULT '',
            first_seen_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX entries_by_source ON entries (source_id, state)",
        # Every way an entry has been shown: two sections may print one article differently.
        """CREATE TABLE entry_showings (
            identity TEXT NOT NULL REFERENCES entries (identity),
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (identity, fingerprint)
        ) STRICT, WITHOUT ROWID""",
        """CREATE TABLE versions (
            id INTEGER PRIMARY KEY,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            capture_id INTEGER NOT NULL REFERENCES captures (id),
            content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
            recorded_at TEXT NOT NULL,
            url TEXT NOT NULL CHECK (url LIKE 'http%://%'),
            agency TEXT NOT NULL CHECK (trim(agency) <> ''),
            platform TEXT NOT NULL,
            page_object TEXT NOT NULL,
            extractor_version TEXT NOT NULL,
            is_generic INTEGER NOT NULL CHECK (is_generic IN (0, 1)),
            title TEXT NOT NULL CHECK (trim(title) <> ''),
            lead TEXT NOT NULL,
            authors TEXT NOT NULL CHECK (json_valid(authors)),
            byline_raw TEXT NOT NULL,
            published_raw TEXT NOT NULL,
            published_at TEXT,
            published_precision TEXT CHECK (published_precision IN ('minute', 'day')),
            modified_at TEXT,
            body_html TEXT NOT NULL,
            body_text TEXT NOT NULL,
            images TEXT NOT NULL CHECK (json_valid(images)),
            attachments TEXT NOT NULL CHECK (json_valid(attachments)),
            source_credit TEXT NOT NULL,
            section TEXT NOT NULL,
            language TEXT NOT NULL,
            rules TEXT NOT NULL CHECK (json_valid(rules)),
            warnings TEXT NOT NULL CHECK (json_valid(warnings)),
            UNIQUE (article_id, number),
            CHECK ((published_at IS NULL) = (published_precision IS NULL))
        ) STRICT""",
        "CREATE INDEX versions_by_url ON versions (url)",
        """CREATE TRIGGER versions_are_immutable BEFORE UPDATE ON versions
           BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END""",
        """CREATE TRIGGER versions_stay BEFORE DELETE ON versions
           BEGIN SELECT RAISE(ABORT, 'a version is immutable'); END""",
        """CREATE VIEW newest_versions AS
           SELECT versions.* FROM versions
           JOIN (SELECT article_id, max(number) AS number FROM versions GROUP BY article_id)
           USING (article_id, number)""",
        """CREATE TABLE occasions (
            version_id INTEGER PRIMARY KEY REFERENCES versions (id),
            label TEXT NOT NULL CHECK (label IN ('occasion', 'maybe', 'no')),
            type TEXT NOT NULL,
            honoree TEXT NOT NULL,
            years INTEGER,
            counted_from INTEGER,
            day TEXT,
            reasons TEXT NOT NULL CHECK (json_valid(reasons))
        ) STRICT""",
        # Rebuilt from the versions whenever needed: exact words first, folded words after.
        """CREATE VIRTUAL TABLE article_search USING fts5 (
            exact, folded, tokenize = 'unicode61 remove_diacritics 0')""",
    )


@MIGRATIONS()
def m003_editors_and_reviews(db: Database) -> None:
    _run(
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


@MIGRATIONS()
def m004_posts(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE post_slugs (
            slug TEXT PRIMARY KEY CHECK (slug <> ''),
            article_id INTEGER NOT NULL UNIQUE REFERENCES articles (id)
        ) STRICT""",
        """CREATE TABLE posts (
            id INTEGER PRIMARY KEY,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            version_id INTEGER NOT NULL REFERENCES versions (id),
            review_id INTEGER NOT NULL REFERENCES reviews (id),
            slug TEXT NOT NULL REFERENCES post_slugs (slug),
            title TEXT NOT NULL CHECK (trim(title) <> ''),
            lead TEXT NOT NULL,
            source_title TEXT NOT NULL CHECK (trim(source_title) <> ''),
            authors TEXT NOT NULL CHECK (json_valid(authors)),
            body_html TEXT NOT NULL CHECK (trim(body_html) <> ''),
            congratulation TEXT NOT NULL CHECK (trim(congratulation) <> ''),
            author_line TEXT NOT NULL CHECK (trim(author_line) <> ''),
            agency TEXT NOT NULL CHECK (trim(agency) <> ''),
            published_line TEXT NOT NULL CHECK (trim(published_line) <> ''),
            source_url TEXT NOT NULL CHECK (source_url LIKE 'http%://%'),
            content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
            composed_at TEXT NOT NULL,
            withdrawn_at TEXT,
            withdrawn_reason TEXT NOT NULL DEFAULT ''
        ) STRICT""",
        "CREATE INDEX posts_by_article ON posts (article_id, id)",
        # The attribution is not the composer's to choose: it is that of the version.
        """CREATE TRIGGER posts_name_their_source BEFORE INSERT ON posts
           WHEN NOT EXISTS (
               SELECT 1 FROM versions WHERE versions.id = NEW.version_id
               AND versions.article_id = NEW.article_id
               AND versions.url = NEW.source_url AND versions.agency = NEW.agency)
           BEGIN SELECT RAISE(ABORT, 'attribution: agency and address must be those of the version'); END""",
        """CREATE TRIGGER posts_are_approved BEFORE INSERT ON posts
           WHEN NOT EXISTS (
               SELECT 1 FROM reviews WHERE reviews.id = NEW.review_id
               AND reviews.version_id = NEW.version_id AND reviews.state = 'approved')
           BEGIN SELECT RAISE(ABORT, 'a post needs an approved review of its version'); END""",
        """CREATE TRIGGER posts_are_immutable BEFORE UPDATE OF
            id, article_id, version_id, review_id, slug, title, lead, source_title, authors,
            body_html, congratulation, author_line, agency, published_line, source_url,
            content_sha256, composed_at ON posts
           BEGIN SELECT RAISE(ABORT, 'a post is immutable; compose the next one'); END""",
        """CREATE TRIGGER posts_stay BEFORE DELETE ON posts
           BEGIN SELECT RAISE(ABORT, 'a post is withdrawn, never deleted'); END""",
        """CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            post_id INTEGER NOT NULL REFERENCES posts (id),
            target TEXT NOT NULL CHECK (target <> ''),
            remote_id TEXT NOT NULL CHECK (remote_id <> ''),
            address TEXT NOT NULL,
            content_sha256 TEXT NOT NULL,
            delivered_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX deliveries_by_post ON deliveries (post_id, target)",
    )


@MIGRATIONS()
def m010_pauses_and_robots(db: Database) -> None:
    _run(
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


@MIGRATIONS()
def m020_listings(db: Database) -> None:
    _run(
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


@MIGRATIONS()
def m030_founding_days(db: Database) -> None:
    _run(
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


@MIGRATIONS()
def m031_forms_of_address(db: Database) -> None:
    _run(
        db,
        "ALTER TABLE founding_days ADD COLUMN article_id INTEGER REFERENCES articles (id)",
        """CREATE TABLE forms_of_address (
            id INTEGER PRIMARY KEY,
            honoree_key TEXT NOT NULL CHECK (honoree_key <> ''),
            honoree TEXT NOT NULL CHECK (trim(honoree) <> ''),
            form TEXT NOT NULL CHECK (form = '' OR form LIKE 'Quý _%'),
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            decided_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX forms_of_address_by_honoree ON forms_of_address (honoree_key, id)",
        """CREATE TRIGGER forms_of_address_are_immutable BEFORE UPDATE ON forms_of_address
           BEGIN SELECT RAISE(ABORT, 'a decision is kept; record the next one'); END""",
        """CREATE TRIGGER forms_of_address_stay BEFORE DELETE ON forms_of_address
           BEGIN SELECT RAISE(ABORT, 'a decision is kept; record the next one'); END""",
    )
