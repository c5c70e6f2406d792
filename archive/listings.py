"""Listing pages across runs: what they answered last, and how far a backfill has come."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen
from sqlite_utils import Database

from archive.database import first, rows, transaction
from archive.entries import entry_fingerprint
from archive.records import Entry
from archive.rows import json_text, time_of, time_text


@frozen
class ListingState:
    """What a listing page answered when it was last read to its end."""

    url: str
    fingerprint: str
    etag: str = ""
    last_modified: str = ""


@frozen
class BackfillGoal:
    """One walk back through one listing; the same goal goes on where it stopped."""

    source_id: str
    listing_url: str
    since: date | None
    until: date | None


@frozen
class BackfillPlace:
    next_url: str
    """Where to go on; empty once the walk is done."""
    page_number: int
    is_done: bool


def listing_fingerprint(entries: Iterable[Entry]) -> str:
    """Of what a listing page shows of its articles: no counters, no clock, no advertisements."""
    shown = [(entry.identity, entry_fingerprint(entry)) for entry in entries]
    return hashlib.sha256(json_text(shown).encode()).hexdigest()


class ListingStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def state_of(self, source_id: str, url: str) -> ListingState | None:
        row = first(
            self._db,
            """SELECT url, fingerprint, etag, last_modified FROM listing_states
               WHERE source_id = :source_id AND url = :url""",
            {"source_id": source_id, "url": url},
        )
        return None if row is None else ListingState(**row)

    def record_state(
        self, source_id: str, state: ListingState, now: datetime, *, shown: int = 0
    ) -> None:
        """To be called once all `shown` entries are recorded: then it need not be read again."""
        with transaction(self._db):
            self._db.conn.execute(
                """INSERT INTO listing_states
                   (source_id, url, fingerprint, etag, last_modified, checked_at, changed_at,
                    last_shown)
                   VALUES (:source_id, :url, :fingerprint, :etag, :last_modified, :now, :now,
                           :shown)
                   ON CONFLICT (source_id, url) DO UPDATE SET
                   changed_at = iif(fingerprint = :fingerprint, changed_at, :now),
                   fingerprint = :fingerprint, etag = :etag, last_modified = :last_modified,
                   checked_at = :now, last_shown = iif(:shown > 0, :shown, last_shown)""",
                {
                    "source_id": source_id,
                    "url": state.url,
                    "fingerprint": state.fingerprint,
                    "etag": state.etag,
                    "last_modified": state.last_modified,
                    "now": time_text(now),
                    "shown": shown,
                },
            )

    def emptied(self, source_id: str, fewest: int) -> dict[str, datetime]:
        """Address to since when: listings that show nothing and once showed `fewest` or more."""
        sql = """SELECT url, changed_at FROM listing_states
            WHERE source_id = :source_id AND fingerprint = :nothing AND last_shown >= :fewest"""
        parameters = {
            "source_id": source_id,
            "nothing": listing_fingerprint(()),
            "fewest": fewest,
        }
        return {row["url"]: time_of(row["changed_at"]) for row in rows(self._db, sql, parameters)}

    def read_since(self, source_id: str, moment: datetime) -> frozenset[str]:
        """Addresses whose listing was read to its end at the moment or later."""
        sql = """SELECT url FROM listing_states
            WHERE source_id = :source_id AND checked_at >= :moment"""
        parameters = {"source_id": source_id, "moment": time_text(moment)}
        return frozenset(row["url"] for row in rows(self._db, sql, parameters))

    def backfill_place(self, goal: BackfillGoal) -> BackfillPlace | None:
        row = first(
            self._db,
            """SELECT next_url, page_number, is_done FROM backfills
               WHERE source_id = :source_id AND listing_url = :listing_url
               AND since = :since AND until = :until""",
            _goal_row(goal),
        )
        if row is None:
            return None
        return BackfillPlace(row["next_url"], row["page_number"], bool(row["is_done"]))

    def record_backfill(self, goal: BackfillGoal, place: BackfillPlace, now: datetime) -> None:
        row = {
            **_goal_row(goal),
            "next_url": place.next_url,
            "page_number": place.page_number,
            "is_done": int(place.is_done),
            "updated_at": time_text(now),
        }
        with transaction(self._db):
            self._db.conn.execute(
                """INSERT INTO backfills
                   (source_id, listing_url, since, until, next_url, page_number, is_done, updated_at)
                   VALUES (:source_id, :listing_url, :since, :until, :next_url, :page_number,
                           :is_done, :updated_at)
                   ON CONFLICT (source_id, listing_url, since, until) DO UPDATE SET
                   next_url = :next_url, page_number = :page_number, is_done = :is_done,
                   updated_at = :updated_at""",
                row,
            )


def _goal_row(goal: BackfillGoal) -> dict[str, str]:
    return {
        "source_id": goal.source_id,
        "listing_url": goal.listing_url,
        "since": "" if goal.since is None else goal.since.isoformat(),
        "until": "" if goal.until is None else goal.until.isoformat(),
    }
