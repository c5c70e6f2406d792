"""Pages with expectations that a person checked; `trichnguon fixture` writes them for checking."""

import json
from pathlib import Path
from typing import Any

import pytest
from web_poet import HttpResponse

from trichnguon.extraction_reports import report_on

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("fixtures/*/page.json"))


def loaded(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_page_reads_as_a_person_checked_it(folder: Path) -> None:
    page, expected = loaded(folder / "page.json"), loaded(folder / "output.json")
    assert expected.pop("checked_by"), f"nobody has checked {folder}/output.json"
    body = (folder / "page.html").read_bytes()
    response = HttpResponse(page["url"], body, status=page["status"], headers=page["headers"])
    found = json.loads(json.dumps(report_on(response, page["platform"])))
    assert {name: found[name] for name in expected} == expected


def test_there_are_fixtures() -> None:
    assert FOLDERS
