"""Forms are only taken from pages that this desk gave to this session."""

import hashlib
import hmac

from starlette.datastructures import FormData, Headers

from desk.errors import RequestForged

FIELD = "form_token"


def form_token(secret: str, holder: str) -> str:
    """Token for every form of one session; `holder` is the value of the browser's cookie."""
    return hmac.new(secret.encode(), b"form:" + holder.encode(), hashlib.sha256).hexdigest()


def check_form_token(form: FormData, headers: Headers, secret: str, holder: str) -> None:
    """Raises RequestForged.

    Browsers say where a request comes from (Fetch Metadata); the token covers those that do not.
    """
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise RequestForged
    given = form.get(FIELD)
    expected = form_token(secret, holder)
    if not (
        holder and isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())
    ):
        raise RequestForged
