"""A real archive in a temporary home, and records to put into it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.archive import Archive, create_archive
from archive.records import (
    Article,
    ArticleVersion,
    Attribution,
    Author,
    Capture,
    Edits,
    Post,
    Provenance,
    PublishedPrecision,
    Review,
    ReviewState,
    Rule,
)
from archive.warc import HttpExchange, WarcFile, warc_name

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create_archive(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def capture(archive: Archive) -> Capture:
    """A capture whose bytes are in a real WARC file."""
    run = archive.runs.start_run("so_mau", "portal", NOW)
    warc = WarcFile(archive.warc_folder, warc_name("so_mau", run.id or 0, NOW), "test")
    [location] = warc.write(
        HttpExchange(
            url="http://so.mau.test/tin/1",
            method="GET",
            request_headers=[("User-Agent", "test")],
            status=200,
            reason="OK",
            response_headers=[("Content-Type", "text/html; charset=utf-8")],
            body="<h1>Bài viết</h1>".encode(),
            fetched_at=NOW,
        )
    )
    warc.close()
    return archive.captures.record_capture(
        Capture(
            url="http://so.mau.test/tin/1",
            source_id="so_mau",
            fetched_at=NOW,
            status=200,
            content_type="text/html; charset=utf-8",
            warc_file=location.file,
            warc_offset=location.offset,
            warc_length=location.length,
            record_id=location.record_id,
            payload_sha256=location.payload_sha256,
            payload_bytes=20,
            run_id=run.id,
        )
    )


@pytest.fixture
def article() -> Article:
    return Article(
        url="http://so.mau.test/tin/1",
        title="Sở Mẫu 20 năm xây dựng và phát triển",
        lead="Trải qua 20 năm, ngành đã trưởng thành.",
        authors=(Author("Đỗ Văn Ừng", "Giám đốc Sở Mẫu"),),
        byline_raw="Đỗ Văn Ừng\nGiám đốc Sở Mẫu",
        published_raw="28/08/2025 15:30",
        published_at=datetime(2025, 8, 28, 8, 30, tzinfo=UTC),
        published_precision=PublishedPrecision.MINUTE,
        body_html="<p>Đoạn một.</p><p>Đoạn hai.</p>",
        body_text="Đoạn một.\n\nĐoạn hai.",
        rules={"title": Rule("h1")},
    )


@pytest.fixture
def provenance(capture: Capture) -> Provenance:
    assert capture.id is not None
    return Provenance(
        capture_id=capture.id,
        source_id="so_mau",
        identity="test:so.mau.test/tin/1",
        agency="Sở Mẫu tỉnh Thử",
        page_object="TestArticlePage",
        extractor_version="1",
        platform="test",
    )


@pytest.fixture
def approved(
    archive: Archive, article: Article, provenance: Provenance
) -> tuple[ArticleVersion, Review]:
    """A version and its approved review."""
    editor = archive.editors.record_editor("lan", "Trần Thị Lan", "editor", "hash", NOW)
    version = archive.articles.record_article(article, provenance, NOW).version
    review = Review(version.id, version.article_id, editor.id, ReviewState.APPROVED, Edits(), NOW)
    return version, archive.reviews.record_review(review, None)


@pytest.fixture
def post(approved: tuple[ArticleVersion, Review]) -> Post:
    """A post that the archive takes; not stored yet."""
    version, review = approved
    return Post(
        article_id=version.article_id,
        version_id=version.id,
        review_id=review.id or 0,
        slug="ky-niem-ngay-thanh-lap-so-mau",
        title="Kỷ niệm ngày thành lập Sở Mẫu",
        lead=version.article.lead,
        source_title=version.article.title,
        authors=version.article.authors,
        body_html=version.article.body_html,
        congratulation="TẬP ĐOÀN MẪU chúc mừng Quý Sở!",
        attribution=Attribution(
            author_line="Đỗ Văn Ừng, Giám đốc Sở Mẫu",
            agency="Sở Mẫu tỉnh Thử",
            published_line="15:30 ngày 28/08/2025",
            url=version.article.url,
        ),
        composed_at=NOW,
        content_sha256="a" * 64,
    )
