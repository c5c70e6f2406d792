"""Forms of address kept for a body."""

from sqlite_utils import Database

from archive.migrations.statements import execute_all


def m031_forms_of_address(db: Database) -> None:
    execute_all(
        db,
        "ALTER TABLE founding_days ADD COLUMN article_id INTEGER REFERENCES articles (id)",
        """CREATE TABLE forms_of_address (
            id INTEGER PRIMARY KEY,
            honoree_key TEXT NOT NULL CHECK (honoree_key <> ''),
            honoree TEXT NOT NULL CHECK (trim(honoree) <> ''),
            form TEXT NOT NULL CHECK (form = '' OR form LIKE 'Quý _%'),
            editor_id INTEGER NOT NULL REFERENCES editors (id),
            decided_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX forms_of_address_by_honoree ON forms_of_address (honoree_key, id)",
        """CREATE TRIGGER forms_of_address_are_immutable BEFORE UPDATE ON forms_of_address
           BEGIN SELECT RAISE(ABORT, 'a decision is kept; record the next one'); END""",
        """CREATE TRIGGER forms_of_address_stay BEFORE DELETE ON forms_of_address
           BEGIN SELECT RAISE(ABORT, 'a decision is kept; record the next one'); END""",
    )
