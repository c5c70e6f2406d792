"""Sums over the whole archive by source: what monitoring asks for."""

from collections.abc import Mapping
from datetime import datetime

import attrs
from attrs import frozen
from sqlite_utils import Database

from archive.database import Row, first, rows
from archive.records import CrawlCounts
from archive.rows import time_text

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

    def __add__(self, other: "RunTotals") -> "RunTotals":
        """With further runs of the same source and outcome."""
        both = zip(attrs.astuple(self.counts), attrs.astuple(other.counts), strict=True)
        return attrs.evolve(
            self,
            runs=self.runs + other.runs,
            duration_s=self.duration_s + other.duration_s,
            counts=CrawlCounts(*(one + another for one, another in both)),
        )


class TotalsStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def run_totals(self, after_id: int, until_id: int) -> list[RunTotals]:
        """Of the ended runs whose id lies above `after_id` and not above `until_id`.

        The table is read in its own order: by the index on source it takes three times as long.
        """
        sql = f"""SELECT source_id, outcome, count(*) AS runs, {_SUMS},
            sum(julianday(finished_at) - julianday(started_at)) * 86400 AS duration_s
            FROM runs NOT INDEXED
            WHERE finished_at IS NOT NULL AND id > :after_id AND id <= :until_id
            GROUP BY source_id, outcome ORDER BY source_id, outcome"""  # noqa: S608 - names are ours
        parameters = {"after_id": after_id, "until_id": until_id}
        return [_totals_of(row) for row in rows(self._db, sql, parameters)]

    def newest_run_before(self, moment: datetime) -> int:
        """Its id; 0 where there is none."""
        sql = "SELECT id FROM runs WHERE started_at < :moment ORDER BY id DESC LIMIT 1"
        row = first(self._db, sql, {"moment": time_text(moment)})
        return 0 if row is None else int(row["id"])

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
