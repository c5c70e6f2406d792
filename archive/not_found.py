"""How hosts answer for an address that cannot exist: a soft 404 is known by its likeness to that."""

import json
from datetime import datetime

from attrs import frozen
from sqlite_utils import Database

from archive.database import first, transaction
from archive.rows import json_text, time_of, time_text


@frozen
class NotFoundAnswer:
    origin: str
    """Scheme and authority: "https://host"."""
    url: str
    """The address that cannot exist."""
    asked_at: datetime
    status: int
    is_page: bool = False
    """Status 200 with a page that is no article: what is like it is a soft 404."""
    title: str = ""
    blocks: frozenset[int] = frozenset()
    """Fingerprints of the page's pieces of text."""
    capture_id: int | None = None


class NotFoundStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_answer(self, answer: NotFoundAnswer) -> None:
        """In place of the one before."""
        row = {
            "origin": answer.origin,
            "url": answer.url,
            "asked_at": time_text(answer.asked_at),
            "status": answer.status,
            "is_page": int(answer.is_page),
            "title": answer.title,
            "blocks": json_text(sorted(answer.blocks)),
            "capture_id": answer.capture_id,
        }
        with transaction(self._db):
            self._db.conn.execute(
                """INSERT OR REPLACE INTO not_found_answers VALUES
                   (:origin, :url, :asked_at, :status, :is_page, :title, :blocks, :capture_id)""",
                row,
            )

    def answer_of(self, origin: str) -> NotFoundAnswer | None:
        row = first(
            self._db, "SELECT * FROM not_found_answers WHERE origin = :key", {"key": origin}
        )
        if row is None:
            return None
        values = {
            **row,
            "asked_at": time_of(row["asked_at"]),
            "is_page": bool(row["is_page"]),
            "blocks": frozenset(json.loads(row["blocks"])),
        }
        return NotFoundAnswer(**values)
