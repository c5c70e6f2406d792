"""Reviews: one for each version that somebody touched, every change kept in `review_events`."""

import attrs
from sqlite_utils import Database

from archive.database import Row, first, insert, rows, transaction
from archive.errors import VersionConflict
from archive.records import Review, ReviewState
from archive.rows import edits_of, edits_text, time_of, time_text


class ReviewStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_review(self, review: Review, expected: Review | None) -> Review:
        """Store the review of its version and return it with its id.

        `expected` is the review that the editor was looking at (None: there was none). Raises
        VersionConflict when somebody else has changed it since.
        """
        with transaction(self._db):
            current = self.review_of_version(review.version_id)
            if _moment(current) != _moment(expected):
                raise VersionConflict(f"The review of version {review.version_id} has changed.")
            row = _row(review)
            if current is None:
                return attrs.evolve(review, id=insert(self._db, "reviews", row))
            self._db.conn.execute(
                """UPDATE reviews SET editor_id = :editor_id, state = :state, reason = :reason,
                   edits = :edits, updated_at = :updated_at WHERE version_id = :version_id""",
                row,
            )
            return attrs.evolve(review, id=current.id)

    def review_of_version(self, version_id: int) -> Review | None:
        row = first(self._db, "SELECT * FROM reviews WHERE version_id = :id", {"id": version_id})
        return None if row is None else _review_of(row)

    def newest_review(self, article_id: int) -> Review | None:
        """The review of the newest version that has one: stale if that is not the newest."""
        row = first(
            self._db,
            "SELECT * FROM reviews WHERE article_id = :id ORDER BY version_id DESC LIMIT 1",
            {"id": article_id},
        )
        return None if row is None else _review_of(row)

    def list_events(self, article_id: int) -> list[Review]:
        """Every state a review of the article ever had, oldest first."""
        sql = """SELECT e.review_id AS id, r.version_id, r.article_id, e.editor_id, e.state,
            e.reason, e.edits, e.happened_at AS updated_at
            FROM review_events e JOIN reviews r ON r.id = e.review_id
            WHERE r.article_id = :id ORDER BY e.id"""
        return [_review_of(row) for row in rows(self._db, sql, {"id": article_id})]


def _moment(review: Review | None) -> str | None:
    return None if review is None else time_text(review.updated_at)


def _row(review: Review) -> Row:
    return {
        "version_id": review.version_id,
        "article_id": review.article_id,
        "editor_id": review.editor_id,
        "state": review.state,
        "reason": review.reason,
        "edits": edits_text(review.edits),
        "updated_at": time_text(review.updated_at),
    }


def _review_of(row: Row) -> Review:
    return Review(
        id=row["id"],
        version_id=row["version_id"],
        article_id=row["article_id"],
        editor_id=row["editor_id"],
        state=ReviewState(row["state"]),
        reason=row["reason"],
        edits=edits_of(row["edits"]),
        updated_at=time_of(row["updated_at"]),
    )
