from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from archive.records import (
    Author,
    PublishedPrecision,
    RepublicationClass,
    ReviewState,
)
from publish.checks import Candidate, Rights, check_post, require_publishable
from publish.errors import PublishBlocked

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PHOTO = "https://sovh.hason.test/anh/le-ky-niem.jpg"

Make = Callable[..., Candidate]


def gates(candidate: Candidate) -> list[str]:
    return [reason.gate for reason in check_post(candidate)]


def changed(candidate: Candidate, **post: object) -> Candidate:
    return attrs.evolve(candidate, post=attrs.evolve(candidate.post, **post))


def test_an_approved_post_may_go(make_candidate: Make) -> None:
    candidate = make_candidate()
    assert check_post(candidate) == ()
    require_publishable(candidate)


@pytest.mark.parametrize("part", ["author_line", "agency", "published_line", "url"])
def test_no_post_without_each_part_of_its_source(make_candidate: Make, part: str) -> None:
    candidate = make_candidate()
    attribution = attrs.evolve(candidate.post.attribution, **{part: " "})
    assert "attribution" in gates(changed(candidate, attribution=attribution))


def test_the_source_named_is_the_source_archived(make_candidate: Make) -> None:
    candidate = make_candidate()
    elsewhere = attrs.evolve(candidate.post.attribution, url="https://khac.test/bai")
    assert gates(changed(candidate, attribution=elsewhere)) == ["attribution"]


def test_every_author_is_named_in_the_attribution(make_candidate: Make) -> None:
    candidate = make_candidate()
    assert gates(changed(candidate, authors=(Author("Người Khác"),))) == ["attribution"]


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.REJECTED])
def test_only_an_approved_review_is_published(make_candidate: Make, state: ReviewState) -> None:
    candidate = make_candidate()
    review = attrs.evolve(candidate.review, state=state)
    assert gates(attrs.evolve(candidate, review=review)) == ["review"]


def test_a_stale_review_is_not_published(make_candidate: Make) -> None:
    assert gates(make_candidate(newest_version_id=71)) == ["review"]


def test_a_review_of_another_version_is_not_published(make_candidate: Make) -> None:
    candidate = make_candidate()
    review = attrs.evolve(candidate.review, version_id=69)
    assert gates(attrs.evolve(candidate, review=review)) == ["review"]


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda body: body.replace("96%", "97%"), id="a changed number"),
        pytest.param(lambda body: body.replace("hát ví", "hátví"), id="a lost space"),
        pytest.param(lambda body: body + "\n<p>Công ty chúng tôi rất vui.</p>", id="an addition"),
        pytest.param(lambda body: "\n".join(reversed(body.split("\n"))), id="another order"),
        pytest.param(lambda body: body + "\n" + body.split("\n")[0], id="a repetition"),
        pytest.param(lambda body: body.replace("cán bộ", "cán b"), id="half a word"),
        pytest.param(lambda body: "\n".join(body.split("\n")[1:]), id="a lost paragraph"),
        pytest.param(lambda body: body.replace(", tổ dân phố", ""), id="lost words"),
    ],
)
def test_the_body_is_the_sources_own_words(
    make_candidate: Make, alter: Callable[[str], str]
) -> None:
    candidate = make_candidate()
    altered = changed(candidate, body_html=alter(candidate.post.body_html))
    assert set(gates(altered)) == {"verbatim"}


def test_words_lost_between_text_and_markup_are_noticed(make_candidate: Make) -> None:
    (reason,) = check_post(make_candidate({"body_html": "<p>Một</p>", "body_text": "Một\n\nHai"}))
    assert reason.message_vi == "Bài đăng thiếu một đoạn của bài nguồn: “Hai”."


def test_left_out_blocks_and_the_sources_lead_are_still_verbatim(make_candidate: Make) -> None:
    candidate = make_candidate(edits={"omitted_blocks": (3,), "intro": "Lời giới thiệu."})
    assert "Trải qua 20 năm" in candidate.post.body_html
    assert "hát ví" not in candidate.post.body_html
    assert check_post(candidate) == ()


@pytest.mark.parametrize(
    ("republication", "document", "expected"),
    [
        (RepublicationClass.FORBIDDEN, "", ["rights"]),
        (RepublicationClass.WRITTEN_CONSENT, " ", ["rights"]),
        (RepublicationClass.FORBIDDEN, "Công văn 12/SVH-VP", []),
        (RepublicationClass.WRITTEN_CONSENT, "Công văn 12/SVH-VP", []),
        (RepublicationClass.ATTRIBUTE_ONLY, "", []),
        (RepublicationClass.NONE_STATED, "", []),
    ],
)
def test_a_source_that_asks_for_consent_needs_a_document(
    make_candidate: Make, republication: RepublicationClass, document: str, expected: list[str]
) -> None:
    rights = Rights(republication, "Phải có sự đồng ý bằng văn bản.", document)
    assert gates(make_candidate(rights=rights)) == expected


@pytest.mark.parametrize(("document", "expected"), [("", ["images"]), ("Email 02/5/2026", [])])
def test_a_picture_needs_a_recorded_right(
    make_candidate: Make, document: str, expected: list[str]
) -> None:
    candidate = make_candidate(
        rights=Rights(RepublicationClass.NONE_STATED, image_documents={PHOTO: document})
    )
    body = (
        candidate.post.body_html
        + f'\n<p><img src="{PHOTO}"></p>\n<p><em>Lễ kỷ niệm. Ảnh: Lê Bình</em></p>'
    )
    assert gates(changed(candidate, body_html=body)) == expected


@pytest.mark.parametrize(
    ("published_at", "precision", "recorded_at", "expected"),
    [
        (NOW - timedelta(minutes=59), PublishedPrecision.MINUTE, NOW, ["delay"]),
        (NOW - timedelta(minutes=60), PublishedPrecision.MINUTE, NOW, []),
        (NOW + timedelta(days=2), PublishedPrecision.MINUTE, NOW, ["delay"]),
        (NOW + timedelta(days=2), PublishedPrecision.DAY, NOW, ["delay"]),
        (datetime(2026, 11, 22, 17, tzinfo=UTC), PublishedPrecision.DAY, NOW, ["delay"]),
        (
            datetime(2026, 11, 22, 17, tzinfo=UTC),
            PublishedPrecision.DAY,
            NOW - timedelta(hours=2),
            [],
        ),
        (datetime(2026, 11, 20, 17, tzinfo=UTC), PublishedPrecision.DAY, NOW, []),
        (None, None, NOW - timedelta(minutes=5), ["delay"]),
        (None, None, NOW - timedelta(hours=1), []),
    ],
)
def test_an_hour_passes_between_the_original_and_the_repost(
    make_candidate: Make,
    published_at: datetime | None,
    precision: PublishedPrecision | None,
    recorded_at: datetime,
    expected: list[str],
) -> None:
    candidate = make_candidate({"published_at": published_at, "published_precision": precision})
    version = attrs.evolve(candidate.version, recorded_at=recorded_at)
    assert gates(attrs.evolve(candidate, version=version)) == expected


def test_the_delay_counts_from_the_editors_time_and_can_be_switched_off(
    make_candidate: Make,
) -> None:
    candidate = make_candidate(
        edits={
            "published_at": NOW - timedelta(minutes=1),
            "published_precision": PublishedPrecision.MINUTE,
        }
    )
    (reason,) = check_post(candidate)
    assert reason.advice_vi == "Có thể đăng từ 11:59 ngày 23/11/2026."
    assert check_post(attrs.evolve(candidate, minimum_delay=timedelta(0))) == ()


@pytest.mark.parametrize("part", ["title", "source_title", "congratulation"])
def test_no_post_with_an_empty_part(make_candidate: Make, part: str) -> None:
    assert gates(changed(make_candidate(), **{part: " "})) == ["text"]


def test_no_post_without_a_body(make_candidate: Make) -> None:
    assert gates(make_candidate({"body_html": "", "body_text": ""})) == ["text"]


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()'></p>",
        "<a href='javascript:x()'></a>",
        "<iframe src='https://a.test/'></iframe>",
        "</blockquote></section>",
        "<!-- x -->",
    ],
)
def test_nothing_a_browser_would_run_leaves(make_candidate: Make, active: str) -> None:
    candidate = make_candidate()
    assert gates(changed(candidate, body_html=candidate.post.body_html + active)) == [
        "active_content"
    ]


def test_all_reasons_come_at_once(make_candidate: Make) -> None:
    candidate = make_candidate(
        newest_version_id=71, rights=Rights(RepublicationClass.FORBIDDEN, "Cấm đăng lại.")
    )
    with pytest.raises(PublishBlocked) as blocked:
        require_publishable(changed(candidate, title=""))
    assert [reason.gate for reason in blocked.value.reasons] == ["review", "rights", "text"]
    assert all(reason.message_vi and reason.advice_vi for reason in blocked.value.reasons)
    assert "Cấm đăng lại." in str(blocked.value)
