"""What the address of a link says: an article, something else that portals list, or nothing."""

import re
from urllib.parse import unquote, urlsplit

from scraper.fields.addresses import is_file

_ENDS_IN_NUMBER = re.compile(r"-\w{0,12}\d{3,}(?:\.\w+)?$")
_NUMBER_FOLDER = re.compile(r"/\d{4,}(?:/|$)")
_ARTICLE_KEY = re.compile(r"(?:^|&)(?:itemid|id|newsid|tc|p)=\d+", re.IGNORECASE)
_IDENTIFIED = re.compile(r"\d{2,}|itemid|/-/", re.IGNORECASE)
MIN_HYPHENS = 3
"""Of a slug that is a headline: "le-ky-niem-ngay"."""

# Folders of what is listed among articles and is none: films, pictures, collections on a topic,
# documents with a number ("vbct": văn bản chi tiết).
_OTHER_FOLDERS = frozenset(
    [
        "video",
        "videos",
        "clip",
        "media-video",
        "truyen-hinh",
        "event",
        "events",
        "tag",
        "tags",
        "topic",
        "tac-gia",
        "author",
        "login",
        "user",
        "photo",
        "photos",
        "album",
        "albums",
        "gallery",
        "thu-vien-anh",
        "thu-vien-hinh-anh",
        "thu-vien-video",
        "podcast",
        "audio",
        "vbct",
        "vb",
        "vbpq",
        "van-ban",
        "vanban",
        "van-ban-phap-luat",
        "van-ban-qppl",
        "van-ban-phap-quy",
        "laws",
        "legaldocs",
        "hoi-dap",
        "hoidap",
        "faq",
        "thu-tuc-hanh-chinh",
        "search",
        "tim-kiem",
    ]
)
_OTHER_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|css|js)$", re.IGNORECASE)


def looks_like_article(url: str) -> bool:
    """By a number that names it, Liferay's "/-/", or a slug as long as a headline."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return bool(
        "/-/" in parts.path
        or last.count("-") >= MIN_HYPHENS
        or _ENDS_IN_NUMBER.search(last)
        or _NUMBER_FOLDER.search(parts.path)
        or _ARTICLE_KEY.search(parts.query)
    )


def names_article(url: str) -> bool:
    """Whether the address holds a number or Liferay's separator: menus seldom do."""
    parts = urlsplit(url)
    return bool(_IDENTIFIED.search(f"{parts.path}?{parts.query}"))


def is_other(url: str) -> bool:
    """A file, or something that stands in a folder of films, pictures, topics or documents."""
    if not url.startswith("http") or is_file(url) or _OTHER_ENDING.search(urlsplit(url).path):
        return True
    folders = unquote(urlsplit(url).path).lower().strip("/").split("/")[:-1]
    return not _OTHER_FOLDERS.isdisjoint(folders)


def site_of(url: str) -> str:
    """The host; portals link their own pages with and without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
