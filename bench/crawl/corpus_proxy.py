"""A forward proxy that answers with saved pages, each under its own address; 404 for the rest."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from attrs import frozen


@frozen
class SavedPage:
    file: str
    url: str
    """As http: the proxy has no certificates of these hosts."""
    body: bytes


def saved_pages(corpus: Path, kinds: tuple[str, ...]) -> list[SavedPage]:
    rows = (json.loads(line) for line in (corpus / "index.jsonl").read_text("utf-8").splitlines())
    return [
        SavedPage(row["file"], _address(row), (corpus / row["file"]).read_bytes())
        for row in rows
        if row["kind"] in kinds
    ]


def _address(row: dict[str, str]) -> str:
    known = urlsplit(row["page_url_if_known"] or f"http://{row['host']}/")
    return known._replace(scheme="http", fragment="", path=known.path or "/").geturl()


@contextmanager
def serve_pages(pages: list[SavedPage]) -> Iterator[str]:
    """Address of the proxy while it runs."""
    by_place = {_place(page.url): page.body for page in pages}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = by_place.get(_place(self.path))
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body or b"<p>not saved</p>")

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), unquote(parts.path) or "/", parts.query
