"""Diagnoses of sources in sentences, for the desk, the command line and the digest alike."""

from archive.records import Cause, Reason
from desk.i18n import text
from desk.rendering import term


def verdict(language: str, cause: Cause) -> str:
    """One sentence for a person who does not program."""
    return text(language, f"health_verdict.{cause}")


def advice(language: str, cause: Cause, source_id: str, contact: str = "") -> str:
    """`contact` is whom to write to, where that is known."""
    keeper = contact or text(language, "health.keeper")
    return text(language, f"health_advice.{cause}", source=source_id, contact=keeper)


def reason_sentence(language: str, reason: Reason) -> str:
    """How the cause is known."""
    values = dict(reason.values)
    if "kind" in values:
        values["kind"] = term(language, "incident", values["kind"])
    if "what" in values:
        values["what"] = term(language, "health_lost", values["what"])
    return text(language, f"health_reason.{reason.code}", **values)


def number(value: float | None) -> str:
    """Days without needless decimals; "" where unknown."""
    return "" if value is None else f"{value:.0f}"
