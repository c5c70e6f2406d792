"""The connection: WAL, foreign keys, one writer at a time, immediate transactions.

sqlite-utils takes pysqlite3 where it is installed (its SQLite has no WAL-reset bug), the
standard library's SQLite 3.40 otherwise; the schema keeps to what 3.40 knows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # its choice of driver

from archive.errors import DatabaseUnusable, RecordMissing, StorageFull

BUSY_TIMEOUT_S = 15.0
CHECKPOINT_PAGES = 4000
"""16 MB: a crawl writes the same pages of its indexes again and again; SQLite would copy them
from the log, and wait for the disk, after every fifty articles.
"""
IntegrityError = sqlite3.IntegrityError
Row = dict[str, Any]


def connect(path: Path) -> Database:
    """A connection for one thread; the file is made when absent.

    Raises DatabaseUnusable where the file is no database of ours.
    """
    try:
        connection = sqlite3.connect(str(path), timeout=BUSY_TIMEOUT_S)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(path, str(error)) from error
    return Database(connection)


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """One write transaction; a nested call is part of the outer one, and so is its failure.

    `BEGIN IMMEDIATE`, because a deferred transaction that reads and then writes fails with
    "database is locked" at once, whatever the time-out, when another writer came between.
    Raises StorageFull when the disk takes no more and DatabaseUnusable when SQLite refuses;
    nothing of the transaction remains then.
    """
    try:
        if db.conn.in_transaction:
            yield db
            return
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.conn.rollback()
            raise
        db.conn.commit()
    except sqlite3.OperationalError as error:
        if "disk is full" in str(error) or "disk I/O error" in str(error):
            raise StorageFull(database_path(db)) from error
        raise DatabaseUnusable(database_path(db), str(error)) from error


def database_path(db: Database) -> Path:
    return Path(next(db.query("PRAGMA database_list"))["file"])


def insert(db: Database, table: str, row: Row) -> int:
    """Id of the row inserted."""
    columns = ", ".join(row)
    marks = ", ".join(f":{column}" for column in row)
    cursor = db.conn.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - names are ours
        row,
    )
    return int(cursor.lastrowid or 0)


def rows(db: Database, sql: str, parameters: Row | None = None) -> Iterator[Row]:
    """What a SELECT finds; fetched as it is read.

    Not `db.query`, which puts a savepoint around every read: three statements in the place of one.
    """
    cursor = db.conn.execute(sql, parameters or {})
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def first(db: Database, sql: str, parameters: Row | None = None) -> Row | None:
    return next(iter(rows(db, sql, parameters)), None)


def require(db: Database, kind: str, key: object, sql: str) -> Row:
    """The row that `sql` finds for `:key`; raises RecordMissing."""
    row = first(db, sql, {"key": key})
    if row is None:
        raise RecordMissing(kind, key)
    return row
