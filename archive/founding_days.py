"""Founding days as editors decided them: confirmed or refused, every decision kept."""

from datetime import date

from sqlite_utils import Database

from archive.database import Row, insert, rows, transaction
from archive.records import FoundingDecision
from archive.rows import time_of, time_text


class FoundingDayStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_decision(self, decision: FoundingDecision) -> None:
        """The newest decision on a body (`honoree_key`) is the one that counts."""
        with transaction(self._db):
            insert(self._db, "founding_days", _row(decision))

    def list_decisions(self) -> list[FoundingDecision]:
        """The decision that counts of each body, by name."""
        sql = """SELECT * FROM founding_days WHERE id IN (
                SELECT max(id) FROM founding_days GROUP BY honoree_key)
            ORDER BY honoree_key"""
        return [_decision_of(row) for row in rows(self._db, sql)]


def _row(decision: FoundingDecision) -> Row:
    return {
        "honoree_key": decision.honoree_key,
        "honoree": decision.honoree,
        "founded_on": None if decision.founded_on is None else decision.founded_on.isoformat(),
        "counted_from": decision.counted_from,
        "source": decision.source,
        "is_confirmed": int(decision.is_confirmed),
        "editor_id": decision.editor_id,
        "article_id": decision.article_id,
        "decided_at": time_text(decision.decided_at),
    }


def _decision_of(row: Row) -> FoundingDecision:
    founded_on = row["founded_on"]
    return FoundingDecision(
        honoree_key=row["honoree_key"],
        honoree=row["honoree"],
        founded_on=None if founded_on is None else date.fromisoformat(founded_on),
        counted_from=row["counted_from"],
        source=row["source"],
        is_confirmed=bool(row["is_confirmed"]),
        editor_id=row["editor_id"],
        article_id=row["article_id"],
        decided_at=time_of(row["decided_at"]),
    )
