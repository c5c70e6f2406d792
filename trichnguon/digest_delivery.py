"""Sending the digest: e-mail by SMTP (RFC 5321), a webhook, or both."""

import os
import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from urllib.parse import urlsplit

import httpx2

from trichnguon.config import DigestTable
from trichnguon.digest import Digest
from trichnguon.digest_text import to_html, to_text
from trichnguon.errors import DigestNotSent

TIMEOUT_S = 30

Deliver = Callable[[Digest, DigestTable], list[str]]
"""Sends the digest and returns what a person should know all the same; raises DigestNotSent."""


def configured_ways(table: DigestTable) -> dict[str, Deliver]:
    """By name; empty where the configuration names no recipient at all."""
    ways: dict[str, Deliver] = {}
    if table.recipients:
        ways["e-mail"] = deliver_by_mail
    if table.webhook:
        ways["webhook"] = deliver_by_webhook
    return ways


def deliver_by_mail(digest: Digest, table: DigestTable) -> list[str]:
    """One message to all; a recipient that the server refuses is a warning, not a failure."""
    password = _password(table) if table.smtp_user else ""
    try:
        with smtplib.SMTP(table.smtp_host, table.smtp_port, timeout=TIMEOUT_S) as server:
            if table.starttls:
                server.starttls(context=ssl.create_default_context())
            if table.smtp_user:
                server.login(table.smtp_user, password)
            refused = server.send_message(build_mail(digest, table))
    except (OSError, smtplib.SMTPException) as error:
        way = f"e-mail through {table.smtp_host}:{table.smtp_port}"
        raise DigestNotSent(way, str(error) or type(error).__name__) from error
    return [
        f"The mail server refused {address}: {code} {reason.decode(errors='replace')}"
        for address, (code, reason) in refused.items()
    ]


def build_mail(digest: Digest, table: DigestTable) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = digest.subject
    message["From"] = table.sender
    message["To"] = ", ".join(table.recipients)
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=parseaddr(table.sender)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notes in answer
    message.set_content(to_text(digest))
    message.add_alternative(to_html(digest), subtype="html")
    return message


def _password(table: DigestTable) -> str:
    name = table.smtp_password_variable
    if not name or name not in os.environ:
        problem = f"the environment variable {name!r} with the password is not set"
        raise DigestNotSent("e-mail", problem)
    if not os.environ[name].isascii():
        # As smtplib has it; RFC 4954 would allow UTF-8, few servers do.
        problem = f"the password in {name} has letters beyond ASCII; choose another"
        raise DigestNotSent("e-mail", problem)
    return os.environ[name]


def deliver_by_webhook(digest: Digest, table: DigestTable) -> list[str]:
    # The path of a webhook is its secret: errors name the host alone.
    way = f"webhook at {urlsplit(table.webhook).hostname}"
    try:
        answer = httpx2.post(
            table.webhook,
            json={"subject": digest.subject, "text": to_text(digest)},
            timeout=TIMEOUT_S,
            trust_env=False,
        )
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise DigestNotSent(way, str(error) or type(error).__name__) from error
    if not answer.is_success:
        raise DigestNotSent(way, f"it answered {answer.status_code} {answer.reason_phrase}")
    return []
