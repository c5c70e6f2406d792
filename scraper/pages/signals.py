"""Article or not, for a page without a known layout: signs for and against, weighed.

An article needs a positive sign. A list of teasers has running text, too, and some portals call
every page "article" in the head; so links inside the text and the address count against.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.records import PageKind
from scraper.errors import NotAnArticle
from scraper.fields.select import Node, text_of

if TYPE_CHECKING:
    from scraper.pages.generic import GenericArticlePage

ENOUGH = 3
_HOME = re.compile(
    r"^/(?:(?:vi|en|vi-vn|web/guest|pages)/?)?(?:index\.\w+|default\.aspx|home\w*(?:\.\w+)?|trang-chu(?:\.\w+)?)?/?$",
    re.IGNORECASE,
)
_NOT_ARTICLE_TITLE = re.compile(
    r"^(?:trang\s+chủ|tìm\s+kiếm|kết\s+quả\s+tìm|danh\s+sách\s+(?:tin|bài)|đăng\s+nhập|sơ\s+đồ\s+(?:trang|cổng)|liên\s+hệ|hỏi\s+đáp|home|search)\b",
    re.IGNORECASE,
)
_CONTENT_NAME = re.compile(
    r"article|detail|chitiet|chi-tiet|noidung|noi-dung|baiviet|bai-viet|entry|post|news-?body|maincontent|content_detail",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…:;”\"/)]\s*$")


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
    paragraphs = [line for line in text.split("\n\n") if len(line) > 60 and _SENTENCE.search(line)]
    headline = page.headline
    names = f"{container.get('class', '')} {container.get('id', '')}"
    signs = {
        "structured data": 3 * bool(page.linked_data),
        "itemprop articleBody": 2 * (container.get("itemprop") == "articleBody"),
        "og:type": "article" in page.meta.get("og:type", "").lower(),
        "headline repeated by head or address": 2
        * (headline is not None and headline.is_confirmed),
        "date beside headline": page.published is not None,
        "byline": bool(page.authors or page.body.signing.byline_lines),
        "source credit": bool(page.body.signing.credit),
        "lead": bool(page.lead),
        "running text": (len(text) > 200) + (len(paragraphs) >= 2),
        "content element": bool(_CONTENT_NAME.search(names)),
    }
    return {name: int(weight) for name, weight in signs.items() if weight}


def _against(page: "GenericArticlePage", container: Node, url: str) -> dict[str, int]:
    titles = (page.title, page.declared_title, "".join(page.PAGE_TITLE(page.root)).strip())
    path = urlsplit(url)
    headline = page.headline
    against = {
        "address of a home page": 4 * (bool(_HOME.match(path.path)) and not path.query),
        "title of a list": 3
        * any(
            _NOT_ARTICLE_TITLE.match(title)
            for title in titles[: 2 if headline and headline.is_confirmed else 3]
        ),
        "rows of links": 4 * _is_list_of_links(container),
        "little text": 2 * (len(page.body.text) < 200),
        "headline unlike the head": 2 * _contradicts(page),
    }
    return {name: int(weight) for name, weight in against.items() if weight}


def _contradicts(page: "GenericArticlePage") -> bool:
    """A headline that nothing confirms, where the head gives a long title of its own."""
    return bool(
        page.headline and not page.headline.is_confirmed and len(page.declared_title.split()) >= 9
    )


def _is_list_of_links(container: Node) -> bool:
    """Whether the text consists of entries: many links of a headline's length, much of the text."""
    headlines = {}
    for link in container.iter("a"):
        text = text_of(link).strip()
        href = link.get("href", "")
        if len(text.split()) >= 5 and not href.startswith(("#", "javascript:", "mailto:")):
            headlines[href] = len(text)
    total = len(text_of(container).strip()) or 1
    return len(headlines) >= 4 and (sum(headlines.values()) > 0.2 * total or len(headlines) >= 10)
