"""Pauses of sources: a run before a bot wall tells the next one not to try."""

from datetime import datetime, timedelta

from attrs import frozen
from sqlite_utils import Database

from archive.database import Row, first, insert, rows, transaction
from archive.rows import optional_time_of, optional_time_text, time_of, time_text

FIRST_BOT_WALL_PAUSE = timedelta(days=1)
LONGEST_BOT_WALL_PAUSE = timedelta(days=30)


@frozen
class SourcePause:
    """Nothing of the source is fetched until then, unless a person resumes it."""

    source_id: str
    kind: str
    """Class name of the error behind it, or "person"."""
    reason: str
    paused_at: datetime
    until: datetime | None = None
    """None: only a person ends it."""
    contact: str = ""
    """Whom to write to."""
    url: str = ""
    capture_id: int | None = None
    id: int | None = None


class PauseStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_pause(self, pause: SourcePause) -> None:
        row = {
            "source_id": pause.source_id,
            "kind": pause.kind,
            "reason": pause.reason,
            "paused_at": time_text(pause.paused_at),
            "until": optional_time_text(pause.until),
            "contact": pause.contact,
            "url": pause.url,
            "capture_id": pause.capture_id,
        }
        with transaction(self._db):
            insert(self._db, "source_pauses", row)

    def current_pause(self, source_id: str, now: datetime) -> SourcePause | None:
        """The pause that holds at `now`; the one that ends last where there are several."""
        row = first(
            self._db,
            """SELECT * FROM source_pauses WHERE source_id = :source_id
               AND resumed_at IS NULL AND (until IS NULL OR until > :now)
               ORDER BY until IS NULL DESC, until DESC LIMIT 1""",
            {"source_id": source_id, "now": time_text(now)},
        )
        return None if row is None else _pause_of(row)

    def newest_end(self, source_id: str, now: datetime) -> datetime | None:
        """When the source's last pause that is over ended; None where there was none."""
        row = first(
            self._db,
            """SELECT max(ended) AS ended FROM (SELECT min(coalesce(resumed_at, until),
                   coalesce(until, resumed_at)) AS ended FROM source_pauses
               WHERE source_id = :source_id) WHERE ended <= :now""",
            {"source_id": source_id, "now": time_text(now)},
        )
        return None if row is None else optional_time_of(row["ended"])

    def list_current(self, now: datetime) -> list[SourcePause]:
        ids = [
            row["source_id"]
            for row in rows(
                self._db, "SELECT DISTINCT source_id FROM source_pauses WHERE resumed_at IS NULL"
            )
        ]
        found = (self.current_pause(source_id, now) for source_id in sorted(ids))
        return [pause for pause in found if pause is not None]

    def resume(self, source_id: str, now: datetime) -> int:
        """End every pause that holds; how many there were."""
        with transaction(self._db):
            ended = self._db.conn.execute(
                """UPDATE source_pauses SET resumed_at = :now WHERE source_id = :source_id
                   AND resumed_at IS NULL AND (until IS NULL OR until > :now)""",
                {"now": time_text(now), "source_id": source_id},
            )
        return int(ended.rowcount)

    def bot_wall_pause(self, source_id: str, now: datetime) -> timedelta:
        """How long to pause before a bot wall: a day, twice the last pause while walls go on.

        Walls go on where the last pause ended less than a longest pause ago, not by a person.
        """
        last = first(
            self._db,
            """SELECT paused_at, until FROM source_pauses WHERE source_id = :source_id
               AND kind = 'BotWall' AND resumed_at IS NULL AND until > :since
               ORDER BY until DESC LIMIT 1""",
            {"source_id": source_id, "since": time_text(now - LONGEST_BOT_WALL_PAUSE)},
        )
        if last is None:
            return FIRST_BOT_WALL_PAUSE
        former = time_of(last["until"]) - time_of(last["paused_at"])
        return min(2 * former, LONGEST_BOT_WALL_PAUSE)


def _pause_of(row: Row) -> SourcePause:
    return SourcePause(
        source_id=row["source_id"],
        kind=row["kind"],
        reason=row["reason"],
        paused_at=time_of(row["paused_at"]),
        until=optional_time_of(row["until"]),
        contact=row["contact"],
        url=row["url"],
        capture_id=row["capture_id"],
        id=row["id"],
    )
