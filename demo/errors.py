"""What the simulation refuses.

DemoError
  UnknownHost
  UnknownArticle
  PortTaken
"""


class DemoError(Exception):
    """One line for a person, saying what to do."""


class UnknownHost(DemoError):
    def __init__(self, host: str, known: list[str]) -> None:
        super().__init__(f"No simulated portal answers to {host!r}. Known: {', '.join(known)}.")
        self.host = host


class UnknownArticle(DemoError):
    def __init__(self, host: str, key: str) -> None:
        super().__init__(
            f"{host} has no article {key!r}. List them: GET http://demo.test/articles/{host}"
        )
        self.host = host
        self.key = key


class PortTaken(DemoError):
    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} is taken. Choose another: --port N (0 takes a free one).")
        self.port = port
