"""Canonical addresses, and the identity under which the archive knows an article.

`canonical_url` keeps an address that opens the same page: session ids, trackers, print views and
default ports go. `article_identity` goes further and names the article itself, so that the same
article behind two addresses is one, and two articles are never one: where an address shape does
not say for certain which number is the article's, the whole path stands for it.

Every shape was seen on a portal and has a row in the tests.
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_SCHEME_WITHOUT_SLASHES = re.compile(r"^(https?):/{0,1}(?=[^/])", re.IGNORECASE)
_DEFAULT_PORTS = {80, 443}
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"

# Session, tracking and display-state keys: none of them chooses the article.
_NOISE_KEYS = re.compile(
    r"""^(?:
        p_p_auth | p_p_state | p_p_mode | p_p_col_\w+ | p_r_p_\w+ | p_l_back_url(?:_title)?
      | .*_redirect | redirect | inheritredirect | _afr\w+ | _adf\.ctrl-state
      | utm_\w+ | fbclid | gclid | dclid | msclkid | zarsrc | _gl | _ga | mc_[ce]id | igshid
      | jsessionid | phpsessid | aspsessionid\w* | sid_session | __cf_chl\w* | sessionid
      | print | tmpl | viewmode | _\w+_viewmode | isdlg
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIFERAY_LANGUAGE = re.compile(r"^/vi(?=/.*/-/|/-/|/web/)")
_PRINT_VIEWS = (
    (re.compile(r"^/print/(?=.*\.(?:htm|html|chn)$)"), "/"),  # VCC style
    (re.compile(r"/(?:print|savefile)/(?=.+\.html$)"), "/"),  # NukeViet
)


def canonical_url(url: str) -> str:
    """The address without session ids, trackers, print view, default port and fragment.

    Query keys are sorted; a query without "=" is an identity of its own on some portals and is
    left as it is. Idempotent. An address that cannot be split is returned stripped.
    """
    url = _SCHEME_WITHOUT_SLASHES.sub(r"\1://", url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, _path(parts.path), _query(parts.query), ""))


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", path)
    path = _LIFERAY_LANGUAGE.sub("", path)
    for pattern, replacement in _PRINT_VIEWS:
        path = pattern.sub(replacement, path)
    path = re.sub("/{2,}", "/", path)
    return _quoted(path, _PATH_SAFE) or "/"


def _quoted(text: str, safe: str) -> str:
    """Percent-encoded once, with upper-case escapes; existing escapes stay."""
    text = re.sub("%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub("%[0-9A-Fa-f]{2}", lambda escape: escape[0].upper(), text)
    return quote(text, safe=safe, errors="replace")


def _query(query: str) -> str:
    if not query:
        return ""
    if "=" not in query:
        return _quoted(query, _QUERY_SAFE)
    pairs = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not _NOISE_KEYS.match(pair[0])))


# --- Identity ---------------------------------------------------------------------------------

_Shape = Callable[[str, str, dict[str, str]], str | None]
"""host, path (unquoted), query -> identity, or None where the shape is another."""


def article_identity(url: str, platform: str | None = None) -> str:
    """Key of the article behind `url`: stable over hosts, sessions, views and key order.

    `platform` settles the shapes that an address alone leaves open (numbers at the end of a slug).
    """
    canonical = canonical_url(url)
    parts = urlsplit(canonical)
    host = parts.netloc.removeprefix("www.")
    path = unquote(parts.path)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    for shape in (*_SHAPES, *_PLATFORM_SHAPES.get(platform or "", ())):
        identity = shape(host, path, query)
        if identity is not None:
            return identity
    rest = f"?{unquote(parts.query)}" if parts.query else ""
    return f"url:{host}{path.rstrip('/') or '/'}{rest}"


_BACNINH = re.compile(r"/-/details/(\d+)/([^/]+)/?$")
_TRAILING_ID = re.compile(r"-(\d{7,})$")
_BACNINH_ARTICLE_KEY = re.compile(r"_newsbycategory_WAR_bacninhportlet\w*_articleId$")


def _bacninh(host: str, path: str, query: dict[str, str]) -> str | None:
    """The article id; for an old slug, which has none, (site group, slug).

    One installation serves every host and numbers its articles from one counter, so the id alone
    is the article: the parameter form of an address names no group. The group id is that of the
    department's site, the same for all its articles. An old slug may end in a date, so a tail
    that reads as a day is not taken for an id.
    """
    if found := _BACNINH.search(path):
        group, slug = found.groups()
        tail = _TRAILING_ID.search(slug)
        if tail and not _reads_as_day(tail[1]):
            return f"liferay-bacninh:{tail[1]}"
        return f"liferay-bacninh:{group}/{slug.lower()}"
    for name, value in query.items():
        if _BACNINH_ARTICLE_KEY.search(name) and value:
            return f"liferay-bacninh:{value}"
    return None


def _reads_as_day(digits: str) -> bool:
    """Whether `digits` may be d[d]m[m]yyyy: "1581945", "20112020"."""
    if not 6 <= len(digits) <= 8 or not 1900 <= int(digits[-4:]) <= 2099:
        return False
    head = digits[:-4]
    return any(
        1 <= int(head[:cut]) <= 31 and 1 <= int(head[cut:]) <= 12 for cut in range(1, len(head))
    )


_VIEW_CONTENT = re.compile(r"/-/view_content/(\d+)")
_ASSET_PUBLISHER = re.compile(r"/-/asset_publisher/[^/]+/(?:\w+/)?(?:content|document)/(.+?)/?$")
_FRIENDLY = re.compile(r"/-/(.+?)(?:\.html)?/?$")


def _liferay(host: str, path: str, query: dict[str, str]) -> str | None:
    """Asset id where there is one, else what stands behind the "/-/" separator."""
    if found := _VIEW_CONTENT.search(path):
        return f"liferay:{host}/{found[1]}"
    if entry := query.get("_101_assetEntryId"):
        return f"liferay:{host}/{entry}"
    for pattern in (_ASSET_PUBLISHER, _FRIENDLY):
        if (found := pattern.search(path)) and not query:
            return f"liferay:{host}/{found[1]}"
    return None


def _vcc(host: str, path: str, _query: dict[str, str]) -> str | None:
    found = re.search(r"-(\d{9,18})\.(?:htm|chn)$", path)
    return f"vcc:{host}/{found[1]}" if found else None


def _nukeviet_news(host: str, path: str, _query: dict[str, str]) -> str | None:
    """`/vi/news/<category>/<slug>-<id>.html`: one table of articles a language."""
    found = re.match(r"^(?:/(vi|en))?/news/(?:[^/]+/)+[^/]*-(\d+)\.html$", path)
    return f"nukeviet:{host}/{found[1] or 'vi'}/news/{found[2]}" if found else None


def _sharepoint(host: str, path: str, query: dict[str, str]) -> str | None:
    """Item of a list: the page names the list, or `l` does."""
    keys = {name.lower(): value for name, value in query.items()}
    if found := re.search(r"(/Pages/TinTuc/\d+)/", path, re.IGNORECASE):
        return f"sharepoint:{host}{path[: found.end(1)].lower()}"
    if path.lower().endswith(".aspx") and (item := keys.get("itemid")):
        rest = f"&l={keys['l'].strip().lower()}" if keys.get("l") else ""
        return f"sharepoint:{host}{path.lower()}?itemid={item}{rest}"
    return None


def _query_keyed(host: str, path: str, query: dict[str, str]) -> str | None:
    """Platforms whose article is named by one query key."""
    if document := query.get("dDocName"):
        return f"webcenter:{host}/{document.upper()}"
    if query.get("option") == "com_content" and query.get("view") == "article" and query.get("id"):
        return f"joomla:{host}/{query['id'].split(':')[0]}"
    if set(query) == {"p"} and query["p"].isdigit() and path == "/":
        return f"wordpress:{host}/{query['p']}"
    return None


def _path_keyed(host: str, path: str, _query: dict[str, str]) -> str | None:
    """Platforms whose article is named by a number in a fixed place of the path."""
    if found := re.search(r"/(?:tin-tuc|chi-tiet)/\d+/(\d+)/[^/]+\.aspx$", path):
        return f"aspnet:{host}/{found[1]}"
    if found := re.search(r"/ID/(\d+)/", path):
        return f"dotnetnuke:{host}/{found[1]}"
    if found := re.search(r"/item/(\d+)-", path):
        return f"joomla-k2:{host}/{found[1]}"
    if found := re.search(r"/node/(\d+)$", path):
        return f"drupal:{host}/{found[1]}"
    return None


def _nukeviet_module(host: str, path: str, _query: dict[str, str]) -> str | None:
    found = re.match(r"^(?:/(vi|en))?/([^/]+)/(?:[^/]+/)+[^/]*-(\d+)\.html$", path)
    return f"nukeviet:{host}/{found[1] or 'vi'}/{found[2]}/{found[3]}" if found else None


def _vnpt(host: str, path: str, _query: dict[str, str]) -> str | None:
    found = re.search(r"-(\d{5,7})$", path.rstrip("/"))
    return f"vnpt:{host}/{found[1]}" if found else None


_SHAPES: tuple[_Shape, ...] = (
    _bacninh,
    _liferay,
    _vcc,
    _nukeviet_news,
    _sharepoint,
    _query_keyed,
    _path_keyed,
)
_PLATFORM_SHAPES: dict[str, tuple[_Shape, ...]] = {
    "nukeviet": (_nukeviet_module,),
    "vnpt": (_vnpt,),
}
