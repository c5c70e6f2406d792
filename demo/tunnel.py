"""What CONNECT opens: bytes to and fro between a client and the https side of the demo."""

import asyncio

from aiohttp import web

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class _Pipe(asyncio.Protocol):
    """Hands on whatever arrives to the other end."""

    def __init__(self, other: asyncio.Transport | None = None) -> None:
        self.other = other
        self.closed = asyncio.get_running_loop().create_future()

    def data_received(self, data: bytes) -> None:
        if self.other is not None and not self.other.is_closing():
            self.other.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.other is not None:
            self.other.close()
        if not self.closed.done():
            self.closed.set_result(None)


async def open_tunnel(incoming: web.BaseRequest, host: str, port: int) -> None:
    """Takes the client's connection over; returns when the tunnel is closed."""
    client = incoming.transport
    if not isinstance(client, asyncio.Transport):
        return
    loop = asyncio.get_running_loop()
    server, from_server = await loop.create_connection(lambda: _Pipe(client), host, port)
    from_client = _Pipe(server)
    client.set_protocol(from_client)
    client.write(ESTABLISHED)
    await asyncio.wait([from_client.closed, from_server.closed])
