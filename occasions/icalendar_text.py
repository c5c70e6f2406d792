"""Calendar days as an iCalendar object (RFC 5545), for the calendars of phones and mail programs."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from occasions.calendar_day import CalendarDay

_MAX_OCTETS = 75
"""Of a line without its break (RFC 5545 §3.1)."""
_DATE = "%Y%m%d"


def to_icalendar(days: Sequence[CalendarDay], stamped_at: datetime | None = None) -> str:
    """One all-day event a day, CRLF lines folded at 75 octets; `stamped_at` is aware, default now.

    A day keeps its UID from feed to feed, so that a program updates it instead of doubling it.
    """
    stamp = (stamped_at or datetime.now(UTC)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trich Nguon//Occasions//VI",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Trích Nguồn: ngày chúc mừng",
        *(line for day in days for line in _event(day, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(day: CalendarDay, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{day.key}-{day.on.year}@occasions.trichnguon"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day.on.strftime(_DATE)}"
    yield f"DTEND;VALUE=DATE:{(day.on + timedelta(days=1)).strftime(_DATE)}"
    yield f"SUMMARY:{_escaped(_summary(day))}"
    if description := _description(day):
        yield f"DESCRIPTION:{_escaped(description)}"
    yield "CATEGORIES:" + ("Năm chẵn" if day.is_round else "Ngày chúc mừng")
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _summary(day: CalendarDay) -> str:
    return f"{day.name} ({day.years} năm)" if day.years else day.name


def _description(day: CalendarDay) -> str:
    parts = []
    if day.honorees:
        parts.append(f"Chúc mừng: {', '.join(day.honorees)}")
    if day.first_year:
        parts.append(f"Tính từ {day.first_year}")
    if day.certainty in ("C", "D"):
        parts.append("Chưa có nguồn chắc chắn, hãy kiểm tra")
    parts += [text for text in (day.note, day.evidence) if text]
    return "\n".join(parts)


def _escaped(text: str) -> str:
    """TEXT values (RFC 5545 §3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """Folded at characters, so that no letter is cut in two."""
    folded, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _MAX_OCTETS:
            folded += "\r\n "
            octets = 1
        folded += character
        octets += size
    return folded
