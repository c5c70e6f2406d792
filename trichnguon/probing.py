"""One probe in this process, and what it found in words."""

import logging
from collections.abc import Iterator
from pathlib import Path

import attrs

from archive.archive import open_archive
from scraper.crawl_config import load_crawl_config
from scraper.errors import ScrapeError
from scraper.probe_report import ProbedArticle, ProbedListing, ProbeReport
from spiders.probe import ProbeSpider
from trichnguon.crawling import crawler_process
from trichnguon.errors import CrawlFailed

SHOWN_ENTRIES = 3


def run_probe(home: Path, address: str, *, delay_s: float, sections: int) -> ProbeReport:
    """Raises HomeMissing, SourceConfigError, SourceBusy, AddressRefused, RobotsForbidden, FetchFailed,
    NotAnArticle (the address answers with an error) and CrawlFailed. Once a process.
    """
    open_archive(home).close()
    load_crawl_config(home)
    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)  # the handler's level decides: Scrapy sets its loggers to DEBUG
    logging.getLogger().addHandler(handler)
    process = crawler_process(home)
    crawler = process.create_crawler(ProbeSpider)
    arguments = {"address": address, "delay_s": str(delay_s), "sections": str(sections)}
    crawl = process.crawl(crawler, **arguments)
    process.start(stop_after_crawl=True)
    failure = crawl.exception() if crawl.done() and not crawl.cancelled() else None
    spider = crawler.spider
    error = failure or (spider.error if isinstance(spider, ProbeSpider) else None)
    if isinstance(error, ScrapeError):
        raise error
    if error is not None or not isinstance(spider, ProbeSpider) or spider.report is None:
        raise CrawlFailed(f"The probe of {address} broke off: {error!r}") from error
    return spider.report


def report_lines(report: ProbeReport) -> Iterator[str]:
    """For a person on a terminal."""
    reasons = ", ".join(report.platform_reasons) or "no mark of a known platform"
    yield f"address     {report.address}"
    yield f"home        {report.home}  {report.title}"
    yield f"platform    {report.platform or 'not recognised'} ({reasons})"
    yield f"agency      {report.agency or 'not found: give it with --agency'}"
    for name in report.names[1:4]:
        yield f"            or {name.name} ({name.rule})"
    yield f"robots      {report.robots}"
    yield f"certificate {report.certificate}"
    yield f"rights      {report.terms.republication.value}"
    if report.terms.sentence:
        yield f"            “{report.terms.sentence}” ({report.terms_url})"
    yield f"browser     {report.needs_browser or 'not needed'}"
    yield f"requests    {report.requests}"
    for listing in report.listings:
        yield from _listing_lines(listing)
    if not report.listings:
        yield "listings    none found; see the addresses below"
    for unread in report.unread:
        yield f"not taken   {unread.name or '-'}: {unread.url} ({unread.reason})"
    for article in report.articles:
        yield from article_lines(article)


def _listing_lines(listing: ProbedListing) -> Iterator[str]:
    further = (
        "" if listing.further_entries is None else f", {listing.further_entries} more on page 2"
    )
    yield f"{listing.channel.value:<11} {listing.section or '-'}: {listing.url}"
    yield f"            {len(listing.entries)} entries{further}; paging: {listing.paging.value}"
    for entry in listing.entries[:SHOWN_ENTRIES]:
        yield f"            - {entry.title or entry.url} {entry.published_raw}".rstrip()


def article_lines(article: ProbedArticle) -> Iterator[str]:
    if article.problem:
        yield f"article     {article.url}: {article.problem}"
        return
    kind = f"{article.page_object}{', generic' if article.is_generic else ''}"
    yield f"article     {article.title}"
    yield f"            {article.published or 'no date'} · {'; '.join(article.authors) or 'no author named'} · {kind}"
    yield f"            {article.body_start}…"


def report_object(report: ProbeReport) -> dict[str, object]:
    """For machines: every field, entries included."""
    return {**attrs.asdict(report, value_serializer=_plain), "agency": report.agency}


def _plain(instance: type, attribute: object, value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
