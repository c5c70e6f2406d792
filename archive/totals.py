"""Sums over the whole archive by source: what monitoring asks for."""

from collections.abc import Mapping

import attrs
from attrs import frozen
from sqlite_utils import Database

from archive.database import Row, rows
from archive.records import CrawlCounts

_COUNTS = [attribute.name for attribute in attrs.fields(CrawlCounts)]
_SUMS = ", ".join(f"sum({name}) AS {name}" for name in _COUNTS)


@frozen
class RunTotals:
    """All ended runs of one source with one outcome."""

    source_id: str
    outcome: str
    runs: int
    duration_s: float
    counts: CrawlCounts


class TotalsStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def run_totals(self) -> list[RunTotals]:
        sql = f"""SELECT source_id, outcome, count(*) AS runs, {_SUMS},
            sum(julianday(finished_at) - julianday(started_at)) * 86400 AS duration_s
            FROM runs WHERE finished_at IS NOT NULL
            GROUP BY source_id, outcome ORDER BY source_id, outcome"""  # noqa: S608 - names are ours
        return [_totals_of(row) for row in rows(self._db, sql)]

    def incidents(self) -> Mapping[tuple[str, str], int]:
        """By source and kind."""
        return self._numbers(
            "SELECT source_id, kind AS part, count(*) AS n FROM incidents GROUP BY source_id, kind"
        )

    def entries(self) -> Mapping[tuple[str, str], int]:
        """By source and state: "pending" and "failed" ones are owed."""
        return self._numbers(
            "SELECT source_id, state AS part, count(*) AS n FROM entries GROUP BY source_id, state"
        )

    def articles(self) -> Mapping[str, int]:
        """By source."""
        sql = "SELECT source_id, count(*) AS n FROM articles GROUP BY source_id"
        return {row["source_id"]: int(row["n"]) for row in rows(self._db, sql)}

    def _numbers(self, sql: str) -> Mapping[tuple[str, str], int]:
        return {(row["source_id"], row["part"]): int(row["n"]) for row in rows(self._db, sql)}


def _totals_of(row: Row) -> RunTotals:
    return RunTotals(
        source_id=row["source_id"],
        outcome=row["outcome"],
        runs=int(row["runs"]),
        duration_s=float(row["duration_s"] or 0),
        counts=CrawlCounts(**{name: int(row[name] or 0) for name in _COUNTS}),
    )
