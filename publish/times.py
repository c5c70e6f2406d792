"""Times as Vietnamese readers write them: +07:00, day first."""

from datetime import datetime, timedelta, timezone

from archive.records import PublishedPrecision

VIETNAM = timezone(timedelta(hours=7))


def day_text(moment: datetime) -> str:
    """28/08/2020."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")


def moment_text(moment: datetime, precision: PublishedPrecision | None) -> str:
    """As 15:30 ngày 28/08/2020; to the day, or of unknown precision, as ngày 28/08/2020."""
    if precision is PublishedPrecision.MINUTE:
        return moment.astimezone(VIETNAM).strftime("%H:%M ngày %d/%m/%Y")
    return f"ngày {day_text(moment)}"
