"""The address that is connected to is the address that is judged, each time anew."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.resolver import dnscache
from twisted.internet.error import DNSLookupError

from archive.archive import open_archive
from scraper.resolver import GuardedResolver

NAME = "cong.mau.test"
PUBLIC = "203.113.132.1"


class Found:
    """What a lookup came to, as Twisted's Deferred tells it at once."""

    def __init__(self, resolver: GuardedResolver, name: str) -> None:
        self.address = ""
        self.error: Exception | None = None
        resolver.getHostByName(name).addCallbacks(self._keep, self._fail)

    def _keep(self, address: str) -> None:
        self.address = address

    def _fail(self, failure: Any) -> None:
        self.error = failure.value


@pytest.fixture
def resolver() -> Iterator[GuardedResolver]:
    from twisted.internet import reactor

    yield GuardedResolver(reactor, 100, 5.0)  # type: ignore[arg-type]
    dnscache.pop(NAME, None)


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "192.168.0.1"]
)
def test_name_of_an_inner_address_is_refused(resolver: GuardedResolver, address: str) -> None:
    dnscache[NAME] = address
    found = Found(resolver, NAME)
    assert isinstance(found.error, DNSLookupError)
    assert "not a public address" in str(found.error)


def test_name_that_is_pointed_elsewhere_is_judged_again(resolver: GuardedResolver) -> None:
    dnscache[NAME] = PUBLIC
    assert Found(resolver, NAME).address == PUBLIC
    dnscache[NAME] = "127.0.0.1"
    assert isinstance(Found(resolver, NAME).error, DNSLookupError)


def test_proxy_may_stand_on_an_inner_address(resolver: GuardedResolver) -> None:
    resolver.allowed_host = NAME
    dnscache[NAME] = "10.0.0.1"
    assert Found(resolver, NAME).address == "10.0.0.1"


def test_whole_crawl_of_a_name_that_is_this_machine(
    demo_home: Path, run: Callable[..., Any]
) -> None:
    """Without the proxy, so that the name is resolved here."""
    name = socket.gethostname().lower()
    try:
        inner = socket.gethostbyname(name)
    except OSError:
        pytest.skip("this machine's name does not resolve")
    if not re.fullmatch(r"[a-z][a-z0-9.-]*[a-z0-9]", name) or name == "localhost":
        pytest.skip(f"{name!r} is no name that a source could have")
    config = demo_home / "trichnguon.toml"
    text = re.sub(r'^proxy = ".*"$', 'proxy = ""', config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(text, "utf-8")
    source = (demo_home / "sources" / "demo_snv.toml").read_text("utf-8")
    path = demo_home / "sources" / "ben_trong.toml"
    path.write_text(source.replace("snv.vinhlac.test", name), "utf-8")
    report = json.loads(run("crawl", "ben_trong", "--json", home=demo_home).stdout)
    assert report["response_bytes"] == 0
    with open_archive(demo_home) as archive:
        refused = [i for i in archive.runs.list_incidents() if i.kind == "AddressRefused"]
    assert len(refused) == 1
    assert f"resolves to {inner}, which is not a public address" in refused[0].message
