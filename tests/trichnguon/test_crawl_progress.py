"""What a crawl says while it runs, where nobody sits at a terminal."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_plain_lines_name_source_pages_articles_rate_and_queue(
    demo_home: Path, run: Callable[..., Any]
) -> None:
    result = run("crawl", "demo_snv", home=demo_home)
    assert result.returncode == 0, result.stderr
    (line,) = [
        line for line in result.stderr.splitlines() if "trichnguon.progress_displays" in line
    ]
    for part in ("demo_snv: ", " pages ", " articles ", "/s ", "0 queued", "finished"):
        assert part in line


def test_json_is_for_a_program_on_both_streams(demo_home: Path, run: Callable[..., Any]) -> None:
    result = run("crawl", "demo_snv", "--json", home=demo_home)
    (report,) = [json.loads(line) for line in result.stdout.splitlines()]
    *_, last = [json.loads(line) for line in result.stderr.splitlines()]
    assert last["source"] == "demo_snv"
    assert last["ended"] == "finished"
    assert last["articles"] == report["new"]
    assert last["pages"] == report["requests"]
    assert last["queued"] == 0
