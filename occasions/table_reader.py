"""Reading the tables of rules: tab-separated files that an editor opens in a spreadsheet.

A table is UTF-8, its first line names the columns, lines that start with `#` are remarks. The
house's tables lie in `occasions/tables/`; a folder of the same layout may replace rows (same key)
or add some. Every fault is reported with file, line and column.
"""

from collections.abc import Callable, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from archive.text import fold_space
from occasions.errors import TableInvalid

T = TypeVar("T")

CERTAINTIES = ("A", "B", "C", "D")
"""A: seen in a source; B: one secondary source; C: inference; D: general knowledge, to be checked."""


@frozen
class Row:
    """Cells of one line, each trimmed and NFC; the readers raise TableInvalid."""

    file: str
    number: int
    cells: dict[str, str]

    def fault(self, column: str, problem: str) -> TableInvalid:
        return TableInvalid(self.file, self.number, column, problem)

    def text(self, column: str) -> str:
        return self.cells[column]

    def required(self, column: str) -> str:
        value = self.cells[column]
        if not value:
            raise self.fault(column, "ô này không được để trống")
        return value

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        value = self.cells[column]
        if value not in allowed:
            listed = ", ".join(each or "(trống)" for each in allowed)
            raise self.fault(column, f"“{value}” không có trong danh sách cho phép: {listed}")
        return value

    def certainty(self) -> str:
        return self.choice("certainty", CERTAINTIES)

    def year(self, column: str) -> int | None:
        value = self.cells[column]
        if not value:
            return None
        if not (value.isdecimal() and 1000 <= int(value) <= 2999):
            raise self.fault(column, f"“{value}” không phải một năm có bốn chữ số")
        return int(value)

    def parts(self, column: str) -> tuple[str, ...]:
        """Values separated by `|`."""
        return tuple(part for each in self.cells[column].split("|") if (part := each.strip()))

    def date(self, column: str) -> date | None:
        """A date written day/month/year."""
        value = self.cells[column]
        if not value:
            return None
        try:
            day, month, year = (int(part) for part in value.split("/"))
            return date(year, month, day)
        except ValueError as error:
            raise self.fault(
                column, f"“{value}” không phải ngày dạng ngày/tháng/năm, ví dụ 01/03/2025"
            ) from error


def load_table(
    name: str,
    columns: Sequence[str],
    read_row: Callable[[Row], T],
    key: Callable[[T], object],
    folder: Path | None = None,
) -> tuple[T, ...]:
    """Rows of `tables/<name>`, with those of `<folder>/<name>` in the place of rows of equal key."""
    text = resources.files("occasions").joinpath("tables", name).read_text(encoding="utf-8")
    rows = _keyed(name, text, columns, read_row, key)
    if folder is not None and (path := folder / name).is_file():
        rows |= _keyed(str(path), _decode(path), columns, read_row, key)
    return tuple(rows.values())


def _decode(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableInvalid(
            str(path), 1, "", "tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8"
        ) from error


def _keyed(
    file: str,
    text: str,
    columns: Sequence[str],
    read_row: Callable[[Row], T],
    key: Callable[[T], object],
) -> dict[object, T]:
    rows: dict[object, T] = {}
    for row in _rows(file, text, columns):
        record = read_row(row)
        if key(record) in rows:
            raise row.fault(columns[0], f"“{row.cells[columns[0]]}” đã có ở một dòng phía trên")
        rows[key(record)] = record
    return rows


def _rows(file: str, text: str, columns: Sequence[str]) -> list[Row]:
    rows = []
    header: list[str] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [fold_space(cell) for cell in line.split("\t")]
        if not header:
            header = _checked_header(file, number, cells, columns)
            continue
        if len(cells) > len(header):
            raise TableInvalid(
                file, number, "", f"có {len(cells)} ô, nhiều hơn {len(header)} cột của dòng đầu"
            )
        cells += [""] * (len(header) - len(cells))
        rows.append(Row(file, number, dict(zip(header, cells, strict=True))))
    if not header:
        raise TableInvalid(file, 1, "", f"thiếu dòng tên cột: {', '.join(columns)}")
    return rows


def _checked_header(file: str, number: int, cells: list[str], columns: Sequence[str]) -> list[str]:
    for column in columns:
        if column not in cells:
            raise TableInvalid(file, number, column, "thiếu cột này trong dòng tên cột")
    for cell in cells:
        if cell not in columns:
            raise TableInvalid(file, number, cell, f"cột lạ; các cột là: {', '.join(columns)}")
    return cells
