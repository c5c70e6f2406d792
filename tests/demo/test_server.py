"""The loopback server: forward proxy and virtual hosts, control host, faults on the wire."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from demo.errors import PortTaken
from demo.faults import Aim, ConnectionReset, StatusError
from demo.server import DemoServer
from demo.simulation import Simulation

HOST = "snv.vinhlac.test"


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(Simulation(articles=20)) as running:
        yield running


def ask(
    proxy_url: str, target: str, *, method: str = "GET", host: str = ""
) -> tuple[http.client.HTTPResponse, bytes]:
    """Sends `target` as it stands: absolute form for the proxy, origin form with a Host header."""
    connection = http.client.HTTPConnection(proxy_url.removeprefix("http://"), timeout=10)
    try:
        connection.putrequest(method, target, skip_host=True)
        connection.putheader("Host", host or target.split("/")[2])
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_answers_absolute_form_as_a_proxy(server: DemoServer) -> None:
    response, body = ask(server.proxy_url, f"http://{HOST}/vi/")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=UTF-8"
    assert b"NukeViet" in body


def test_answers_origin_form_by_host_header(server: DemoServer) -> None:
    response, body = ask(server.proxy_url, "/robots.txt", host=f"{HOST}:80")
    assert response.status == 200
    assert b"Disallow: /admin/" in body


def test_query_and_redirects_go_through(server: DemoServer) -> None:
    response, _ = ask(server.proxy_url, f"http://{HOST}/")
    assert (response.status, response.headers["Location"]) == (301, f"http://{HOST}/vi/")
    portal = server.simulation.portal("skhcn.vinhlac.test")
    target = f"http://{portal.host}{portal.page_path('tin-tuc-su-kien', 1)}"
    assert ask(server.proxy_url, target)[0].status == 200
    assert next(reversed(list(server.simulation.request_log))).url == target


def test_head_has_no_body(server: DemoServer) -> None:
    response, body = ask(server.proxy_url, f"http://{HOST}/vi/", method="HEAD")
    assert response.status == 200
    assert body == b""


def control(server: DemoServer, path: str, method: str = "GET") -> Any:
    return json.loads(ask(server.proxy_url, f"http://demo.test{path}", method=method)[1])


def test_the_control_host_scripts_the_simulation(server: DemoServer) -> None:
    assert control(server, "/")[HOST]["articles"] == 20
    before = control(server, f"/articles/{HOST}/bo-nhiem")
    after = control(server, f"/articles/{HOST}/bo-nhiem/change", "POST")
    assert after["title"] == before["title"] + " (cập nhật)"
    assert control(server, f"/articles/{HOST}/visit/remove", "POST") == {
        "error": f"{HOST} has no article 'visit'. List them: GET http://demo.test/articles/{HOST}"
    }
    assert control(server, f"/articles/{HOST}/unsigned/remove", "POST")["is_article"] is False
    assert control(server, "/restore", "POST") == {"restored": True}
    assert control(server, f"/articles/{HOST}/bo-nhiem") == before
    assert len(control(server, "/articles")) == 80
    ask(server.proxy_url, f"http://{HOST}/vi/")
    assert [entry["target"] for entry in control(server, "/requests")] == ["/vi/"]
    assert control(server, "/requests/clear", "POST") == {"requests": 0}
    assert "error" in control(server, "/nothing")


def test_a_status_fault_reaches_the_client(server: DemoServer) -> None:
    server.simulation.faults.append(StatusError(Aim(HOST), status=429, retry_after_s=30))
    response, _ = ask(server.proxy_url, f"http://{HOST}/vi/")
    assert (response.status, response.headers["Retry-After"]) == (429, "30")


def test_a_reset_fault_resets_the_connection(server: DemoServer) -> None:
    server.simulation.faults.append(ConnectionReset(Aim(HOST, times=1)))
    with pytest.raises(ConnectionResetError):
        ask(server.proxy_url, f"http://{HOST}/vi/")
    assert ask(server.proxy_url, f"http://{HOST}/vi/")[0].status == 200


def test_a_taken_port_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} is taken"), DemoServer(port=port):
            pass


def test_stopping_frees_the_port() -> None:
    with DemoServer(Simulation(articles=1)) as server:
        url = server.proxy_url
    with pytest.raises(ConnectionRefusedError):
        ask(url, f"http://{HOST}/")


def test_the_command_serves_until_it_is_interrupted() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "demo", "--port", "0", "--articles", "12"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        proxy_url = process.stdout.readline().split()[1]
        assert ask(proxy_url, f"http://{HOST}/vi/")[0].status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert HOST in process.stdout.read()
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
