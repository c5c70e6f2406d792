"""Any page without a platform of its own: structured data, a body finder, the Vietnamese rules.

Always flagged: an editor sees that no platform vouches for what is here.
"""

import json
import re
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from archive.records import Article, Author, PageKind
from archive.text import fold, fold_space
from scraper.errors import NotAnArticle
from scraper.fields.body import Body, read_body
from scraper.fields.bylines import Role, read_byline
from scraper.fields.dates import DateReading, read_date
from scraper.fields.select import Node, Select, SelectText
from scraper.fields.titles import clean_title, without_site_name
from scraper.pages.base import ArticlePage, node_text
from scraper.pages.bodyfinder import find_body

_PAGE_CLOCK = re.compile(r"hôm\s+nay|bây\s+giờ|giờ\s+hiện\s+tại|today", re.IGNORECASE)
_ARTICLE_TYPES = {"newsarticle", "article", "blogposting", "reportagenewsarticle"}
_MIN_TEXT = 200


class GenericArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = "generic"
    IS_GENERIC: ClassVar[bool] = True

    LAYOUT = Select("/html")
    HEADINGS = Select(
        "//h1 | //h2 | //h3 | //h4 | //*[@itemprop='headline'] | //*[self::div or self::p or self::span or self::td]"
        "[contains(@class, 'title') or contains(@class, 'Title') or contains(@class, 'tieude') or contains(@class, 'tieu-de')]"
    )
    TITLE = Select("//*[@itemprop='headline'] | //h1")
    PAGE_TITLE = SelectText("/html/head/title/text()")
    LEADS = Select(
        "//*[self::div or self::p or self::h2 or self::h3 or self::strong or self::b]"
        "[contains(@class, 'sapo') or contains(@class, 'Sapo') or contains(@class, 'tomtat') or contains(@class, 'tom-tat')"
        " or contains(@class, 'hometext') or contains(@class, 'chapeau') or contains(@class, 'article-lead')"
        " or contains(@class, 'summary') or @itemprop='description'][normalize-space()]"
    )
    BYLINE = Select(
        "//*[@itemprop='author' or @rel='author' or contains(@class, 'author-name') or contains(@class, 'author')"
        " or contains(@class, 'tacgia') or contains(@class, 'tac-gia')]"
        "[not(ancestor::*[contains(@class, 'comment') or contains(@class, 'relat')])][normalize-space()]"
    )
    SECTION = Select("//*[contains(@class, 'breadcrumb')]//a")
    JSON_LD = Select("//script[@type='application/ld+json']")
    DATED = Select(
        "//time | //*[@itemprop='datePublished'] | //*[self::div or self::span or self::p or self::li or self::em or self::td]"
        "[contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'time') or contains(@class, 'Time')"
        " or contains(@class, 'ngay') or contains(@class, 'publish') or contains(@class, 'post-meta') or contains(@class, 'meta')]"
    )

    def article(self) -> Article:
        """Raises NotAnArticle where the page gives no positive sign of an article."""
        self._require_signals()
        return super().article()

    def _require_signals(self) -> None:
        url = str(self.response.url)
        if not self.title:
            raise NotAnArticle(url, PageKind.OTHER, "no headline")
        container = self.container
        if container is None:
            raise NotAnArticle(url, PageKind.LISTING, "no block of running text, only links")
        if len(self.body.text) < _MIN_TEXT and not self._says_article:
            raise NotAnArticle(
                url, PageKind.LISTING, f"only {len(self.body.text)} characters of running text"
            )
        signals = (
            self._says_article,
            self.published is not None,
            bool(self.authors),
            self._title_node is not None,
        )
        if not any(signals):
            raise NotAnArticle(
                url, PageKind.OTHER, "no date, no author, no headline above the text"
            )

    # --- Structured data ----------------------------------------------------------------------

    @cached_property
    def linked_data(self) -> dict[str, Any]:
        """The first schema.org article of the page; empty where there is none."""
        for script in self.JSON_LD(self.root):
            try:
                data = json.loads(script.text or "", strict=False)
            except ValueError:
                continue
            for node in _walk_linked_data(data):
                if str(node.get("@type", "")).lower().strip("[]'\"") in _ARTICLE_TYPES:
                    return node
        return {}

    @cached_property
    def _says_article(self) -> bool:
        return bool(self.linked_data) or "article" in self.meta.get("og:type", "").lower()

    # --- Fields -------------------------------------------------------------------------------

    @cached_property
    def _declared_title(self) -> str:
        """What the head says: og:title or `<title>`, without the name of the site."""
        site = self.meta.get("og:site_name", "")
        for text in (
            self.meta.get("og:title", ""),
            str(self.linked_data.get("headline") or ""),
            "".join(self.PAGE_TITLE(self.root)),
        ):
            if cleaned := without_site_name(text, (site,)):
                return cleaned
        return ""

    @cached_property
    def _title_node(self) -> Node | None:
        """The visible headline: the heading that the head repeats, else the one above the body."""
        declared = _words(self._declared_title)
        headings = [node for node in self.HEADINGS(self.root) if 5 < len(node_text(node)) < 300]
        for node in headings:
            words = _words(node_text(node))
            if (
                declared
                and words
                and (
                    words == declared
                    or (len(words) > 3 and words <= declared and len(words) >= 0.7 * len(declared))
                )
            ):
                return node
        container = self.container
        if container is None:
            return None
        place = self._places[container]
        above = [
            node
            for node in headings
            if self._places[node] < place
            and container not in node.iterancestors()
            and not list(node.iter("a"))
        ]
        ranked = sorted(above, key=lambda node: (node.tag == "h1", self._places[node]))
        return ranked[-1] if ranked else None

    @cached_property
    def _places(self) -> dict[Node, int]:
        """Element to its place in the document."""
        return {node: place for place, node in enumerate(self.root.iter())}

    @cached_property
    def title(self) -> str:
        node = self._title_node
        if node is not None and node_text(node):
            self._rule("title", f"visible headline <{node.tag}>", 0.8)
            return clean_title(node_text(node))
        self._rule("title", "title of the head", 0.6)
        return clean_title(self._declared_title)

    @cached_property
    def container(self) -> Node | None:
        return find_body(self.root)

    @cached_property
    def lead(self) -> str:
        container = self.container
        for node in self.LEADS(self.root):
            text = node_text(node)
            inside = container is not None and (
                node is container
                or container in node.iterancestors()
                or node in container.iterancestors()
            )
            if 30 < len(text) < 900 and not inside and fold_space(text) != self.title:
                self._rule("lead", "summary above the body", 0.7)
                return text
        return ""

    @cached_property
    def body(self) -> Body:
        container = self.container
        if container is None:
            raise NotAnArticle(str(self.response.url), PageKind.LISTING, "no block of running text")
        self._rule("body", f"body finder: <{container.tag}>", 0.6)
        return read_body([container], self.document.base_url, self.title, self.lead)

    def _visible_date(self) -> DateReading | None:
        data = self.linked_data.get("datePublished")
        if isinstance(data, str) and (reading := read_date(data)) and reading.at:
            self._rule("published_at", "JSON-LD datePublished", 0.9)
            return reading
        container = self.container
        title = self._title_node
        candidates = self._dated_between(title, container)
        for text in candidates:
            reading = read_date(text)
            if reading is not None and reading.at is not None and not _PAGE_CLOCK.search(text):
                self._rule("published_at", "date between headline and body", 0.7)
                return reading
        return None

    def _dated_between(self, title: Node | None, container: Node | None) -> list[str]:
        """Texts that may hold the date: between headline and body, or right above the headline."""
        if container is None:
            return []
        nodes = list(self._places)
        end = self._places[container]
        start = self._places[title] if title is not None else end
        if start >= end:
            start = max(0, end - 40)
        around = set(container.iterancestors())
        own = (
            fold_space(f"{node.text or ''} {node.tail or ''}")
            if node in around
            else node_text(node)
            for node in nodes[start:end]
            if node.tag not in ("script", "style")
        )
        texts = [text for text in own if 8 <= len(text) <= 160]
        if title is not None:
            above = map(node_text, nodes[max(0, start - 12) : start])
            texts += [text for text in above if len(text) <= 60]
        return texts

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        signed = tuple(author for author in self.body.signing.authors if author.name)
        if signed:
            self._rule("authors", self.body.signing.rule, 0.7)
            return signed
        for text in self._author_texts():
            byline = read_byline(text)
            if byline is not None and byline.role is Role.AUTHOR:
                self._rule("authors", "author element or structured data", 0.7)
                return byline.authors
        return ()

    def _author_texts(self) -> list[str]:
        texts = [node_text(node) for node in self.BYLINE(self.root)]
        data = self.linked_data.get("author")
        named = data if isinstance(data, list) else [data]
        texts += [str(one.get("name") or "") for one in named if isinstance(one, dict)]
        texts.append(self.meta.get("author", ""))
        return [text for text in texts if 0 < len(text) <= 120]

    @cached_property
    def cms_byline(self) -> str:
        return next((text for text in self._author_texts() if read_byline(text) is not None), "")

    @cached_property
    def modified_at(self) -> datetime | None:
        data = self.linked_data.get("dateModified")
        reading = read_date(data) if isinstance(data, str) else None
        return reading.at if reading else None


def _walk_linked_data(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [node for one in data[:50] for node in _walk_linked_data(one)]
    if isinstance(data, dict):
        graph = data.get("@graph")
        return [data, *(_walk_linked_data(graph) if graph else [])]
    return []


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))
