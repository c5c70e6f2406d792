"""Times as a Vietnamese editor reads and types them: day first, +07:00."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from archive.records import PublishedPrecision

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def day(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(HANOI):%d/%m/%Y}"


def vietnamese_date(on: date | None) -> str:
    return "" if on is None else f"{on:%d/%m/%Y}"


def clock_time(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(HANOI):%H:%M}"


def minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(HANOI):%H:%M %d/%m/%Y}"


def published(moment: datetime | None, precision: PublishedPrecision | None) -> str:
    """No more precise than the page itself."""
    return minute(moment) if precision is PublishedPrecision.MINUTE else day(moment)
