"""An article of an invented department, its review, the company, and stores kept in memory."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from archive.records import (
    Article,
    ArticleVersion,
    Author,
    Edits,
    Image,
    Post,
    Provenance,
    PublishedPrecision,
    RepublicationClass,
    Review,
    ReviewState,
)
from publish.checks import Candidate, Rights
from publish.company import CompanyStyle
from publish.post import compose_post

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PHOTO = "https://sovh.hason.test/anh/le-ky-niem.jpg"
PARAGRAPHS = (
    "Ngày 02/5/2006, Sở Văn hóa tỉnh Hà Sơn được thành lập với 24 cán bộ & một trụ sở mượn tạm.",
    "Đến nay, 96% thôn, tổ dân phố có nhà văn hóa; “hát ví” đã vào trường học.",
    "Chặng đường phía trước còn nhiều việc, ngành Văn hóa tin tưởng sẽ hoàn thành nhiệm vụ./.",
)
BODY_HTML = (
    "<div>"
    f"<p>{PARAGRAPHS[0].replace('&', '&amp;')}</p>"
    f'<p><img src="{PHOTO}" alt=""></p><p><em>Lễ kỷ niệm. Ảnh: Lê Bình</em></p>'
    f"<p>{PARAGRAPHS[1]}</p>"
    f"<p>{PARAGRAPHS[2]}</p>"
    "</div>"
)

ARTICLE = Article(
    url="https://sovh.hason.test/news/-/details/20182/so-van-hoa-20-nam-xay-dung-va-phat-trien",
    title="Sở Văn hóa Hà Sơn: 20 năm xây dựng và phát triển",
    lead="Trải qua 20 năm, ngành Văn hóa Hà Sơn đã giữ gìn được bản sắc của quê hương.",
    body_html=BODY_HTML,
    body_text="\n\n".join(PARAGRAPHS),
    authors=(Author("Trần Thị Minh Hà", "Tỉnh ủy viên, Giám đốc Sở Văn hóa"),),
    published_raw="02/05/2026 15:30",
    published_at=datetime(2026, 5, 2, 8, 30, tzinfo=UTC),
    published_precision=PublishedPrecision.MINUTE,
    images=(Image(PHOTO, "Lễ kỷ niệm.", "Lê Bình"),),
)


@pytest.fixture
def company() -> CompanyStyle:
    return CompanyStyle(site_url="https://www.cdgroup.test/tin-tuc/")


@pytest.fixture
def make_version() -> Callable[..., ArticleVersion]:
    def make(article_id: int = 7, version_id: int = 70, **article: Any) -> ArticleVersion:
        return ArticleVersion(
            id=version_id,
            article_id=article_id,
            number=1,
            article=attrs.evolve(ARTICLE, **article),
            provenance=Provenance(
                capture_id=1,
                source_id="hason_sovh",
                identity=f"20182/{article_id}",
                agency="Sở Văn hóa tỉnh Hà Sơn",
                page_object="LiferayArticlePage",
                extractor_version="1",
            ),
            content_sha256="0" * 64,
            recorded_at=datetime(2026, 5, 3, tzinfo=UTC),
        )

    return make


@pytest.fixture
def make_review() -> Callable[..., Review]:
    def make(
        version: ArticleVersion, state: ReviewState = ReviewState.APPROVED, **edits: Any
    ) -> Review:
        edits.setdefault("occasion_title", "Kỷ niệm ngày thành lập Sở Văn hóa tỉnh Hà Sơn")
        return Review(
            version_id=version.id,
            article_id=version.article_id,
            editor_id=1,
            state=state,
            edits=Edits(**edits),
            updated_at=NOW,
            id=version.id * 10,
        )

    return make


@pytest.fixture
def make_post(
    make_version: Callable[..., ArticleVersion],
    make_review: Callable[..., Review],
    company: CompanyStyle,
) -> Callable[..., Post]:
    """A composed and recorded post; keyword arguments are fields of the post itself."""

    def make(article_id: int = 7, **fields: Any) -> Post:
        version = make_version(article_id, article_id * 10)
        post = compose_post(version, make_review(version), company, composed_at=NOW)
        return attrs.evolve(post, **{"id": article_id, **fields})

    return make


@pytest.fixture
def make_candidate(
    make_version: Callable[..., ArticleVersion],
    make_review: Callable[..., Review],
    company: CompanyStyle,
) -> Callable[..., Candidate]:
    """What the gates judge; `article` and `edits` change the material before composing."""

    def make(
        article: dict[str, Any] | None = None, edits: dict[str, Any] | None = None, **fields: Any
    ) -> Candidate:
        version = make_version(**(article or {}))
        review = make_review(version, **(edits or {}))
        candidate = Candidate(
            post=compose_post(version, review, company, composed_at=NOW),
            version=version,
            review=review,
            rights=Rights(RepublicationClass.NONE_STATED),
            newest_version_id=version.id,
            now=NOW,
        )
        return attrs.evolve(candidate, **fields)

    return make
