"""Certificates of the simulated hosts, sound and otherwise, of a root made for one simulation.

A client that is to trust them is given `root_pem`. Every server certificate is issued by an
intermediate, whose own certificate stands at the "CA Issuers" address it names.
"""

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

CA_HOST = "ca.vinhlac.test"
ISSUER_PATH = "/trung-gian.cer"
LEGACY_CIPHER = "CAMELLIA256-SHA:@SECLEVEL=0"
_DAY = timedelta(days=1)
_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class CertificateKind(StrEnum):
    GOOD = "good"
    EXPIRED = "expired"
    SELF_SIGNED = "self-signed"
    WRONG_HOST = "wrong host"
    INCOMPLETE = "incomplete chain"
    """The server forgets to send the intermediate."""
    LEGACY = "legacy"
    """A sound certificate on a server that knows only a cipher nobody offers any more."""


@frozen
class _Holder:
    certificate: x509.Certificate
    key: _Key


class Certificates:
    """Made when first asked for; one intermediate and one root."""

    def __init__(self) -> None:
        self._contexts: dict[tuple[str, CertificateKind], ssl.SSLContext] = {}

    @property
    def root_pem(self) -> bytes:
        return _pem(self._root.certificate)

    @property
    def issuer_der(self) -> bytes:
        return self._intermediate.certificate.public_bytes(serialization.Encoding.DER)

    def context(self, host: str, kind: CertificateKind) -> ssl.SSLContext:
        """What a server of this host presents."""
        known = self._contexts.get((host, kind))
        if known is None:
            known = self._contexts[host, kind] = self._make_context(host, kind)
        return known

    @cached_property
    def _root(self) -> _Holder:
        key = ec.generate_private_key(ec.SECP256R1())
        return _Holder(_issue(_name("Vĩnh Lạc Root CA"), key, None, is_ca=True), key)

    @cached_property
    def _intermediate(self) -> _Holder:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Vĩnh Lạc Intermediate CA")
        return _Holder(_issue(name, key, self._root, is_ca=True), key)

    def _make_context(self, host: str, kind: CertificateKind) -> ssl.SSLContext:
        server = self._server(host, kind)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind is CertificateKind.LEGACY:
            context.set_ciphers(LEGACY_CIPHER)
        chain = _pem(server.certificate)
        if kind not in (CertificateKind.INCOMPLETE, CertificateKind.SELF_SIGNED):
            chain += _pem(self._intermediate.certificate)
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(_private_pem(server.key) + chain)
            file.flush()
            context.load_cert_chain(Path(file.name))
        return context

    def _server(self, host: str, kind: CertificateKind) -> _Holder:
        key: _Key = ec.generate_private_key(ec.SECP256R1())
        if kind is CertificateKind.LEGACY:
            key = rsa.generate_private_key(65537, 2048)
        issuer = None if kind is CertificateKind.SELF_SIGNED else self._intermediate
        until = datetime.now(UTC) + (-_DAY if kind is CertificateKind.EXPIRED else 90 * _DAY)
        shown = "khac.vinhlac.test" if kind is CertificateKind.WRONG_HOST else host
        return _Holder(_issue(_name(shown), key, issuer, host=shown, until=until), key)


def _issue(
    name: x509.Name,
    key: _Key,
    issuer: _Holder | None,
    *,
    host: str = "",
    until: datetime | None = None,
    is_ca: bool = False,
) -> x509.Certificate:
    """Signed by the issuer, or by itself."""
    now = datetime.now(UTC)
    signer_key = issuer.key if issuer else key
    signer_public = signer_key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 30 * _DAY)
        .not_valid_after(until or now + 90 * _DAY)
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer_public), False)
    )
    if host:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False)
        builder = builder.add_extension(_issuer_address(), False)
    return builder.sign(signer_key, hashes.SHA256())


def _issuer_address() -> x509.AuthorityInformationAccess:
    address = x509.UniformResourceIdentifier(f"http://{CA_HOST}{ISSUER_PATH}")
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, address)]
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private_pem(key: _Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
