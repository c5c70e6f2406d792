"""The large and awkward portal, counted against its own list."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.archive import open_archive
from archive.records import PageKind
from demo.big import BigSimulation
from demo.exchange import ReplyKind
from demo.faults import Aim, StatusError
from demo.portals.big import HOST, MIRROR
from demo.server import DemoServer
from scraper.identity import canonical_url
from trichnguon.commands.init import make_home

Run = Callable[..., Any]
ARTICLES = 600
SOURCE = """
name = "Cổng tổng hợp tỉnh Vĩnh Lạc"
home = "http://{host}/"
hosts = ["{mirror}"]
[[agency]]
name = "Ủy ban nhân dân tỉnh Vĩnh Lạc"
{listings}
[rights]
republication = "none_stated"
[crawl]
delay_s = 0
"""


@pytest.fixture
def big() -> Iterator[DemoServer]:
    with DemoServer(BigSimulation(ARTICLES)) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, big: DemoServer) -> Path:
    folder = tmp_path / "home"
    make_home(folder, "mailto:test@trichnguon.test")
    config = folder / "trichnguon.toml"
    text = config.read_text("utf-8").replace('proxy = ""', f'proxy = "{big.proxy_url}"')
    config.write_text(text, "utf-8")
    simulation = big.simulation
    assert isinstance(simulation, BigSimulation)
    extra = [f"http://{HOST}/rss/moi-nhat.rss", f"http://{HOST}/sitemap.xml"]
    urls = [*simulation.big.section_urls, *extra]
    listings = "\n".join(f'[[listing]]\nurl = "{url}"' for url in urls)
    text = SOURCE.format(host=HOST, mirror=MIRROR, listings=listings)
    (folder / "sources" / "tonghop.toml").write_text(text, "utf-8")
    return folder


def crawl(run: Run, home: Path, *options: str) -> dict[str, Any]:
    result = run("crawl", "tonghop", "--json", *options, home=home)
    assert result.returncode == 0, result.stderr
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def keep_sections(home: Path, *indexes: int) -> None:
    """The source lists these sections only: no feed, no sitemap."""
    path = home / "sources" / "tonghop.toml"
    head, _, tail = path.read_text("utf-8").partition("[[listing]]")
    kept = "".join(f'[[listing]]\nurl = "http://{HOST}/chuyen-muc/{index}"\n' for index in indexes)
    path.write_text(f"{head}{kept}[rights]{tail.split('[rights]')[1]}", "utf-8")


def archived(home: Path) -> Counter[str]:
    """Addresses of the articles, the mirror's as those of the portal."""
    with open_archive(home) as archive:
        rows = list(archive.db.query("SELECT url FROM newest_versions"))
    return Counter(canonical_url(row["url"]).replace(MIRROR, HOST) for row in rows)


def test_every_article_is_found_exactly_once_and_the_second_visit_is_quiet(
    big: DemoServer, home: Path, run: Run
) -> None:
    simulation = big.simulation
    assert isinstance(simulation, BigSimulation)
    first = crawl(run, home)
    assert first["outcome"] == "finished"
    found = archived(home)
    assert found == Counter(simulation.big.urls)
    asked = [entry.target for entry in simulation.request_log.select(kind=ReplyKind.LISTING)]
    assert not [target for target in asked if target.startswith("/lich")]
    simulation.request_log.clear()
    second = crawl(run, home)
    assert second["new"] == second["changed"] == 0
    assert simulation.request_log.count(kind=ReplyKind.ARTICLE) == 0
    assert second["requests"] <= len(simulation.big.section_urls) + 3 + 2
    assert second["response_bytes"] * 8 < first["response_bytes"]  # pages are small here; see bench


def test_what_only_a_sitemap_names_and_is_gone_is_owed_not_forgotten(home: Path, run: Run) -> None:
    crawl(run, home)
    with open_archive(home) as archive:
        assert archive.entries.count_entries("tonghop", "failed") == 15
        kinds = {incident.kind for incident in archive.runs.list_incidents("tonghop", limit=500)}
        assert "NotAnArticle" not in kinds
        listings = [
            capture
            for capture in archive.captures.list_captures()
            if capture.page_kind is PageKind.LISTING
        ]
        assert listings


def test_backfill_reads_a_few_pages_at_a_time_and_only_between_the_days(
    big: DemoServer, home: Path, run: Run
) -> None:
    """A walk that is cut by its budget goes on there, and comes to the same articles."""
    simulation = big.simulation
    assert isinstance(simulation, BigSimulation)
    # A section of each way of paging, that of forms included.
    indexes = (0, 7, 13, 16, 18)
    keep_sections(home, *indexes)
    moments = sorted(article.published_at for article in simulation.big.articles)
    since, until = moments[len(moments) // 3].date(), moments[len(moments) // 2].date()
    expected = Counter(
        url
        for url, article in zip(simulation.big.urls, simulation.big.articles, strict=True)
        if since <= article.published_at.date() <= until and set(article.sections) & set(indexes)
    )
    options = ("--since", f"{since}", "--until", f"{until}", "--pages", "4")
    sizes = []
    for _ in range(8):
        report = crawl(run, home, *options)
        sizes.append(report["listings"])
        if not report["listings"]:
            break
    assert archived(home) == expected
    assert sizes[-1] == 0
    assert max(sizes) <= 4 + 3  # pages of a form that were walked before are walked again


def test_a_walk_that_was_cut_short_is_walked_whole_again(
    big: DemoServer, home: Path, run: Run
) -> None:
    """One page of a listing that fails must not hide what stands behind it."""
    simulation = big.simulation
    assert isinstance(simulation, BigSimulation)
    keep_sections(home, 2)
    expected = Counter(
        url
        for url, article in zip(simulation.big.urls, simulation.big.articles, strict=True)
        if 2 in article.sections
    )
    simulation.faults.append(StatusError(Aim(path_part="/chuyen-muc/2?page=2"), status=404))
    crawl(run, home)
    assert 0 < len(archived(home)) < len(expected)
    simulation.faults.clear()
    crawl(run, home)
    assert archived(home) == expected
