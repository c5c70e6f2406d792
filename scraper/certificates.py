"""Certificates read for what they say: who issued them, where the issuer's own one stands."""

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtensionOID, NameOID

IS_CERTIFICATE = "trichnguon_is_certificate"
"""Request meta key: the certificate of an issuer is asked for, no page."""
MAX_CERTIFICATE_BYTES = 64 * 1024

# X509_V_ERR_* of OpenSSL (x509_vfy.h) in words.
PROBLEMS = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the chain ends in an unknown root",
    20: "the certificate of the issuer is missing",
    21: "the certificate of the issuer is missing",
    23: "the certificate has been revoked",
    26: "the certificate is not made for servers",
}
MISSING_ISSUER = 20


def problem_of(code: int) -> str:
    return PROBLEMS.get(code, f"the certificate is not valid (OpenSSL error {code})")


def issuer_address(certificate: x509.Certificate) -> str:
    """Where the issuer's certificate stands (RFC 5280 §4.2.2.1); empty where it does not say.

    Only plain http: fetching it by https would ask for yet another certificate.
    """
    try:
        access = certificate.extensions.get_extension_for_oid(
            ExtensionOID.AUTHORITY_INFORMATION_ACCESS
        ).value
    except (x509.ExtensionNotFound, ValueError):
        return ""
    if not isinstance(access, x509.AuthorityInformationAccess):
        return ""
    for description in access:
        location = description.access_location
        if (
            description.access_method == AuthorityInformationAccessOID.CA_ISSUERS
            and isinstance(location, x509.UniformResourceIdentifier)
            and location.value.startswith("http://")
        ):
            return location.value
    return ""


def read_issuer(body: bytes, child: x509.Certificate) -> x509.Certificate | None:
    """The one of the body's certificates that signed `child`; never a self-signed one.

    A root that stands at such an address proves nothing: trust begins at the roots we know.
    """
    for certificate in _certificates_in(body[:MAX_CERTIFICATE_BYTES]):
        if certificate.subject == certificate.issuer:
            continue
        try:
            child.verify_directly_issued_by(certificate)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return certificate
    return None


def describe(certificate: x509.Certificate) -> str:
    """One line, as "CN=…, issued by CN=…, until 2027-02-21, sha256:…"."""
    digest = certificate.fingerprint(hashes.SHA256()).hex()
    return (
        f"CN={_common_name(certificate.subject)}, issued by CN={_common_name(certificate.issuer)}, "
        f"until {certificate.not_valid_after_utc:%Y-%m-%d}, sha256:{digest}"
    )


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else "?"


def _certificates_in(body: bytes) -> list[x509.Certificate]:
    """DER, PEM or PKCS #7, as RFC 5280 allows and servers mix up."""
    try:
        if b"-----BEGIN CERTIFICATE" in body:
            return x509.load_pem_x509_certificates(body)
        if b"-----BEGIN" in body:
            return pkcs7.load_pem_pkcs7_certificates(body)
    except ValueError:
        return []
    try:
        return [x509.load_der_x509_certificate(body)]
    except ValueError:
        pass
    try:
        return pkcs7.load_der_pkcs7_certificates(body)
    except ValueError:
        return []
