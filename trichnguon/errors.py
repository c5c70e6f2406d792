"""Errors of the command line itself.

RootError
  PortTaken       another program listens there
  HomeNotEmpty    `init` would write into somebody else's folder
  ServeRunning    another `serve` works on this home
  TokenMissing    the metrics' token is not in the environment
  CrawlFailed     a crawl ended before its work was done
  SourcesUnwell   sources have alarms that nobody muted
  DigestNotSent   the mail server or the webhook did not take the digest
"""

from pathlib import Path


class RootError(Exception):
    """Root of the tree; `str(error)` is one line for a person, saying what to do."""


class PortTaken(RootError):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is taken by another program. Stop it, or choose another one."
        )
        self.port = port


class HomeNotEmpty(RootError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not empty and not a home folder. Choose an empty folder.")
        self.path = path


class ServeRunning(RootError):
    def __init__(self, home: Path) -> None:
        super().__init__(
            f"Another `trichnguon serve` works on {home}. One is enough; stop it first."
        )
        self.home = home


class TokenMissing(RootError):
    def __init__(self, variable: str) -> None:
        super().__init__(
            f"The environment variable {variable!r} with the metrics' token is not set; "
            "it is named by metrics.token_variable in trichnguon.toml."
        )
        self.variable = variable


class CrawlFailed(RootError):
    """A crawl that was cut short or could not be started; what it had archived is safe."""


class SourcesUnwell(RootError):
    def __init__(self, source_ids: list[str]) -> None:
        super().__init__(
            f"{len(source_ids)} sources need a look: {', '.join(source_ids)}. "
            "`trichnguon source health ID` says why, and what to do."
        )
        self.source_ids = source_ids


class DigestNotSent(RootError):
    def __init__(self, way: str, problem: str) -> None:
        super().__init__(
            f"The digest was not sent by {way}: {problem}. It is tried again next time."
        )
        self.way = way
