"""What the detector thought of each version."""

import json

from sqlite_utils import Database

from archive.database import Row, first, rows, transaction
from archive.records import Occasion, OccasionLabel, ToldOccasion
from archive.rows import json_text, optional_date_of


class OccasionStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_occasion(self, version_id: int, occasion: Occasion) -> None:
        """Replaces what was thought of the version before."""
        row = {
            "version_id": version_id,
            "label": occasion.label,
            "type": occasion.type,
            "honoree": occasion.honoree,
            "years": occasion.years,
            "counted_from": occasion.counted_from,
            "day": None if occasion.day is None else occasion.day.isoformat(),
            "reasons": json_text(list(occasion.reasons)),
        }
        with transaction(self._db):
            self._db.conn.execute(
                """INSERT OR REPLACE INTO occasions
                   (version_id, label, type, honoree, years, counted_from, day, reasons) VALUES
                   (:version_id, :label, :type, :honoree, :years, :counted_from, :day, :reasons)""",
                row,
            )

    def occasion_of(self, version_id: int) -> Occasion | None:
        row = first(self._db, "SELECT * FROM occasions WHERE version_id = :id", {"id": version_id})
        return None if row is None else _occasion_of(row)

    def list_sure(self) -> list[ToldOccasion]:
        """Of every article that surely tells of one, newest article first."""
        sql = """SELECT o.*, v.article_id, v.url FROM newest_versions v JOIN occasions o ON o.version_id = v.id
            WHERE o.label = 'occasion' ORDER BY v.published_at DESC, v.id DESC"""
        return [
            ToldOccasion(row["article_id"], row["url"], _occasion_of(row))
            for row in rows(self._db, sql)
        ]


def _occasion_of(row: Row) -> Occasion:
    return Occasion(
        label=OccasionLabel(row["label"]),
        type=row["type"],
        honoree=row["honoree"],
        years=row["years"],
        counted_from=row["counted_from"],
        day=optional_date_of(row["day"]),
        reasons=tuple(json.loads(row["reasons"])),
    )
