"""Scrapy settings; `scraper.addon` adds what the home folder says (contact, proxy, limits)."""

import os

BOT_NAME = "trichnguon"
SPIDER_MODULES = ["spiders"]
ADDONS = {"scraper.addon.HomeAddon": 0}
TRICHNGUON_HOME = os.environ.get("TRICHNGUON_HOME", ".")

# One slow visitor per host. robots.txt is obeyed by our own middleware: Scrapy's crawls on when
# robots.txt cannot be had, RFC 9309 says not to.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
ROBOTSTXT_OBEY = False
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the incident tells it
COOKIES_ENABLED = True
# What the archive can unpack again years later; Scrapy would ask for zstd too.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}
# Both open a port that runs code inside the crawl.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
# Proxies come from the home's configuration only, never from the environment.
HTTPPROXY_ENABLED = False

DOWNLOAD_HANDLERS = {
    "http": "scraper.download.GuardedDownloadHandler",
    "https": "scraper.download.GuardedDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "scraper.resolver.GuardedResolver"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scraper.middlewares.guard.GuardMiddleware": 40,
    "scraper.middlewares.robots.RobotsMiddleware": 90,
    "scraper.middlewares.overload.OverloadMiddleware": 560,
    "scraper.middlewares.render.RenderMiddleware": 587,
    "scraper.middlewares.not_found.NotFoundMiddleware": 583,
    "scraper.middlewares.page_kind.PageKindMiddleware": 585,
    "scraper.middlewares.capture.CaptureMiddleware": 595,
}
EXTENSIONS = {"scraper.extensions.run_report.RunReport": 0}
ITEM_PIPELINES = {"scraper.pipelines.ArchivePipeline": 500}

# Scrapy reads the source of each callback again for every response, to warn of a mistake that
# mypy finds.
WARN_ON_GENERATOR_RETURN_VALUE = False

# A callback of ours gives one article or a page of requests, and archiving waits for nothing: Scrapy
# would start a hundred tasks for each response.
CONCURRENT_ITEMS = 1

# A tenth less processor time a page than the loop of the standard library.
ASYNCIO_EVENT_LOOP = "uvloop.Loop"
# What these would count or limit, nothing here reads: walks know their own bounds.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}

LOG_LEVEL = "INFO"
STATS_DUMP = False
LOG_FORMATTER = "scraper.log_format.QuietLogFormatter"
