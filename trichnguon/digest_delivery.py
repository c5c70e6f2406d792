"""Sending the digest: e-mail by SMTP (RFC 5321), a webhook, or both."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

import httpx2

from trichnguon.config import DigestTable
from trichnguon.digest import Digest
from trichnguon.errors import DigestNotSent

TIMEOUT_S = 30


def deliver_digest(digest: Digest, table: DigestTable) -> list[str]:
    """The ways by which it went, none where none is configured; raises DigestNotSent."""
    ways = []
    if table.recipients:
        _send_mail(digest, table)
        ways.append("e-mail")
    if table.webhook:
        _post(digest, table.webhook)
        ways.append("webhook")
    return ways


def _send_mail(digest: Digest, table: DigestTable) -> None:
    message = EmailMessage()
    message["Subject"] = digest.subject
    message["From"] = table.sender
    message["To"] = ", ".join(table.recipients)
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=table.sender.rpartition("@")[2] or None)
    message.set_content(digest.text)
    try:
        with smtplib.SMTP(table.smtp_host, table.smtp_port, timeout=TIMEOUT_S) as server:
            if table.starttls:
                server.starttls(context=ssl.create_default_context())
            if table.smtp_user:
                server.login(table.smtp_user, _password(table))
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        way = f"e-mail through {table.smtp_host}:{table.smtp_port}"
        raise DigestNotSent(way, str(error) or type(error).__name__) from error


def _password(table: DigestTable) -> str:
    name = table.smtp_password_variable
    if not name or name not in os.environ:
        raise DigestNotSent(
            "e-mail", f"the environment variable {name!r} with the password is not set"
        )
    return os.environ[name]


def _post(digest: Digest, address: str) -> None:
    try:
        answer = httpx2.post(
            address,
            json={"subject": digest.subject, "text": digest.text},
            timeout=TIMEOUT_S,
            trust_env=False,
        )
        answer.raise_for_status()
    except httpx2.HTTPError as error:
        raise DigestNotSent(f"webhook {address}", str(error) or type(error).__name__) from error
