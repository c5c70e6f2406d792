"""Diagnoses of sources: the present one of each, what it rests on, and the history."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

import attrs
from sqlite_utils import Database

from archive.database import Row, first, insert, rows, transaction
from archive.records import Cause, Finding, HealthChange, HealthEvent, Reason, SourceHealth
from archive.rows import json_text, optional_time_of, optional_time_text, time_of, time_text

_TIMES = ("since", "evaluated_at", "last_visit_at", "last_good_at", "last_article_at")


class SourceHealthStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def health_of(self, source_id: str) -> SourceHealth | None:
        """None where the source was never looked at."""
        sql = "SELECT * FROM source_health WHERE source_id = :id"
        row = first(self._db, sql, {"id": source_id})
        return None if row is None else _health_of(row)

    def list_findings(self, source_id: str = "") -> list[Finding]:
        """What holds the source back, or any source, oldest first."""
        sql = "SELECT * FROM source_findings WHERE source_id = :id ORDER BY since, cause"
        if not source_id:
            sql = "SELECT * FROM source_findings ORDER BY since, source_id, cause"
        return [_finding_of(row) for row in rows(self._db, sql, {"id": source_id})]

    def record_diagnosis(
        self,
        former: SourceHealth | None,
        health: SourceHealth,
        findings: Collection[Finding] | None,
        changes: Collection[HealthChange],
    ) -> bool:
        """The source's health and findings as they are now (None: as they were), and the changes.

        Nothing is stored, and False returned, where another program has taken the diagnosis further
        than `former` in the meantime: it saw the same visits.
        """
        with transaction(self._db):
            if self.health_of(health.source_id) != former:
                return False
            insert_or_replace(self._db, "source_health", _health_row(health))
            if findings is not None:
                self._db.conn.execute(
                    "DELETE FROM source_findings WHERE source_id = ?", (health.source_id,)
                )
                for finding in findings:
                    insert(self._db, "source_findings", _finding_row(finding))
            for change in changes:
                insert(self._db, "source_health_changes", _change_row(change))
        return True

    def list_changes(
        self, source_id: str = "", since: datetime | None = None, limit: int = 50
    ) -> list[HealthChange]:
        """Newest first; those after `since` where it is given."""
        sql = """SELECT * FROM source_health_changes WHERE :source_id IN ('', source_id)
            AND happened_at > :since ORDER BY id DESC LIMIT :limit"""
        parameters = {
            "source_id": source_id,
            "since": optional_time_text(since) or "",
            "limit": limit,
        }
        return [_change_of(row) for row in rows(self._db, sql, parameters)]


def insert_or_replace(db: Database, table: str, row: Row) -> None:
    columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
    db.conn.execute(
        f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names are ours
        row,
    )


def _health_row(health: SourceHealth) -> Row:
    row = attrs.asdict(health)
    for name in _TIMES:
        row[name] = optional_time_text(row[name])
    return row


def _health_of(row: Row) -> SourceHealth:
    times = {name: optional_time_of(row[name]) for name in _TIMES}
    values: dict[str, Any] = {**row, **times, "cause": Cause(row["cause"])}
    return SourceHealth(**values)


def _finding_row(finding: Finding) -> Row:
    return {
        **attrs.asdict(finding),
        "since": time_text(finding.since),
        "last_seen_at": time_text(finding.last_seen_at),
        "alerted_at": optional_time_text(finding.alerted_at),
        "reason": _reason_text(finding.reason),
        "on_pages": int(finding.on_pages),
        "urls": json_text(finding.urls),
        "incident_ids": json_text(finding.incident_ids),
    }


def _finding_of(row: Row) -> Finding:
    values: dict[str, Any] = {
        **row,
        "cause": Cause(row["cause"]),
        "since": time_of(row["since"]),
        "last_seen_at": time_of(row["last_seen_at"]),
        "alerted_at": optional_time_of(row["alerted_at"]),
        "reason": _reason_of(row["reason"]),
        "on_pages": bool(row["on_pages"]),
        "urls": tuple(json.loads(row["urls"])),
        "incident_ids": tuple(json.loads(row["incident_ids"])),
    }
    return Finding(**values)


def _change_row(change: HealthChange) -> Row:
    return {
        "source_id": change.source_id,
        "cause": change.cause,
        "event": change.event,
        "happened_at": time_text(change.happened_at),
        "since": time_text(change.since),
        "reason": _reason_text(change.reason),
    }


def _change_of(row: Row) -> HealthChange:
    values: dict[str, Any] = {
        **row,
        "cause": Cause(row["cause"]),
        "event": HealthEvent(row["event"]),
        "happened_at": time_of(row["happened_at"]),
        "since": time_of(row["since"]),
        "reason": _reason_of(row["reason"]),
    }
    return HealthChange(**values)


def _reason_text(reason: Reason) -> str:
    return json_text({"code": reason.code, "values": reason.values})


def _reason_of(text: str) -> Reason:
    found = json.loads(text)
    return Reason(found["code"], found["values"])
