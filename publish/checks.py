"""Gates that every post passes before the first byte leaves; each can say no, none can be skipped."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from attrs import field, frozen

from archive.records import (
    ArticleVersion,
    Post,
    PublishedPrecision,
    RepublicationClass,
    Review,
    ReviewState,
)
from archive.text import fold_space
from publish.blocks import paragraph_texts, split_blocks
from publish.errors import Blocked, PublishBlocked
from publish.markup import clean_markup, without_controls
from publish.pictures import picture_addresses
from publish.post import source_lead
from publish.times import VIETNAM, moment_text

MINIMUM_DELAY = timedelta(hours=1)
"""Decree 147/2024: an aggregator reposts one hour after the original at the earliest."""


@frozen
class Rights:
    """What the source allows, and the documents that allow more."""

    republication: RepublicationClass
    evidence: str = ""
    """The source's own sentence."""
    document: str = ""
    """Reference of the written permission; empty where there is none."""
    image_documents: Mapping[str, str] = field(factory=dict)
    """Picture address to the reference of the right to show it."""


@frozen(kw_only=True)
class Candidate:
    """A composed post with all that the gates judge it by."""

    post: Post
    version: ArticleVersion
    review: Review
    rights: Rights
    newest_version_id: int
    now: datetime
    minimum_delay: timedelta = MINIMUM_DELAY


def check_post(candidate: Candidate) -> tuple[Blocked, ...]:
    """Every reason why the post may not go; empty when it may."""
    return tuple(reason for gate in _GATES for reason in gate(candidate))


def require_publishable(candidate: Candidate) -> None:
    """Raises PublishBlocked with all reasons at once."""
    if reasons := check_post(candidate):
        raise PublishBlocked(reasons)


def _attribution(candidate: Candidate) -> Iterator[Blocked]:
    attribution, version = candidate.post.attribution, candidate.version
    parts = {
        "tác giả": attribution.author_line,
        "cơ quan": attribution.agency,
        "thời gian đăng": attribution.published_line,
        "địa chỉ": attribution.url,
    }
    missing = [name for name, text in parts.items() if not text.strip()]
    if missing:
        yield Blocked(
            "attribution",
            f"Phần trích nguồn thiếu: {', '.join(missing)}.",
            "Bổ sung trong bài duyệt; nguồn không nêu thì ghi “không ghi”.",
        )
    unnamed = [
        a.name for a in candidate.post.authors if fold_space(a.name) not in attribution.author_line
    ]
    if unnamed:
        yield Blocked(
            "attribution",
            f"Dòng tác giả không nêu: {', '.join(unnamed)}.",
            "Soạn lại bài đăng từ bài đã duyệt.",
        )
    if (attribution.url, attribution.agency) != (
        version.article.url,
        version.provenance.agency,
    ):
        yield Blocked(
            "attribution",
            "Địa chỉ hoặc tên cơ quan không phải của trang nguồn đã lưu.",
            "Soạn lại bài đăng từ bài đã duyệt.",
        )


def _review(candidate: Candidate) -> Iterator[Blocked]:
    review = candidate.review
    if review.state is not ReviewState.APPROVED:
        yield Blocked("review", "Bài chưa được duyệt.", "Duyệt bài trước khi đăng.")
    versions = {candidate.version.id, review.version_id, candidate.post.version_id}
    if versions != {candidate.newest_version_id} or candidate.post.review_id != review.id:
        yield Blocked(
            "review",
            "Trang nguồn đã thay đổi sau khi duyệt.",
            "Xem khác biệt với phiên bản mới và duyệt lại.",
        )


def _verbatim(candidate: Candidate) -> Iterator[Blocked]:
    article, body_html = candidate.version.article, candidate.post.body_html
    # `body_text` leaves captions out; beside a picture they come from the body's own markup.
    captions = paragraph_texts(article.body_html) if picture_addresses(body_html) else ()
    lead = source_lead(article, candidate.review.edits)
    source = f" {_words(f'{lead} {article.body_text}')} "
    position = 0
    for paragraph in paragraph_texts(body_html):
        sought = f" {_words(paragraph)} "
        found = source.find(sought, position)
        if found >= 0:
            # The space behind a paragraph is also the space before the next one.
            position = found + len(sought) - 1
        elif paragraph not in captions:
            yield Blocked(
                "verbatim",
                f"Đoạn không đúng nguyên văn hoặc sai thứ tự: “{_excerpt(paragraph)}”.",
                "Nội dung trích phải giữ nguyên từng chữ: bỏ cả đoạn hoặc trích xuất lại trang.",
            )
            return


def _complete(candidate: Candidate) -> Iterator[Blocked]:
    """What is missing was left out by the editor: a quotation must not lose words on the way."""
    article, omitted = candidate.version.article, candidate.review.edits.omitted_blocks
    texts = [*paragraph_texts(candidate.post.body_html)]
    texts += (block.text for block in split_blocks(article.body_html) if block.index in omitted)
    accounted_for = _letters(" ".join(texts))
    for line in article.body_text.splitlines():
        if _letters(line) not in accounted_for:
            yield Blocked(
                "verbatim",
                f"Bài đăng thiếu một đoạn của bài nguồn: “{_excerpt(line)}”.",
                "Trích xuất lại trang; chỉ bỏ cả đoạn bằng lựa chọn bỏ đoạn trong bài duyệt.",
            )
            return


def _rights(candidate: Candidate) -> Iterator[Blocked]:
    rights = candidate.rights
    if rights.document.strip():
        return
    said = f" Nguồn ghi: “{_excerpt(rights.evidence, 160)}”." if rights.evidence else ""
    if rights.republication is RepublicationClass.FORBIDDEN:
        yield Blocked(
            "rights",
            f"Nguồn không cho phép đăng lại.{said}",
            "Xin văn bản cho phép của cơ quan và ghi số văn bản vào hồ sơ nguồn.",
        )
    elif rights.republication is RepublicationClass.WRITTEN_CONSENT:
        yield Blocked(
            "rights",
            f"Nguồn yêu cầu có sự đồng ý bằng văn bản.{said}",
            "Gửi văn bản xin phép cơ quan và ghi số văn bản trả lời vào hồ sơ nguồn.",
        )


def _images(candidate: Candidate) -> Iterator[Blocked]:
    for address in picture_addresses(candidate.post.body_html):
        if not candidate.rights.image_documents.get(address, "").strip():
            yield Blocked(
                "images",
                f"Ảnh chưa có quyền sử dụng được ghi nhận: {address or 'ảnh không có địa chỉ'}.",
                "Bỏ ảnh khỏi bài đăng hoặc ghi nhận văn bản cho phép dùng ảnh.",
            )


def _delay(candidate: Candidate) -> Iterator[Blocked]:
    if candidate.minimum_delay <= timedelta(0):
        return
    published_at = _published_no_later_than(candidate)
    if published_at > candidate.now:
        yield Blocked(
            "delay",
            f"Thời gian đăng gốc nằm ở tương lai: {_shown(published_at)}.",
            "Kiểm tra thời gian đăng trên trang nguồn và sửa trong bài duyệt.",
        )
    elif candidate.now - published_at < candidate.minimum_delay:
        yield Blocked(
            "delay",
            f"Chưa đủ {_hours(candidate.minimum_delay)} giờ kể từ khi nguồn đăng bài.",
            f"Có thể đăng từ {_shown(published_at + candidate.minimum_delay)}.",
        )


def _published_no_later_than(candidate: Candidate) -> datetime:
    """The stated minute; else the last moment possible: end of the day, or when we read the page."""
    recorded_at = candidate.version.recorded_at
    published_at, precision = _stated_time(candidate)
    if published_at is None:
        return recorded_at
    if precision is PublishedPrecision.MINUTE:
        return published_at
    day = published_at.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return day if day > recorded_at else min(day + timedelta(days=1), recorded_at)


def _stated_time(candidate: Candidate) -> tuple[datetime | None, PublishedPrecision | None]:
    edits, article = candidate.review.edits, candidate.version.article
    if edits.published_at is not None:
        return edits.published_at, edits.published_precision
    return article.published_at, article.published_precision


def _text(candidate: Candidate) -> Iterator[Blocked]:
    post = candidate.post
    parts = {
        "tiêu đề": post.title,
        "tiêu đề bài nguồn": post.source_title,
        "lời chúc mừng": post.congratulation,
        "nội dung": " ".join(paragraph_texts(post.body_html)),
    }
    missing = [name for name, text in parts.items() if not text.strip()]
    if missing:
        yield Blocked(
            "text",
            f"Bài đăng còn trống: {', '.join(missing)}.",
            "Bổ sung trong bài duyệt rồi đăng.",
        )


def _active_content(candidate: Candidate) -> Iterator[Blocked]:
    body = candidate.post.body_html
    if clean_markup(body) != body:
        yield Blocked(
            "active_content",
            "Nội dung có mã hoặc thẻ không được phép trên trang công ty.",
            "Soạn lại bài đăng từ bài đã duyệt; mã lạ sẽ được loại bỏ.",
        )


_GATES: tuple[Callable[[Candidate], Iterator[Blocked]], ...] = (
    _attribution,
    _review,
    _verbatim,
    _complete,
    _rights,
    _images,
    _delay,
    _text,
    _active_content,
)


def _words(text: str) -> str:
    return fold_space(without_controls(text))


def _letters(text: str) -> str:
    return _words(text).replace(" ", "")


def _excerpt(text: str, length: int = 80) -> str:
    line = fold_space(text)
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def _shown(moment: datetime) -> str:
    return moment_text(moment, PublishedPrecision.MINUTE)


def _hours(delay: timedelta) -> str:
    return f"{delay / timedelta(hours=1):g}".replace(".", ",")
