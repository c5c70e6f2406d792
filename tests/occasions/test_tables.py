"""Editors' tables: rows replaced and added, every fault with file, line and column."""

from pathlib import Path

import pytest

from archive.records import OccasionLabel
from occasions.address import form_of_address
from occasions.detect import detect_occasion
from occasions.errors import TableInvalid

CUES = "phrase\tsense\ttype\tlabel\tscope\ttypes\tcertainty\tnote\n"
HEADS = "head\tkind\tlevel\tform\tcertainty\tevidence\n"
DAYS = "id\tday\tname\taliases\tsectors\tfirst_year\thonoree\tbodies\ttype\tcertainty\tevidence\tnote\n"


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_editors_row_adds_a_word(tmp_path: Path) -> None:
    title = "Sở Du lịch tỉnh An Thái mừng sinh thần năm thứ 10"
    assert detect_occasion(title).label is OccasionLabel.NO
    write(
        tmp_path, "cues.tsv", CUES + "sinh thần\tevent\tfounding\toccasion\t\t\tD\tcách nói riêng\n"
    )
    found = detect_occasion(title, tables=tmp_path)
    assert (found.label, found.honoree) == (OccasionLabel.OCCASION, "Sở Du lịch tỉnh An Thái")
    assert "“sinh thần”: cách nói riêng" in found.reasons


def test_an_editors_row_replaces_one_of_the_house(tmp_path: Path) -> None:
    write(tmp_path, "heads.tsv", HEADS + "Sở\tbody\tprovince\tQuý Ngành\tA\tthư của Sở\n")
    assert form_of_address("Sở Y tế", tables=tmp_path) == "Quý Ngành"
    assert form_of_address("Cục Thuế", tables=tmp_path) == "Quý Cục"


def test_an_editors_day_is_recognised_by_name(tmp_path: Path) -> None:
    row = "chai\t05/06\tNgày Làng chài\tngày làng chài\t\t2001\tlàng chài\t\tindustry_day\tD\t\t\n"
    found = detect_occasion(
        "Gặp mặt kỷ niệm 20 năm Ngày Làng chài", tables=write(tmp_path, "days.tsv", DAYS + row)
    )
    assert (found.type, found.honoree, found.counted_from) == ("industry_day", "làng chài", 2001)


@pytest.mark.parametrize(
    ("name", "text", "row", "column", "says"),
    [
        ("cues.tsv", CUES + "a\tevnt\tfounding\toccasion\t\t\tD\t\n", 2, "sense", "evnt"),
        ("cues.tsv", CUES + "# nhận xét\n\na\tevent\tx\toccasion\t\t\tD\t\n", 4, "type", "x"),
        ("cues.tsv", CUES + "a\tdoubt\t\tno\tany\tfounding lạ\tD\t\n", 2, "types", "lạ"),
        ("cues.tsv", CUES + "a\tdoubt\t\tno\tany\t\tE\t\n", 2, "certainty", "E"),
        ("cues.tsv", CUES + "\tneutral\t\t\t\t\tD\t\n", 2, "phrase", "trống"),
        ("cues.tsv", CUES + "a\tneutral\t\t\t\t\tD\t\n" * 2, 3, "phrase", "đã có"),
        ("cues.tsv", "phrase\tsense\n", 1, "type", "thiếu cột"),
        ("cues.tsv", CUES.replace("note", "ghi chú"), 1, "note", "thiếu cột"),
        ("cues.tsv", "", 1, "", "thiếu dòng tên cột"),
        ("cues.tsv", CUES + "\t" * 12 + "x\n", 2, "", "nhiều hơn"),
        ("days.tsv", DAYS + "x\t31/02\tNgày\t\t\t\t\t\tschool\tD\t\t\n", 2, "day", "31/02"),
        ("days.tsv", DAYS + "x\t01/02\tNgày\t\t\t86\t\t\tschool\tD\t\t\n", 2, "first_year", "86"),
        ("heads.tsv", HEADS + "UBND\tbody\t\tQuý UBND\tD\t\n", 2, "form", "Quý Cơ quan"),
        ("heads.tsv", HEADS + "Sở\tbody\t\tThưa Sở\tD\t\n", 2, "form", "Quý"),
    ],
)
def test_faults_name_file_row_and_column(
    tmp_path: Path, name: str, text: str, row: int, column: str, says: str
) -> None:
    write(tmp_path, name, text)
    with pytest.raises(TableInvalid) as caught:
        detect_occasion("Kỷ niệm", tables=tmp_path)
    assert (caught.value.row, caught.value.column) == (row, column)
    assert str(tmp_path / name) in str(caught.value)
    assert says in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "cues.tsv").write_bytes(CUES.encode() + "kỷ niệm".encode("utf-16"))
    with pytest.raises(TableInvalid, match="UTF-8"):
        detect_occasion("Kỷ niệm", tables=tmp_path)
