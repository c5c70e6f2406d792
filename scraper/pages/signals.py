"""Article or not, for a page without a known layout: signs for and against, weighed.

An article needs a positive sign. A list of teasers has running text, too, and some portals call
every page "article" in the head; so links inside the text and the address count against.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.records import PageKind
from scraper.errors import NotAnArticle
from scraper.fields.addresses import is_file
from scraper.fields.select import Node, text_of
from scraper.fields.titles import ends_sentence, reads_as_site
from scraper.pages.content_pages import is_never_news, is_seldom_news
from scraper.pages.surroundings import own_nodes
from scraper.pages.teasers import is_linked_elsewhere, is_list_of_teasers

if TYPE_CHECKING:
    from scraper.pages.generic import GenericArticlePage

ENOUGH = 3
_LONG = 1500
_BOXES = 4
_FEW_LETTERS = 100
_HOME = re.compile(
    r"^/?(?:(?:vi|en|vi-vn|web/guest|pages)/?)?(?:index\.\w+|default\.aspx|home\w*(?:\.\w+)?|trang-chu(?:\.\w+)?)?/?$",
    re.IGNORECASE,
)
_NOT_ARTICLE_TITLE = re.compile(
    r"^(?:trang\s+chủ|giới\s+thiệu(?:\s+chung)?$|kết\s+quả\s+tìm|danh\s+sách\s+(?:tin|bài)|đăng\s+nhập|sơ\s+đồ\s+(?:trang|cổng)|home|search"
    # What opens headlines, too, in a few words only: "Tìm kiếm cứu nạn ngư dân gặp nạn trên biển".
    r"|(?:tìm\s+kiếm|liên\s+hệ|hỏi\s+đáp)(?=(?:\W+\w+){0,3}\W*$))\b",
    re.IGNORECASE,
)
_CONTENT_NAME = re.compile(
    r"article|detail|chitiet|chi-tiet|noidung|noi-dung|baiviet|bai-viet|entry|post|news-?body|maincontent|content_detail",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"địa\s+chỉ\s*:|điện\s+thoại\s*:|e-?mail\s*:|fax\s*:|bản\s+quyền|giấy\s+phép|chịu\s+trách\s+nhiệm|copyright|hotline"
)  # on small letters: a search that ignores case steps through every letter
_POSTED = re.compile(
    r"^\W*(?:ngày|thời\s+gian)\s+(?:đăng|gửi|ban\s+hành)\b.{0,30}\d{4}\W*$",
    re.IGNORECASE | re.MULTILINE,
)


def require_article(page: "GenericArticlePage") -> None:
    """Raises NotAnArticle where the signs do not suffice, with the signs found."""
    url = str(page.response.url)
    if not page.title:
        raise NotAnArticle(url, PageKind.OTHER, "no headline")
    container = page.container
    if container is None:
        raise NotAnArticle(url, PageKind.LISTING, "no block of running text")
    against = _against(page, container, url)
    signs = _signs(page, container)
    weight = sum(signs.values()) - sum(against.values())
    if weight < ENOUGH:
        kind = PageKind.LISTING if against else PageKind.OTHER
        found = ", ".join((*signs, *(f"against: {name}" for name in against))) or "none"
        raise NotAnArticle(url, kind, f"too few signs of an article ({found})")


def _signs(page: "GenericArticlePage", container: Node) -> dict[str, int]:
    text = page.body.text
    paragraphs = [line for line in text.split("\n\n") if len(line) > 60 and ends_sentence(line)]
    headline = page.headline
    names = f"{container.get('class', '')} {container.get('id', '')}"
    signs = {
        "structured data": 3 * bool(page.linked_data),
        "itemprop articleBody": 2 * (container.get("itemprop") == "articleBody"),
        "og:type": "article" in page.meta.get("og:type", "").lower(),
        "headline repeated by head or address": 2
        * (headline is not None and headline.is_confirmed),
        "date beside headline": (page.published is not None) + page.is_dated_under_headline,
        "byline": bool(page.authors or page.body.signing.byline_lines),
        "source credit": bool(page.body.signing.credit),
        "lead": bool(page.lead) and page.rules["lead"].confidence > 0.6,
        "running text": (len(text) > 200)
        + (len(paragraphs) >= 2)
        + (len(text) > _LONG and len(paragraphs) >= 4 and not _is_made_of_boxes(page.root)),
        "a file for a text": 2 * (bool(page.body.attachments) and len(text) < _FEW_LETTERS),
        "content element": bool(_CONTENT_NAME.search(names)),
    }
    return {name: int(weight) for name, weight in signs.items() if weight}


def _is_made_of_boxes(root: Node) -> bool:
    """Whether each box of the page has a first heading of its own, as those of home pages do."""
    return sum(1 for _ in root.iter("h1")) >= _BOXES


def _against(page: "GenericArticlePage", container: Node, url: str) -> dict[str, int]:
    nodes = own_nodes(container)
    text = page.body.text
    against = {
        "address of a home page": 4 * _is_home(url),
        "name of a site": 4 * reads_as_site(page.title),
        "title of a list": 6 * bool(_NOT_ARTICLE_TITLE.match(page.title)),
        "title of a page about the site": 6 * is_never_news(page.title),
        "title of a page about a body": 4
        * (is_seldom_news(page.title) and not page.is_dated_under_headline),
        "dates of several entries": 3 * (len(_POSTED.findall(text)) >= 3),
        "rows of teasers": 6 * is_list_of_teasers(container, nodes, page.title, url),
        "contact block": 4 * _is_contact_block(text),
        "rows of links": 4 * (_is_list_of_links(nodes) or _is_one_row_of_many(container)),
        "little text": (len(text) < 400) + (len(text) < _FEW_LETTERS),
        "headline of another page": 4 * _is_of_another_page(page, url),
        "no visible headline": 2 * (page.headline is None),
        "headline unlike the head": 2 * _contradicts(page),
    }
    return {name: int(weight) for name, weight in against.items() if weight}


def _is_home(url: str) -> bool:
    """Whether the address is that of a home page."""
    parts = urlsplit(url)
    return bool(_HOME.match(parts.path)) and not parts.query


def _is_contact_block(text: str) -> bool:
    return len(text) < 1200 and len({found[:6] for found in _CONTACT.findall(text.lower())}) >= 2


def _is_of_another_page(page: "GenericArticlePage", url: str) -> bool:
    """A headline that nothing confirms and that leads elsewhere: the first entry of a front page."""
    headline = page.headline
    return bool(headline and not headline.is_confirmed and is_linked_elsewhere(headline.node, url))


def _contradicts(page: "GenericArticlePage") -> bool:
    """A headline that nothing confirms, where the head gives a long title of its own."""
    return bool(
        page.headline and not page.headline.is_confirmed and len(page.declared_title.split()) >= 9
    )


def _is_list_of_links(nodes: list[Node]) -> bool:
    """Whether the text consists of entries: links of a headline's length, each with a text of its
    own, or hardly anything but links. The list of other articles below a text is none.
    """
    headlines: set[str] = set()
    teasers = linked = total = 0
    is_below_link = False
    for node in nodes:
        text = (node.text or "").strip()
        if node.tag == "a" and _is_headline_link(node):
            headlines.add(node.get("href", ""))
            linked += len(text_of(node).strip())
            is_below_link = True
        elif len(text) > 60 and node.tag not in ("a", "script", "style"):
            teasers += is_below_link
            is_below_link = False
        total += len(text) + len((node.tail or "").strip())
    if len(headlines) < 4:
        return False
    return linked > 0.5 * total or teasers >= 10 or (teasers >= 3 and linked > 0.15 * total)


def _is_headline_link(link: Node) -> bool:
    """Whether the link is a headline of its own, not a few words of a sentence."""
    href = link.get("href", "")
    text = text_of(link).strip()
    if len(text.split()) < 5 or href.startswith(("#", "javascript:", "mailto:")):
        return False
    if is_file(href):
        return False
    parent = link.getparent()
    return parent is None or len((link.tail or "").strip()) + len((parent.text or "").strip()) < 60


def _is_one_row_of_many(container: Node) -> bool:
    """Whether like elements with headlines of their own stand beside the text or around it."""
    node: Node | None = container
    for _ in range(4):
        if node is None or (parent := node.getparent()) is None:
            return False
        like = [
            other
            for other in parent
            if other.tag == node.tag and other.get("class") == node.get("class")
        ]
        if len(like) >= 4 and _has_headline_link(node) and sum(map(_has_headline_link, like)) >= 4:
            return True
        node = parent
    return False


def _has_headline_link(node: Node) -> bool:
    return any(len(text_of(link).split()) >= 5 for link in node.iter("a"))
