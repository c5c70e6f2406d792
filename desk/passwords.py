"""Argon2id password hashes with the library's current defaults (RFC 9106, low-memory profile)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_PASSWORD_LENGTH = 10


def hash_password(password: str) -> str:
    """About 0.2 s of work: not on the event loop."""
    return PasswordHasher().hash(password)


def is_password_right(password_hash: str, password: str) -> bool:
    """An empty hash (unknown log-in) costs as much time as a wrong password."""
    try:
        return PasswordHasher().verify(password_hash or _nobody(), password) and password_hash != ""
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return hash_password("nobody's password")
