"""What others do with the same pages: fetch them, or fetch them and call trafilatura; no archive.

`python -m bench.crawl.peer_spiders bare|trafilatura PROXY FILE_OF_ADDRESSES` prints one JSON line.
"""

import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
import trafilatura
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class BareSpider(scrapy.Spider):
    name = "bare"

    def __init__(self, urls: list[str], proxy: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls, self.proxy, self.read = urls, proxy, 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in self.urls:
            yield scrapy.Request(url, meta={"proxy": self.proxy}, dont_filter=True)

    def parse(self, response: Response) -> None:
        self.read += 1


class TrafilaturaSpider(BareSpider):
    name = "trafilatura"

    def parse(self, response: Response) -> None:
        found = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        self.read += found is not None


SETTINGS = {
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
    "HTTPERROR_ALLOW_ALL": True,
}


def main() -> None:
    kind, proxy, file = sys.argv[1:]
    urls = Path(file).read_text("utf-8").split()
    process = AsyncCrawlerProcess(SETTINGS)
    spider_class = {"bare": BareSpider, "trafilatura": TrafilaturaSpider}[kind]
    crawler = process.create_crawler(spider_class)
    process.crawl(crawler, urls=urls, proxy=proxy)
    process.start()
    stats = crawler.stats.get_stats()
    elapsed = (stats["finish_time"] - stats["start_time"]).total_seconds()
    print(json.dumps({"pages": stats["downloader/response_count"], "elapsed_s": elapsed}))


if __name__ == "__main__":
    main()
