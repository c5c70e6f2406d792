"""Errors of the desk.

DeskError
  FormRefused           malformed or impossible input; nothing was stored
  RequestForged         a form that this desk did not give to this session
  TransitionNotAllowed  a decision that does not follow from the present state
  StaleReview           the source has a newer version than the one decided upon
  SettingsRefused       the desk cannot start with these settings
  LoginRefused          a log-in that cannot be made as asked
"""

from typing import ClassVar

from archive.records import ReviewState


class DeskError(Exception):
    """Root of the tree; `key` names the sentence in the catalogue that the editor reads."""

    status: ClassVar[int] = 400
    key: ClassVar[str] = "error.bad_request"


class FormRefused(DeskError):
    """`problem` is a key of the catalogue under `problem.`."""

    key = "error.form_refused"

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class RequestForged(DeskError):
    status = 403
    key = "error.forged"


class TransitionNotAllowed(DeskError):
    status = 409
    key = "error.transition"

    def __init__(self, current: ReviewState | None, wanted: str) -> None:
        """`wanted` is a ReviewState or "published"."""
        super().__init__(f"{current or 'waiting'} -> {wanted}")
        self.current = current
        self.wanted = wanted


class StaleReview(DeskError):
    status = 409
    key = "error.stale"

    def __init__(self, seen_version_id: int, newest_version_id: int) -> None:
        super().__init__(f"version {seen_version_id} is no longer the newest: {newest_version_id}")
        self.seen_version_id = seen_version_id
        self.newest_version_id = newest_version_id


class SettingsRefused(DeskError):
    """The desk cannot start with these settings."""


class LoginRefused(DeskError):
    """A log-in that cannot be made or used as asked on the command line."""
