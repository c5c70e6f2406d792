import html
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import ArticleVersion, Author, Edits, Post, PublishedPrecision, Review
from archive.text import fold_space
from publish.blocks import paragraph_texts, split_blocks
from publish.company import CompanyStyle
from publish.errors import PublishError
from publish.post import compose_body, compose_post, reader_digest

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PHOTO = "https://sovh.hason.test/anh/le-ky-niem.jpg"

MakeVersion = Callable[..., ArticleVersion]
MakeReview = Callable[..., Review]


@pytest.fixture
def compose(
    make_version: MakeVersion, make_review: MakeReview, company: CompanyStyle
) -> Callable[..., Post]:
    def made(article: dict[str, object] | None = None, **edits: object) -> Post:
        version = make_version(**(article or {}))
        return compose_post(version, make_review(version, **edits), company, composed_at=NOW)

    return made


def test_machine_values_stand_where_the_editor_wrote_nothing(compose: Callable[..., Post]) -> None:
    post = compose()
    assert post.title == "Kỷ niệm ngày thành lập Sở Văn hóa tỉnh Hà Sơn"
    assert post.source_title == "Sở Văn hóa Hà Sơn: 20 năm xây dựng và phát triển"
    assert post.lead.startswith("Trải qua 20 năm")
    assert post.attribution.author_line == "Trần Thị Minh Hà, Tỉnh ủy viên, Giám đốc Sở Văn hóa"
    assert post.attribution.agency == "Sở Văn hóa tỉnh Hà Sơn"
    assert post.attribution.published_line == "15:30 ngày 02/05/2026"
    assert post.slug == "ky-niem-ngay-thanh-lap-so-van-hoa-tinh-ha-son"


def test_the_editors_values_stand_over_the_machines(compose: Callable[..., Post]) -> None:
    post = compose(
        title="Hai mươi năm một chặng đường",
        lead="",
        authors=(Author("Nguyễn Văn Đức", organisation="Báo Hà Sơn"), Author("Lê Thị Bé")),
        published_at=datetime(2020, 8, 28, 20, 0, tzinfo=UTC),
        published_precision=PublishedPrecision.DAY,
        form_of_address="Quý Cơ quan!",
    )
    assert post.source_title == "Hai mươi năm một chặng đường"
    assert post.lead == ""
    assert post.attribution.author_line == "Nguyễn Văn Đức, Báo Hà Sơn; Lê Thị Bé"
    assert post.attribution.published_line == "ngày 29/08/2020"
    assert post.congratulation == "TẬP ĐOÀN CĐ VIỆT NAM chúc mừng Quý Cơ quan!"


def test_the_form_of_address_follows_the_honoree(compose: Callable[..., Post]) -> None:
    assert compose().congratulation == "TẬP ĐOÀN CĐ VIỆT NAM chúc mừng Quý Sở!"
    hospital = compose(honoree="Bệnh viện Đa khoa Hà Sơn")
    assert hospital.congratulation == "TẬP ĐOÀN CĐ VIỆT NAM chúc mừng Quý Bệnh viện!"


def test_what_the_page_does_not_state_is_said_so(compose: Callable[..., Post]) -> None:
    nothing = {
        "authors": (),
        "published_at": None,
        "published_raw": "",
        "published_precision": None,
    }
    attribution = compose(nothing).attribution
    assert (attribution.author_line, attribution.published_line) == ("không ghi", "không ghi")


def test_a_time_nobody_understood_is_shown_as_printed(compose: Callable[..., Post]) -> None:
    post = compose(
        {"published_at": None, "published_raw": "19/8/2028", "published_precision": None}
    )
    assert post.attribution.published_line == "“19/8/2028” (theo trang nguồn)"


def test_a_reposting_source_keeps_its_own_credit(compose: Callable[..., Post]) -> None:
    post = compose({"authors": (), "source_credit": "Theo Báo Hà Sơn"})
    assert post.attribution.author_line == "không ghi (trang nguồn ghi: Theo Báo Hà Sơn)"


def test_no_picture_and_no_caption_without_a_right(compose: Callable[..., Post]) -> None:
    body = compose().body_html
    assert "<img" not in body
    assert "Lê Bình" not in body
    assert len(paragraph_texts(body)) == 3


def test_an_allowed_picture_stays_with_its_caption(
    make_version: MakeVersion, make_review: MakeReview, company: CompanyStyle
) -> None:
    version = make_version()
    post = compose_post(
        version, make_review(version), company, composed_at=NOW, allowed_images={PHOTO}
    )
    assert f'<img src="{PHOTO}"' in post.body_html
    assert "Ảnh: Lê Bình" in post.body_html


def test_words_beside_a_picture_stay(make_version: MakeVersion) -> None:
    article = make_version(
        body_html=(
            "<p>Đoạn <img src='/anh/le-ky-niem.jpg'>có ảnh.</p>"
            "<figure><img src='x.jpg'><figcaption>Chú thích</figcaption></figure>"
            "<table><tr><td><img src='y.jpg'></td></tr><tr><td>Lễ kỷ niệm.</td></tr></table>"
            "<p>Hết.</p>"
        ),
        body_text="Đoạn có ảnh.\n\nHết.",
    ).article
    assert compose_body(article, Edits()) == "<p>Đoạn có ảnh.</p>\n<p>Hết.</p>"


def test_a_sentence_that_is_also_a_caption_stays_in_the_body(make_version: MakeVersion) -> None:
    article = make_version(
        body_html=f"<p>Lễ kỷ niệm.</p><img src='{PHOTO}'>", body_text="Lễ kỷ niệm."
    ).article
    assert paragraph_texts(compose_body(article, Edits())) == ("Lễ kỷ niệm.",)


def test_a_paragraph_like_a_caption_is_dropped_only_where_pictures_are(
    make_version: MakeVersion,
) -> None:
    article = make_version(body_html="<p>Lễ kỷ niệm.</p>", body_text="", images=()).article
    assert paragraph_texts(compose_body(article, Edits())) == ("Lễ kỷ niệm.",)


def test_the_companys_intro_stands_above_and_the_sources_lead_opens_the_quotation(
    compose: Callable[..., Post],
) -> None:
    post = compose(intro="Nhân dịp 20 năm, chúng tôi trân trọng giới thiệu bài viết của Quý Sở.")
    assert post.lead.startswith("Nhân dịp 20 năm")
    assert paragraph_texts(post.body_html)[0].startswith("Trải qua 20 năm")


def test_links_of_the_source_lead_back_to_it(make_version: MakeVersion) -> None:
    article = make_version(body_html="<h1>Mục</h1><p><a href='/van-ban/5'>Văn bản</a></p>").article
    body = compose_body(article, Edits())
    assert '<a href="https://sovh.hason.test/van-ban/5" rel="noopener">Văn bản</a>' in body
    assert body.startswith("<h3>Mục</h3>")


def test_a_link_nobody_could_follow_keeps_its_words(make_version: MakeVersion) -> None:
    article = make_version(body_html="<p><a href='http://[hỏng'>Văn bản</a></p>").article
    assert paragraph_texts(compose_body(article, Edits())) == ("Văn bản",)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<iframe src='https://evil.test/'></iframe>",
        "<svg onload=alert(1)><p>x</p></svg>",
        "<p style='background:url(https://evil.test/)'>x</p>",
        "<form action='https://evil.test/'><input></form>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<base href='https://evil.test/'>",
    ],
)
def test_nothing_active_is_composed(make_version: MakeVersion, hostile: str) -> None:
    body = compose_body(make_version(body_html=f"<p>Một</p>{hostile}").article, Edits())
    assert not any(
        sign in body.lower() for sign in ("script", "onerror", "evil", "<form", "onload")
    )
    assert "Một" in body


def test_titles_are_one_clean_line(compose: Callable[..., Post]) -> None:
    post = compose(occasion_title="  Kỷ niệm\n\x00 ngày\u00a0thành lập ")
    assert post.title == "Kỷ niệm ngày thành lập"


def test_without_an_occasion_title_the_sources_own_stands(compose: Callable[..., Post]) -> None:
    post = compose(occasion_title="")
    assert post.title == post.source_title
    assert post.slug == "so-van-hoa-ha-son-20-nam-xay-dung-va-phat-trien"


def test_a_title_without_letters_still_has_an_address(compose: Callable[..., Post]) -> None:
    assert compose(occasion_title="🎉 🎉").slug == "bai-viet"


def test_the_digest_covers_all_that_readers_see_and_nothing_else(
    make_post: Callable[..., Post],
) -> None:
    post = make_post()
    unseen = {
        "id": 99,
        "version_id": 99,
        "review_id": 99,
        "composed_at": NOW + timedelta(days=3),
        "content_sha256": "",
    }
    assert reader_digest(attrs.evolve(post, **unseen)) == post.content_sha256
    seen = {
        "slug": "khac",
        "title": "Khác",
        "lead": "Khác",
        "source_title": "Khác",
        "authors": (),
        "body_html": "<p>Khác</p>",
        "congratulation": "Khác",
        "attribution": attrs.evolve(post.attribution, published_line="ngày 01/01/2020"),
    }
    digests = {reader_digest(attrs.evolve(post, **{name: value})) for name, value in seen.items()}
    assert len(digests | {post.content_sha256}) == len(seen) + 1


def test_an_unstored_review_cannot_be_composed(
    make_version: MakeVersion, make_review: MakeReview, company: CompanyStyle
) -> None:
    version = make_version()
    with pytest.raises(PublishError, match="not stored"):
        compose_post(version, attrs.evolve(make_review(version), id=None), company, composed_at=NOW)


paragraphs = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))).filter(
        lambda text: fold_space(text) != ""
    ),
    min_size=1,
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraphs, st.sets(st.integers(0, 4)))
def test_the_body_is_always_verbatim(
    make_version: MakeVersion, texts: list[str], omitted: set[int]
) -> None:
    body_html = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    article = make_version(body_html=body_html, body_text="\n\n".join(texts)).article
    body = compose_body(article, Edits(omitted_blocks=tuple(omitted)))
    kept = [block.text for block in split_blocks(body_html) if block.index not in omitted]
    assert list(paragraph_texts(body)) == kept
