"""Entries: what listings showed and what became of it, across runs."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import frozen
from sqlite_utils import Database

from archive.database import Row, first, rows, transaction
from archive.records import Entry
from archive.rows import json_text, optional_time_text, time_text
from archive.text import fold_space

FIRST_PAUSE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=7)


@frozen
class DueEntry:
    """An entry whose page has to be fetched."""

    identity: str
    url: str


def entry_fingerprint(entry: Entry) -> str:
    """Changes when the listing shows the article differently; counters are not part of it."""
    shown = [
        fold_space(entry.title),
        fold_space(entry.summary),
        optional_time_text(entry.published_at),
    ]
    return hashlib.sha256(json_text(shown).encode()).hexdigest()


class EntryStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_entries(
        self, source_id: str, entries: Iterable[Entry], now: datetime, channel: str = ""
    ) -> list[DueEntry]:
        """Note what a listing page shows; return the entries to fetch, in the listing's order.

        These are the new ones, those shown differently than before, and those whose last attempt
        failed and whose pause is over. `channel` is empty for section pages; a feed or sitemap
        words its entries in its own way, so it is only compared with itself.
        """
        with transaction(self._db):
            return [
                DueEntry(entry.identity, entry.url)
                for entry in entries
                if self._record_entry(source_id, entry, now, channel)
            ]

    def _record_entry(self, source_id: str, entry: Entry, now: datetime, channel: str) -> bool:
        """Whether the entry's page has to be fetched."""
        moment = time_text(now)
        known = first(
            self._db, "SELECT * FROM entries WHERE identity = :key", {"key": entry.identity}
        )
        if known is None:
            self._db.conn.execute(
                """INSERT INTO entries
                   (identity, source_id, url, state, first_seen_at, last_seen_at)
                   VALUES (?, ?, ?, 'pending', ?, ?)""",
                (entry.identity, source_id, entry.url, moment, moment),
            )
        is_shown_anew = self._record_showing(entry, channel)
        if known is None:
            return True
        self._db.conn.execute(
            """UPDATE entries SET last_seen_at = :now,
               state = iif(:is_shown_anew, 'pending', state) WHERE identity = :key""",
            {"now": moment, "is_shown_anew": is_shown_anew, "key": entry.identity},
        )
        return is_shown_anew or _is_due(known, moment)

    def _record_showing(self, entry: Entry, channel: str) -> bool:
        """Whether the channel shows the entry otherwise than ever before; its first time is none."""
        prefix = f"{channel}:" if channel else ""
        fingerprint = prefix + entry_fingerprint(entry)
        added = self._db.conn.execute(
            "INSERT OR IGNORE INTO entry_showings (identity, fingerprint) VALUES (?, ?)",
            (entry.identity, fingerprint),
        )
        return bool(added.rowcount == 1) and self._has_shown_other(
            entry.identity, prefix, fingerprint
        )

    def _has_shown_other(self, identity: str, prefix: str, fingerprint: str) -> bool:
        row = first(
            self._db,
            """SELECT 1 FROM entry_showings WHERE identity = :identity
               AND substr(fingerprint, 1, instr(fingerprint, ':')) = :prefix
               AND fingerprint <> :fingerprint LIMIT 1""",
            {"identity": identity, "prefix": prefix, "fingerprint": fingerprint},
        )
        return row is not None

    def due_entries(self, source_id: str, now: datetime) -> list[DueEntry]:
        """Left over from earlier runs: never fetched, or failed and due again; oldest first."""
        sql = """SELECT identity, url FROM entries WHERE source_id = :source_id
            AND state IN ('pending', 'failed') AND (state = 'pending' OR next_try_at <= :now)
            ORDER BY first_seen_at, rowid"""
        parameters = {"source_id": source_id, "now": time_text(now)}
        return [DueEntry(**row) for row in rows(self._db, sql, parameters)]

    def end_waits(self, source_id: str, now: datetime) -> None:
        """Failed entries of the source are due at once, whatever their pause."""
        with transaction(self._db):
            self._db.conn.execute(
                """UPDATE entries SET next_try_at = ? WHERE source_id = ? AND state = 'failed'""",
                (time_text(now), source_id),
            )

    def record_archived(self, identity: str) -> None:
        """The article behind the entry is in the archive."""
        self._settle(identity, "archived")

    def record_not_article(self, identity: str, reason: str) -> None:
        """The page is no article; it is looked at again only when the listing changes."""
        self._settle(identity, "not_article", reason)

    def record_failure(self, identity: str, error: str, now: datetime) -> None:
        """Failed is not seen: the page is tried again after a pause that doubles each time."""
        with transaction(self._db):
            known = first(
                self._db, "SELECT attempts FROM entries WHERE identity = :key", {"key": identity}
            )
            attempts = (0 if known is None else int(known["attempts"])) + 1
            pause = min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
            self._db.conn.execute(
                """UPDATE entries SET state = 'failed', attempts = ?, last_error = ?,
                   next_try_at = ? WHERE identity = ?""",
                (attempts, error, time_text(now + pause), identity),
            )

    def count_entries(self, source_id: str, state: str = "") -> int:
        row = first(
            self._db,
            """SELECT count(*) AS n FROM entries WHERE source_id = :source_id
               AND :state IN ('', state)""",
            {"source_id": source_id, "state": state},
        )
        return 0 if row is None else int(row["n"])

    def _settle(self, identity: str, state: str, error: str = "") -> None:
        with transaction(self._db):
            self._db.conn.execute(
                """UPDATE entries SET state = ?, attempts = 0, next_try_at = NULL,
                   last_error = ? WHERE identity = ?""",
                (state, error, identity),
            )


def _is_due(known: Row, now: str) -> bool:
    if known["state"] == "failed":
        return bool(known["next_try_at"] <= now)
    return bool(known["state"] == "pending")
