"""Mutes: alarms of a source that a person keeps quiet until a day, with the reason."""

from datetime import datetime

from sqlite_utils import Database

from archive.database import Row, first, insert, rows, transaction
from archive.records import SourceMute
from archive.rows import time_of, time_text

_CURRENT = "ended_at IS NULL AND until > :now"
_COLUMNS = "id, source_id, until, reason, muted_by, muted_at"


class MuteStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_mute(self, mute: SourceMute) -> None:
        """In the place of one that holds."""
        with transaction(self._db):
            self.end_mute(mute.source_id, mute.muted_at)
            row = {
                "source_id": mute.source_id,
                "until": time_text(mute.until),
                "reason": mute.reason,
                "muted_by": mute.muted_by,
                "muted_at": time_text(mute.muted_at),
            }
            insert(self._db, "source_mutes", row)

    def end_mute(self, source_id: str, now: datetime) -> bool:
        """Whether a mute held until now."""
        with transaction(self._db):
            ended = self._db.conn.execute(
                f"UPDATE source_mutes SET ended_at = :now WHERE source_id = :id AND {_CURRENT}",  # noqa: S608
                {"now": time_text(now), "id": source_id},
            )
        return int(ended.rowcount) > 0

    def current_mute(self, source_id: str, now: datetime) -> SourceMute | None:
        row = first(
            self._db,
            f"""SELECT {_COLUMNS} FROM source_mutes WHERE source_id = :id AND {_CURRENT}
                ORDER BY id DESC LIMIT 1""",  # noqa: S608 - names are ours
            {"id": source_id, "now": time_text(now)},
        )
        return None if row is None else _mute_of(row)

    def list_current(self, now: datetime) -> list[SourceMute]:
        sql = f"SELECT {_COLUMNS} FROM source_mutes WHERE {_CURRENT} ORDER BY source_id, id"  # noqa: S608
        return [_mute_of(row) for row in rows(self._db, sql, {"now": time_text(now)})]


def _mute_of(row: Row) -> SourceMute:
    times = {name: time_of(row[name]) for name in ("until", "muted_at")}
    return SourceMute(**{**row, **times})
