"""How a migration runs its statements."""

from sqlite_utils import Database


def execute_all(db: Database, *statements: str) -> None:
    """One by one: executescript would commit the migration's transaction."""
    for statement in statements:
        db.conn.execute(statement)
