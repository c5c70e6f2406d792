"""Who publishes a portal, as its pages say: for a person to confirm, never taken for granted."""

import re

from attrs import frozen
from web_poet import HttpResponse

from archive.text import fold, fold_space
from scraper.fields.select import Select, SelectText, node_text
from scraper.pages.document import read_document

_TITLE = SelectText("/html/head/title/text()")
_SITE_NAME = SelectText("/html/head/meta[@property='og:site_name']/@content")
_COPYRIGHT = SelectText(
    "/html/head/meta[translate(@name, 'COPYRIGHT', 'copyright')='copyright']/@content"
)
_LOGO = SelectText(
    "//*[contains(@class, 'logo') or contains(@id, 'logo') or contains(@class, 'banner') or contains(@id, 'banner')]"
    "//@*[name()='alt' or name()='title']"
)
_HEADINGS = Select(
    "//h1 | //header//*[self::h2 or self::h3] | //*[contains(@class, 'banner') or contains(@class, 'site-name')]"
    "[string-length(normalize-space(.)) < 160]"
)
_LINES = Select(
    "//footer//*[not(*)] | //*[contains(@class, 'footer') or contains(@id, 'footer')]//*[not(*)]"
    " | //*[contains(@class, 'footer') or contains(@id, 'footer')]//p"
)
_BODIES = (
    "ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "tỉnh ủy", "tỉnh uỷ",
    "thành ủy", "huyện ủy", "sở", "bộ", "cục", "tổng cục", "chi cục", "vụ", "ban", "thanh tra", "văn phòng",
    "hội", "liên đoàn", "đoàn", "tỉnh đoàn", "ủy ban", "uỷ ban", "mặt trận", "bệnh viện", "trung tâm",
    "trường", "viện", "học viện", "đại học", "tòa án", "toà án", "viện kiểm sát", "công an", "kho bạc",
    "bảo hiểm xã hội", "phòng", "thư viện", "bảo tàng", "báo", "đài", "trạm y tế", "đảng ủy", "liên minh",
)  # fmt: skip
_PORTAL_WORDS = re.compile(
    r"^(?:trang chủ|home|chào mừng (?:bạn )?đến với|welcome to)\b[\s\-–—|:,]*|"
    r"(?:cổng|trang)\s+(?:thông\s+tin|tin)\s+điện\s+tử(?:\s+tổng\s+hợp)?(?:\s+thành\s+phần)?(?:\s+của)?[\s\-–—|:]*|"
    r"^(?:cổng thông tin|website|trang web|trang tin)(?:\s+của)?[\s\-–—|:]*|^portal\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:cơ quan chủ quản|đơn vị chủ quản|cơ quan quản lý|bản quyền(?: nội dung)?(?: thuộc(?: về)?)?|©|copyright(?: ©| \(c\))?(?: \d{4})?(?: by)?)"
    r"\s*[:\-–]?\s*(?:\d{4}\s*)?(?P<name>[^|.;©]{3,140})",
    re.IGNORECASE,
)
_FRONT_PAGE = re.compile(r"trang (?:nhất|chủ|đầu)|home(?: ?page)?|index|welcome", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—]\s*|\s*[|–—]\s+|\s+-\s+|\s*::\s*|\s*»\s*")
_TAIL = re.compile(r"[\s,;:.\-–—|]+$")
_IN_BRACKETS = re.compile(r"\s*\[[^\]]*\]")
_NO_BODIES = frozenset(
    {"báo chí", "ban biên tập", "hội nghị", "bộ thủ tục hành chính", "trường học"}
)
# Two lines of a heading without a space between them: "…Vĩnh LạcSở Khoa học…".
_RUN_TOGETHER = re.compile(
    r"(?<=[^\W\d])(?<!\s)(?:Sở|SỞ|Ủy|ỦY|Cổng|CỔNG|Trang|TRANG|Bộ|Huyện|HUYỆN|Tỉnh|TỈNH) "
)
_LONGEST = 140


@frozen
class NameFound:
    name: str
    rule: str
    """Where it stands: "footer", "title", …"""


def find_agency_names(response: HttpResponse) -> list[NameFound]:
    """Every name of a body, the likeliest first. Raises PageError, NotAnArticle."""
    root = read_document(response).root
    candidates: list[tuple[str, str]] = []
    candidates += [("footer", name) for node in _LINES(root) for name in _owners(node_text(node))]
    candidates += [("copyright", text) for text in _COPYRIGHT(root)]
    candidates += [("site name", text) for text in _SITE_NAME(root)]
    candidates += [("title", part) for text in _TITLE(root) for part in _parts(text)]
    candidates += [("logo", text) for text in _LOGO(root)]
    candidates += [("heading", node_text(node)) for node in _HEADINGS(root)]
    found: dict[str, NameFound] = {}
    for rule, text in candidates:
        name = body_name(text)
        if name:
            known = found.get(fold(name))
            if known is None or (known.name.isupper() and not name.isupper()):
                found[fold(name)] = NameFound(name, rule if known is None else known.rule)
    return sorted(found.values(), key=lambda candidate: candidate.name.isupper())


def portal_title(response: HttpResponse) -> str:
    """The page's title on one line; empty where it has none."""
    return next(
        (text for raw in _TITLE(read_document(response).root) if (text := fold_space(raw))), ""
    )


def portal_name(title: str) -> str:
    """A front page's title without its own name: "Trang nhất - Sở Nội vụ" is "Sở Nội vụ"."""
    parts = [part for part in _SEPARATOR.split(title) if not _FRONT_PAGE.fullmatch(part.strip())]
    return title if len(parts) == len(_SEPARATOR.split(title)) else " - ".join(parts)


def body_name(text: str) -> str:
    """`text` as the name of a body, its portal's name taken off; empty where it is none."""
    name = fold_space(text)
    for _ in range(3):
        name = _PORTAL_WORDS.sub("", name, count=1).strip()
    name = _TAIL.sub("", _IN_BRACKETS.sub("", name))
    words = name.lower()
    if words in _NO_BODIES or _RUN_TOGETHER.search(name):
        return ""
    is_body = any(words.startswith(f"{body} ") for body in _BODIES)
    return name if is_body and 2 <= len(name.split()) <= 22 and len(name) <= _LONGEST else ""


def _parts(title: str) -> list[str]:
    parts = [part for part in _SEPARATOR.split(fold_space(title)) if part]
    return [*reversed(parts), fold_space(title)]


def _owners(line: str) -> list[str]:
    return [found["name"] for found in _OWNER.finditer(line)] if len(line) < 600 else []
