"""One loopback server for all hosts: a forward proxy, and a virtual-host server as well.

A client that uses `proxy_url` as its HTTP proxy sends absolute-form targets (RFC 9112 section
3.2.2); a request in origin form goes to the portal that its Host header names. CONNECT (RFC 9110
section 9.3.6) opens a tunnel to the same portals by https.
"""

import asyncio
import socket
import ssl
import struct
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from urllib.parse import urlsplit

from aiohttp import web

from demo.certificates import CertificateKind
from demo.errors import PortTaken
from demo.exchange import Reply, Request, Reset, Wire, WireEnding
from demo.simulation import Simulation
from demo.tunnel import open_tunnel

LOOPBACK = "127.0.0.1"


class DemoServer:
    """A context manager for synchronous code: the server lives in a thread of its own.

    Port 0 takes a free one. Raises PortTaken on entering.
    """

    def __init__(self, simulation: Simulation | None = None, port: int = 0) -> None:
        self.simulation = simulation or Simulation()
        self._wanted_port = port
        self._port = 0
        self._tls_ports: dict[bool, int] = {}
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
        for is_legacy in (False, True):
            context = self._tls_context(is_legacy=is_legacy)
            await web.TCPSite(runner, LOOPBACK, 0, ssl_context=context).start()
            self._tls_ports[is_legacy] = runner.addresses[-1][1]
        return runner

    def _tls_context(self, *, is_legacy: bool) -> ssl.SSLContext:
        """Presents the certificate of the host that the client names (RFC 6066 section 3).

        The version is settled before the name is known: an old server is another port.
        """
        simulation = self.simulation

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            kind = simulation.certificate_kinds.get(name or "", CertificateKind.GOOD)
            connection.context = simulation.certificates.context(name or LOOPBACK, kind)

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if is_legacy:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.sni_callback = choose
        return context

    async def _answer(self, incoming: web.BaseRequest) -> web.StreamResponse:
        if incoming.method == "CONNECT":
            kind = self.simulation.certificate_kinds.get(_tunnel_host(incoming))
            port = self._tls_ports[kind is CertificateKind.LEGACY]
            await open_tunnel(incoming, LOOPBACK, port)
            return web.Response()  # never sent: the transport is gone
        outcome = self.simulation.respond(_read_request(incoming, await incoming.read()))
        match outcome:
            case Reset():
                _reset_connection(incoming)
                return web.Response()
            case Wire():
                await _put_on_wire(incoming, outcome)
                return web.Response()
            case Reply():
                return _build_response(outcome)


def _tunnel_host(incoming: web.BaseRequest) -> str:
    return incoming.raw_path.rpartition(":")[0].lower()


def _read_request(incoming: web.BaseRequest, body: bytes) -> Request:
    target = urlsplit(incoming.raw_path)
    host = target.hostname or incoming.host.rsplit(":", 1)[0].lower()
    path = target.path or "/"
    return Request(
        method=incoming.method,
        host=host,
        target=f"{path}?{target.query}" if target.query else path,
        headers={name.lower(): value for name, value in incoming.headers.items()},
        body=body,
    )


def _build_response(reply: Reply) -> web.Response:
    return web.Response(status=reply.status, body=reply.body, headers=reply.headers)


async def _put_on_wire(incoming: web.BaseRequest, wire: Wire) -> None:
    transport = incoming.transport
    for piece in wire.pieces:
        if transport is None or transport.is_closing():
            return
        transport.write(piece)
        await asyncio.sleep(wire.pause_s)
    while wire.ending is WireEnding.HANG and transport and not transport.is_closing():
        await asyncio.sleep(0.05)
    if transport is not None:
        transport.close()


def _reset_connection(incoming: web.BaseRequest) -> None:
    """SO_LINGER with time 0: closing sends RST instead of FIN."""
    transport = incoming.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
