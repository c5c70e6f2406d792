"""Entries of the navigation: a page that wants one is named here and nowhere else."""

from attrs import frozen


@frozen
class NavEntry:
    path: str
    text_key: str


NAV_ENTRIES = (
    NavEntry("/inbox", "nav.inbox"),
    NavEntry("/calendar", "nav.calendar"),
    NavEntry("/sources", "nav.sources"),
    NavEntry("/incidents", "nav.incidents"),
    NavEntry("/runs", "nav.runs"),
    NavEntry("/suggestions", "nav.suggestions"),
)
