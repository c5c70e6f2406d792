"""How the addresses of each platform name an article: one function a shape.

A function takes host, path (unquoted, without a slash at the end) and query, and gives the identity,
or None where the shape is another. Shapes were seen on portals or stand in the documentation of the
CMS; each has a row in the tests: two addresses of one article, two articles alike.
"""

import re
from collections.abc import Callable

Shape = Callable[[str, str, dict[str, str]], str | None]

_BACNINH = re.compile(r"/-/details/(\d+)/([^/]+)$")
_TRAILING_ID = re.compile(r"-(\d{7,})$")
_BACNINH_ARTICLE_KEY = re.compile(r"_newsbycategory_WAR_bacninhportlet\w*_articleId$")


def _bacninh(host: str, path: str, query: dict[str, str]) -> str | None:
    """(site group, article id); for an old slug, which has no id, (site group, slug).

    One installation serves every host of the province. The group id is that of the department's
    site, the same for all its articles, and Liferay numbers articles within a group. An old slug
    may end in a date, so a tail that reads as a day is not taken for an id. The parameter form of
    an address names no group: there the host stands for it.
    """
    if found := _BACNINH.search(path):
        group, slug = found.groups()
        tail = _TRAILING_ID.search(slug)
        article = tail[1] if tail and not _reads_as_day(tail[1]) else slug.lower()
        return f"liferay-bacninh:{_installation(host)}/{group}/{article}"
    for name, value in query.items():
        if _BACNINH_ARTICLE_KEY.search(name) and value:
            return f"liferay-bacninh:{host}?{value}"
    return None


def _installation(host: str) -> str:
    """The domain that was registered: the same for quevo.bacninh.gov.vn and bacninh.gov.vn."""
    labels = host.split(".")
    is_second_level = len(labels) > 2 and labels[-2] in ("gov", "com", "org", "net", "edu")
    return ".".join(labels[-3 if is_second_level else -2 :])


def _reads_as_day(digits: str) -> bool:
    """Whether `digits` may be d[d]m[m]yyyy: "1581945", "20112020"."""
    if not 6 <= len(digits) <= 8 or not 1900 <= int(digits[-4:]) <= 2099:
        return False
    head = digits[:-4]
    return any(
        1 <= int(head[:cut]) <= 31 and 1 <= int(head[cut:]) <= 12 for cut in range(1, len(head))
    )


_VIEW_CONTENT = re.compile(r"/-/view_content/(\d+)")
_ASSET_PUBLISHER = re.compile(r"/-/asset_publisher/[^/]+/(?:\w+/)?(?:content|document)/(.+)$")
_FRIENDLY = re.compile(r"/-/(.+?)(?:\.html)?$")
_LIFERAY_SITE = re.compile(r"^/web/(?!guest/)([^/]+)/")


def _liferay(host: str, path: str, query: dict[str, str]) -> str | None:
    """Asset id where there is one, else what stands behind the "/-/" separator, in its site:
    any host of an installation shows any site at /web/<site>, and slugs are unique within one.
    """
    if found := _VIEW_CONTENT.search(path):
        return f"liferay:{host}/{found[1]}"
    if entry := query.get("_101_assetEntryId"):
        return f"liferay:{host}/{entry}"
    site = _LIFERAY_SITE.match(path)
    for pattern in (_ASSET_PUBLISHER, _FRIENDLY):
        if (found := pattern.search(path)) and not query:
            return f"liferay:{host}/{site[1] if site else ''}/{found[1]}"
    return None


def _vcc(host: str, path: str, _query: dict[str, str]) -> str | None:
    found = re.search(r"-(\d{9,18})\.(?:htm|chn)$", path)
    return f"vcc:{host}/{found[1]}" if found else None


_NUKEVIET_NEWS = re.compile(r"^(?:/(vi|en))?/news/(?:[^/]+/)+([^/]*-(\d+))\.html$")


def _nukeviet_news(host: str, path: str, _query: dict[str, str]) -> str | None:
    """`/vi/news/<category>/<slug>-<id>.html`: one table of articles a language.

    Other systems write the same shape without an id, and their slugs end in years.
    """
    found = _NUKEVIET_NEWS.match(path)
    return _nukeviet_key(host, found[1], "news", found[2], found[3]) if found else None


def _nukeviet_key(host: str, language: str | None, module: str, slug: str, number: str) -> str:
    article = slug.lower() if _reads_as_year(number) or _reads_as_day(number) else number
    return f"nukeviet:{host}/{language or 'vi'}/{module}/{article}"


def _reads_as_year(digits: str) -> bool:
    return len(digits) == 4 and 1900 <= int(digits) <= 2099


_LIST_KEYS = ("l", "list", "listid", "listname")


def _sharepoint(host: str, path: str, query: dict[str, str]) -> str | None:
    """Item of a list: the page names the list, or a key does."""
    keys = {name.lower(): value for name, value in query.items()}
    if found := re.search(r"(/Pages/TinTuc/\d+)/", path, re.IGNORECASE):
        return f"sharepoint:{host}{path[: found.end(1)].lower()}"
    if path.lower().endswith(".aspx") and (item := keys.get("itemid")):
        lists = "".join(
            f"&{name}={keys[name].strip().lower()}" for name in _LIST_KEYS if keys.get(name)
        )
        return f"sharepoint:{host}{path.lower()}?itemid={item}{lists}"
    return None


def _query_keyed(host: str, path: str, query: dict[str, str]) -> str | None:
    """Platforms whose article is named by one query key."""
    if document := query.get("dDocName"):
        return f"webcenter:{host}/{document.upper()}"
    if query.get("option") == "com_content" and query.get("view") == "article" and query.get("id"):
        return f"joomla:{host}{_folder(path)}/{query['id'].split(':')[0]}"
    if set(query) == {"p"} and query["p"].isdigit() and path == "/":
        return f"wordpress:{host}/{query['p']}"
    if set(query) == {"q"} and (found := re.fullmatch(r"node/(\d+)", query["q"])):
        return f"drupal:{host}{_folder(path)}/{found[1]}"
    if "nv" in query and (found := re.search(r"/([^/]*-(\d+))$", query.get("op", ""))):
        return _nukeviet_key(host, query.get("language"), query["nv"], found[1], found[2])
    return None


def _folder(path: str) -> str:
    """Where a second installation on the same host stands: "/phong-a" of "/phong-a/index.php"."""
    return re.sub(r"/(?:index\.php)?$", "", path)


def _path_keyed(host: str, path: str, _query: dict[str, str]) -> str | None:
    """Platforms whose article is named by a number in a fixed place of the path."""
    if found := re.search(r"/(?:tin-tuc|chi-tiet)/\d+/(\d+)/[^/]+\.aspx$", path):
        return f"aspnet:{host}/{found[1]}"
    if found := re.search(r"/ID/(\d+)/", path, re.IGNORECASE):
        return f"dotnetnuke:{host}/{found[1]}"
    if found := re.search(r"/item/(\d+)-", path):
        return f"joomla-k2:{host}/{found[1]}"
    if found := re.match(r"^(?:/vi)?((?:/[^/]+)*)/node/(\d+)$", path):
        return f"drupal:{host}{found[1]}/{found[2]}"
    return None


_NUKEVIET_MODULE = re.compile(r"^(?:/(vi|en))?/([^/]+)/(?:[^/]+/)+([^/]*-(\d+))\.html$")


def _nukeviet_module(host: str, path: str, _query: dict[str, str]) -> str | None:
    found = _NUKEVIET_MODULE.match(path)
    return _nukeviet_key(host, found[1], found[2], found[3], found[4]) if found else None


def _vnpt(host: str, path: str, _query: dict[str, str]) -> str | None:
    found = re.search(r"/([^/]*-(\d{5,7}))$", path)
    if found is None:
        return None
    return f"vnpt:{host}/{found[1].lower() if _reads_as_day(found[2]) else found[2]}"


SHAPES: tuple[Shape, ...] = (
    _bacninh,
    _liferay,
    _vcc,
    _nukeviet_news,
    _sharepoint,
    _query_keyed,
    _path_keyed,
)
PLATFORM_SHAPES: dict[str, tuple[Shape, ...]] = {
    "nukeviet": (_nukeviet_module,),
    "vnpt": (_vnpt,),
}
