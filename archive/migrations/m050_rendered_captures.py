"""Captures that a browser made of another one."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m050_rendered_captures(db: Database) -> None:
    execute_all(
        db,
        "ALTER TABLE captures ADD COLUMN rendered_from INTEGER REFERENCES captures (id)",
        """CREATE TRIGGER captures_stay_rendered BEFORE UPDATE OF rendered_from ON captures
           BEGIN SELECT RAISE(ABORT, 'a capture is evidence and cannot be changed'); END""",
    )
