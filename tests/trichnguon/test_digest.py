"""The digest as it arrives: at a real SMTP port, at a real webhook, on the screen."""

import email
import json
import socketserver
from collections.abc import Callable, Iterator
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

Run = Callable[..., Any]


class Mailbox(socketserver.ThreadingTCPServer):
    """The least of RFC 5321 that takes a message."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        super().__init__(("127.0.0.1", 0), MailSession)


class MailSession(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.wfile.write(b"220 mailbox\r\n")
        for line in iter(self.rfile.readline, b""):
            command = line.split()[0].upper()
            if command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = list(iter(self.rfile.readline, b".\r\n"))
                self.server.messages.append(b"".join(lines))
            self.wfile.write(b"221 bye\r\n" if command == b"QUIT" else b"250 ok\r\n")
            if command == b"QUIT":
                return


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    server = Mailbox()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.received.append(json.loads(self.rfile.read(size)))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def webhook() -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.received, server.status = [], 204
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def configure(home: Path, **values: str) -> None:
    path = home / "trichnguon.toml"
    text = path.read_text("utf-8")
    head, _, digest = text.partition("[digest]")
    for name, value in values.items():
        lines = [
            f"{name} = {value}" if line.startswith(f"{name} =") else line
            for line in digest.splitlines()
        ]
        digest = "\n".join(lines)
    path.write_text(f"{head}[digest]{digest}\n", "utf-8")


def test_digest_is_printed_while_nothing_is_configured(demo_home: Path, run: Run) -> None:
    assert run("crawl", "demo_snv", home=demo_home).returncode == 0
    shown = run("digest", home=demo_home).stdout
    for told in (
        "SẮP TỚI (14 NGÀY)",
        "BÀI ĐÁNG CHÚC MỪNG ĐANG CHỜ DUYỆT",
        "Sở Nội vụ tỉnh Vĩnh Lạc",
    ):
        assert told in shown
    assert "demo_snv: " in shown
    assert "chạy: trichnguon crawl demo_skhcn" in shown


def test_mail_arrives_once_a_day(demo_home: Path, run: Run, mailbox: Mailbox) -> None:
    port = str(mailbox.server_address[1])
    configure(
        demo_home,
        recipients='["lan@congty.test", "minh@congty.test"]',
        sender='"ban@congty.test"',
        smtp_host='"127.0.0.1"',
        smtp_port=port,
    )
    assert "Sent by e-mail" in run("digest", home=demo_home).stdout
    assert "sent already" in run("digest", home=demo_home).stdout
    (raw,) = mailbox.messages
    message = email.message_from_bytes(raw, policy=default)
    assert message["To"] == "lan@congty.test, minh@congty.test"
    assert message["Subject"].startswith("Trích Nguồn ")
    body = message.get_body()
    assert body is not None
    assert "VIỆC CẦN XEM Ở NGUỒN" in body.get_content()


def test_webhook_gets_the_text(demo_home: Path, run: Run, webhook: Any) -> None:
    configure(demo_home, webhook=f'"http://127.0.0.1:{webhook.server_address[1]}/hook"')
    assert "Sent by webhook" in run("digest", home=demo_home).stdout
    (received,) = webhook.received
    assert received["subject"].startswith("Trích Nguồn ")
    assert "SẮP TỚI" in received["text"]


def test_what_was_not_taken_is_an_error_and_is_tried_again(
    demo_home: Path, run: Run, webhook: Any
) -> None:
    webhook.status = 500
    configure(demo_home, webhook=f'"http://127.0.0.1:{webhook.server_address[1]}/hook"')
    failed = run("digest", home=demo_home)
    assert failed.returncode == 1
    assert "not sent by webhook" in failed.stderr
    assert "Traceback" not in failed.stderr
    webhook.status = 204
    assert "Sent by webhook" in run("digest", home=demo_home).stdout


def test_recipients_without_a_sender_are_a_clear_error(demo_home: Path, run: Run) -> None:
    configure(demo_home, recipients='["lan@congty.test"]')
    failed = run("digest", home=demo_home)
    assert failed.returncode == 1
    assert "recipients need a sender" in failed.stderr
