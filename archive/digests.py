"""Which daily digests went out: one a day and way, whoever asks."""

import json
from datetime import date, datetime

from sqlite_utils import Database

from archive.database import first, transaction
from archive.rows import json_text, time_of, time_text


class DigestStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def claim(self, day: date, way: str, now: datetime) -> bool:
        """Take the sending of a day's digest by one way; False where it is taken already.

        To be called before sending: of two programs only one gets True, and a program that dies
        while it sends leaves the day as sent, because twice is worse than not at all.
        """
        with transaction(self._db):
            taken = self.ways(day)
            if way in taken:
                return False
            self._record(day, now, [*taken, way])
        return True

    def release(self, day: date, way: str, now: datetime) -> None:
        """Give back what could not be sent, to be tried again."""
        with transaction(self._db):
            self._record(day, now, [taken for taken in self.ways(day) if taken != way])

    def ways(self, day: date) -> list[str]:
        """By which ways the day's digest went out."""
        row = first(
            self._db, "SELECT ways FROM digests WHERE sent_on = :day", {"day": day.isoformat()}
        )
        return [] if row is None else [str(way) for way in json.loads(row["ways"])]

    def last_sent_at(self, before: date) -> datetime | None:
        """When the newest digest of an earlier day went out by any way."""
        row = first(
            self._db,
            """SELECT sent_at FROM digests WHERE sent_on < :day AND ways <> '[]'
               ORDER BY sent_on DESC LIMIT 1""",
            {"day": before.isoformat()},
        )
        return None if row is None else time_of(row["sent_at"])

    def _record(self, day: date, now: datetime, ways: list[str]) -> None:
        self._db.conn.execute(
            "INSERT OR REPLACE INTO digests (sent_on, sent_at, ways) VALUES (?, ?, ?)",
            (day.isoformat(), time_text(now), json_text(ways)),
        )
