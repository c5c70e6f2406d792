"""One address, kept as evidence and not read: `trichnguon extract ADDRESS` reads it afterwards."""

from collections.abc import AsyncIterator

from scrapy.http import Response

from scraper.items import ExtractedArticle
from spiders.clip import ClipSpider


class PageSpider(ClipSpider):
    """`scrapy crawl page -a addresses=https://…`: no article comes of it, only a capture."""

    name = "page"

    async def parse_article(
        self, response: Response, identity: str
    ) -> AsyncIterator[ExtractedArticle]:
        return
        yield
