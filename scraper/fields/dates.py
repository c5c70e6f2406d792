"""Publication dates as Vietnamese pages print them: day first, +07:00, words and quirks.

Every form seen on a portal has a row in the tests. A date that cannot be is
reported as such, never bent into one that can.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from attrs import frozen

from archive.records import PublishedPrecision
from archive.text import fold_space

VIETNAM = timezone(timedelta(hours=7))

_TIME = r"""(?P<{0}hour>[01]?\d|2[0-3])\s?(?:[hg]?:|h|g|giờ)\s?(?P<{0}minute>[0-5]\d)'?
            (?:\s?[:']\s?(?P<{0}second>[0-5]\d)(?:[.,]\d+)?)?
            (?:\s?(?P<{0}half>AM|PM|SA|CH|am|pm|sáng|chiều|tối)\b)?"""
_DAY = r"(?P<day>\d{1,2})\s?(?P<sep>[/.\-]|\s)\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4})(?!\d|/\w)"
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|cn)"
_BETWEEN = rf"[\s,|\-–—:]*(?:lúc|vào\s+lúc|hồi|ngày(?=\s+\d)|(?:ngày\s+)?{_WEEKDAY}(?:[\s,]+ngày)?)?[\s,|\-–—:]*"

# WordPress and .NET spell the month out; the longer name first.
_MONTHS = {
    "giêng": 1, "mười một": 11, "mười hai": 12, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "chạp": 12,
}  # fmt: skip
_MONTH_NAMES = "|".join(_MONTHS).replace(" ", r"\s+")
_NUMERIC = re.compile(
    rf"(?:(?<![\d/.:]){_TIME.format('before_')}{_BETWEEN})?(?<![\d/.\-]){_DAY}"
    rf"(?:{_BETWEEN}{_TIME.format('')})?",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = re.compile(
    rf"""(?:(?<![\d/.:]){_TIME.format("before_")}{_BETWEEN})?
    (?:ngày\s*)?(?P<day>\d{{1,2}})\s*(?:tháng\s*|Th\.?\s?)(?P<month>\d{{1,2}}|{_MONTH_NAMES})\s*[,\s]\s*(?:năm\s*)?(?P<year>\d{{4}})(?!\d)
    (?:{_BETWEEN}{_TIME.format("")})?""",
    re.VERBOSE | re.IGNORECASE,
)
# "Tháng Mười 12, 2026": the American order of WordPress with its words translated.
_MONTH_FIRST = re.compile(
    rf"""\b(?:tháng\s+)(?P<month>\d{{1,2}}|{_MONTH_NAMES})\s+(?P<day>\d{{1,2}}),\s*(?P<year>\d{{4}})(?!\d)
    (?:{_BETWEEN}{_TIME.format("")})?""",
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ENGLISH = re.compile(
    rf"""\b(?:(?P<day>\d{{1,2}})[\s-]+(?P<month>{"|".join(_ENGLISH_MONTHS)})[a-z]*\.?,?
    |(?P<month_first>{"|".join(_ENGLISH_MONTHS)})[a-z]*\.?\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?)
    [\s-]+(?P<year>\d{{4}})\b(?:{_BETWEEN}(?:at\s+)?{_TIME.format("")})?""",
    re.VERBOSE | re.IGNORECASE,
)
# "2020-10-14ICT11:11:53" (NukeViet 4.0) and "2026-03-07T08:07:18.000 +07:00" stand for ISO 8601.
_ISO = re.compile(
    r"""\b(?P<year>\d{4})(?P<dash>[-/])(?P<month>\d{2})(?P=dash)(?P<day>\d{2})(?!\d)
    (?:(?:T|\s|ICT)\s*(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?
    \s?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?""",
    re.VERBOSE,
)
# A weekday right before a date: CMS with an American format print it, too ("T2, 10/12/2026").
_WEEKDAY_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<name>thứ\s+\w+|t[2-7]|chủ\s+nhật|cn)|(?P<english>mon|tue|wed|thu|fri|sat|sun)[a-z]*)[\s,.|–-]*(?:ngày\s*)?$",
    re.IGNORECASE,
)
_WEEKDAYS = ("2 hai", "3 ba", "4 tư", "5 năm", "6 sáu", "7 bảy", "chủ nhật cn")
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = re.compile(r"\d{4}")  # every form has one, and most lines have none
_DIGIT = re.compile(r"\d")
# "28/8/1945- 28/8/2019" names an anniversary, not a day of publication.
_ANNIVERSARY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*[-–—]\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
# The page's own clock and counters stand in the same boxes as dates.
_VIEW_COUNT = re.compile(
    r"(?:Số\s+lượt\s+(?:người\s+)?xem|Lượt\s+xem|Đã\s+xem|View\s*count|Views?|Xem)\s*:?\s*([\d.,]+)"
    r"|([\d.,]+)\s*lượt\s+xem",
    re.IGNORECASE,
)


@frozen
class DateReading:
    """What a line says of a day. `at` is None where the day cannot be ("15/20/2010")."""

    raw: str
    at: datetime | None
    precision: PublishedPrecision | None
    confidence: float
    problem: str = ""
    """Vietnamese sentence for the editor; empty where all is well."""


def read_date(text: str) -> DateReading | None:
    """The first date in `text`, day before month; None where there is none.

    Month first only in the form that American servers print ("5/4/2016 8:39:57 AM": no leading
    zeros, seconds, AM or PM), where no day-first reading exists, or where the weekday beside the date
    is that of the month-first one. Midnight to the minute means
    that the time is unknown (migrated items). Without a zone the time is that of Viet Nam.
    """
    if not _YEAR.search(text):
        return None
    text = _ANNIVERSARY.sub(" ", fold_space(text))
    if iso := _ISO.search(text):
        return _from_iso(iso)
    for pattern in (_NUMERIC, _WORDS, _MONTH_FIRST):
        if found := pattern.search(text):
            return _from_parts(found, text[: found.start()])
    found = _ENGLISH.search(text)
    return _from_english(found) if found else None


def view_count(text: str) -> int | None:
    """The counter beside a date ("Số lượt xem: 14636"), so that it can be kept out of everything."""
    found = _VIEW_COUNT.search(fold_space(text)) if _DIGIT.search(text) else None
    if not found:
        return None
    digits = re.sub(r"\D", "", found[1] or found[2])
    return int(digits) if digits else None


def check_against(reading: DateReading, now: datetime | None) -> DateReading:
    """`reading`, doubted where it lies after the moment of the response."""
    if reading.at is None or now is None or reading.at <= now + timedelta(days=1):
        return reading
    return DateReading(
        reading.raw,
        reading.at,
        reading.precision,
        min(reading.confidence, 0.3),
        f"Ngày đăng “{reading.raw}” nằm sau thời điểm tải trang: cần kiểm tra.",
    )


def _from_iso(found: re.Match[str]) -> DateReading:
    at = _moment(
        int(found["year"]),
        int(found["month"]),
        int(found["day"]),
        (int(found["hour"] or 0), int(found["minute"] or 0), int(found["second"] or 0)),
        _zone(found["zone"]),
    )
    if found["hour"] is None:
        return _reading(found[0], at, 1.0, PublishedPrecision.DAY)
    return _reading(found[0], at, 1.0)


def _from_english(found: re.Match[str]) -> DateReading:
    month = _ENGLISH_MONTHS[(found["month"] or found["month_first"]).lower()]
    day = int(found["day"] or found["day_second"])
    at = _moment(int(found["year"]), month, day, _clock(found.groupdict(), ""))
    return _reading(fold_space(found[0]), at, 0.9)


def _zone(text: str | None) -> timezone:
    if not text:
        return VIETNAM
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def _from_parts(found: re.Match[str], before: str) -> DateReading:
    parts = found.groupdict()
    prefix = "before_" if parts.get("hour") is None and parts.get("before_hour") else ""
    clock = _clock(parts, prefix)
    name = fold_space(parts["month"]).lower()
    month = _MONTHS.get(name) or int(name)
    day, year = int(parts["day"]), int(parts["year"])
    confidence = 1.0
    if _american(parts, prefix):
        day, month, confidence = month, day, 0.7
    elif (day <= 12 and day != month and _is_weekday_of(before, year, day, month)) or (
        month > 12 >= day and parts.get(f"{prefix}half") in ("AM", "PM")
    ):
        day, month, confidence = month, day, 0.9
    return _reading(fold_space(found[0]), _moment(year, month, day, clock), confidence)


def _is_weekday_of(before: str, year: int, month: int, day: int) -> bool:
    """Whether the text ends in the weekday of this day, and not in that of month and day swapped."""
    found = _WEEKDAY_BEFORE.search(before) if before else None
    at, swapped = _moment(year, month, day), _moment(year, day, month)
    if found is None or at is None or swapped is None:
        return False
    if found["english"]:
        number = _ENGLISH_WEEKDAYS.index(found["english"].lower())
    else:
        name = found["name"].lower().removeprefix("thứ").removeprefix("t").strip()
        number = next((n for n, names in enumerate(_WEEKDAYS) if name in names.split()), -1)
        number = 6 if name in ("chủ nhật", "cn") else number
    return at.weekday() == number != swapped.weekday()


def _american(parts: dict[str, str | None], prefix: str) -> bool:
    """`M/d/yyyy h:mm:ss tt`, the default of an en-US server: no leading zero anywhere."""
    return (
        parts.get("sep") == "/"
        and parts.get(f"{prefix}half") in ("AM", "PM")
        and parts.get(f"{prefix}second") is not None
        and not any((parts[name] or "").startswith("0") for name in ("day", "month"))
        and not (parts.get(f"{prefix}hour") or "").startswith("0")
        and int(parts["day"] or 0) <= 12
    )


def _clock(parts: dict[str, str | None], prefix: str) -> tuple[int, int, int] | None:
    if parts.get(f"{prefix}hour") is None:
        return None
    hour = int(parts[f"{prefix}hour"] or 0)
    half = (parts.get(f"{prefix}half") or "").lower()
    if half in ("pm", "ch", "chiều", "tối") and hour < 12:
        hour += 12
    elif half in ("am", "sa", "sáng") and hour == 12:
        hour = 0
    return hour, int(parts[f"{prefix}minute"] or 0), int(parts[f"{prefix}second"] or 0)


def _moment(
    year: int,
    month: int,
    day: int,
    clock: tuple[int, int, int] | None = None,
    zone: timezone = VIETNAM,
) -> datetime | None:
    try:
        return datetime(year, month, day, *(clock or (0, 0, 0)), tzinfo=zone)
    except ValueError:
        return None


def _reading(
    raw: str,
    at: datetime | None,
    confidence: float,
    precision: PublishedPrecision | None = None,
) -> DateReading:
    if at is None or not 1945 <= at.year <= 2100:
        return DateReading(raw, None, None, 0.0, f"Trang ghi ngày “{raw}” không thể có thật.")
    if precision is None:
        at_midnight = (at.hour, at.minute, at.second) == (0, 0, 0)
        precision = PublishedPrecision.DAY if at_midnight else PublishedPrecision.MINUTE
    return DateReading(raw, at, precision, confidence)
