"""Errors of the command line itself.

RootError
  PortTaken       another program listens there
  HomeNotEmpty    `init` would write into somebody else's folder
  CrawlFailed     a crawl ended before its work was done
  DigestNotSent   the mail server or the webhook did not take the digest
"""

from pathlib import Path


class RootError(Exception):
    """Root of the tree; `str(error)` is one line for a person, saying what to do."""


class PortTaken(RootError):
    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Port {port} on {host} is taken by another program. "
            f"Stop it, or choose another: --port {port + 1}"
        )
        self.port = port


class HomeNotEmpty(RootError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not empty and not a home folder. Choose an empty folder.")
        self.path = path


class CrawlFailed(RootError):
    """A crawl that was cut short or could not be started; what it had archived is safe."""


class DigestNotSent(RootError):
    def __init__(self, way: str, problem: str) -> None:
        super().__init__(
            f"The digest was not sent by {way}: {problem}. It is tried again next time."
        )
        self.way = way
