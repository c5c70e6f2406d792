"""Articles and their immutable versions."""

import hashlib
from datetime import datetime

import attrs
from sqlite_utils import Database

from archive.database import Row, first, insert, require, rows, transaction
from archive.records import (
    Article,
    ArticleVersion,
    Provenance,
    RecordOutcome,
)
from archive.rows import (
    article_of,
    article_row,
    json_text,
    optional_time_text,
    records_json,
    time_of,
    time_text,
)
from archive.search import index_article


@attrs.frozen
class Recorded:
    outcome: RecordOutcome
    version: ArticleVersion


@attrs.frozen
class FirstReading:
    """What could be read of an article when it was new."""

    url: str
    recorded_at: datetime
    run_id: int | None
    is_generic: bool
    has_date: bool
    has_author: bool


def content_sha256(article: Article, agency: str) -> str:
    """Digest of what a reader would call the article, and of whom it is attributed to.

    View counters, clocks, session ids and markup are left out, so that a page which only counts
    its visitors is the same version. The agency is in it, so that a source whose agency was
    named wrongly is put right by a new version.
    """
    content = json_text(
        [
            agency,
            article.title,
            article.lead,
            records_json(article.authors),
            optional_time_text(article.published_at),
            article.body_text,
            article.source_credit,
            sorted(attachment.url for attachment in article.attachments),
        ]
    )
    return hashlib.sha256(content.encode()).hexdigest()


class ArticleStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_article(
        self,
        article: Article,
        provenance: Provenance,
        seen_at: datetime,
    ) -> Recorded:
        """NEW, CHANGED (a further version) or SEEN (the same content: only the time moves)."""
        digest = content_sha256(article, provenance.agency)
        with transaction(self._db):
            article_id, newest = self._article_id(provenance, seen_at)
            if newest is not None and newest["content_sha256"] == digest:
                return Recorded(RecordOutcome.SEEN, _version_of(newest))
            number = 1 if newest is None else newest["number"] + 1
            row = _version_row(article_id, number, article, provenance, digest, seen_at)
            version_id = insert(self._db, "versions", row)
            index_article(self._db, article_id, article)
        outcome = RecordOutcome.NEW if newest is None else RecordOutcome.CHANGED
        version = ArticleVersion(
            version_id, article_id, number, article, provenance, digest, seen_at
        )
        return Recorded(outcome, version)

    def _article_id(self, provenance: Provenance, seen_at: datetime) -> tuple[int, Row | None]:
        known = first(
            self._db,
            "SELECT id, source_id FROM articles WHERE identity = :identity",
            {"identity": provenance.identity},
        )
        seen = time_text(seen_at)
        if known is None:
            row = {
                "source_id": provenance.source_id,
                "identity": provenance.identity,
                "first_seen_at": seen,
                "last_seen_at": seen,
            }
            return insert(self._db, "articles", row), None
        self._db.conn.execute(
            "UPDATE articles SET last_seen_at = max(last_seen_at, :seen) WHERE id = :id",
            {"seen": seen, "id": known["id"]},
        )
        newest = first(
            self._db,
            f"{_VERSIONS} WHERE article_id = :id ORDER BY number DESC LIMIT 1",
            {"id": known["id"]},
        )
        return known["id"], newest

    def load_version(self, version_id: int) -> ArticleVersion:
        """Raises RecordMissing."""
        sql = f"{_VERSIONS} WHERE versions.id = :key"
        return _version_of(require(self._db, "version", version_id, sql))

    def newest_version(self, article_id: int) -> ArticleVersion:
        """Raises RecordMissing."""
        sql = f"{_VERSIONS} WHERE article_id = :key ORDER BY number DESC LIMIT 1"
        return _version_of(require(self._db, "article", article_id, sql))

    def newest_version_at(self, url: str) -> ArticleVersion | None:
        """The newest version read at a canonical address."""
        sql = f"{_VERSIONS} WHERE versions.url = :url ORDER BY versions.id DESC LIMIT 1"
        row = first(self._db, sql, {"url": url})
        return None if row is None else _version_of(row)

    def newest_publication_times(self, source_id: str, limit: int) -> list[datetime]:
        """Of the first versions of a source's newest dated articles, newest first."""
        sql = """SELECT versions.published_at FROM versions
            JOIN articles ON articles.id = versions.article_id
            WHERE articles.source_id = :source_id AND versions.number = 1
            AND versions.published_at IS NOT NULL
            ORDER BY versions.published_at DESC LIMIT :limit"""
        found = rows(self._db, sql, {"source_id": source_id, "limit": limit})
        return [time_of(row["published_at"]) for row in found]

    def arrivals(self, source_id: str, since: datetime) -> list[datetime]:
        """When the source's articles were published, or first seen where they bear no date."""
        parameters = {"source_id": source_id, "since": time_text(since)}
        found = rows(self._db, f"{_ARRIVALS} AND at >= :since ORDER BY at", parameters)
        return [time_of(row["at"]) for row in found]

    def newest_arrival(self, source_id: str, until: datetime) -> datetime | None:
        """As `arrivals`, the last one; dates after `until` are passed over."""
        sql = f"{_ARRIVALS} AND at <= :until ORDER BY at DESC LIMIT 1"
        row = first(self._db, sql, {"source_id": source_id, "until": time_text(until)})
        return None if row is None else time_of(row["at"])

    def first_readings(
        self, source_id: str, limit: int, before: datetime | None = None
    ) -> list[FirstReading]:
        """How the source's newest articles were read when they were new, newest first.

        Those recorded before a moment alone where it is given.
        """
        sql = """SELECT versions.url, versions.recorded_at, captures.run_id, versions.is_generic,
            versions.published_at IS NOT NULL AS has_date, versions.authors <> '[]' AS has_author
            FROM articles JOIN versions ON versions.article_id = articles.id AND versions.number = 1
            JOIN captures ON captures.id = versions.capture_id
            WHERE articles.source_id = :source_id
            AND (:before IS NULL OR versions.recorded_at < :before)
            ORDER BY articles.id DESC LIMIT :limit"""
        parameters = {"source_id": source_id, "limit": limit, "before": optional_time_text(before)}
        found = rows(self._db, sql, parameters)
        return [_reading_of(row) for row in found]

    def list_versions(self, article_id: int) -> list[ArticleVersion]:
        """Newest first."""
        sql = f"{_VERSIONS} WHERE article_id = :id ORDER BY number DESC"
        return [_version_of(row) for row in rows(self._db, sql, {"id": article_id})]

    def unclassified_versions(self, limit: int = 500) -> list[ArticleVersion]:
        """Versions for which no occasion was recorded yet, oldest first; at most `limit`."""
        sql = f"""{_VERSIONS} LEFT JOIN occasions ON occasions.version_id = versions.id
            WHERE occasions.version_id IS NULL ORDER BY versions.id LIMIT :limit"""
        return [_version_of(row) for row in rows(self._db, sql, {"limit": limit})]


_VERSIONS = """SELECT versions.*, articles.source_id, articles.identity
    FROM versions JOIN articles ON articles.id = versions.article_id"""


_ARRIVALS = """SELECT coalesce(versions.published_at, articles.first_seen_at) AS at
    FROM articles JOIN versions ON versions.article_id = articles.id AND versions.number = 1
    WHERE articles.source_id = :source_id"""


def _reading_of(row: Row) -> FirstReading:
    flags = {name: bool(row[name]) for name in ("is_generic", "has_date", "has_author")}
    return FirstReading(**{**row, **flags, "recorded_at": time_of(row["recorded_at"])})


def _version_row(
    article_id: int,
    number: int,
    article: Article,
    provenance: Provenance,
    digest: str,
    recorded_at: datetime,
) -> Row:
    return {
        **article_row(article),
        "article_id": article_id,
        "number": number,
        "capture_id": provenance.capture_id,
        "content_sha256": digest,
        "recorded_at": time_text(recorded_at),
        "agency": provenance.agency,
        "platform": provenance.platform,
        "page_object": provenance.page_object,
        "extractor_version": provenance.extractor_version,
        "is_generic": int(provenance.is_generic),
    }


def _version_of(row: Row) -> ArticleVersion:
    return ArticleVersion(
        id=row["id"],
        article_id=row["article_id"],
        number=row["number"],
        article=article_of(row),
        provenance=Provenance(
            capture_id=row["capture_id"],
            source_id=row["source_id"],
            identity=row["identity"],
            agency=row["agency"],
            page_object=row["page_object"],
            extractor_version=row["extractor_version"],
            platform=row["platform"],
            is_generic=bool(row["is_generic"]),
        ),
        content_sha256=row["content_sha256"],
        recorded_at=time_of(row["recorded_at"]),
    )
