"""Articles, the ledger of entries, immutable versions, occasions, full-text index."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m002_articles(db: Database) -> None:
    execute_all(
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
