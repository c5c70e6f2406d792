"""The source files of a home, read again when one of them changes."""

from contextlib import suppress
from pathlib import Path

from scraper.errors import SourceConfigError
from scraper.sources import Source, load_readable_sources

_FileState = tuple[str, int, int]


class SourceWatch:
    """`sources` are those that can be read now; `errors` say what is wrong with the others."""

    def __init__(self, folder: Path) -> None:
        self.sources: dict[str, Source] = {}
        self.errors: tuple[SourceConfigError, ...] = ()
        self._folder = folder
        self._seen: frozenset[_FileState] | None = None

    def refresh(self) -> bool:
        """Whether a file appeared, changed or went since the last call."""
        seen = self._file_states()
        if seen == self._seen:
            return False
        self._seen = seen
        try:
            self.sources, self.errors = load_readable_sources(self._folder)
        except SourceConfigError as error:
            self.sources, self.errors = {}, (error,)  # the folder itself is gone
        return True

    def _file_states(self) -> frozenset[_FileState]:
        states = set()
        for path in self._folder.glob("*.toml"):
            with suppress(FileNotFoundError):  # it went while we looked
                status = path.stat()
                states.add((path.name, status.st_mtime_ns, status.st_size))
        return frozenset(states)
