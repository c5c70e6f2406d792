"""What the simulated portals were asked for, and what they answered."""

from collections.abc import Iterator

from attrs import frozen

from demo.exchange import ReplyKind


@frozen
class LogEntry:
    method: str
    host: str
    target: str
    """Path and query as sent."""
    status: int
    """0 where the connection was reset."""
    kind: ReplyKind
    """What was asked for, whatever a fault made of it."""
    article_key: str
    body_bytes: int

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.target}"


class RequestLog:
    """Grows with every request; `since(mark())` is what one crawl did."""

    def __init__(self) -> None:
        self._entries: list[LogEntry] = []

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[LogEntry]:
        return iter(tuple(self._entries))

    def add(self, entry: LogEntry) -> None:
        self._entries.append(entry)

    def clear(self) -> None:
        self._entries.clear()

    def mark(self) -> int:
        return len(self._entries)

    def since(self, mark: int) -> "RequestLog":
        later = RequestLog()
        later._entries = self._entries[mark:]
        return later

    def select(
        self, *, host: str = "", kind: ReplyKind | None = None, status: int | None = None
    ) -> list[LogEntry]:
        return [
            entry
            for entry in self
            if (not host or entry.host == host)
            and (kind is None or entry.kind is kind)
            and (status is None or entry.status == status)
        ]

    def count(
        self, *, host: str = "", kind: ReplyKind | None = None, status: int | None = None
    ) -> int:
        return len(self.select(host=host, kind=kind, status=status))

    def body_bytes(self) -> int:
        return sum(entry.body_bytes for entry in self)
