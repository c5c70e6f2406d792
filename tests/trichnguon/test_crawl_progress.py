"""What a crawl says while it runs, where nobody sits at a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_plain_lines_name_source_pages_articles_rate_and_queue(
    demo_home: Path, run: Callable[..., Any]
) -> None:
    result = run("crawl", "demo_snv", home=demo_home)
    assert result.returncode == 0, result.stderr
    (line,) = [line for line in result.stderr.splitlines() if "trichnguon.progress" in line]
    for part in ("demo_snv: ", " pages ", " articles ", "/s ", "0 queued", "finished"):
        assert part in line


def test_json_says_nothing_else(demo_home: Path, run: Callable[..., Any]) -> None:
    result = run("crawl", "demo_snv", "--json", home=demo_home)
    assert len(result.stdout.splitlines()) == 1
    assert "pages" not in result.stderr


def test_due_visits_once_and_then_waits(demo_home: Path, run: Callable[..., Any]) -> None:
    first = run("crawl", "demo_snv", "--due", "--json", home=demo_home)
    assert len(first.stdout.splitlines()) == 1, first.stderr
    second = run("crawl", "demo_snv", "--due", "--json", home=demo_home)
    assert second.returncode == 0
    assert second.stdout == ""
    assert "next visit" in second.stderr
