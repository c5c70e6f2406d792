"""Section pages without a platform of their own: blocks of links that look like article entries."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from archive.records import Entry
from scraper.fields.select import Node, Select
from scraper.pages.base import node_text
from scraper.pages.listing import ListingPage

_LOOKS_LIKE_ARTICLE = re.compile(
    r"-\w*\d{3,}(?:\.\w+)?/?$|/\d{4,}(?:/|$)|[?&](?:ItemI[dD]|id|newsid|tc|p)=\d+|/-/|/[\w%.-]*-[\w%.-]*-[\w%.-]*-[\w%.-]+(?:\.\w+)?/?$"
)
_NOT_ARTICLE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|jpe?g|png|gif|zip|rar|mp4)$|^(?:mailto|javascript|tel):|/(?:tag|tac-gia|author|login)/",
    re.IGNORECASE,
)


class GenericListingPage(ListingPage):
    """Links of at least six words whose address looks like that of an article."""

    LAYOUT = Select("/html")
    ROW = Select(
        "//a[@href][not(ancestor::nav or ancestor::footer)]"
        "[not(ancestor::*[contains(@class, 'menu') or contains(@class, 'footer') or contains(@class, 'breadcrumb')])]"
    )
    LINK = Select("self::a")
    PUBLISHED = Select(
        "ancestor::*[self::li or self::tr or self::article or self::div][position() <= 2]"
        "[count(.//a[@href]) <= 4]"
    )
    NEXT = Select(
        "//*[contains(@class, 'paging') or contains(@class, 'pagination') or contains(@class, 'pager') or contains(@class, 'phantrang')]"
        "//a[@href][not(starts-with(@href, 'javascript'))] | //a[@rel='next'] | /html/head/link[@rel='next']"
    )
    MIN_WORDS: ClassVar[int] = 6

    def entry(self, row: Node) -> Entry | None:
        title = row.get("title") or node_text(row)
        if len(title.split()) < self.MIN_WORDS:
            return None
        entry = super().entry(row)
        if entry is None or _NOT_ARTICLE.search(entry.url):
            return None
        own_host = urlsplit(str(self.response.url)).hostname
        if urlsplit(entry.url).hostname != own_host or not _LOOKS_LIKE_ARTICLE.search(entry.url):
            return None
        return entry
