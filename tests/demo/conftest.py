from datetime import datetime
from typing import Any

import pytest
from lxml import html as lxml_html

from demo.exchange import Reply, Request
from demo.simulation import Simulation
from demo.text.province import TIMEZONE

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=TIMEZONE)


class Visitor:
    """Asks the simulation without a network."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation

    def get(self, url: str, **headers: str) -> Reply:
        host, slash, rest = url.removeprefix("http://").partition("/")
        outcome = self.simulation.respond(Request("GET", host, slash + rest or "/", headers))
        assert isinstance(outcome, Reply)
        return outcome

    def post(self, url: str) -> Reply:
        host, slash, rest = url.removeprefix("http://").partition("/")
        outcome = self.simulation.respond(Request("POST", host, slash + rest))
        assert isinstance(outcome, Reply)
        return outcome

    def page(self, url: str) -> Any:
        """The page as a tree of lxml."""
        return lxml_html.fromstring(self.get(url).body.decode())

    def text(self, url: str) -> str:
        reply = self.get(url)
        assert reply.status == 200, url
        return reply.body.decode()


@pytest.fixture
def simulation() -> Simulation:
    return Simulation(now=lambda: NOON)


@pytest.fixture
def visitor(simulation: Simulation) -> Visitor:
    return Visitor(simulation)
