"""The TLS ladder of one source: verified; completed by AIA; a dated exception of the source file.

Twisted verifies well but does not say what was wrong; here each handshake is kept with the problems
that OpenSSL named, so that a refusal can be told to a person and a verdict goes with the capture.
"""

from datetime import date
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from cryptography import x509
from OpenSSL import SSL, crypto
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.abstract import isIPAddress, isIPv6Address
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from scraper.certificates import MISSING_ISSUER, describe, problem_of
from scraper.sources import TlsTerms

CIPHERS = (
    b"ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:DHE+CHACHA20:ECDHE+AES:DHE+AES:RSA+AES:"
    b"!aNULL:!eNULL:!MD5:!DSS:!PSK:!SRP"
)
LEGACY_CIPHERS = b"ALL:!aNULL:!eNULL:@SECLEVEL=0"
_OP_LEGACY_SERVER_CONNECT = 0x4
WRONG_HOST = "the certificate is another host's"


@define(eq=False)
class Handshake:
    """What one connection to a host showed."""

    connection: SSL.Connection
    leaf: x509.Certificate | None = None
    problems: dict[str, None] = field(factory=dict)
    """In the order met, each once."""
    orphan: x509.Certificate | None = None
    """The certificate whose issuer is missing."""

    @property
    def is_complete(self) -> bool:
        return self.connection.get_cipher_name() is not None


@frozen
class _Completion:
    issuer: x509.Certificate
    address: str


@implementer(IPolicyForHTTPS)
class TlsLadder:
    """Hands out connections for hosts and remembers how their handshakes went."""

    def __init__(self, terms: TlsTerms, ca_file: Path | None, today: date) -> None:
        self._terms = terms
        self._ca_file = ca_file
        self._today = today
        self._contexts: dict[str, SSL.Context] = {}
        self._completions: dict[str, list[_Completion]] = {}
        self._handshakes: dict[str, Handshake] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_Creator":
        """The name is Twisted's (IPolicyForHTTPS)."""
        return _Creator(self, hostname.decode("ascii"))

    def handshake(self, host: str) -> Handshake | None:
        """The newest one."""
        return self._handshakes.get(host)

    def complete(self, host: str, issuer: x509.Certificate, address: str) -> None:
        """Connections to the host know this intermediate from now on; it is no trust anchor."""
        self._completions.setdefault(host, []).append(_Completion(issuer, address))
        self._contexts.pop(host, None)

    def excepts(self, host: str) -> bool:
        """Whether the source file takes this host's certificate as it is, today."""
        return not self._terms.verify and self._terms.holds_for(host, self._today)

    def verdict(self, host: str) -> str:
        """For the capture: how far the certificate proved the host."""
        handshake = self._handshakes.get(host)
        if handshake is None or handshake.leaf is None:
            return "unknown"
        parts = [self._standing(host, handshake)]
        if self._is_legacy(host):
            connection = handshake.connection
            parts.append(
                f"legacy allowed until {self._terms.until} ({self._terms.reason}): "
                f"{connection.get_protocol_version_name()} {connection.get_cipher_name()}"
            )
        return "; ".join([*parts, describe(handshake.leaf)])

    def _standing(self, host: str, handshake: Handshake) -> str:
        if handshake.problems:
            problems = ", ".join(handshake.problems)
            return f"exception until {self._terms.until} ({self._terms.reason}): {problems}"
        if completions := self._completions.get(host):
            return f"completed by AIA ({', '.join(c.address for c in completions)})"
        return "verified"

    def _is_legacy(self, host: str) -> bool:
        return self._terms.legacy and self._terms.holds_for(host, self._today)

    def connect(self, host: str) -> SSL.Connection:
        """A connection that records its handshake under the host."""
        if host not in self._contexts:
            self._contexts[host] = self._make_context(host)
        connection = SSL.Connection(self._contexts[host], None)
        handshake = self._handshakes[host] = Handshake(connection)
        is_address = isIPAddress(host) or isIPv6Address(host)
        if not is_address:
            connection.set_tlsext_host_name(host.encode("ascii"))
        service: ServiceID = IPAddress_ID(host) if is_address else DNS_ID(host)
        is_excepted = self.excepts(host)

        def verify(
            _: SSL.Connection, certificate: crypto.X509, code: int, depth: int, ok: int
        ) -> bool:
            problem = problem_of(code) if not ok else ""
            if depth == 0:
                handshake.leaf = certificate.to_cryptography()
                if ok and not _proves(certificate, service):
                    problem = WRONG_HOST
            if code == MISSING_ISSUER and not ok:
                handshake.orphan = certificate.to_cryptography()
            if problem:
                handshake.problems[problem] = None
            return not problem or is_excepted

        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, verify)
        return connection

    def _make_context(self, host: str) -> SSL.Context:
        context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        if self._is_legacy(host):
            context.set_min_proto_version(SSL.TLS1_VERSION)
            context.set_cipher_list(LEGACY_CIPHERS)
            context.set_options(_OP_LEGACY_SERVER_CONNECT)
        else:
            context.set_min_proto_version(SSL.TLS1_2_VERSION)
            context.set_cipher_list(CIPHERS)
        context.set_default_verify_paths()
        if self._ca_file is not None:
            context.load_verify_locations(str(self._ca_file))
        store = context.get_cert_store()
        for completion in self._completions.get(host, ()):
            if store is not None:
                store.add_cert(crypto.X509.from_cryptography(completion.issuer))
        return context


@implementer(IOpenSSLClientConnectionCreator)
@frozen(eq=False)
class _Creator:
    ladder: TlsLadder
    host: str

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:
        """The name is Twisted's (IOpenSSLClientConnectionCreator)."""
        return self.ladder.connect(self.host)


def _proves(certificate: crypto.X509, service: ServiceID) -> bool:
    try:
        verify_service_identity(extract_patterns(certificate), [service], [])
    except (VerificationError, CertificateError):
        return False
    return True
