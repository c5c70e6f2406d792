"""Deliveries: what each target holds of an article's posts."""

import attrs
from sqlite_utils import Database

from archive.database import Row, first, insert, rows, transaction
from archive.records import Delivery
from archive.rows import time_of, time_text


class DeliveryStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_delivery(self, delivery: Delivery) -> Delivery:
        row = attrs.asdict(delivery, filter=attrs.filters.exclude("id"))
        row["delivered_at"] = time_text(delivery.delivered_at)
        with transaction(self._db):
            return attrs.evolve(delivery, id=insert(self._db, "deliveries", row))

    def last_delivery(self, article_id: int, target: str) -> Delivery | None:
        row = first(
            self._db,
            """SELECT d.* FROM deliveries d JOIN posts p ON p.id = d.post_id
               WHERE p.article_id = :id AND d.target = :target ORDER BY d.id DESC LIMIT 1""",
            {"id": article_id, "target": target},
        )
        return None if row is None else _delivery_of(row)

    def list_deliveries(self, article_id: int) -> list[Delivery]:
        """Oldest first."""
        sql = """SELECT d.* FROM deliveries d JOIN posts p ON p.id = d.post_id
            WHERE p.article_id = :id ORDER BY d.id"""
        return [_delivery_of(row) for row in rows(self._db, sql, {"id": article_id})]


def _delivery_of(row: Row) -> Delivery:
    return Delivery(**{**row, "delivered_at": time_of(row["delivered_at"])})
