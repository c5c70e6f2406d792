"""What the address of a link says: an article, something else that portals list, or nothing."""

import re
from urllib.parse import unquote, urlsplit

from scraper.fields.addresses import is_file

_ENDS_IN_NUMBER = re.compile(r"-\w{0,12}\d{3,}(?:\.\w+)?$")
_NUMBER_FOLDER = re.compile(r"/\d{4,}(?:/|$)")
_ARTICLE_KEY = re.compile(
    r"(?:^|&)(?:(?:item|news|tin|tintuc|bai|baiviet|article|post|content)_?id|id_?(?:tin|tintuc|bai|baiviet|news)"
    r"|id|tc|p|ddocname)=[a-z]*\d",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(r"\d{2,}|itemid|/-/", re.IGNORECASE)
MIN_HYPHENS = 3
"""Of a slug that is a headline: "le-ky-niem-ngay"."""

# What is listed among articles and is none. Folders of topics, people, questions, SharePoint's forms
# and documents with a number ("vbct": văn bản chi tiết), wherever they stand; those of films and
# pictures only right above the page: a CMS that numbers its sections has articles in them as well.
_OTHER_FOLDERS = frozenset({
    "event", "events", "tag", "tags", "topic", "tac-gia", "author", "login", "user", "_layouts",
    "vbct", "vb", "vbpq", "van-ban", "vanban", "laws", "legaldocs", "van-ban-phap-luat",
    "van-ban-qppl", "van-ban-phap-quy", "hoi-dap", "hoidap", "faq", "thu-tuc-hanh-chinh",
})  # fmt: skip
_MEDIA_FOLDERS = frozenset({
    "video", "videos", "clip", "clips", "phim", "truyen-hinh", "photo", "photos", "album", "albums",
    "gallery", "podcast", "audio", "thu-vien-anh", "thu-vien-hinh-anh", "thu-vien-video",
})  # fmt: skip
_OTHER_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|css|js)$", re.IGNORECASE)


def looks_like_article(url: str) -> bool:
    """By a number that names it, Liferay's "/-/", or a slug as long as a headline.

    `url` is canonical: without what only tracks the visitor.
    """
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return bool(
        "/-/" in parts.path
        or (last.count("-") >= MIN_HYPHENS and not parts.query)
        or _ENDS_IN_NUMBER.search(last)
        or _NUMBER_FOLDER.search(parts.path)
        or _ARTICLE_KEY.search(parts.query)
    )


def names_article(url: str) -> bool:
    """Whether the address holds a number or Liferay's separator: menus seldom do."""
    parts = urlsplit(url)
    return bool(_IDENTIFIED.search(f"{parts.path}?{parts.query}"))


def is_page(url: str) -> bool:
    """Whether a browser would show it as a page: no file, no picture, no script."""
    return url.startswith("http") and not (is_file(url) or _OTHER_ENDING.search(urlsplit(url).path))


def is_other(url: str) -> bool:
    """A file, or something that stands in a folder of films, pictures, topics or documents."""
    folders = unquote(urlsplit(url).path).lower().strip("/").split("/")[:-1]
    is_news = _OTHER_FOLDERS.isdisjoint(folders) and _MEDIA_FOLDERS.isdisjoint(folders[-1:])
    return not (is_page(url) and is_news)


def site_of(url: str) -> str:
    """The host; portals link their own pages with and without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
