"""Errors of the archive.

ArchiveError
  HomeMissing         no home folder, or not one of ours
  SchemaOutOfDate     the database is newer than the program
  StorageFull         the disk took no more
  DatabaseUnusable    damaged, not ours to write, or kept locked by another program
  RecordMissing       no such row
  CaptureCorrupt      the WARC record is unreadable or its digest is wrong
  VersionConflict     a row was changed by someone else in the meantime
"""

from pathlib import Path


class ArchiveError(Exception):
    """Root of the tree; `str(error)` is one line for a person, saying what to do."""


class HomeMissing(ArchiveError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"No home folder at {path}. Make one: trichnguon init {path}")
        self.path = path


class SchemaOutOfDate(ArchiveError):
    def __init__(self, path: Path, unknown: list[str]) -> None:
        super().__init__(
            f"{path} was written by a newer version (unknown migrations: {', '.join(unknown)}). "
            "Update the program; nothing was changed."
        )
        self.path = path
        self.unknown = unknown


class StorageFull(ArchiveError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds {path} is full. What is committed is safe: make room and run again."
        )
        self.path = path


class DatabaseUnusable(ArchiveError):
    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}. {_ADVICE.get(problem, _GENERAL_ADVICE)}")
        self.path = path
        self.problem = problem


_GENERAL_ADVICE = "Restore archive.db from a backup; the WARC files are not touched."
_ADVICE = {
    "database is locked": "Another program has been writing for long; let it end and run again.",
    "attempt to write a readonly database": "Give this user the right to write the home folder.",
    "unable to open database file": "Check that the folder exists and this user may write it.",
}


class RecordMissing(ArchiveError):
    def __init__(self, kind: str, key: object) -> None:
        super().__init__(f"No {kind} {key} in this archive.")
        self.kind = kind
        self.key = key


class CaptureCorrupt(ArchiveError):
    def __init__(self, capture: str, problem: str) -> None:
        super().__init__(f"Capture {capture} cannot be read back: {problem}")
        self.capture = capture


class VersionConflict(ArchiveError):
    """The row is not the one that was read; read it again."""
