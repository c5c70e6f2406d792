"""The host demo.test: the simulation scripted over HTTP, from a shell or another process.

GET  /                               hosts, article counts
GET  /articles, /articles/HOST       what is published, field by field (`Truth`)
GET  /articles/HOST/KEY
POST /articles/HOST/KEY/change       POST /articles/HOST/KEY/remove       POST /restore
GET  /requests                       what the portals were asked          POST /requests/clear
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import asdict

from demo.errors import DemoError
from demo.exchange import Reply, ReplyKind, Request, json_reply

if TYPE_CHECKING:
    from demo.simulation import Simulation

CONTROL_HOST = "demo.test"
_ARTICLE = re.compile(r"/articles/(?P<host>[\w.-]+)/(?P<key>[\w-]+)(/(?P<action>change|remove))?")
_ARTICLES = re.compile(r"/articles(/(?P<host>[\w.-]+))?")


class ControlDesk:
    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def respond(self, request: Request) -> Reply:
        try:
            return self._read(request) if request.method == "GET" else self._write(request)
        except DemoError as error:
            return _problem(str(error), 404)

    def _read(self, request: Request) -> Reply:
        simulation, path = self._simulation, request.path
        if path == "/":
            return _answer(
                {
                    portal.host: {
                        "agency": portal.agency.name,
                        "platform": portal.platform,
                        "articles": len(portal.newsroom.slots()),
                        "pinned": portal.newsroom.pinned_keys,
                    }
                    for portal in simulation.portals.values()
                }
            )
        if path == "/requests":
            return _answer([asdict(entry) for entry in simulation.request_log])
        if match := _ARTICLES.fullmatch(path):
            return _answer([truth.to_json() for truth in simulation.truth(match["host"] or "")])
        if (match := _ARTICLE.fullmatch(path)) and not match["action"]:
            return _answer(simulation.truth_of(match["host"], match["key"]).to_json())
        return _problem(f"Nothing at {path}; see demo/control.py for what there is.", 404)

    def _write(self, request: Request) -> Reply:
        simulation, path = self._simulation, request.path
        if request.method != "POST":
            return _problem("Only GET and POST.", 405)
        if path == "/restore":
            simulation.restore()
            return _answer({"restored": True})
        if path == "/requests/clear":
            simulation.request_log.clear()
            return _answer({"requests": 0})
        match = _ARTICLE.fullmatch(path)
        if not match or not match["action"]:
            return _problem(f"Nothing to post at {path}; see demo/control.py.", 404)
        host, key = match["host"], match["key"]
        if match["action"] == "change":
            simulation.change_article(host, key)
        else:
            simulation.remove_article(host, key)
        return _answer(simulation.truth_of(host, key).to_json())


def _answer(value: object) -> Reply:
    return json_reply(value, ReplyKind.CONTROL)


def _problem(message: str, status: int) -> Reply:
    return json_reply({"error": message}, ReplyKind.CONTROL, status=status)
