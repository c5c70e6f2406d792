"""Traps: addresses that a portal makes up without end. Judged before they are asked for.

Seen: calendars that page to the year 7749, session ids, query strings that grow by one key a
click ("amp%3Bamp%3B…"), relative links that repeat a folder ("/tin/tin/tin/…").
"""

import re
from collections import Counter
from urllib.parse import parse_qsl, unquote, urlsplit

MAX_LENGTH = 1000
MAX_PARAMETERS = 20
"""Liferay's asset publisher needs 14."""
MAX_SEGMENTS = 12
MAX_SAME_SEGMENT = 2
_ESCAPED_AGAIN = re.compile(r"(?:amp;|%25){2,}", re.IGNORECASE)
_CALENDAR_KEYS = frozenset(
    {"month", "thang", "nam", "year", "cal_month", "calendar", "tuan", "week"}
)
_CALENDAR_PATH = re.compile(
    r"/(?:lich|calendar|lich-cong-tac|lich-tuan)[\w-]*/.*\d{4}|/(?:lich-cong-tac|lich-tuan)(?:/|$)"
)


def trap_in(url: str) -> str:
    """Why a further page at this address would be a trap; empty where it is none."""
    if len(url) > MAX_LENGTH:
        return f"address longer than {MAX_LENGTH} characters"
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return f"no address: {error}"
    if _ESCAPED_AGAIN.search(parts.query):
        return "query string escaped over and over"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if len(pairs) > MAX_PARAMETERS:
        return f"more than {MAX_PARAMETERS} parameters"
    repeated = [name for name, count in Counter(name for name, _ in pairs).items() if count > 2]
    if repeated:
        return f"parameter {repeated[0]!r} over and over"
    return _trap_in_path(unquote(parts.path)) or _calendar(parts.path, pairs)


def _trap_in_path(path: str) -> str:
    segments = [segment for segment in path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return f"path deeper than {MAX_SEGMENTS}"
    for segment, count in Counter(segments).items():
        if count > MAX_SAME_SEGMENT:
            return f"folder {segment!r} inside itself"
    return ""


def _calendar(path: str, pairs: list[tuple[str, str]]) -> str:
    named = [name for name, value in pairs if name.lower() in _CALENDAR_KEYS and value.isdigit()]
    if len(named) >= 2 or _CALENDAR_PATH.search(path.lower()):
        return "a calendar"
    return ""
