"""Rows of an editor's own, in the home's `occasions/`, count after a crawl."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.archive import open_archive
from archive.records import OccasionLabel
from archive.summaries import SummaryFilter

COLUMNS = "phrase\tsense\ttype\tlabel\tscope\ttypes\tcertainty\tnote"
TALKS = "tọa đàm kỷ niệm\tdoubt\t\tno\tany\t\tA\tchỉ là tọa đàm"
Run = Callable[..., Any]


def labels_of_talks(home: Path) -> set[OccasionLabel | None]:
    with open_archive(home) as archive:
        found = archive.summaries.list_summaries(SummaryFilter(limit=1000))
        return {each.occasion_label for each in found if "Tọa đàm kỷ niệm" in each.title}


def test_own_rows_decide_and_a_fault_in_them_loses_no_page(demo_home: Path, run: Run) -> None:
    table = demo_home / "occasions" / "cues.tsv"
    table.parent.mkdir()
    table.write_text(f"{COLUMNS}\n{TALKS.replace('doubt', 'dout')}\n", encoding="utf-8")
    failed = run("crawl", "demo_snv", home=demo_home)
    assert failed.returncode == 1
    assert "cues.tsv, dòng 2, cột “sense”" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert labels_of_talks(demo_home) == {None}
    table.write_text(f"{COLUMNS}\n{TALKS}\n", encoding="utf-8")
    assert run("crawl", "demo_snv", home=demo_home).returncode == 0
    assert labels_of_talks(demo_home) == {OccasionLabel.NO}
