"""How platforms write addresses and days."""

import re
import unicodedata
from datetime import datetime

_NOT_SLUG = re.compile(r"[^a-zA-Z0-9]+")
WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


def slug(text: str, *, drops_d: bool = False) -> str:
    """Lower-case ASCII words joined by hyphens; some platforms lose the letter đ altogether."""
    text = re.sub("[đĐ]", "" if drops_d else "d", text)
    plain = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return _NOT_SLUG.sub("-", plain).strip("-").lower()


def weekday(at: datetime) -> str:
    """Day of the week as portals print it: "Thứ tư", "Chủ nhật"."""
    return "Chủ nhật" if at.weekday() == 6 else f"Thứ {WEEKDAYS[at.weekday()]}"


def day_and_minute(at: datetime) -> str:
    return at.strftime("%d/%m/%Y %H:%M")


def day_and_half_day(at: datetime, *, padded: bool) -> str:
    """As Liferay 6 prints it: "14/10/2020 | 4:05 PM"; lists pad the hour."""
    hour = at.strftime("%I") if padded else str(int(at.strftime("%I")))
    return f"{at:%d/%m/%Y} | {hour}:{at:%M %p}"
