"""Any page without a platform of its own: structured data, a body finder, the Vietnamese rules.

Always flagged: an editor sees that no platform vouches for what is here.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar

from archive.records import Article, Attachment, Author, PageKind
from archive.text import fold_space
from scraper.errors import NotAnArticle
from scraper.fields.addresses import absolute_url, attachment_name, is_file
from scraper.fields.body import Body, read_body
from scraper.fields.bylines import Role, read_byline
from scraper.fields.credits import read_credit
from scraper.fields.dates import DateReading, read_date
from scraper.fields.select import Node, Select, SelectText, node_text
from scraper.fields.titles import clean_title, split_title, without_site_name
from scraper.pages.base import ArticlePage
from scraper.pages.bodyfinder import find_body, find_shown_document
from scraper.pages.header_labels import named_line
from scraper.pages.headline import (
    Candidate,
    Headline,
    choose_headline,
    find_candidates,
    first_text_at,
    infer_headline,
)
from scraper.pages.leads import named_lead, unnamed_lead
from scraper.pages.linked_data import first_article
from scraper.pages.outline import AUTHOR, SECTION, SOURCE, TITLE, Outline, title_key
from scraper.pages.signals import require_article
from scraper.pages.surroundings import Surroundings, signing_blocks, stamps

_AUTHOR_LABEL = re.compile(
    r"(?:tác\s+giả|người\s+viết|bài|tin|thực\s+hiện|nguồn|theo)\b[^:]{0,14}:", re.IGNORECASE
)
# Hidden schema.org elements name who posted the page; other boxes name their own writers.
_NOT_THE_AUTHOR = re.compile(r"comment|relat|(?:^|\s)(?:hidden|hide|d-none)(?:\s|$)")
UNDER_HEADLINE = "date between headline and text"
_BEFORE_HEADLINE = 40
"""Elements above the headline in which its author may stand."""


class GenericArticlePage(ArticlePage):
    PLATFORM: ClassVar[str] = "generic"
    IS_GENERIC: ClassVar[bool] = True

    LAYOUT = Select("/html")
    # TITLE and BODY are found, not selected: see headline.py and bodyfinder.py.
    TITLE = Select("//h1")
    BODY = Select("//*[@itemprop='articleBody']")
    PAGE_TITLE = SelectText("/html/head/title/text()")
    JSON_LD = Select("//script[@type='application/ld+json']")

    def article(self) -> Article:
        """Raises NotAnArticle where the page gives no positive sign of an article."""
        if self.container is None:
            raise NotAnArticle(str(self.response.url), PageKind.LISTING, "no block of running text")
        require_article(self)
        return super().article()

    # --- Structured data ----------------------------------------------------------------------

    @cached_property
    def linked_data(self) -> dict[str, Any]:
        """The first schema.org article of the page; empty where there is none."""
        return first_article(script.text or "" for script in self.JSON_LD(self.root))

    # --- Fields -------------------------------------------------------------------------------

    @cached_property
    def outline(self) -> Outline:
        declared = (self.declared_title, *split_title("".join(self.PAGE_TITLE(self.root))))
        return Outline(self.root, frozenset(title_key(text) for text in declared if len(text) > 14))

    @property
    def places(self) -> dict[Node, int]:
        """Element to its place in the document."""
        return self.outline.places

    @cached_property
    def container(self) -> Node | None:
        sure = choose_headline(self._candidates, self.places, None)
        found = find_body(self.outline, sure.node if sure else None)
        if found is None and sure is not None:
            return find_shown_document(self.root, self.places, sure.node)
        return found

    @cached_property
    def _candidates(self) -> list[Candidate]:
        url = str(self.response.url)
        return find_candidates(self.outline.named(TITLE), self.declared_title, url)

    @cached_property
    def declared_title(self) -> str:
        """What the head says: og:title or `<title>`, without the name of the site."""
        site = self.meta.get("og:site_name", "")
        declared = (
            self.meta.get("og:title", ""),
            str(self.linked_data.get("headline") or ""),
            "".join(self.PAGE_TITLE(self.root)),
        )
        titles = (without_site_name(text, (site,)) for text in declared if text.strip())
        return next((title for title in titles if title), "")

    @cached_property
    def headline(self) -> Headline | None:
        named = choose_headline(self._candidates, self.places, self.container)
        if self.container is None or (named is not None and named.is_confirmed):
            return named
        return named or infer_headline(self.places, self.container)

    @cached_property
    def title(self) -> str:
        if self.headline is not None:
            confidence = 0.9 if self.headline.is_confirmed else 0.6
            self._rule("title", f"visible headline <{self.headline.node.tag}>", confidence)
            return clean_title(self.headline.text)
        self._rule("title", "title of the head", 0.5)
        return clean_title(self.declared_title)

    @cached_property
    def lead(self) -> str:
        """A summary above the text; empty where the page has none."""
        if self.container is None:
            return ""
        titles = frozenset(one.node for one in self._candidates)
        last = first_text_at(self.container, self.places, titles)
        found = named_lead(self.outline, self.container, self._headline_at, last, self.title)
        if found:
            self._rule("lead", "summary above the body", 0.7)
            return found
        if self.headline is None:
            return ""
        found = unnamed_lead(self.places, self.container, self._headline_at, self.title)
        if found:
            self._rule("lead", "sentence between headline and body", 0.6)
        return found

    @property
    def _headline_at(self) -> int:
        """Place of the headline; far above the body where there is none."""
        return self.places[self.headline.node] if self.headline else -1

    @cached_property
    def body(self) -> Body:
        container = self.container
        if container is None:
            raise NotAnArticle(str(self.response.url), PageKind.LISTING, "no block of running text")
        self._rule("body", f"body finder: <{container.tag}>", 0.6)
        blocks = [container, *signing_blocks(container)]
        return read_body(blocks, self.document.base_url, self.title, self.lead)

    @cached_property
    def _linked_files(self) -> tuple[Attachment, ...]:
        """Files linked beside the text."""
        found: dict[str, Attachment] = {}
        around = self.container.getparent() if self.container is not None else None
        for link in around.iter("a") if around is not None else ():
            href = link.get("href", "")
            if not is_file(href) or next(link.iterancestors("nav", "footer"), None) is not None:
                continue
            if address := absolute_url(self.document.base_url, href):
                name = attachment_name(address, node_text(link))
                found.setdefault(address, Attachment(address, name))
        return tuple(found.values())

    def _visible_date(self) -> DateReading | None:
        """The date beside the headline; structured data where there is none or it is far off.

        Structured data often carry a server's zone or the moment of a change, so within a day of
        one another what readers see counts. Above the headline the clock of the page may stand,
        so what opens or follows the text is asked first.
        """
        declared = self._declared_date()
        around = self.surroundings
        for place, texts in (
            (UNDER_HEADLINE, around.under_headline),
            ("line that opens the text", (self.body.signing.date_line,)),
            ("label below the text", around.labels_below()),
            ("date above the headline", around.above_headline()),
        ):
            for reading in stamps(texts):
                moment = reading.at or declared
                if not declared or (moment and abs(moment - declared) <= timedelta(days=1)):
                    self._rule("published_at", place, 0.9 if declared else 0.7)
                    return reading
        if declared is not None:
            self._rule("published_at", "JSON-LD datePublished", 0.8)
            return read_date(str(self.linked_data["datePublished"]))
        return None

    @property
    def is_dated_under_headline(self) -> bool:
        rule = self.rules.get("published_at")
        return rule is not None and rule.rule == UNDER_HEADLINE

    def _declared_date(self) -> datetime | None:
        value = self.linked_data.get("datePublished")
        reading = read_date(value) if isinstance(value, str) else None
        return reading.at if reading else None

    @cached_property
    def surroundings(self) -> Surroundings:
        title = self.headline.node if self.headline else None
        return Surroundings(self.places, self.container, title)

    @cached_property
    def authors(self) -> tuple[Author, ...]:
        signed = tuple(author for author in self.body.signing.authors if author.name)
        if signed:
            self._rule("authors", self.body.signing.rule, 0.7)
            return signed
        byline = read_byline(self.cms_byline) if self.cms_byline else None
        if byline is not None and byline.role is Role.AUTHOR:
            self._rule("authors", "author element or structured data", 0.7)
            return byline.authors
        return ()

    @cached_property
    def cms_byline(self) -> str:
        """The first author element or declaration that names someone; else one that names a body."""
        texts = list(islice(self._author_texts(), 12))
        bylines = [(text, read_byline(text)) for text in texts if 0 < len(text) <= 120]
        people = (text for text, byline in bylines if byline and byline.role is Role.AUTHOR)
        bodies = (text for text, byline in bylines if byline and byline.role is Role.COLLECTIVE)
        return next(people, "") or next(bodies, "")

    @cached_property
    def _above(self) -> tuple[str, ...]:
        return tuple(filter(_AUTHOR_LABEL.match, self.surroundings.under_headline))

    def _author_texts(self) -> Iterator[str]:
        yield from self._above
        for node in self.outline.named(AUTHOR):
            if self.places[node] < self._headline_at - _BEFORE_HEADLINE:
                continue
            around = (node, *node.iterancestors())
            if not any(_NOT_THE_AUTHOR.search(one.get("class", "")) for one in around):
                links = [text for link in node.iter("a") if (text := node_text(link))]
                yield " - ".join(links) if len(links) > 1 else named_line(node)
        data = self.linked_data.get("author")
        for one in data if isinstance(data, list) else [data]:
            if isinstance(one, dict):
                yield fold_space(str(one.get("name") or ""))
        yield fold_space(self.meta.get("author", ""))

    @cached_property
    def source_credit(self) -> str:
        """The credit of the body, else that of an element which is named after it."""
        if credit := super().source_credit:
            return credit
        for text in map(named_line, self.outline.named(SOURCE)):
            if named := read_credit(text, is_signature=True):
                self._rule("source_credit", "element named as the source", 0.7)
                return named
        return ""

    @cached_property
    def section(self) -> str:
        """The last but the title of the links in the page's path."""
        paths = self.outline.named(SECTION)
        links = dict.fromkeys(link for path in paths for link in path.iter("a"))
        texts = [text for link in links if (text := node_text(link)) and text != self.title]
        if texts:
            self._rule("section", "links of the page's path", 0.7)
        return texts[-1] if texts else ""

    @cached_property
    def modified_at(self) -> datetime | None:
        data = self.linked_data.get("dateModified")
        reading = read_date(data) if isinstance(data, str) else None
        return reading.at if reading else None
