"""`trichnguon extract ADDRESS`: fetched once by the rules of every crawl, read again from the archive."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.archive import open_archive
from archive.summaries import SummaryFilter
from demo.server import DemoServer
from demo.truth import StoryShape

Run = Callable[..., Any]


def test_address_is_fetched_once_kept_and_no_article_comes_of_it(
    portals: DemoServer, demo_home: Path, run: Run
) -> None:
    host = portals.simulation.hosts[0]
    truth = next(
        each for each in portals.simulation.truth(host) if each.shape is StoryShape.ARTICLE
    )
    portals.simulation.request_log.clear()
    for _ in range(2):
        result = run("extract", truth.url, "--json", home=demo_home)
        assert result.returncode == 0, result.stderr
        assert json.loads(result.stdout)["title"] == truth.title
    asked = [entry.url for entry in portals.simulation.request_log]
    assert asked.count(truth.url) == 1
    with open_archive(demo_home) as archive:
        assert archive.captures.newest_capture_of(truth.url) is not None
        assert archive.summaries.count_summaries(SummaryFilter()) == 0


def test_address_that_gives_no_page_is_told(demo_home: Path, run: Run) -> None:
    result = run("extract", "http://khong-co-may-nay.test/tin/1", home=demo_home)
    assert result.returncode == 1
    assert "khong-co-may-nay.test" in result.stderr
    assert "Traceback" not in result.stderr


def test_address_inside_is_refused(demo_home: Path, run: Run) -> None:
    result = run("extract", "http://127.0.0.1/tin/1", home=demo_home)
    assert result.returncode == 1
    assert "127.0.0.1" in result.stderr
    assert "Traceback" not in result.stderr
