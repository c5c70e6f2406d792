"""Which daily digests were sent: one a day, whoever asks."""

from datetime import date, datetime

from sqlite_utils import Database

from archive.database import first, transaction
from archive.rows import json_text, time_text


class DigestStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def is_sent(self, day: date) -> bool:
        sql = "SELECT 1 AS known FROM digests WHERE sent_on = :day"
        return first(self._db, sql, {"day": day.isoformat()}) is not None

    def record_sent(self, day: date, sent_at: datetime, ways: list[str]) -> None:
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT OR REPLACE INTO digests VALUES (?, ?, ?)",
                (day.isoformat(), time_text(sent_at), json_text(ways)),
            )
