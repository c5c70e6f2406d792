"""The rows of the desk's lists: an article's newest version with what was decided about it."""

import json

import attrs
from sqlite_utils import Database

from archive.database import Row, first, rows
from archive.records import ArticleSummary, Author, OccasionLabel, ReviewState
from archive.rows import optional_date_of, optional_time_of, precision_of, records_of, time_of
from archive.search import match_expression


@attrs.frozen
class SummaryFilter:
    """What a list of the desk shows; None or "" means no condition."""

    decided: bool | None = None
    """True: approved or rejected; False: waiting, drafts and stale decisions included."""
    state: ReviewState | None = None
    published: bool | None = None
    source_id: str = ""
    label: OccasionLabel | None = None
    words: str = ""
    """Search words, with or without marks."""
    limit: int = 50
    offset: int = 0

    def sql(self) -> str:
        conditions = []
        if self.decided is not None:
            decided = "(r.state IN ('approved', 'rejected') AND r.version_id = v.id)"
            conditions.append(f"coalesce({decided}, 0) = :decided")
        if self.state is not None:
            conditions.append("r.state = :state")
        if self.published is not None:
            conditions.append("(p.id IS NOT NULL) = :published")
        if self.source_id:
            conditions.append("a.source_id = :source_id")
        if self.label is not None:
            conditions.append("o.label = :label")
        if self.words:
            conditions.append(
                "v.article_id IN (SELECT rowid FROM article_search WHERE article_search MATCH :match)"
            )
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""

    def parameters(self) -> Row:
        return {
            "decided": self.decided,
            "state": self.state,
            "published": self.published,
            "source_id": self.source_id,
            "label": self.label,
            "match": match_expression(self.words),
            "limit": self.limit,
            "offset": self.offset,
        }


class SummaryStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def list_summaries(self, where: "SummaryFilter") -> list[ArticleSummary]:
        """Newest published first; articles without a date by when they were first seen."""
        sql = f"{_SUMMARIES} {where.sql()} ORDER BY sort_at DESC, v.article_id DESC LIMIT :limit OFFSET :offset"
        return [_summary_of(row) for row in rows(self._db, sql, where.parameters())]

    def count_summaries(self, where: "SummaryFilter") -> int:
        sql = f"SELECT count(*) AS n FROM ({_SUMMARIES} {where.sql()})"  # noqa: S608
        row = first(self._db, sql, where.parameters())
        return 0 if row is None else int(row["n"])


_SUMMARIES = """SELECT v.article_id, v.id AS version_id, v.number AS version_number, a.source_id,
    v.agency, v.url, v.title, v.lead, v.authors, v.published_at, v.published_precision,
    a.first_seen_at, v.is_generic, v.warnings, v.source_credit, r.state AS review_state,
    coalesce(r.version_id <> v.id, 0) AS review_is_stale, p.id AS post_id,
    o.label AS occasion_label, coalesce(o.type, '') AS occasion_type,
    coalesce(o.honoree, '') AS occasion_honoree, o.years AS occasion_years,
    o.day AS occasion_day,
    coalesce(v.published_at, a.first_seen_at) AS sort_at
    FROM newest_versions v JOIN articles a ON a.id = v.article_id
    LEFT JOIN reviews r ON r.id = (SELECT id FROM reviews WHERE article_id = a.id
        ORDER BY version_id DESC LIMIT 1)
    LEFT JOIN posts p ON p.id = (SELECT id FROM posts WHERE article_id = a.id
        AND withdrawn_at IS NULL ORDER BY id DESC LIMIT 1)
    LEFT JOIN occasions o ON o.version_id = v.id"""


def _summary_of(row: Row) -> ArticleSummary:
    values = {key: value for key, value in row.items() if key != "sort_at"}
    state, label = row["review_state"], row["occasion_label"]
    return ArticleSummary(
        **{
            **values,
            "authors": records_of(Author, row["authors"]),
            "published_at": optional_time_of(row["published_at"]),
            "published_precision": precision_of(row["published_precision"]),
            "first_seen_at": time_of(row["first_seen_at"]),
            "is_generic": bool(row["is_generic"]),
            "warnings": tuple(json.loads(row["warnings"])),
            "review_state": None if state is None else ReviewState(state),
            "review_is_stale": bool(row["review_is_stale"]),
            "occasion_day": optional_date_of(row["occasion_day"]),
            "occasion_label": None if label is None else OccasionLabel(label),
        }
    )
