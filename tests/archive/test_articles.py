from datetime import datetime, timedelta

import attrs
import pytest

from archive.archive import Archive
from archive.database import IntegrityError
from archive.errors import RecordMissing
from archive.records import Article, Provenance, RecordOutcome


def test_first_recording_is_new_and_reads_back_whole(
    archive: Archive, article: Article, provenance: Provenance, now: datetime
) -> None:
    recorded = archive.articles.record_article(article, provenance, now)
    assert recorded.outcome is RecordOutcome.NEW
    assert recorded.version.article == article
    assert recorded.version.provenance == provenance
    assert archive.articles.newest_version(recorded.version.article_id) == recorded.version


def test_same_content_is_seen_and_makes_no_version(
    archive: Archive, article: Article, provenance: Provenance, now: datetime
) -> None:
    first = archive.articles.record_article(article, provenance, now).version
    counted = attrs.evolve(article, body_html=article.body_html + "<!-- lượt xem: 7 -->")
    again = archive.articles.record_article(counted, provenance, now + timedelta(days=1))
    assert again.outcome is RecordOutcome.SEEN
    assert archive.articles.list_versions(first.article_id) == [first]


@pytest.mark.parametrize(
    "change", [{"title": "Tên khác"}, {"body_text": "Đoạn khác."}, {"authors": ()}, {"lead": ""}]
)
def test_changed_content_is_a_further_version_and_the_first_stays(
    archive: Archive,
    article: Article,
    provenance: Provenance,
    now: datetime,
    change: dict[str, object],
) -> None:
    first = archive.articles.record_article(article, provenance, now).version
    changed = archive.articles.record_article(attrs.evolve(article, **change), provenance, now)
    assert changed.outcome is RecordOutcome.CHANGED
    assert [v.number for v in archive.articles.list_versions(first.article_id)] == [2, 1]
    assert archive.articles.load_version(first.id) == first


def test_agency_named_rightly_later_is_a_new_version(
    archive: Archive, article: Article, provenance: Provenance, now: datetime
) -> None:
    archive.articles.record_article(article, provenance, now)
    renamed = attrs.evolve(provenance, agency="Sở Đúng tỉnh Thử")
    recorded = archive.articles.record_article(article, renamed, now)
    assert recorded.outcome is RecordOutcome.CHANGED
    assert recorded.version.provenance.agency == "Sở Đúng tỉnh Thử"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE versions SET title = 'x'",
        "DELETE FROM versions",
        "UPDATE captures SET payload_sha256 = hex(randomblob(32))",
        "DELETE FROM captures",
    ],
)
def test_evidence_cannot_be_changed_even_with_raw_sql(
    archive: Archive, article: Article, provenance: Provenance, now: datetime, sql: str
) -> None:
    archive.articles.record_article(article, provenance, now)
    with pytest.raises(IntegrityError, match=r"immutable|evidence"):
        archive.db.conn.execute(sql)


def test_version_without_agency_or_title_is_refused(
    archive: Archive, article: Article, provenance: Provenance, now: datetime
) -> None:
    with pytest.raises(IntegrityError):
        archive.articles.record_article(article, attrs.evolve(provenance, agency=" "), now)
    with pytest.raises(IntegrityError):
        archive.articles.record_article(attrs.evolve(article, title=""), provenance, now)
    assert archive.articles.unclassified_versions() == []


def test_unknown_article_is_a_clear_error(archive: Archive) -> None:
    with pytest.raises(RecordMissing, match="No article 7"):
        archive.articles.newest_version(7)
