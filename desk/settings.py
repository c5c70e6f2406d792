"""What the composition root tells the desk."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from attrs import field, frozen

from archive.archive import Archive
from desk.errors import SettingsRefused
from publish.checks import MINIMUM_DELAY
from publish.company import CompanyStyle
from publish.outbox import Target
from scraper.sources import Source

MIN_SECRET_LENGTH = 32


@frozen(kw_only=True)
class DeskSettings:
    """Raises SettingsRefused for a secret that could be guessed."""

    home: Path
    """Home folder with `archive.db` and `warc/`."""
    secret: str = field(repr=False)
    """Signs form tokens and addresses of archived pages; at least 32 characters of chance."""
    company: CompanyStyle
    target_of: Callable[[Archive], Target]
    """Where posts go, on the archive of one request."""
    sources: Mapping[str, Source]
    base_url: str = "http://127.0.0.1:8000"
    """Where editors reach the desk; log-in links are built on it."""
    secure_cookies: bool = False
    """True behind HTTPS: browsers then send the session over HTTPS alone."""
    minimum_delay: timedelta = MINIMUM_DELAY

    @secret.validator
    def _is_not_guessable(self, _: object, secret: str) -> None:
        if len(secret) < MIN_SECRET_LENGTH:
            raise SettingsRefused(f"The desk's secret needs {MIN_SECRET_LENGTH} characters.")
