"""Captures: the rows beside the WARC records."""

from collections.abc import Collection
from typing import Any

import attrs
from sqlite_utils import Database

from archive.database import Row, first, insert, require, rows, transaction
from archive.records import Capture, PageKind
from archive.rows import time_of, time_text


class CaptureStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_capture(self, capture: Capture) -> Capture:
        """The capture with its id. Call it only once the WARC record is on disk."""
        row = attrs.asdict(capture, filter=attrs.filters.exclude("id"))
        row["fetched_at"] = time_text(capture.fetched_at)
        with transaction(self._db):
            return attrs.evolve(capture, id=insert(self._db, "captures", row))

    def record_page_kind(self, capture_id: int, kind: PageKind) -> None:
        with transaction(self._db):
            self._db.conn.execute(
                "UPDATE captures SET page_kind = ? WHERE id = ?", (kind, capture_id)
            )

    def load_capture(self, capture_id: int) -> Capture:
        """Raises RecordMissing."""
        return _capture_of(
            require(self._db, "capture", capture_id, "SELECT * FROM captures WHERE id = :key")
        )

    def newest_capture_of(self, url: str) -> Capture | None:
        row = first(
            self._db,
            "SELECT * FROM captures WHERE url = :url ORDER BY fetched_at DESC, id DESC LIMIT 1",
            {"url": url},
        )
        return None if row is None else _capture_of(row)

    def newest_of_kind(
        self, source_id: str, kinds: Collection[PageKind], limit: int = 1
    ) -> list[Capture]:
        """The newest sound answers (status 200) of these kinds, newest first."""
        marks = ", ".join("?" * len(kinds))
        cursor = self._db.query(
            f"""SELECT * FROM captures WHERE source_id = ? AND status = 200
                AND page_kind IN ({marks}) ORDER BY id DESC LIMIT ?""",  # noqa: S608 - marks only
            [source_id, *kinds, limit],
        )
        return [_capture_of(row) for row in cursor]

    def newest_capture(self) -> Capture | None:
        row = first(self._db, "SELECT * FROM captures ORDER BY id DESC LIMIT 1")
        return None if row is None else _capture_of(row)

    def list_captures(self, run_id: int | None = None) -> list[Capture]:
        """Those of a run, or all, in the order in which they were stored."""
        sql = "SELECT * FROM captures WHERE :run_id IS NULL OR run_id = :run_id ORDER BY id"
        return [_capture_of(row) for row in rows(self._db, sql, {"run_id": run_id})]


def _capture_of(row: Row) -> Capture:
    values: dict[str, Any] = {**row, "fetched_at": time_of(row["fetched_at"])}
    values["page_kind"] = PageKind(row["page_kind"])
    return Capture(**values)
