"""The digest as it arrives: at a real SMTP port, at a real webhook, on the screen."""

import email
import json
import socketserver
import ssl
from base64 import b64decode
from collections.abc import Callable, Iterator
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from demo.certificates import CertificateKind, Certificates
from scraper.errors import SourceConfigError
from trichnguon.commands.init import config_template
from trichnguon.config import load_config

Run = Callable[..., Any]


class Mailbox(socketserver.ThreadingTCPServer):
    """The least of RFC 5321 that takes a message, with STARTTLS (RFC 3207) and AUTH (RFC 4954)."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.messages: list[bytes] = []
        self.passwords: list[str] = []
        self.tls: ssl.SSLContext | None = None
        self.refused = ""
        super().__init__(("127.0.0.1", 0), MailSession)

    @property
    def port(self) -> str:
        return str(self.server_address[1])


class MailSession(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.answer(b"220 mailbox")
        while line := self.rfile.readline():
            command = line.split()[0].upper()
            if command == b"STARTTLS" and self.server.tls:
                self.answer(b"220 go on")
                try:
                    self.request = self.server.tls.wrap_socket(self.request, server_side=True)
                except ssl.SSLError:
                    return  # the client does not trust us
                self.setup()
            elif command == b"DATA":
                self.answer(b"354 go on")
                lines = list(iter(self.rfile.readline, b".\r\n"))
                self.server.messages.append(b"".join(lines))
                self.answer(b"250 ok")
            else:
                self.answer(self.short_answer(command, line))
            if command == b"QUIT":
                return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def answer(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def short_answer(self, command: bytes, line: bytes) -> bytes:
        if command == b"EHLO":
            is_secure = isinstance(self.connection, ssl.SSLSocket)
            return b"250-mailbox\r\n250 " + (b"AUTH PLAIN" if is_secure else b"STARTTLS")
        if command == b"AUTH":
            self.server.passwords.append(b64decode(line.split()[2]).decode())
            return b"235 ok"
        if command == b"RCPT" and self.server.refused.encode() in line and self.server.refused:
            return b"550 no such mailbox"
        return b"221 bye" if command == b"QUIT" else b"250 ok"


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


def configure_mail(home: Path, mailbox: Mailbox, **values: str) -> None:
    standing = {
        "recipients": '["lan@congty.test", "minh@congty.test"]',
        "sender": '"Ban biên tập <ban@congty.test>"',
        "smtp_host": '"127.0.0.1"',
        "smtp_port": mailbox.port,
    }
    configure(home, **{**standing, **values})


def configure_webhook(home: Path, webhook: Any) -> None:
    configure(home, webhook=f'"http://127.0.0.1:{webhook.server_address[1]}/hook/s3cret"')


def test_digest_is_printed_while_nothing_is_configured(demo_home: Path, run: Run) -> None:
    assert run("crawl", "demo_snv", home=demo_home).returncode == 0
    shown = run("digest", home=demo_home).stdout
    for told in (
        "SẮP TỚI (14 NGÀY)",
        "BÀI ĐÁNG CHÚC MỪNG ĐANG CHỜ DUYỆT",
        "VIỆC CẦN XEM Ở NGUỒN",
        "Sở Nội vụ tỉnh Vĩnh Lạc",
    ):
        assert told in shown
    assert "chạy: trichnguon crawl demo_skhcn" in shown
    assert "chạy: trichnguon crawl demo_snv" not in shown


def test_mail_arrives_once_a_day(demo_home: Path, run: Run, mailbox: Mailbox) -> None:
    configure_mail(demo_home, mailbox)
    assert "SẮP TỚI" in run("digest", "--print", home=demo_home).stdout
    assert mailbox.messages == []
    assert "Sent by e-mail" in run("digest", home=demo_home).stdout
    assert "sent by e-mail already" in run("digest", home=demo_home).stdout
    (raw,) = mailbox.messages
    message = email.message_from_bytes(raw, policy=default)
    assert message["To"] == "lan@congty.test, minh@congty.test"
    assert message["From"] == "Ban biên tập <ban@congty.test>"
    assert message["Message-ID"].endswith("@congty.test>")
    assert message["Subject"].startswith("Trích Nguồn ")
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert "VIỆC CẦN XEM Ở NGUỒN" in plain.get_content()
    assert rich is not None
    assert "<h2" in rich.get_content()
    assert "Việc cần xem ở nguồn" in rich.get_content()
    assert "Sent by e-mail" in run("digest", "--again", home=demo_home).stdout
    assert len(mailbox.messages) == 2


def test_password_goes_over_tls_alone(
    demo_home: Path, run: Run, mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates = Certificates()
    mailbox.tls = certificates.context("localhost", CertificateKind.GOOD)
    (tmp_path / "roots.pem").write_bytes(certificates.root_pem)
    values = {"smtp_host": '"localhost"', "smtp_user": '"ban"'}
    configure_mail(
        demo_home, mailbox, starttls="true", smtp_password_variable='"DIGEST_PASSWORD"', **values
    )
    assert "'DIGEST_PASSWORD' with the password is not set" in run("digest", home=demo_home).stderr
    monkeypatch.setenv("DIGEST_PASSWORD", "mật khẩu")
    assert "beyond ASCII" in run("digest", home=demo_home).stderr
    monkeypatch.setenv("DIGEST_PASSWORD", "mat khau")
    untrusted = run("digest", home=demo_home)
    assert "CERTIFICATE_VERIFY_FAILED" in untrusted.stderr
    assert mailbox.passwords == []
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "roots.pem"))
    trusted = run("digest", home=demo_home)
    assert "Sent by e-mail" in trusted.stdout, trusted.stderr
    assert mailbox.passwords == ["\0ban\0mat khau"]


def test_refused_recipient_is_told_and_the_others_have_it(
    demo_home: Path, run: Run, mailbox: Mailbox
) -> None:
    mailbox.refused = "minh@congty.test"
    configure_mail(demo_home, mailbox)
    done = run("digest", home=demo_home)
    assert done.returncode == 0
    assert "Warning: The mail server refused minh@congty.test: 550" in done.stderr
    assert len(mailbox.messages) == 1


def test_webhook_gets_the_text(demo_home: Path, run: Run, webhook: Any) -> None:
    configure_webhook(demo_home, webhook)
    assert "Sent by webhook" in run("digest", home=demo_home).stdout
    (received,) = webhook.received
    assert received["subject"].startswith("Trích Nguồn ")
    assert "SẮP TỚI" in received["text"]


def test_what_one_way_refused_is_tried_again_and_the_other_is_not_sent_twice(
    demo_home: Path, run: Run, webhook: Any, mailbox: Mailbox
) -> None:
    webhook.status = 500
    configure_mail(demo_home, mailbox)
    configure_webhook(demo_home, webhook)
    failed = run("digest", home=demo_home)
    assert failed.returncode == 1
    assert "Sent by e-mail" in failed.stdout
    assert "not sent by webhook at 127.0.0.1: it answered 500" in failed.stderr
    assert "s3cret" not in failed.stderr
    assert "Traceback" not in failed.stderr
    webhook.status = 204
    again = run("digest", home=demo_home).stdout
    assert "Sent by webhook" in again
    assert "sent by e-mail already" in again
    assert len(mailbox.messages) == 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"recipients": '["lan@congty.test"]'}, "recipients need a sender"),
        ({"recipients": '["lan"]'}, "recipients"),
        ({"smtp_user": '"ban"', "smtp_host": '"mail.test"'}, "starttls"),
        ({"webhook": '"http://["'}, "webhook"),
        ({"webhook": '"ftp://a.test/"'}, "webhook"),
        ({"days_ahead": "0"}, "days_ahead"),
    ],
)
def test_configuration_that_cannot_be_meant_is_a_clear_error(
    tmp_path: Path, values: dict[str, str], told: str
) -> None:
    (tmp_path / "trichnguon.toml").write_text(config_template("mailto:a@b.test"), "utf-8")
    configure(tmp_path, **values)
    with pytest.raises(SourceConfigError) as caught:
        load_config(tmp_path)
    assert told in str(caught.value)
    assert "trichnguon.toml" in str(caught.value)
