"""Forms of address as editors chose them for a body, every choice kept."""

from sqlite_utils import Database

from archive.database import insert, rows, transaction
from archive.records import AddressDecision
from archive.rows import time_of, time_text


class AddressStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_decision(self, decision: AddressDecision) -> None:
        """The newest decision on a body (`honoree_key`) is the one that counts."""
        row = {
            "honoree_key": decision.honoree_key,
            "honoree": decision.honoree,
            "form": decision.form,
            "editor_id": decision.editor_id,
            "decided_at": time_text(decision.decided_at),
        }
        with transaction(self._db):
            insert(self._db, "forms_of_address", row)

    def list_decisions(self) -> list[AddressDecision]:
        """The form in force of each body that has one of its own, by name."""
        sql = """SELECT honoree_key, honoree, form, editor_id, decided_at FROM forms_of_address
            WHERE form <> '' AND id IN (
                SELECT max(id) FROM forms_of_address GROUP BY honoree_key)
            ORDER BY honoree_key"""
        return [
            AddressDecision(**{**row, "decided_at": time_of(row["decided_at"])})
            for row in rows(self._db, sql)
        ]

    def forms(self) -> dict[str, str]:
        """Name of the body to form, as `occasions.address.form_of_address` takes them."""
        return {decision.honoree: decision.form for decision in self.list_decisions()}
