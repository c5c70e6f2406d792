"""Outages of robots.txt: since when a host's rules cannot be had (RFC 9309 §2.3.1.4)."""

from datetime import datetime

from sqlite_utils import Database

from archive.database import first, transaction
from archive.rows import time_of, time_text


class RobotsStore:
    """`origin` is scheme and authority: "https://host"."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record_unreachable(self, origin: str, now: datetime) -> datetime:
        """The moment since which robots.txt of the origin cannot be had: now, or an earlier one."""
        with transaction(self._db):
            self._db.conn.execute(
                "INSERT OR IGNORE INTO robots_outages (origin, since) VALUES (?, ?)",
                (origin, time_text(now)),
            )
            row = first(
                self._db, "SELECT since FROM robots_outages WHERE origin = :key", {"key": origin}
            )
        return now if row is None else time_of(row["since"])

    def record_reached(self, origin: str) -> None:
        with transaction(self._db):
            self._db.conn.execute("DELETE FROM robots_outages WHERE origin = ?", (origin,))
