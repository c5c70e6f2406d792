"""Tables of titles to classify: tab-separated, with a header line."""

from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from archive.records import Occasion
from occasions.detect import detect_occasion
from occasions.errors import TitlesUnreadable

_OPTIONAL = ("lead", "body_text", "agency", "url", "published_on")


@frozen
class TitleRow:
    title: str
    lead: str = ""
    body_text: str = ""
    agency: str = ""
    url: str = ""
    published_on: date | None = None


def read_titles(path: Path) -> list[TitleRow]:
    """Rows of a table with a column `title`, and `lead`, `body_text`, `agency`, `url`,
    `published_on` (2024-08-28) where it has them; other columns are passed over.

    Raises TitlesUnreadable.
    """
    lines = _read_text(path).replace("\r\n", "\n").split("\n")
    header = lines[0].split("\t")
    names = [name.strip().lower() for name in header]
    if "title" not in names:
        seen = ", ".join(filter(None, names)) or "không có"
        raise TitlesUnreadable(
            str(path), f"dòng đầu phải có cột “title”, các cột cách nhau bằng tab; thấy: {seen}"
        )
    return [
        _row(str(path), number, dict(zip(names, line.split("\t"), strict=False)))
        for number, line in enumerate(lines[1:], start=2)
        if line
    ]


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TitlesUnreadable(
            str(path), "không phải UTF-8; hãy lưu lại với bảng mã UTF-8"
        ) from error
    except OSError as error:
        raise TitlesUnreadable(str(path), f"không đọc được: {error.strerror}") from error


def _row(file: str, number: int, cells: dict[str, str]) -> TitleRow:
    written = {name: cells.get(name, "").strip() for name in _OPTIONAL}
    published_on = written.pop("published_on")
    try:
        day = date.fromisoformat(published_on) if published_on else None
    except ValueError as error:
        raise TitlesUnreadable(
            file, f"dòng {number}: published_on “{published_on}” không phải dạng 2024-08-28"
        ) from error
    return TitleRow(title=cells.get("title", "").strip(), published_on=day, **written)


def classify_row(row: TitleRow, *, tables: Path | None = None) -> Occasion:
    return detect_occasion(
        row.title,
        row.lead,
        row.body_text,
        agency=row.agency,
        url=row.url,
        published_on=row.published_on,
        tables=tables,
    )


def occasion_object(occasion: Occasion) -> dict[str, Any]:
    """Keys label, type, honoree, years, counted_from, day (ISO or null), reasons."""
    return {
        "label": occasion.label.value,
        "type": occasion.type,
        "honoree": occasion.honoree,
        "years": occasion.years,
        "counted_from": occasion.counted_from,
        "day": occasion.day.isoformat() if occasion.day else None,
        "reasons": list(occasion.reasons),
    }
