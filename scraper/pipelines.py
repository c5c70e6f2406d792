"""Validate, then archive. A refused item becomes a visible incident, never a silent drop."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
from scrapy.crawler import Crawler

from archive.articles import Recorded
from archive.errors import StorageFull
from archive.records import Article, PageKind, Provenance
from archive.text import fold_space
from scraper.errors import FieldUnreadable, PageError
from scraper.incidents import count, record_incident
from scraper.items import ExtractedArticle
from scraper.middlewares.capture import STORAGE_FULL
from scraper.session import session_of
from scraper.sources import Source

VIETNAM_TIME = timezone(timedelta(hours=7))
LONGEST_AHEAD = timedelta(days=2)
UNDECLARED = "Nguồn chưa được khai báo: hãy kiểm tra tên cơ quan trước khi đăng."


class ArchivePipeline:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchivePipeline":
        return cls(crawler)

    def process_item(self, item: ExtractedArticle) -> ExtractedArticle:
        archive = self._session.archive
        try:
            recorded = self._record(item)
        except PageError as error:
            archive.captures.record_page_kind(item.capture_id, PageKind.ARTICLE)
            record_incident(self._crawler, error, item.extraction.article.url, item.capture_id)
            for identity in item.identities:
                archive.entries.record_failure(identity, str(error), datetime.now(UTC))
            return item
        except StorageFull:
            self._session.stop(self._crawler, STORAGE_FULL)
            return item
        count(self._crawler, recorded.outcome)
        return item

    def _record(self, item: ExtractedArticle) -> Recorded:
        """The article, what its page is, and that its entries are done: all or nothing."""
        archive, source = self._session.archive, self._session.source
        article = validated(item.extraction.article, item.fetched_at)
        with archive.transaction():
            archive.captures.record_page_kind(item.capture_id, PageKind.ARTICLE)
            recorded = archive.articles.record_article(
                with_source_warning(article, source), provenance(item, source), item.fetched_at
            )
            for identity in item.identities:
                archive.entries.record_archived(identity)
        return recorded


def validated(article: Article, fetched_at: datetime) -> Article:
    """The article, if it can stand in the archive; raises FieldUnreadable."""
    if not fold_space(article.title):
        raise FieldUnreadable(article.url, "title", article.title, "is empty")
    if not article.body_text.strip() and not (article.images or article.attachments):
        raise FieldUnreadable(article.url, "body", article.body_text, "is empty")
    if article.published_at is not None and article.published_at > fetched_at + LONGEST_AHEAD:
        raise FieldUnreadable(
            article.url, "published_at", article.published_raw, "is in the future"
        )
    return article


def with_source_warning(article: Article, source: Source) -> Article:
    if source.is_declared:
        return article
    return attrs.evolve(article, warnings=(*article.warnings, UNDECLARED))


def provenance(item: ExtractedArticle, source: Source) -> Provenance:
    extraction = item.extraction
    return Provenance(
        capture_id=item.capture_id,
        source_id=source.id,
        identity=item.identity,
        agency=source.agency_on(_day_of(extraction.article, item.fetched_at)),
        page_object=extraction.page_object,
        extractor_version=extraction.extractor_version,
        platform=extraction.platform,
        is_generic=extraction.is_generic,
    )


def _day_of(article: Article, fetched_at: datetime) -> date:
    return (article.published_at or fetched_at).astimezone(VIETNAM_TIME).date()
