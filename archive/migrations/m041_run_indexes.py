"""Visits by the hour for years: what each visit asks of the runs must not grow with their number."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m041_run_indexes(db: Database) -> None:
    execute_all(
        db,
        "CREATE INDEX runs_unfinished ON runs (source_id) WHERE finished_at IS NULL",
        "CREATE INDEX runs_by_spider ON runs (source_id, spider, id)",
    )
