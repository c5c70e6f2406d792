"""docs/add-a-platform.md followed word for word, in a copy of the program, on the demo's archive."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "add-a-platform.md").read_text(encoding="utf-8")
MODULE, IMPORT, ENTRY, CASE = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = re.findall(r"^    trichnguon ((?:extract|fixture) http.*)$", PAGE, re.MULTILINE)


def insert(path: Path, after: str, text: str) -> None:
    old = path.read_text(encoding="utf-8")
    assert old.count(after) == 1
    path.write_text(old.replace(after, after + text), encoding="utf-8")


def test_the_page_works_word_for_word(
    tmp_path: Path, demo_home: Path, run: Callable[..., Any]
) -> None:
    assert run("crawl", "demo_benhvien", home=demo_home).returncode == 0
    checkout = tmp_path / "checkout"
    for package in ("archive", "scraper", "trichnguon"):
        shutil.copytree(ROOT / package, checkout / package)
    cases = checkout / "tests" / "scraper" / "pages" / "test_platform_pages.py"
    cases.parent.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "scraper" / "pages" / cases.name, cases)

    def type_in(*words: str) -> str:
        environment = {**os.environ, "TRICHNGUON_HOME": str(demo_home), "COLUMNS": "200"}
        typed = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert typed.returncode == 0, typed.stderr + typed.stdout
        return typed.stdout

    before, after, listing, fixture = (shlex.split(line) for line in COMMANDS)
    assert "GenericArticlePage" in type_in("trichnguon", *before)

    (checkout / "scraper" / "pages" / "hospital.py").write_text(MODULE, encoding="utf-8")
    registry = checkout / "scraper" / "platforms.py"
    insert(registry, "from scraper.pages.base import ArticlePage\n", IMPORT)
    insert(registry, "PLATFORMS: dict[str, Platform] = {\n", ENTRY)
    table = type_in("trichnguon", *after)
    assert "HospitalArticlePage · hospital" in table
    assert "Mai Xuân Giang" in table
    assert "//article[@class='bai-viet']/h1" in table
    assert type_in("trichnguon", *listing).startswith("HospitalListingPage: 12 entries")

    insert(
        cases,
        "from scraper.pages.base import ArticlePage\n",
        IMPORT.replace(", HospitalListingPage", ""),
    )
    insert(cases, "\nCASES = [\n", f"{CASE.rstrip()},\n")
    told = type_in("pytest", "-q", "-p", "no:cacheprovider", "-k", "Hospital", str(cases))
    assert "3 passed" in told

    type_in("trichnguon", *fixture)
    assert (checkout / fixture[-1] / "output.json").is_file()
