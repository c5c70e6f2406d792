"""The cited addresses of one source, nothing else: the way editors work."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request

from scraper.errors import AddressRefused
from scraper.middlewares.guard import refusal
from scraper.sources import Source, load_sources, source_for
from spiders.article_spider import ArticleSpider


class ClipSpider(ArticleSpider):
    """`scrapy crawl clip -a addresses="https://… https://…"`, all of one source."""

    name = "clip"

    def __init__(self, addresses: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.addresses = addresses.split()

    def find_source(self, folder: Path) -> Source:
        """Raises AddressRefused when there is no address or it cannot be fetched at all."""
        if not self.addresses:
            raise AddressRefused("", "no address given; pass at least one")
        for address in self.addresses:
            if reason := refusal(address):
                raise AddressRefused(address, reason)
        return source_for(load_sources(folder), self.addresses[0])

    async def start(self) -> AsyncIterator[Request]:
        for address in self.addresses:
            yield self.article_request(address)
