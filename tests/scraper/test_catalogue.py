"""Every source file that is shipped, one by one."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.records import RepublicationClass
from scraper.discovery.limits import trap_in
from scraper.middlewares.guard import refusal
from scraper.platforms import PLATFORMS
from scraper.sources import load_source, load_sources, source_for

FOLDER = Path(__file__).parents[2] / "sources"
FILES = sorted(path for path in FOLDER.glob("*.toml") if not path.name.startswith("_"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_source_file(path: Path) -> None:
    source = load_source(path)
    assert source.platform in {"", *PLATFORMS}
    assert source.rights.evidence
    assert source.listing or source.status == "closed" or source.platform == "liferay-bacninh"
    for address in (source.home, *(listing.url for listing in source.listing)):
        assert refusal(address) == ""
        assert trap_in(address) == ""
    if not source.id.startswith("demo_"):
        assert source.status == "untested live"
        assert source.crawl.delay_s >= 1
        assert source.rights.republication is RepublicationClass.NONE_STATED


def test_no_host_belongs_to_two_sources() -> None:
    hosts = Counter(
        host
        for source in load_sources(FOLDER).values()
        for host in {urlsplit(source.home).hostname, *source.hosts}
    )
    assert [host for host, count in hosts.items() if count > 1] == []


def test_the_catalogue_covers_the_platforms() -> None:
    """A platform without one real source is a page object nobody can try."""
    covered = {source.platform for source in load_sources(FOLDER).values()}
    assert set(PLATFORMS) - covered == {"vhv"}


# How the table of known addresses calls the platforms that have page objects.
NAMES = {
    "liferay-bacninh": "liferay-bacninh",
    "liferay": "liferay",
    "vnpt-iportal": "vnpt",
    "sharepoint": "sharepoint",
    "nukeviet": "nukeviet",
    "drupal": "drupal",
    "dotnetnuke": "dotnetnuke",
    "wordpress": "wordpress",
    "joomla": "joomla",
    "oracle-webcenter": "oracle-webcenter",
    "vcc-style": "vccorp",
    "aspnet-custom": "aspnet",
}


@pytest.mark.corpus
def test_every_article_host_of_a_known_platform_has_its_source(corpus: Path) -> None:
    sources = load_sources(FOLDER)
    table = (corpus.parent / "domain" / "platform_urls.tsv").read_text("utf-8")
    platforms = defaultdict(set)
    for row in csv.DictReader(table.splitlines(), delimiter="\t"):
        platform = NAMES.get(re.split(r"[ ?]", row["platform"])[0])
        if platform is not None and row["kind"].startswith("article"):
            platforms[source_for(sources, row["url"])].add(platform)
    assert [source.home for source in platforms if not source.is_declared] == []
    for source, named in platforms.items():
        # A host may have changed its platform; of "liferay" alone the version is not known.
        assert source.platform.startswith(tuple(named)) or (named == {"liferay"} and source.note)
    assert len(platforms) > 35
