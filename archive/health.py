"""Whether the database is sound."""

from attrs import frozen
from sqlite_utils import Database

from archive.database import first


@frozen
class DatabaseHealth:
    verdict: str
    """"ok", or what SQLite's quick_check found."""
    articles: int
    sqlite_version: str


def check_database(db: Database) -> DatabaseHealth:
    def value(sql: str) -> object:
        row = first(db, sql)
        return None if row is None else next(iter(row.values()))

    return DatabaseHealth(
        verdict=str(value("PRAGMA quick_check")),
        articles=int(str(value("SELECT count(*) FROM articles"))),
        sqlite_version=str(value("SELECT sqlite_version()")),
    )
