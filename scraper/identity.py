"""Canonical addresses, and the identity under which the archive knows an article.

`canonical_url` keeps an address that opens the same page: session ids, trackers, print views and
default ports go. `article_identity` goes further and names the article itself, so that the same
article behind two addresses is one, and two articles are never one: where an address shape does
not say for certain which number is the article's, the whole path stands for it.

The shapes of the platforms' addresses are in `scraper.identity_shapes`.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    quote_plus,
    unquote,
    unquote_plus,
    urlsplit,
    urlunsplit,
)

from scraper.identity_shapes import PLATFORM_SHAPES, SHAPES

_REMEMBERED = 2048
"""Addresses: several listings show an article, and its page is read soon after."""
_SCHEME_WITHOUT_SLASHES = re.compile(r"^(https?):/{0,1}(?=[^/])", re.IGNORECASE)
_DEFAULT_PORTS = {80, 443}
# Java servers, PHP, and ASP.NET without cookies: /(S(lit3py55t21z5v55vlm25s55))/tin.aspx
_PATH_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?#;]*|/\((?:[ASF]\([\w-]{20,}\))+\)(?=/)", re.IGNORECASE
)
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"

# Session, tracking and display-state keys: none of them chooses the article.
_NOISE_KEYS = re.compile(
    r"""^(?:
        p_p_auth | p_p_state | p_p_mode | p_p_col_\w+ | p_r_p_\w+ | p_l_back_url(?:_title)?
      | .*_redirect | redirect | inheritredirect | _afr\w+ | _adf\.ctrl-state
      | utm_\w+ | fbclid | gclid | dclid | msclkid | zarsrc | _gl | _ga | mc_[ce]id | igshid
      | jsessionid | phpsessid | aspsessionid\w* | sid_session | __cf_chl\w* | sessionid
      | print | printview | tmpl | amp | replytocom | viewmode | _\w+_viewmode | isdlg
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIFERAY_LANGUAGE = re.compile(r"^/vi(?=/.*/-/|/-/|/web/)")
_PRINT_VIEWS = (
    (re.compile(r"^/print/(?=.*\.(?:htm|html|chn)$)"), "/"),  # VCC style
    (re.compile(r"/(?:print|savefile)/(?=.+\.html$)"), "/"),  # NukeViet
)


@lru_cache(_REMEMBERED)
def canonical_url(url: str) -> str:
    """The address without session ids, trackers, print view, default port and fragment.

    Query keys are sorted; a query without "=" is an identity of its own on some portals and is
    left as it is. Idempotent. What is no web address is returned stripped.
    """
    url = _SCHEME_WITHOUT_SLASHES.sub(r"\1://", url.strip())
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return url
    port = parts.port
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, _path(parts.path), _query(parts.query), ""))


def _split(url: str) -> SplitResult | None:
    """The parts; None for brackets that hold no IPv6 address and ports that are no number."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", path)
    path = _LIFERAY_LANGUAGE.sub("", path)
    for pattern, replacement in _PRINT_VIEWS:
        path = pattern.sub(replacement, path)
    path = _without_dots(re.sub("/{2,}", "/", path))
    return _quoted(path, _PATH_SAFE) or "/"


def _without_dots(path: str) -> str:
    """RFC 3986 §5.2.4: "." and ".." are steps, not names."""
    if "/." not in path:
        return path
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == ".." and len(kept) > 1:
            kept.pop()
        elif step not in (".", ".."):
            kept.append(step)
    return "/".join(kept) + ("/" if steps[-1] in (".", "..") else "")


def _quoted(text: str, safe: str) -> str:
    """Percent-encoded once, with upper-case escapes; existing escapes stay."""
    text = re.sub("%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub("%[0-9A-Fa-f]{2}", lambda escape: escape[0].upper(), text)
    return quote(text, safe=safe, errors="replace")


def _query(query: str) -> str:
    """Sorted, without noise; a part without "=" may be the whole identity and stays as it is."""
    kept = []
    for part in filter(None, query.replace("&amp;", "&").split("&")):
        name, equals, value = part.partition("=")
        if _NOISE_KEYS.match(unquote_plus(name)):
            continue
        plain = f"{quote_plus(unquote_plus(name))}={quote_plus(unquote_plus(value))}"
        kept.append(plain if equals else _quoted(part, _QUERY_SAFE))
    return "&".join(sorted(kept))


# --- Identity ---------------------------------------------------------------------------------


@lru_cache(_REMEMBERED)
def article_identity(url: str, platform: str | None = None) -> str:
    """Key of the article behind `url`: stable over hosts, sessions, views and key order.

    `platform` settles the shapes that an address alone leaves open (numbers at the end of a slug).
    """
    canonical = canonical_url(url)
    parts = _split(canonical)
    if parts is None:
        return f"url:{canonical}"
    host = parts.netloc.removeprefix("www.")
    path = unicodedata.normalize("NFC", unquote(parts.path)).rstrip("/") or "/"
    text = unicodedata.normalize("NFC", parts.query)
    query = dict(parse_qsl(text, keep_blank_values=True))
    for shape in (*SHAPES, *PLATFORM_SHAPES.get(platform or "", ())):
        identity = shape(host, path, query)
        if identity is not None:
            return identity
    return f"url:{host}{_any_page(path, text)}"


def _any_page(path: str, query: str) -> str:
    """Path and query; the default language folded, without case where the server knows none."""
    path = re.sub("^/vi(?=/)", "", path)
    query = unicodedata.normalize("NFC", unquote(query))
    if path.lower().endswith(".aspx"):  # IIS: neither path nor key has a case
        path = path.lower()
        query = re.sub(r"(?:^|(?<=&))[^=&]+(?==)", lambda key: key[0].lower(), query)
    return f"{path}?{query}" if query else path
