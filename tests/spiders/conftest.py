"""A proxy that answers with the real saved pages under their own hosts and paths."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from attrs import define, frozen


@frozen
class SavedPage:
    file: str
    url: str
    """Its own address, as http: the proxy has no certificates of these hosts."""
    body: bytes


@define
class CorpusProxy:
    url: str
    pages: list[SavedPage]


def saved_articles(corpus: Path) -> list[SavedPage]:
    """Complete article pages whose address is known."""
    rows = [json.loads(line) for line in (corpus / "index.jsonl").read_text("utf-8").splitlines()]
    return [
        SavedPage(row["file"], _as_http(row), (corpus / row["file"]).read_bytes())
        for row in rows
        if row["kind"] == "article" and row["complete"]
    ]


def _as_http(row: dict[str, str]) -> str:
    known = urlsplit(row["page_url_if_known"] or f"http://{row['host']}/{row['file']}")
    return known._replace(scheme="http", fragment="").geturl()


@pytest.fixture
def corpus_proxy(corpus: Path) -> Iterator[CorpusProxy]:
    pages = saved_articles(corpus)
    by_place = {_place(page.url): page for page in pages}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = by_place.get(_place(self.path))
            body = page.body if page else b"not saved"
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield CorpusProxy(f"http://127.0.0.1:{server.server_address[1]}", pages)
    server.shutdown()
    server.server_close()


def _place(url: str) -> tuple[str, str, str]:
    from urllib.parse import unquote

    parts = urlsplit(url)
    return (parts.hostname or "").lower(), unquote(parts.path), parts.query
