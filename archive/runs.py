"""Crawl runs and the incidents that happened in them."""

import json
from collections.abc import Collection
from datetime import datetime

import attrs
from sqlite_utils import Database

from archive.database import Row, insert, rows, transaction
from archive.records import CrawlCounts, CrawlRun, Incident
from archive.rows import optional_time_of, time_of, time_text

INTERRUPTED = "interrupted"
_COUNTS = [attribute.name for attribute in attrs.fields(CrawlCounts)]


class RunStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def start_run(self, source_id: str, spider: str, started_at: datetime) -> CrawlRun:
        """The new run; unfinished runs of the source are marked interrupted.

        Only to be called by the holder of the source's crawl lock: then no other process can be
        in the runs that are found unfinished.
        """
        with transaction(self._db):
            self._db.conn.execute(
                """UPDATE runs SET outcome = ?, finished_at = started_at
                   WHERE source_id = ? AND finished_at IS NULL""",
                (INTERRUPTED, source_id),
            )
            row = {
                "source_id": source_id,
                "spider": spider,
                "started_at": time_text(started_at),
            }
            run_id = insert(self._db, "runs", row)
        return CrawlRun(source_id, spider, started_at, id=run_id)

    def finish_run(self, run: CrawlRun) -> None:
        """Store outcome and counts of a run that has ended."""
        if run.finished_at is None:
            raise ValueError(f"Run {run.id} has no end.")
        assignments = ", ".join(f"{name} = :{name}" for name in _COUNTS)
        with transaction(self._db):
            self._db.conn.execute(
                f"""UPDATE runs SET finished_at = :finished_at, outcome = :outcome, {assignments}
                    WHERE id = :id""",  # noqa: S608 - names are ours
                {
                    **attrs.asdict(run.counts),
                    "finished_at": time_text(run.finished_at),
                    "outcome": run.outcome,
                    "id": run.id,
                },
            )

    def load_runs(self, ids: Collection[int]) -> list[CrawlRun]:
        """In the order in which they were started."""
        sql = "SELECT * FROM runs WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
        return [_run_of(row) for row in rows(self._db, sql, {"ids": json.dumps(list(ids))})]

    def list_runs(
        self, source_id: str = "", limit: int = 50, *, spider: str = ""
    ) -> list[CrawlRun]:
        """Newest first; of one source or spider where it is named."""
        conditions = _conditions(source_id=source_id or None, spider=spider or None)
        sql = f"""SELECT * FROM runs {conditions}
            ORDER BY started_at DESC, id DESC LIMIT :limit"""  # noqa: S608 - names are ours
        parameters = {"source_id": source_id, "limit": limit, "spider": spider}
        return [_run_of(row) for row in rows(self._db, sql, parameters)]

    def newest_runs(self) -> list[CrawlRun]:
        """The newest of each source."""
        sql = """SELECT * FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY source_id)
            ORDER BY source_id"""
        return [_run_of(row) for row in rows(self._db, sql)]

    def ended_runs_after(
        self, source_id: str, spider: str, after_id: int, limit: int = 100
    ) -> list[CrawlRun]:
        """The newest runs of the spider that have ended and are newer than `after_id`, oldest first."""
        sql = """SELECT * FROM runs WHERE source_id = :source_id AND spider = :spider
            AND id > :after_id AND finished_at IS NOT NULL ORDER BY id DESC LIMIT :limit"""
        parameters = {
            "source_id": source_id,
            "spider": spider,
            "after_id": after_id,
            "limit": limit,
        }
        return [_run_of(row) for row in rows(self._db, sql, parameters)][::-1]

    def record_incident(self, incident: Incident) -> Incident:
        row = attrs.asdict(incident, filter=attrs.filters.exclude("id"))
        row["happened_at"] = time_text(incident.happened_at)
        with transaction(self._db):
            return attrs.evolve(incident, id=insert(self._db, "incidents", row))

    def list_incidents(
        self, source_id: str = "", run_id: int | None = None, limit: int = 50
    ) -> list[Incident]:
        """Newest first."""
        conditions = _conditions(source_id=source_id or None, run_id=run_id)
        sql = f"""SELECT * FROM incidents {conditions}
            ORDER BY happened_at DESC, id DESC LIMIT :limit"""  # noqa: S608 - names are ours
        parameters = {"source_id": source_id, "run_id": run_id, "limit": limit}
        return [_incident_of(row) for row in rows(self._db, sql, parameters)]

    def incidents_of_run(self, run_id: int, limit: int = 500) -> list[Incident]:
        """In the order in which they happened."""
        sql = "SELECT * FROM incidents WHERE run_id = :run_id ORDER BY id LIMIT :limit"
        parameters = {"run_id": run_id, "limit": limit}
        return [_incident_of(row) for row in rows(self._db, sql, parameters)]

    def incidents_without_run(self, source_id: str, after: datetime) -> list[Incident]:
        """The newest visits that could not even begin, oldest first."""
        sql = """SELECT * FROM incidents WHERE source_id = :source_id AND run_id IS NULL
            AND happened_at > :after ORDER BY id DESC LIMIT 100"""
        parameters = {"source_id": source_id, "after": time_text(after)}
        return [_incident_of(row) for row in rows(self._db, sql, parameters)][::-1]

    def failed_before(
        self, source_id: str, urls: Collection[str], moment: datetime
    ) -> frozenset[str]:
        """Those of the addresses that had an incident before the moment."""
        sql = """SELECT DISTINCT url FROM incidents WHERE source_id = :source_id
            AND url IN (SELECT value FROM json_each(:urls)) AND happened_at < :moment"""
        parameters = {
            "source_id": source_id,
            "urls": json.dumps(list(urls)),
            "moment": time_text(moment),
        }
        return frozenset(row["url"] for row in rows(self._db, sql, parameters))


def _incident_of(row: Row) -> Incident:
    return Incident(**{**row, "happened_at": time_of(row["happened_at"])})


def _conditions(**wanted: object) -> str:
    """Only what is asked for stands in the SQL: an alternative would keep the index from use."""
    named = [f"{name} = :{name}" for name, value in wanted.items() if value is not None]
    return f"WHERE {' AND '.join(named)}" if named else ""


def _run_of(row: Row) -> CrawlRun:
    return CrawlRun(
        id=row["id"],
        source_id=row["source_id"],
        spider=row["spider"],
        started_at=time_of(row["started_at"]),
        finished_at=optional_time_of(row["finished_at"]),
        outcome=row["outcome"],
        counts=CrawlCounts(**{name: row[name] for name in _COUNTS}),
    )
