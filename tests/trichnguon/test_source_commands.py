"""Adding a portal by its address, as a person does it."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.archive import open_archive
from archive.text import fold_space
from demo import faults_pages
from demo.exchange import ReplyKind, redirect
from demo.faults import Aim, StatusError, Strike
from demo.server import DemoServer
from demo.truth import StoryShape
from trichnguon.commands.init import make_home

Run = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path, portals: DemoServer) -> Path:
    """A home that knows none of the demo portals."""
    folder = tmp_path / "home"
    make_home(folder, "mailto:test@trichnguon.test")
    config = folder / "trichnguon.toml"
    text = config.read_text("utf-8").replace('proxy = ""', f'proxy = "{portals.proxy_url}"')
    config.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("host", "platform", "sections", "paging"),
    [
        ("stttt.vinhlac.test", "liferay-bacninh", 4, "json endpoint"),
        ("skhcn.vinhlac.test", "liferay6", 4, "query"),
        ("snv.vinhlac.test", "nukeviet", 4, "numbered path"),
        ("benhvien.vinhlac.test", "", 4, "query"),
    ],
)
def test_probe_tells_what_a_portal_is(
    home: Path, run: Run, portals: DemoServer, host: str, platform: str, sections: int, paging: str
) -> None:
    result = run("source", "probe", f"http://{host}/", "--json", "--delay", "0", home=home)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["platform"] == platform
    listed = [listing for listing in report["listings"] if listing["channel"] == "section"]
    assert len(listed) >= sections
    assert paging in {listing["paging"] for listing in listed}
    assert report["agency"] in portals.simulation.portal(host).agency.name
    assert report["terms"]["republication"] == "attribute_only"
    assert report["terms"]["sentence"]
    assert report["robots"].startswith("allow")
    assert report["needs_browser"] == ""
    assert all(article["title"] and not article["problem"] for article in report["articles"])
    assert len(report["articles"]) == 3
    assert report["requests"] <= 30


def test_added_source_is_crawled_whole(home: Path, run: Run, portals: DemoServer) -> None:
    host = "skhcn.vinhlac.test"
    added = run("source", "add", f"http://{host}/", "--yes", "--delay", "0", home=home)
    assert added.returncode == 0, added.stderr
    path = home / "sources" / "vinhlac_skhcn.toml"
    assert tomllib.loads(path.read_text("utf-8"))["platform"] == "liferay6"
    path.write_text(path.read_text("utf-8").replace("delay_s = 1.0", "delay_s = 0"), "utf-8")
    crawled = run("crawl", "vinhlac_skhcn", "--json", home=home)
    assert crawled.returncode == 0, crawled.stderr
    expected = sorted(
        fold_space(truth.title)
        for truth in portals.simulation.truth(host)
        if truth.shape is StoryShape.ARTICLE
    )
    with open_archive(home) as archive:
        rows = archive.db.query("SELECT title FROM newest_versions")
        assert sorted(fold_space(row["title"]) for row in rows) == expected


def test_nothing_is_saved_without_a_yes(home: Path, run: Run, portals: DemoServer) -> None:
    result = run("source", "add", "http://snv.vinhlac.test/", "--delay", "0", home=home)
    assert result.returncode == 1
    assert "Save this source?" in result.stdout
    assert not (home / "sources" / "vinhlac_snv.toml").exists()


def test_a_source_that_is_there_is_not_written_over(home: Path, run: Run) -> None:
    path = home / "sources" / "vinhlac_snv.toml"
    path.write_text("mine", "utf-8")
    result = run("source", "add", "http://snv.vinhlac.test/", "--yes", home=home)
    assert result.returncode == 1
    assert "--replace" in result.stderr
    assert path.read_text("utf-8") == "mine"


def test_an_address_as_a_person_types_it(home: Path, run: Run) -> None:
    """Without a scheme, https does not answer, http does; the second time the portal is known."""
    added = run("source", "add", "snv.vinhlac.test", "--yes", "--delay", "0", home=home)
    assert added.returncode == 0, added.stderr
    described = tomllib.loads((home / "sources" / "vinhlac_snv.toml").read_text("utf-8"))
    assert described["home"] == "http://snv.vinhlac.test/"
    assert described["name"] == "Sở Nội vụ tỉnh Vĩnh Lạc"
    again = run("source", "add", "www.snv.vinhlac.test", "--id", "other", "--yes", home=home)
    assert again.returncode == 1
    assert "belongs to the source vinhlac_snv already" in again.stderr
    assert not (home / "sources" / "other.toml").exists()


def test_an_article_leads_to_its_portal(home: Path, run: Run, portals: DemoServer) -> None:
    article = next(iter(portals.simulation.truth("snv.vinhlac.test"))).url
    added = run("source", "add", article, "--yes", "--delay", "0", home=home)
    assert added.returncode == 0, added.stderr
    described = tomllib.loads((home / "sources" / "vinhlac_snv.toml").read_text("utf-8"))
    assert described["home"] == "http://snv.vinhlac.test/"
    assert len(described["listing"]) >= 4


def test_a_portal_that_moved_names_where(home: Path, run: Run, portals: DemoServer) -> None:
    aim = Aim("skhcn.vinhlac.test", kind=ReplyKind.HOME)
    portals.simulation.faults.append(Strike(aim, lambda *_: redirect("http://snv.vinhlac.test/")))
    result = run("source", "add", "http://skhcn.vinhlac.test/", "--yes", "--delay", "0", home=home)
    assert result.returncode == 1
    assert "it leads to http://snv.vinhlac.test/: give that address" in result.stderr


def test_probe_of_a_forbidden_or_private_address_says_so(home: Path, run: Run) -> None:
    forbidden = run("source", "probe", "http://snv.vinhlac.test/admin/", "--delay", "0", home=home)
    assert forbidden.returncode == 1
    assert "robots.txt forbids" in forbidden.stderr
    private = run("source", "probe", "http://127.0.0.1/", home=home)
    assert private.returncode == 1
    assert "address refused" in private.stderr
    assert "Traceback" not in private.stderr + forbidden.stderr


def test_bot_wall_and_outage_are_told_in_a_line(home: Path, run: Run, portals: DemoServer) -> None:
    maker = next(iter(faults_pages.FIREWALLS.values()))
    portals.simulation.faults.append(Strike(Aim("snv.vinhlac.test", kind=ReplyKind.HOME), maker))
    walled = run("source", "probe", "http://snv.vinhlac.test/vi/", "--delay", "0", home=home)
    assert walled.returncode == 1
    assert "bot wall" in walled.stderr
    portals.simulation.faults.append(
        StatusError(Aim("skhcn.vinhlac.test", kind=ReplyKind.HOME), status=503)
    )
    down = run("source", "probe", "http://skhcn.vinhlac.test/", "--delay", "0", home=home)
    assert down.returncode == 1
    assert "503" in down.stderr
    assert "Traceback" not in walled.stderr + down.stderr
