"""Sections of a portal: which links of a page may lead to listings, the likeliest first."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from attrs import define, frozen
from web_poet import HttpResponse

from archive.records import Entry
from archive.text import fold, nfc, slugify
from scraper.discovery.limits import trap_in
from scraper.fields.addresses import absolute_url, is_file
from scraper.fields.select import Node, Select, node_text
from scraper.identity import article_identity, canonical_url
from scraper.pages.article_links import names_article, site_of
from scraper.pages.document import read_document

_LINK = Select("//a[@href]")
_MENU = Select(
    "ancestor::*[self::nav or self::header or contains(@class, 'menu') or contains(@id, 'menu') or contains(@class, 'nav')][1]"
)
_HEADING = Select("ancestor-or-self::*[self::h1 or self::h2 or self::h3 or self::h4][1]")
_FEED_LINK = Select(
    "/html/head/link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]"
    " | //a[@href][contains(@href, 'rss') or contains(@href, '/feed')]"
)
_NEWS = re.compile(
    r"tin (?:tuc|hoat dong|moi|trong|noi bat|tong hop|van|nganh|dia phuong|chuyen|so|huyen|tinh)|^tin\b|su kien|thong bao|thoi su"
    r"|hoat dong|chinh tri|kinh te|van hoa|xa hoi|nghien cuu|trao doi|chuyen doi so|cai cach hanh chinh|thi dua|khen thuong"
    r"|bao chi|xuat ban|khoa hoc|giao duc|y te|kien thuc|guong|nguoi tot|bien dao|an ninh|quoc phong|nong thon|chi dao|dieu hanh"
    r"|chuyen muc|so nganh|dia phuong|dang bo|doan the|news|events"
)
_NOT_NEWS = re.compile(
    r"gioi thieu|lien he|so do|van ban|thu tuc|hoi dap|hoi-dap|co cau|chuc nang|dang nhap|dang ky|tim kiem|thu vien|hinh anh"
    r"|video|\brss\b|english|phan anh|dich vu cong|lich cong tac|lich tiep|du thao|trang chu|site ?map|gop y|danh ba|thu dien tu"
    r"|\bemail\b|tra cuu|dau thau|tuyen dung|facebook|zalo|youtube|login|lanh dao|to chuc bo may|lich su hinh thanh|quy che"
    r"|in bai|xem them|chi tiet|doc tiep|bieu mau|tai lieu|cong bao|phim|am nhac|album|podcast|audio|quang cao"
)
_SHOWS_ONE = re.compile(
    r"\.(?:jpe?g|png|gif|css|js|mp4)$|/-/|-\d{3,}(?:\.\w+)?$|[?&](?:itemid|id|newsid)=\d",
    re.IGNORECASE,
)
LONGEST_NAME = 60
_SHORT = 5
LONGEST_HEAD = 3
"""Words; articles of three words exist, but then their address carries a number."""


@frozen
class SectionLink:
    url: str
    name: str
    """Text of the link; empty where only the articles' addresses name the section."""
    score: int


@define
class _Candidate:
    name: str = ""
    score: int = 0


def find_sections(response: HttpResponse, entries: Sequence[Entry] = ()) -> list[SectionLink]:
    """Links that may lead to a listing; `entries` are the articles that the page itself shows.

    A section above the articles in their own addresses ("/tin-tuc/-/view_content/…") is the
    surest sign. Raises PageError, NotAnArticle.
    """
    document = read_document(response)
    here = canonical_url(str(response.url))
    above = _folders_above(entries)
    articles = {entry.identity for entry in entries}
    found: dict[str, _Candidate] = {}
    for link in _LINK(document.root):
        url = canonical_url(absolute_url(document.base_url, link.get("href", "")))
        name = nfc(node_text(link) or link.get("title") or "").strip()
        if not _may_be_section(url, name, here) or article_identity(url) in articles:
            continue
        candidate = found.setdefault(url, _Candidate(name))
        candidate.name = candidate.name or name
        candidate.score = max(candidate.score, _score(link, url, name, above))
    links = [SectionLink(url, c.name, c.score) for url, c in found.items() if c.score > 0]
    return sorted(links, key=lambda link: -link.score)


def without_sections(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries that are no head of a box: a folder of other entries, or named like a section."""
    above = _folders_above(entries)
    return tuple(
        entry for entry in entries if not above.get(_folder(entry.url), 0) and not _is_head(entry)
    )


def _is_head(entry: Entry) -> bool:
    """As short as no headline, and its address says no more: "Thông báo" at /thong-bao.html."""
    is_short = 0 < len(entry.title.split()) <= LONGEST_HEAD
    return (
        is_short
        and not names_article(entry.url)
        and _folder(entry.url).rpartition("/")[2] == slugify(entry.title)
    )


def is_section_name(title: str) -> bool:
    """Short and of the words that sections are named with: "Lịch sử hình thành", "Tin tức - Sự kiện"."""
    words = fold(title)
    count = len(re.findall(r"\w+", words))
    is_news = count < _SHORT and not re.search(r"\d", words) and bool(_NEWS.search(words))
    return is_news or (count <= _SHORT and bool(_NOT_NEWS.search(words)))


def find_feeds(response: HttpResponse) -> list[str]:
    """Addresses of feeds that the page names, those of its head first."""
    document = read_document(response)
    host = site_of(str(response.url))
    found: dict[str, None] = {}
    for link in _FEED_LINK(document.root):
        url = absolute_url(document.base_url, link.get("href", ""))
        if url.startswith("http") and site_of(url) == host and "comments" not in url:
            found.setdefault(canonical_url(url))
    return list(found)


def _may_be_section(url: str, name: str, here: str) -> bool:
    if not url.startswith("http") or url == here or site_of(url) != site_of(here) or is_file(url):
        return False
    if urlsplit(url).path in ("", "/") or _SHOWS_ONE.search(url) or trap_in(url):
        return False
    return 0 < len(name) <= LONGEST_NAME and len(name.split()) <= 9


def _score(link: Node, url: str, name: str, above: Counter[str]) -> int:
    words = fold(name)
    if _NOT_NEWS.search(words):
        return 0
    score = 3 if _NEWS.search(words) else 0
    count = above.get(_folder(url), 0)
    score += 4 + min(count, 6) if count else 0
    score += 1 if score and (_MENU(link) or _HEADING(link)) else 0
    return score


def _folders_above(entries: Sequence[Entry]) -> Counter[str]:
    """How many of the articles stand below each folder."""
    counts: Counter[str] = Counter()
    for entry in entries:
        folder, separator, _ = urlsplit(entry.url).path.partition("/-/")
        parts = _without_language(folder).split("/")
        for depth in range(1, len(parts) + bool(separator)):
            counts["/".join(parts[:depth])] += 1
    return counts


def _folder(url: str) -> str:
    return re.sub(r"\.(?:html?|aspx|chn)$", "", _without_language(urlsplit(url).path))


def _without_language(path: str) -> str:
    return re.sub(r"^(?:vi|vn|en)/(?=.)", "", path.strip("/").lower())
