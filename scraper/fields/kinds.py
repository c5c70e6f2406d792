"""What a response is when it is no article: challenge, error, maintenance, log-in, empty shell.

Only short pages are judged by their words: an article may well speak of maintenance. Every marker
was seen on a portal or in the notes of a project that met it.
"""

import re

from attrs import frozen

from archive.records import PageKind
from archive.text import fold_space
from scraper.fields.select import Node, Select, SelectText

SHORT_PAGE = 1500
"""Characters of visible text below which the words of a page decide what it is."""

LARGE_PAGE = 20_000
"""Bytes from which a page is no challenge."""

_UNSEEN = frozenset(["script", "style", "noscript", "option", "title"])
_TITLE = SelectText("/html/head/title/text()")
_SCRIPTS = Select("//script")
_PASSWORD = Select("//input[translate(@type, 'PASWORD', 'pasword') = 'password']")
_NOTICES = SelectText(
    "/html/head/title/text()"
    " | //body//text()[not(ancestor::a or ancestor::script or ancestor::style or ancestor::option)]"
)
_LONGEST_NOTICE = 160
_ACCESS_DENIED = re.compile(
    r"request rejected|application firewall alert|the requested url was rejected|access denied|you have been blocked"
    r"|incapsula incident|attention required! \| cloudflare|checking your browser|just a moment|ddos protection by"
    r"|verify you are (?:a )?human|xác minh (?:bạn )?không phải (?:là )?(?:robot|người máy)|truy cập (?:của bạn )?(?:đã )?bị (?:chặn|từ chối)",
    re.IGNORECASE,
)
_COOKIE_WALL = re.compile(
    rb"document\.cookie\s*=\s*[\"'](?:D1N|__test|_ddn|CJE)[^;]*|_Incapsula_Resource|cf-chl-|/cdn-cgi/challenge"
)
_THING = r"(?:trang|bài(?: viết)?|tin(?: bài| tức)?|nội dung|dữ liệu|bản ghi|liên kết|đường dẫn|địa chỉ|chuyên mục)"
_NOT_FOUND = re.compile(
    rf"không tìm thấy (?:{_THING}|kết quả|tài nguyên)|không tồn tại (?:{_THING})"
    rf"|{_THING}(?: [^\W\d_]+){{0,7}}? không (?:còn )?(?:tồn tại|tìm thấy)|{_THING} bạn tìm (?:kiếm )?không có"
    r"|(?:bài viết|tin bài|nội dung|liên kết) (?:này )?(?:đã bị (?:xóa|xoá|gỡ)|đã được gỡ|không còn|đã hết hạn)"
    r"|404 not found|page not found|(?:error|lỗi|http error) 404|404 - file or directory not found"
    r"|the resource cannot be found|the page (?:cannot be found|you (?:are looking for|requested))"
    r"|that page can.t be found|this page doesn.t exist|(?:content|requested resource)(?: was)? not found",
    re.IGNORECASE,
)
_SITE = r"(?:website|web ?site|trang(?: web| thông tin| tin)?(?: điện tử)?|cổng(?: thông tin)?(?: điện tử)?|hệ thống|site)"
_MAINTENANCE = re.compile(
    r"đang (?:được |trong quá trình )?(?:bảo trì|nâng cấp|bảo dưỡng)"
    r"|tạm (?:thời )?(?:ngừng|dừng|ngưng|gián đoạn)(?: hoạt động| phục vụ| truy cập)?(?= để|[.,;!]|$| hoạt động| phục vụ)"
    rf"|{_SITE} (?:này )?đang (?:được )?xây dựng|(?:hệ thống|máy chủ) (?:đang |bị )?(?:bận|quá tải)"
    r"|dịch vụ tạm thời không khả dụng|lỗi hệ thống|có lỗi xảy ra|đã xảy ra lỗi|under (?:maintenance|construction)"
    r"|(?:down for|scheduled) maintenance|service (?:temporarily )?unavailable|currently unavailable"
    r"|internal server error|server error in '/' application|runtime error|database connection"
    r"|bandwidth limit exceeded",
    re.IGNORECASE,
)
_LOGIN_FIRST = re.compile(
    r"(?:vui lòng|cần|phải|hãy) đăng nhập|please (?:log|sign) ?in|^đăng nhập(?: hệ thống)?$|^(?:log|sign) ?in$",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"đăng nhập|log ?in|sign in|mật khẩu|password", re.IGNORECASE)


_PLACEHOLDER = re.compile(
    r"(?:đang (?:tải|cập nhật)(?: (?:dữ liệu|nội dung|trang))?|nội dung đang (?:được )?cập nhật|vui lòng (?:chờ|đợi)[^.]{0,20}|loading)[\s.…]*",
    re.IGNORECASE,
)


@frozen
class Refusal:
    kind: PageKind
    reason: str


def refusal_of(root: Node, body: bytes) -> Refusal | None:
    """Why the words of the page say that it is no article; None where nothing speaks against it."""
    if len(body) < LARGE_PAGE and (wall := _COOKIE_WALL.search(body)):
        challenge = wall[0][:40].decode("ascii", "replace")
        return Refusal(PageKind.CHALLENGE, f"script challenge {challenge!r}")
    text = visible_text(root, SHORT_PAGE + 1)
    if len(text) > SHORT_PAGE:
        return None
    return _by_words(root, fold_space(" ".join((*_TITLE(root), text))), text)


def is_placeholder(body_text: str) -> bool:
    """Whether a body only says that its text is still to come: by script, or from a person."""
    return len(body_text) < 60 and bool(_PLACEHOLDER.fullmatch(body_text.strip()))


def visible_text(root: Node, limit: int) -> str:
    """About the first `limit` characters that a reader sees."""
    parts: list[str] = []
    length = 0
    for node in root.iter():
        if (text := node.text) and node.tag not in _UNSEEN and (text := text.strip()):
            parts.append(text)
            length += len(text) + 1
        if (tail := node.tail) and (tail := tail.strip()):
            parts.append(tail)
            length += len(tail) + 1
        if length > limit:
            break
    return fold_space(" ".join(parts))


def notice_on(root: Node) -> Refusal | None:
    """What a short line of its own says on a page of any length that was found to be no article."""
    for raw in _NOTICES(root):
        text = fold_space(raw)
        if not text or len(text) > _LONGEST_NOTICE:
            continue
        for kind, pattern in (
            (PageKind.NOT_FOUND, _NOT_FOUND),
            (PageKind.MAINTENANCE, _MAINTENANCE),
            (PageKind.LOGIN, _LOGIN_FIRST),
        ):
            if found := pattern.search(text):
                return Refusal(kind, f"no article, and a line that says {found[0]!r}")
    return None


def refusal_of_status(status: int | None) -> Refusal | None:
    if status is None or status < 400:
        return None
    if status in (404, 410):
        return Refusal(PageKind.NOT_FOUND, f"status {status}")
    if status in (401, 407):
        return Refusal(PageKind.LOGIN, f"status {status}")
    if status in (403, 429):
        return Refusal(PageKind.CHALLENGE, f"status {status}")
    return Refusal(PageKind.MAINTENANCE, f"status {status}")


def _by_words(root: Node, words: str, text: str) -> Refusal | None:
    for kind, pattern in (
        (PageKind.CHALLENGE, _ACCESS_DENIED),
        (PageKind.NOT_FOUND, _NOT_FOUND),
        (PageKind.MAINTENANCE, _MAINTENANCE),
    ):
        if found := pattern.search(words):
            return Refusal(kind, f"short page that says {found[0]!r}")
    if _PASSWORD(root) and _LOGIN.search(words):
        return Refusal(PageKind.LOGIN, "short page with a password field")
    if len(text) < 40:
        what = "a shell filled by scripts" if _SCRIPTS(root) else "no text"
        return Refusal(PageKind.EMPTY, what)
    return None
