"""`trichnguon occasions` as an editor or a script calls it."""

import json
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from archive.archive import create_archive
from occasions.errors import TableInvalid, TitlesUnreadable
from trichnguon.commands.occasions import occasions


def run(*arguments: object) -> Result:
    return CliRunner().invoke(occasions, [str(each) for each in arguments])


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    path = tmp_path / "titles.tsv"
    path.write_text(
        "note\ttitle\tlead\turl\n"
        '\t"Sở Du lịch An Thái: 15 năm xây dựng và phát triển\t\thttps://sdl.example/a\n'
        "\n"
        "\tLịch tiếp công dân tháng 5\n"
        "\tKỷ niệm ngày thành lập Hội Luật gia tỉnh An Thái\tTrải qua 30 năm xây dựng và phát triển\n"
        "\t\n",
        encoding="utf-8-sig",
    )
    return path


def test_classify_prints_one_json_line_a_row(titles: Path) -> None:
    result = run("classify", "--tsv", titles, "--json")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [row["label"] for row in rows] == ["occasion", "no", "occasion", "no"]
    assert set(rows[0]) == {
        "label", "type", "honoree", "years", "counted_from", "day", "reasons",
    }  # fmt: skip
    assert rows[0]["honoree"] == "Sở Du lịch An Thái"
    assert (rows[0]["years"], rows[2]["years"]) == (15, 30)
    assert "Sở" in result.output  # readable, not \u escapes


def test_classify_without_json_is_a_line_for_people(titles: Path) -> None:
    lines = run("classify", "--tsv", titles).output.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("occasion")
    assert "15 năm" in lines[0]


def test_a_table_without_titles_is_refused_with_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("tên\tđịa chỉ\n", encoding="utf-8")
    error = run("classify", "--tsv", path).exception
    assert isinstance(error, TitlesUnreadable)
    assert "title" in str(error)
    assert "tên, địa chỉ" in str(error)


def test_a_wrong_date_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("title\tpublished_on\nA\t28/8/2024\n", encoding="utf-8")
    error = run("classify", "--tsv", path).exception
    assert isinstance(error, TitlesUnreadable)
    assert "dòng 2" in str(error)


def test_own_tables_are_used_and_their_faults_shown(titles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "occasions"
    folder.mkdir()
    (folder / "heads.tsv").write_text("head\n", encoding="utf-8")
    error = run("classify", "--tsv", titles, "--tables", folder).exception
    assert isinstance(error, TableInvalid)


def test_calendar_lists_days_with_the_homes_founding_days(tmp_path: Path) -> None:
    create_archive(tmp_path).close()
    folder = tmp_path / "occasions"
    folder.mkdir()
    (folder / "founding_days.tsv").write_text(
        "honoree\tfounded_on\tcounted_from\tsource\nSở Du lịch tỉnh An Thái\t01/09/2005\t\tQĐ 1\n",
        encoding="utf-8",
    )
    arguments = ("calendar", "--home", tmp_path, "--from", "2025-08-27", "--days", "6")
    result = run(*arguments)
    assert result.exit_code == 0, result.exception
    lines = result.output.splitlines()
    assert "01/09/2025 ★ Ngày thành lập Sở Du lịch tỉnh An Thái (20 năm)" in lines
    assert lines[-1] == "02/09/2025 ★ Quốc khánh nước CHXHCN Việt Nam (80 năm)"
    objects = [json.loads(line) for line in run(*arguments, "--json").output.splitlines()]
    assert [each["on"] for each in objects] == sorted(each["on"] for each in objects)


def test_calendar_writes_a_feed_that_others_read(tmp_path: Path) -> None:
    create_archive(tmp_path).close()
    target = tmp_path / "days.ics"
    result = run(
        "calendar", "--home", tmp_path, "--from", "2025-11-18", "--days", "2", "--ics", target
    )
    assert result.exit_code == 0
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    names = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert names == [
        "Ngày truyền thống Mặt trận Tổ quốc Việt Nam (95 năm)",
        "Ngày Nhà giáo Việt Nam (43 năm)",
    ]
