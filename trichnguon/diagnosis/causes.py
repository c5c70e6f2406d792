"""Which error of a visit speaks for which cause."""

from collections.abc import Mapping

from archive.records import Cause

CAUSE_BY_KIND: Mapping[str, Cause | None] = {
    # Pages that answer and cannot be read.
    "PageError": Cause.REDESIGN,
    "SelectorMismatch": Cause.REDESIGN,
    "FieldUnreadable": Cause.REDESIGN,
    "NotAnArticle": Cause.REDESIGN,
    "ScriptShell": Cause.REDESIGN,
    "CrawlAssertionFailed": Cause.REDESIGN,
    "FieldsMissing": Cause.REDESIGN,
    "PlatformChanged": Cause.REDESIGN,
    "PagesFailed": None,  # each of its pages has an incident that says why
    "SilentTooLong": Cause.SILENT,
    # Addresses that lead elsewhere, or nowhere.
    "AddressRefused": Cause.MOVED,
    "PageMissing": Cause.MOVED,
    "PageNotFound": Cause.MOVED,
    "RedirectLoop": Cause.MOVED,
    # The portal does not want us.
    "BotWall": Cause.BLOCKED,
    "AccessDenied": Cause.BLOCKED,
    "LoginRequired": Cause.BLOCKED,
    "PageForbidden": Cause.BLOCKED,
    "TooManyRequests": Cause.OVERLOADED,
    "RobotsForbidden": Cause.ROBOTS,
    "RobotsUnreachable": Cause.ROBOTS,
    "CertificateRefused": Cause.CERTIFICATE,
    "TlsFailed": Cause.CERTIFICATE,
    # No answer, half an answer, or the server's own error.
    "FetchFailed": Cause.NETWORK,
    "ServerFailed": Cause.NETWORK,
    "HostUnknown": Cause.NETWORK,
    "ConnectionFailed": Cause.NETWORK,
    "FetchTimedOut": Cause.NETWORK,
    "BodyIncomplete": Cause.NETWORK,
    "BodyTooLarge": Cause.NETWORK,
    "BodyDamaged": Cause.NETWORK,
    "HeadersTooLarge": Cause.NETWORK,
    "PageWithheld": Cause.NETWORK,
    "UnderMaintenance": Cause.NETWORK,
    # Ours.
    "FetchCrashed": Cause.OWN_ERROR,
    "RenderFailed": Cause.OWN_ERROR,
    "SourceConfigError": Cause.OWN_ERROR,
    "StorageFull": Cause.OWN_ERROR,
    # Orders that met another crawl, or a pause that somebody knows of.
    "SourceBusy": None,
    "SourcePaused": None,
}
"""By class name, every error of the crawler; a class that is not ours is an error of ours."""

LADDER = (
    Cause.OWN_ERROR,
    Cause.OVERDUE,
    Cause.NETWORK,
    Cause.CERTIFICATE,
    Cause.ROBOTS,
    Cause.OVERLOADED,
    Cause.BLOCKED,
    Cause.MOVED,
    Cause.REDESIGN,
    Cause.SILENT,
)
"""How far a visit comes before it meets the cause: who meets a bot wall has a sound network, and
who meets a broken network knows nothing of bot walls.
"""


def cause_of(kind: str) -> Cause | None:
    """None where the kind says nothing of why a source is quiet."""
    return CAUSE_BY_KIND.get(kind, Cause.OWN_ERROR)


def is_deeper(cause: Cause, than: Cause) -> bool:
    return LADDER.index(cause) > LADDER.index(than)
