"""Errors of fetching and extracting.

ScrapeError
  SourceConfigError      a source file that cannot be used
  PageError              one page that cannot be read
    SelectorMismatch     the platform's own layout, but a required element is absent or doubled
    FieldUnreadable      a value is there and was not understood (date, byline)
    NotAnArticle         a listing, an error page, a log-in form, a bot challenge, an empty shell
  BotWall                the host asks for proof of a person: the source pauses
  RobotsForbidden        robots.txt forbids the address
  AddressRefused         the guard will not connect: scheme, port, private network, foreign host
  FetchFailed            the page could not be had: HTTP status, time-out, no connection
  SourceBusy             another process is crawling the source
  CrawlAssertionFailed   a run that contradicts what the source promises

`str(error)` is one line that says what happened and where; `advice` is one Vietnamese sentence
for the person who has to act. Exceptions carry data and never log.
"""

from pathlib import Path

from archive.records import PageKind


class ScrapeError(Exception):
    """Root of the tree."""

    advice = "Xem lại nguồn và chạy lại; nếu vẫn lỗi, gửi dòng này cho người phát triển."

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        if advice is not None:
            self.advice = advice


class SourceConfigError(ScrapeError):
    """`path` is the source file; `key` the TOML key at fault, `line` its line, where known."""

    advice = "Sửa tệp nguồn theo dòng báo lỗi rồi chạy lại."

    def __init__(
        self,
        message: str,
        path: Path | None = None,
        *,
        key: str = "",
        line: int | None = None,
        advice: str | None = None,
    ) -> None:
        place = str(path) if path else ""
        if place and line is not None:
            place = f"{place}:{line}"
        parts = [part for part in (place, key, message) if part]
        super().__init__(": ".join(parts), advice=advice)
        self.path = path
        self.key = key
        self.line = line


class PageError(ScrapeError):
    """One page that cannot be read; its capture is kept."""

    advice = "Mở bản lưu của trang để xem; trang này chưa được đưa vào hộp thư."

    def __init__(self, url: str, message: str, *, advice: str | None = None) -> None:
        super().__init__(f"{message} ({url})", advice=advice)
        self.url = url


class SelectorMismatch(PageError):
    """The layout was recognised, `selector` for `field` found nothing or too much."""

    advice = "Giao diện của cổng có thể đã đổi: so trang lưu với mẫu, rồi sửa trang đối tượng của nền tảng."

    def __init__(self, url: str, field: str, selector: str, found: str = "nothing") -> None:
        super().__init__(url, f"{field}: {selector!r} found {found}")
        self.field = field
        self.selector = selector


class FieldUnreadable(PageError):
    """`raw` stands on the page for `field` and was not understood."""

    advice = "Đọc giá trị gốc trên trang lưu và nhập tay trường này."

    def __init__(self, url: str, field: str, raw: str, problem: str = "not understood") -> None:
        super().__init__(url, f"{field}: {raw[:120]!r} {problem}")
        self.field = field
        self.raw = raw


class NotAnArticle(PageError):
    """The response is something else; `kind` says what."""

    advice = "Không cần làm gì nếu đây là trang danh mục; nếu là bài viết, báo người phát triển."

    def __init__(self, url: str, kind: PageKind, reason: str) -> None:
        super().__init__(url, f"not an article but {kind.value}: {reason}")
        self.kind = kind
        self.reason = reason


class BotWall(ScrapeError):
    """A challenge instead of the page. It is never worked around: the source pauses."""

    advice = "Cổng yêu cầu xác minh người dùng: tạm dừng nguồn và liên hệ đơn vị quản trị cổng."

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"bot wall: {reason} ({url})")
        self.url = url
        self.reason = reason


class RobotsForbidden(ScrapeError):
    """robots.txt (RFC 9309) forbids the address, or could not be read and so forbids all."""

    advice = "Tôn trọng robots.txt: bỏ địa chỉ này hoặc xin phép đơn vị quản trị cổng."

    def __init__(self, url: str, rule: str) -> None:
        super().__init__(f"robots.txt forbids {url}: {rule}")
        self.url = url
        self.rule = rule


class AddressRefused(ScrapeError):
    """The one fetch path does not go there; nothing was sent."""

    advice = "Kiểm tra lại địa chỉ: chỉ nhận trang http/https công khai thuộc máy chủ của nguồn."

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"address refused: {reason} ({url})")
        self.url = url
        self.reason = reason


class FetchFailed(ScrapeError):
    """Failed is not seen: the address is tried again later."""

    advice = "Không cần làm gì ngay: địa chỉ sẽ được thử lại; nếu lặp lại nhiều ngày, mở thử bằng trình duyệt."

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"could not be fetched: {reason} ({url})")
        self.url = url
        self.reason = reason


class SourceBusy(ScrapeError):
    """Never two crawls of one source at once, even from two processes."""

    advice = "Đợi lần thu thập đang chạy kết thúc rồi chạy lại."

    def __init__(self, source_id: str) -> None:
        super().__init__(
            f"{source_id}: another process is crawling this source; wait and run again"
        )
        self.source_id = source_id


class CrawlAssertionFailed(ScrapeError):
    """A run ended, but not as its source file promises."""

    advice = "So kết quả lần chạy với mục [assert] của nguồn: cổng đổi giao diện hay kỳ vọng đã cũ?"

    def __init__(self, source_id: str, assertion: str, found: str) -> None:
        super().__init__(f"{source_id}: expected {assertion}, found {found}")
        self.source_id = source_id
        self.assertion = assertion
        self.found = found
