"""A home folder with real SQLite rows and real WARC records, and a desk on it.

Every page is this project's own text: the province An Lĩnh, its bodies and people are invented.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher
from attrs import evolve

from archive.archive import Archive, create_archive, open_archive
from archive.records import (
    Article,
    ArticleVersion,
    Author,
    Capture,
    CrawlCounts,
    Image,
    Incident,
    Occasion,
    OccasionLabel,
    Provenance,
    PublishedPrecision,
    RepublicationClass,
    Rule,
)
from archive.warc import HttpExchange, WarcFile, warc_name
from desk.settings import DeskSettings
from publish.company import CompanyStyle
from publish.targets.static_site import StaticSite
from scraper.sources import AgencyName, RightsTerms, Source

HOST = "http://stttt.anlinh.gov.test"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PASSWORD = "một mật khẩu đủ dài"
SECRET = "a secret only for tests, long enough to be one"
AGENCY = "Sở Thông tin và Truyền thông tỉnh An Lĩnh"
STYLE = "body{background:#fdfdf8 url(/o/theme/bg.svg)} .journal-title{color:#7a1f16}"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240"><rect width="480" '
    'height="240" fill="#cfe0d8"/><circle cx="360" cy="70" r="34" fill="#e8c46a"/>'
    '<path d="M0 240l150-130 90 70 80-60 160 120z" fill="#4c7a68"/></svg>'
)
PARAGRAPHS = (
    "Ngày đầu thành lập, Sở chỉ có bảy cán bộ và một gian nhà mượn bên bờ sông Lĩnh.",
    "Đến nay, mạng cáp quang đã tới mọi thôn bản; người dân ở nơi xa làm thủ tục trên điện thoại.",
    "Kỹ thuật chỉ có ích khi người dùng tin vào nó: việc lớn nhất là ngồi xuống giải thích.",
    "Nhìn lại chặng đường đã qua, xin gửi lời tri ân tới các thế hệ cán bộ đã mở lối.",
)


SOURCES = {
    "an_linh_stttt": Source(
        id="an_linh_stttt",
        name="Sở TT&TT tỉnh An Lĩnh",
        home=f"{HOST}/",
        agency=(AgencyName(name=AGENCY),),
        rights=RightsTerms(
            republication=RepublicationClass.ATTRIBUTE_ONLY,
            evidence="Ghi rõ nguồn khi phát hành lại thông tin từ trang này.",
        ),
    ),
    "an_linh_bao": Source(
        id="an_linh_bao",
        name="Báo An Lĩnh",
        home="http://bao.anlinh.test/",
        status="paused",
        agency=(AgencyName(name="Báo An Lĩnh"),),
        rights=RightsTerms(
            republication=RepublicationClass.WRITTEN_CONSENT,
            evidence="Chỉ đăng lại khi có văn bản đồng ý.",
        ),
    ),
}


def article(**changes: Any) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    picture = (
        f'<figure><img src="{HOST}/documents/le.svg" alt="Lễ kỷ niệm">'
        "<figcaption>Quang cảnh buổi lễ. Ảnh: Tổ truyền thông</figcaption></figure>"
    )
    return evolve(
        Article(
            url=f"{HOST}/news/-/details/41/so-tt-tt-15-nam",
            title="Sở Thông tin và Truyền thông An Lĩnh: 15 năm xây dựng và phát triển",
            lead="Mười lăm năm là quãng thời gian chưa dài, song đủ để một ngành non trẻ "
            "trưởng thành cùng quê hương An Lĩnh.",
            body_html=picture + body,
            body_text="\n\n".join(PARAGRAPHS),
            authors=(Author("Trần Thị Mỹ Lệ", "Tỉnh ủy viên, Giám đốc Sở"),),
            byline_raw="Trần Thị Mỹ Lệ\nTỉnh ủy viên, Giám đốc Sở",
            published_raw="28/08/2025 15:30 Số lượt xem: 214",
            published_at=datetime(2025, 8, 28, 8, 30, tzinfo=UTC),
            published_precision=PublishedPrecision.MINUTE,
            images=(Image(f"{HOST}/documents/le.svg", "Quang cảnh buổi lễ.", "Tổ truyền thông"),),
            section="Tin hoạt động",
            rules={
                "title": Rule("h1.journal-title"),
                "authors": Rule("name and position under the title", 0.9),
                "published_at": Rule("div.date-view, day first"),
            },
        ),
        **changes,
    )


def page_of(written: Article, **parts: str) -> str:
    """The article as its portal prints it, with the active content that real pages carry."""
    byline = "<br>".join(written.byline_raw.split("\n"))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{written.title}</title>
<base href="{HOST}/"><link rel="stylesheet" href="/o/theme/main.css">
<meta http-equiv="refresh" content="300"><script src="/o/js/all.js"></script>{parts.get("head", "")}
</head><body onload="start()"><div id="banner"><a href="/home">CỔNG THÔNG TIN ĐIỆN TỬ</a></div>
<form action="/search"><input name="q"><button>Tìm</button></form>
<h1 class="journal-title">{written.title}</h1><div class="date-view">{written.published_raw}</div>
<p class="lead">{written.lead}</p><p class="byline">{byline}</p>
<div class="journal-content">{written.body_html}</div>{parts.get("body", "")}
<iframe src="https://ads.example/"></iframe><div class="footer">Bản quyền © An Lĩnh</div>
</body></html>"""


class Home:
    """Fills a home folder the way a crawl does: WARC record first, rows after."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = NOW
        self.archive: Archive = create_archive(folder)
        started = NOW - timedelta(days=1)
        run = self.archive.runs.start_run("an_linh_stttt", "portal", started)
        self.run_id = run.id or 0
        self._warc = WarcFile(
            self.archive.warc_folder, warc_name("an_linh_stttt", self.run_id, started), "tests"
        )
        counts = CrawlCounts(listings=3, entries=40, new=8, requests=52, response_bytes=4_200_000)
        finished = started + timedelta(seconds=75)
        self.archive.runs.finish_run(
            evolve(run, finished_at=finished, outcome="finished", counts=counts)
        )

    def close(self) -> None:
        self._warc.close()
        self.archive.close()

    def capture(
        self, url: str, body: bytes, content_type: str = "text/html; charset=utf-8"
    ) -> Capture:
        exchange = HttpExchange(
            url, "GET", (), 200, "OK", (("Content-Type", content_type),), body, NOW
        )
        [place] = self._warc.write(exchange)
        return self.archive.captures.record_capture(
            Capture(
                url=url,
                source_id="an_linh_stttt",
                fetched_at=NOW - timedelta(hours=20),
                status=200,
                content_type=content_type,
                warc_file=place.file,
                warc_offset=place.offset,
                warc_length=place.length,
                record_id=place.record_id,
                payload_sha256=place.payload_sha256,
                payload_bytes=len(body),
                robots="allow: no rule matched",
                run_id=self.run_id,
            )
        )

    def add(
        self,
        written: Article,
        occasion: Occasion | None = None,
        page: str | bytes | None = None,
        source_id: str = "an_linh_stttt",
        content_type: str = "text/html; charset=utf-8",
        **provenance: Any,
    ) -> ArticleVersion:
        text = page_of(written) if page is None else page
        body = text if isinstance(text, bytes) else text.encode()
        capture = self.capture(written.url, body, content_type)
        values = {
            "agency": AGENCY,
            "platform": "liferay_bacninh",
            "page_object": "LiferayArticlePage",
            "extractor_version": "1",
            **provenance,
        }
        recorded = self.archive.articles.record_article(
            written,
            Provenance(
                capture_id=capture.id or 0,
                source_id=source_id,
                identity=values.pop("identity", written.url),
                **values,
            ),
            NOW - timedelta(hours=20),
        )
        if occasion is not None:
            self.archive.occasions.record_occasion(recorded.version.id, occasion)
        return recorded.version

    def incident(self, capture: Capture | None = None) -> Incident:
        return self.archive.runs.record_incident(
            Incident(
                source_id="an_linh_stttt",
                url=f"{HOST}/news/-/details/41/trang-hong",
                kind="SelectorMismatch",
                message="h1.journal-title: expected 1, found 0",
                advice="Bản lưu vẫn còn; báo người phát triển sửa bộ đọc.",
                happened_at=NOW - timedelta(hours=20),
                capture_id=None if capture is None else capture.id,
                run_id=self.run_id,
            )
        )


ANNIVERSARY = Occasion(
    label=OccasionLabel.OCCASION,
    type="founding",
    honoree=AGENCY,
    years=15,
    counted_from=2010,
    reasons=("“15 năm xây dựng và phát triển” trong tiêu đề",),
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    # A cheap hash: the cost of a real one is argon2's to prove, not these tests'.
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    made.archive.editors.record_editor("lan", "Nguyễn Thị Lan", "editor", cheap, NOW)
    made.archive.editors.record_editor("minh", "Đỗ Quang Minh", "editor", cheap, NOW)
    yield made
    made.close()


@pytest.fixture
def make_article() -> Callable[..., Article]:
    return article


@pytest.fixture
def anniversary(home: Home) -> ArticleVersion:
    """The article an editor came for, with its picture and style archived."""
    home.capture(f"{HOST}/documents/le.svg", PICTURE.encode(), "image/svg+xml")
    home.capture(f"{HOST}/o/theme/main.css", STYLE.encode(), "text/css")
    return home.add(article(), ANNIVERSARY)


@pytest.fixture
def settings(home: Home) -> DeskSettings:
    company = CompanyStyle(site_url="https://congty.example/tin-tuc/")
    return DeskSettings(
        home=home.folder,
        secret=SECRET,
        company=company,
        target_of=lambda archive: StaticSite(
            home.folder / "public", company, archive.posts.list_published
        ),
        sources=SOURCES,
    )


@pytest.fixture
def archive(home: Home) -> Iterator[Archive]:
    """The archive as another process sees it."""
    with open_archive(home.folder) as opened:
        yield opened
