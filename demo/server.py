"""One loopback server for all hosts: a forward proxy, and a virtual-host server as well.

A client that uses `proxy_url` as its HTTP proxy sends absolute-form targets (RFC 9112 section
3.2.2); a request in origin form goes to the portal that its Host header names.
"""

import asyncio
import socket
import struct
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from urllib.parse import urlsplit

from aiohttp import web

from demo.errors import PortTaken
from demo.exchange import Reply, Request, Reset
from demo.simulation import Simulation

LOOPBACK = "127.0.0.1"


class DemoServer:
    """A context manager for synchronous code: the server lives in a thread of its own.

    Port 0 takes a free one. Raises PortTaken on entering.
    """

    def __init__(self, simulation: Simulation | None = None, port: int = 0) -> None:
        self.simulation = simulation or Simulation()
        self._wanted_port = port
        self._port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    @property
    def proxy_url(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    def __enter__(self) -> "DemoServer":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        ready: Future[int] = Future()
        self._thread = Thread(target=self._run, args=(ready,), name="demo-server", daemon=True)
        self._thread.start()
        self._port = ready.result()

    def stop(self) -> None:
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop = self._thread = None

    def _run(self, ready: "Future[int]") -> None:
        loop = asyncio.new_event_loop()
        try:
            runner = loop.run_until_complete(self._listen(ready))
            if runner is not None:
                self._loop = loop
                loop.call_soon(ready.set_result, runner.addresses[0][1])
                loop.run_forever()
                loop.run_until_complete(runner.cleanup())
        except BaseException as error:
            # Whoever waits in start() must hear of it: a thread dies silently.
            if not ready.done():
                ready.set_exception(error)
            raise
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()

    async def _listen(self, ready: "Future[int]") -> web.ServerRunner | None:
        runner = web.ServerRunner(
            web.Server(self._answer), handle_signals=False, shutdown_timeout=0.1
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, LOOPBACK, self._wanted_port).start()
        except OSError:
            await runner.cleanup()
            ready.set_exception(PortTaken(self._wanted_port))
            return None
        return runner

    async def _answer(self, incoming: web.BaseRequest) -> web.StreamResponse:
        outcome = self.simulation.respond(_read_request(incoming))
        if isinstance(outcome, Reset):
            _reset_connection(incoming)
            return web.Response()  # never sent: the transport is gone
        return _build_response(outcome)


def _read_request(incoming: web.BaseRequest) -> Request:
    target = urlsplit(incoming.raw_path)
    host = target.hostname or incoming.host.rsplit(":", 1)[0].lower()
    path = target.path or "/"
    return Request(
        method=incoming.method,
        host=host,
        target=f"{path}?{target.query}" if target.query else path,
        headers={name.lower(): value for name, value in incoming.headers.items()},
    )


def _build_response(reply: Reply) -> web.Response:
    return web.Response(status=reply.status, body=reply.body, headers=reply.headers)


def _reset_connection(incoming: web.BaseRequest) -> None:
    """SO_LINGER with time 0: closing sends RST instead of FIN."""
    transport = incoming.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
