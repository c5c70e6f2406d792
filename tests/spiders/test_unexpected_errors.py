"""A bug of ours on one page must not cost the others."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.archive import open_archive
from archive.warc import read_response
from demo.server import DemoServer

# The program as it is, but for a page object that fails on one page as only a bug does.
WITH_A_BUG = """
import sys
import scraper.reading as reading
from trichnguon.cli import main

sound = reading.extract_article

def extract_article(response, platform=None):
    if "bo-nhiem" in str(response.url) or "bổ nhiệm" in response.text[:3000]:
        raise KeyError("a bug")
    return sound(response, platform)

reading.extract_article = extract_article
sys.argv = ["trichnguon", "crawl", "demo_snv"]
main()
"""


def test_page_that_raises_is_an_incident_with_its_capture_and_is_tried_again(
    portals: DemoServer, demo_home: Path, run: Callable[..., Any]
) -> None:
    buggy = subprocess.run(
        [sys.executable, "-c", WITH_A_BUG],
        env={**os.environ, "TRICHNGUON_HOME": str(demo_home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert buggy.returncode == 0, buggy.stderr
    with open_archive(demo_home) as archive:
        raised = [i for i in archive.runs.list_incidents("demo_snv") if i.kind == "KeyError"]
        assert raised
        for incident in raised:
            capture = archive.captures.load_capture(incident.capture_id or 0)
            stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
            assert stored.url == incident.url
        (finished,) = archive.runs.list_runs("demo_snv")
        assert finished.outcome == "finished"
        assert finished.counts.new > 20
    mended = run("crawl", "demo_snv", home=demo_home)
    assert f"{len(raised)} new articles" in mended.stdout
