"""Errors of fetching and extracting.

ScrapeError
  SourceConfigError      a source file that cannot be used
  PageError              one page that cannot be read
    SelectorMismatch     the platform's own layout, but a required element is absent or doubled
    FieldUnreadable      a value is there and was not understood (date, byline)
    NotAnArticle         a listing, an error page, a log-in form, a bot challenge, an empty shell
  PageWithheld           the host sent something else in the page's place; it is asked again later
    PageNotFound         "not found" with status 200, a redirect to the home page
    UnderMaintenance     a notice of maintenance or overload
    LoginRequired        a log-in form
    ScriptShell          an empty shell that scripts would fill, a viewer around a file
    AccessDenied         a refusal without the signs of a bot wall
  BotWall                the host asks for proof of a person: the source pauses
  RobotsForbidden        robots.txt forbids the address
    RobotsUnreachable    robots.txt cannot be had: nothing of the host is fetched
  AddressRefused         the guard will not connect: scheme, port, private network, foreign host
  FetchFailed            the page could not be had
    (by cause, in scraper.fetch_errors)
  SourceBusy             another process is crawling the source
  SourcePaused           nothing is fetched until the pause ends or a person resumes
  CrawlAssertionFailed   a run that contradicts what the source promises
    FieldsMissing        its newest articles lack dates or authors more often than promised
    PagesFailed          more of the run's pages failed than promised
    SilentTooLong        no article for longer than promised


  PlatformChanged        most articles of a run were read as another platform than declared

`str(error)` is one line that says what happened and where; `advice` is one Vietnamese sentence
for the person who has to act. Exceptions carry data and never log.
"""

from pathlib import Path

from archive.records import PageKind

PORTAL_KEEPER = "đơn vị quản trị cổng"
"""Whom to write to where no page of the portal names a contact."""
UNEXPECTED_ADVICE = "Lỗi của chương trình, không phải của cổng: gửi dòng này cho người phát triển."
"""For exceptions that are none of ours."""


class ScrapeError(Exception):
    """Root of the tree."""

    advice = "Xem lại nguồn và chạy lại; nếu vẫn lỗi, gửi dòng này cho người phát triển."

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        if advice is not None:
            self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        """For `pickle`, which would call the class with the message alone."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    error_class: type[ScrapeError], args: tuple[object, ...], state: dict[str, object]
) -> ScrapeError:
    error = error_class.__new__(error_class, *args)
    error.args = args
    error.__dict__.update(state)
    return error


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


class PageWithheld(ScrapeError):
    """Neither the page nor proof that it is gone: failed is not seen, withheld is not gone."""

    kind = PageKind.OTHER
    advice = "Không cần làm gì ngay: trang sẽ được tải lại; bản lưu cho thấy máy chủ đã trả gì."

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{self.kind.value} instead of the page: {reason} ({url})")
        self.url = url
        self.reason = reason


class PageNotFound(PageWithheld):
    kind = PageKind.NOT_FOUND
    advice = "Máy chủ báo không có trang này: sẽ thử lại; nếu lặp lại nhiều ngày, có thể bài đã được gỡ hoặc chuyển."


class UnderMaintenance(PageWithheld):
    kind = PageKind.MAINTENANCE
    advice = "Cổng đang bảo trì hoặc quá tải: không cần làm gì, các trang sẽ được tải lại."


class LoginRequired(PageWithheld):
    kind = PageKind.LOGIN
    advice = "Trang đòi đăng nhập: bỏ địa chỉ này hoặc hỏi đơn vị quản trị cổng."


class ScriptShell(PageWithheld):
    kind = PageKind.EMPTY
    advice = (
        "Trang chỉ là khung rỗng do JavaScript lấp đầy: tìm địa chỉ dữ liệu hoặc trang in của bài; "
        "nếu không có, đặt browser = true trong [crawl] của tệp nguồn."
    )


class AccessDenied(PageWithheld):
    kind = PageKind.CHALLENGE
    advice = "Máy chủ từ chối trang này: nếu nhiều trang cùng bị, liên hệ đơn vị quản trị cổng."


class BotWall(ScrapeError):
    """A challenge instead of the page. It is never worked around: the source pauses."""

    def __init__(self, url: str, reason: str, contact: str = "") -> None:
        super().__init__(f"bot wall: {reason} ({url})")
        self.url = url
        self.reason = reason
        self.contact = contact or PORTAL_KEEPER
        self.advice = (
            f"Cổng yêu cầu xác minh người dùng, nguồn đã tạm dừng: viết cho {self.contact} để xin phép "
            "thu thập; khi được phép, chạy: trichnguon resume <nguồn>."
        )


class RobotsForbidden(ScrapeError):
    """robots.txt (RFC 9309) forbids the address, or could not be read and so forbids all."""

    advice = "Tôn trọng robots.txt: bỏ địa chỉ này hoặc xin phép đơn vị quản trị cổng."

    def __init__(self, url: str, rule: str) -> None:
        super().__init__(f"robots.txt forbids {url}: {rule}")
        self.url = url
        self.rule = rule


class RobotsUnreachable(RobotsForbidden):
    """RFC 9309 §2.3.1.4: unreachable means complete disallow; one incident a host and run."""

    advice = (
        "Không đọc được robots.txt nên không tải gì của máy chủ này: sẽ thử lại ở lần chạy sau."
    )


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


class SourcePaused(ScrapeError):
    """`until` is in local time, empty where only a person ends the pause."""

    def __init__(self, source_id: str, reason: str, until: str, contact: str = "") -> None:
        end = f"until {until}" if until else "until a person resumes it"
        super().__init__(
            f"{source_id} is paused {end}: {reason}. Resume: trichnguon resume {source_id}"
        )
        self.source_id = source_id
        self.advice = f"Liên hệ {contact or PORTAL_KEEPER}; khi được phép, chạy lệnh resume."


class CrawlAssertionFailed(ScrapeError):
    """A run ended, but not as its source file promises."""

    advice = "So kết quả lần chạy với mục [assert] của nguồn: cổng đổi giao diện hay kỳ vọng đã cũ?"

    def __init__(self, source_id: str, assertion: str, found: str) -> None:
        super().__init__(f"{source_id}: expected {assertion}, found {found}")
        self.source_id = source_id
        self.assertion = assertion
        self.found = found


class FieldsMissing(CrawlAssertionFailed):
    advice = (
        "Bài mới thiếu ngày đăng hoặc tác giả hơn mức đã hẹn: mở vài bài so với trang gốc; nếu cổng đổi "
        "giao diện thì báo người phát triển, nếu cổng thôi ghi thì hạ mức trong [assert]."
    )


class PagesFailed(CrawlAssertionFailed):
    advice = "Nhiều trang hỏng hơn mức đã hẹn: xem các sự cố khác của lượt này để biết vì sao."


class SilentTooLong(CrawlAssertionFailed):
    advice = (
        "Lâu rồi không có bài mới: mở cổng xem; nếu cổng vẫn đăng bài ở chuyên mục khác thì sửa [[listing]], "
        "nếu cổng thật sự im lặng thì tăng max_days_without_article."
    )


class PlatformChanged(ScrapeError):
    """`read` of `total` articles of a run were read as `found`, not as the source's `declared`."""

    def __init__(
        self, source_id: str, declared: str, found: str, read: int, total: int, reason: str = ""
    ) -> None:
        seen = f" ({reason})" if reason else ""
        super().__init__(
            f"{source_id}: platform {declared!r} is declared, but {read} of {total} articles were "
            f"read as {found!r}{seen}"
        )
        self.source_id = source_id
        self.declared = declared
        self.found = found
        self.advice = (
            f"Cổng có thể đã đổi nền tảng: xem lại vài bài, rồi sửa dòng platform trong tệp nguồn "
            f"{source_id}.toml (để trống là tự nhận trên từng trang)."
        )
