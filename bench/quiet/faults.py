"""What is injected: which errors of ours a visit meets, by cause. Real runs meet the same ones:
`tests/trichnguon/diagnosis/test_real_crawls.py`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from random import Random

from attrs import define, frozen

from archive.records import Cause
from scraper.errors import (
    AccessDenied,
    AddressRefused,
    LoginRequired,
    RobotsForbidden,
    RobotsUnreachable,
    ScrapeError,
    ScriptShell,
    SelectorMismatch,
    UnderMaintenance,
)
from scraper.fetch_errors import (
    CertificateRefused,
    ConnectionFailed,
    FetchTimedOut,
    HostUnknown,
    PageForbidden,
    PageMissing,
    ServerFailed,
)

MakeError = Callable[[str], Exception]


class Shape(StrEnum):
    """How a fault takes a visit."""

    LISTINGS = "listings"
    """The listings fail."""
    ROBOTS_TXT = "robots.txt"
    """robots.txt fails, so nothing else is asked for."""
    WALL = "wall"
    OVERLOAD = "overload"
    EMPTY = "empty listings"
    PAGES = "article pages"
    PLATFORM_LOST = "platform lost"
    DATES_LOST = "dates lost"
    DISK_FULL = "disk full"
    KILLED = "killed"
    NO_START = "cannot start"
    NO_VISIT = "no visit"


@frozen
class Fault:
    cause: Cause
    name: str
    shape: Shape
    error: MakeError = ConnectionError

    @property
    def on_pages(self) -> bool:
        return self.shape in (Shape.PAGES, Shape.PLATFORM_LOST, Shape.DATES_LOST)


@define
class Injection:
    """A fault of one portal over a time."""

    portal: str
    fault: Fault
    begins: datetime
    ends: datetime
    listings: tuple[str, ...]
    """Addresses that it strikes."""
    is_pair: bool = False
    visits_until_named: int | None = None
    visits_until_alarm: int | None = None
    visits: int = 0
    proofs: int = 0
    """Visits after its end that could see that it is gone."""

    def strikes(self, at: datetime) -> bool:
        return self.begins <= at < self.ends


def fetch(kind: Callable[[str, str], ScrapeError], reason: str) -> MakeError:
    return lambda url: kind(url, reason)


def mismatch(url: str) -> Exception:
    return SelectorMismatch(url, "title", "h1.tieu-de")


LISTING_FAULTS = (
    Fault(Cause.NETWORK, "time-outs", Shape.LISTINGS, fetch(FetchTimedOut, "no answer in 30 s")),
    Fault(Cause.NETWORK, "5xx", Shape.LISTINGS, fetch(ServerFailed, "the server answered 502")),
    Fault(Cause.NETWORK, "maintenance", Shape.LISTINGS, fetch(UnderMaintenance, "bảo trì")),
    Fault(Cause.CERTIFICATE, "certificate of one host", Shape.LISTINGS, fetch(CertificateRefused, "expired")),
    Fault(Cause.ROBOTS, "robots.txt forbids", Shape.LISTINGS, fetch(RobotsForbidden, "Disallow: /")),
    Fault(Cause.BLOCKED, "403", Shape.LISTINGS, fetch(PageForbidden, "the server answered 403")),
    Fault(Cause.BLOCKED, "refusal", Shape.LISTINGS, fetch(AccessDenied, "Access Denied")),
    Fault(Cause.BLOCKED, "log-in", Shape.LISTINGS, fetch(LoginRequired, "form")),
    Fault(Cause.MOVED, "another host", Shape.LISTINGS, fetch(AddressRefused, "not a host of")),
    Fault(Cause.MOVED, "404", Shape.LISTINGS, fetch(PageMissing, "the server answered 404")),
    Fault(Cause.REDESIGN, "selectors miss", Shape.LISTINGS, mismatch),
    Fault(Cause.REDESIGN, "script shell", Shape.LISTINGS, fetch(ScriptShell, "no text")),
    Fault(Cause.OWN_ERROR, "exception", Shape.LISTINGS, KeyError),
)  # fmt: skip
WHOLE_FAULTS = (
    Fault(Cause.NETWORK, "resets", Shape.ROBOTS_TXT, fetch(ConnectionFailed, "reset")),
    Fault(Cause.NETWORK, "DNS", Shape.ROBOTS_TXT, fetch(HostUnknown, "no such name")),
    Fault(Cause.CERTIFICATE, "certificate expired", Shape.ROBOTS_TXT, fetch(CertificateRefused, "expired")),
    Fault(Cause.ROBOTS, "robots.txt 503", Shape.ROBOTS_TXT, fetch(RobotsUnreachable, "503")),
    Fault(Cause.OVERLOADED, "Retry-After", Shape.OVERLOAD),
    Fault(Cause.BLOCKED, "bot wall", Shape.WALL),
    Fault(Cause.REDESIGN, "listings empty", Shape.EMPTY),
    Fault(Cause.OWN_ERROR, "disk full", Shape.DISK_FULL),
    Fault(Cause.OWN_ERROR, "killed runs", Shape.KILLED),
    Fault(Cause.OWN_ERROR, "broken source file", Shape.NO_START),
    Fault(Cause.OVERDUE, "scheduler stands still", Shape.NO_VISIT),
)  # fmt: skip
PAGE_FAULTS = (
    Fault(Cause.REDESIGN, "selectors miss on articles", Shape.PAGES, mismatch),
    Fault(Cause.REDESIGN, "platform no longer known", Shape.PLATFORM_LOST),
    Fault(Cause.REDESIGN, "dates no longer found", Shape.DATES_LOST),
)
HOST_GONE = Fault(Cause.MOVED, "name gone, successor known", Shape.ROBOTS_TXT, fetch(HostUnknown, "no such name"))  # fmt: skip
BLIPS = (*LISTING_FAULTS, *(fault for fault in WHOLE_FAULTS if fault.shape not in (Shape.WALL, Shape.NO_VISIT)))  # fmt: skip
"""Everything that may last one visit; a bot wall never does, for it pauses the source."""


def pair(random: Random) -> Sequence[Fault]:
    """Two faults of different causes that one visit can meet, each on listings of its own."""
    first = random.choice(LISTING_FAULTS)
    second = random.choice([each for each in LISTING_FAULTS if each.cause is not first.cause])
    return first, second
