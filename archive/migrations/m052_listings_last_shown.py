"""How many articles a listing showed when it last showed any: one that goes empty is told."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m052_listings_last_shown(db: Database) -> None:
    execute_all(db, "ALTER TABLE listing_states ADD COLUMN last_shown INTEGER NOT NULL DEFAULT 0")
