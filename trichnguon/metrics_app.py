"""`/metrics` for Prometheus, on a port of its own."""

import hmac

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from archive.errors import ArchiveError


def metrics_app(registry: CollectorRegistry, token: str) -> Starlette:
    """An empty token lets everyone in who reaches the port."""

    def metrics(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if token and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            refusal = {"WWW-Authenticate": "Bearer"}
            return PlainTextResponse("A bearer token is needed.\n", 401, refusal)
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        try:
            body = encode(registry)
        except ArchiveError as error:
            return PlainTextResponse(f"{error}\n", 503)
        return Response(body, headers={"Content-Type": content_type})

    return Starlette(routes=[Route("/metrics", metrics)])
