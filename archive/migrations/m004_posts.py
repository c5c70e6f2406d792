"""Posts that name their source, and what targets hold of them."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m004_posts(db: Database) -> None:
    execute_all(
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
