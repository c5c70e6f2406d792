"""Addresses of archived pages carry their own permission.

The frame that shows an archived page is sandboxed, so what it loads (pictures, styles) brings no
cookies: a signed token in the path, good for one capture and a short time, takes their place.
"""

from itsdangerous import BadSignature, URLSafeTimedSerializer

LIFETIME_S = 2 * 3600


def replay_token(secret: str, capture_id: int) -> str:
    return _serializer(secret).dumps(capture_id)


def capture_of_token(secret: str, token: str) -> int | None:
    """Id of the capture; None where the token is forged or has expired."""
    try:
        capture_id = _serializer(secret).loads(token, max_age=LIFETIME_S)
    except BadSignature:
        return None
    return capture_id if isinstance(capture_id, int) else None


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="archived page")
