"""The folder of a home with an editor's own rows of the occasion tables."""

from pathlib import Path

TABLES_FOLDER = "occasions"


def tables_of(home: Path) -> Path | None:
    """None where the home has none."""
    folder = home / TABLES_FOLDER
    return folder if folder.is_dir() else None
