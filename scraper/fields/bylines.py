"""Who a line names as the writer: Vietnamese bylines, with positions and bodies.

Every form was seen on a portal and has a row in the tests: name and position, labels,
collectives, initials; poster and photographer are not the author. A name is written surname first and kept so; capitals
become title case, academic and military titles stay in the raw line only.
"""

import re
from enum import Enum

from attrs import frozen

from archive.records import Author
from archive.text import fold, fold_space


class Role(Enum):
    AUTHOR = "author"
    COLLECTIVE = "collective"
    """An editorial board, a department: no person to name."""
    OTHER = "other"
    """The poster, the photographer, a closing formula: not the writer, nor the body."""


@frozen
class Byline:
    role: Role
    authors: tuple[Author, ...] = ()


_LABEL = re.compile(
    r"""^[(\[\s*]*(?P<label>
        tác\s+giả(?:\s+bài\s+viết)? | nhóm\s+tác\s+giả | người\s+viết(?:\s+bài)? | viết\s+bài | bút\s+danh
      | (?:(?:hình\s+)?ảnh\s*(?:,|/|-|–|và|&)\s*)?(?:tin|bài)(?:\s+viết)?(?:\s*(?:,|/|-|–|và|&|\+|\s)\s*(?:tin|bài|(?:hình\s+)?ảnh|clip|video|photo))*
      | (?:người\s+)?(?:thực\s+hiện|t/h|biên\s+tập|biên\s+soạn|bt|btv|tổng\s+hợp|sưu\s+tầm|đưa\s+tin|viết\s+tin|by)
      | (?:nội\s+dung(?:\s*(?:,|và|&)\s*(?:hình\s+)?ảnh)?) | pv | ctv | phóng\s+viên | cộng\s+tác\s+viên | gv | giáo\s+viên
      )\s*[:：]\s*(?P<value>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHER_LABEL = re.compile(
    r"""^[(\[\s]*(?:người\s+đăng|đăng\s+bởi|đăng\s+tải|người\s+cập\s+nhật|cập\s+nhật\s+bởi|nhập\s+tin|quản\s+trị
        |(?:hình\s+)?ảnh(?:\s+minh\s+h[oọ]ạ?)?|photo|clip|video|đồ\s+họa|thiết\s+kế|người\s+duyệt|submitted\s+by
        )\s*[:：]?\s+\S.{0,80}$""",
    re.IGNORECASE | re.VERBOSE,
)
# "PV Minh Anh", "Tin, ảnh Minh Anh": a label without its colon, before a name only.
_BARE_LABEL = re.compile(
    r"^(?:pv|ctv|btv|phóng\s+viên|cộng\s+tác\s+viên|(?:tin|bài)(?:\s+viết)?\s*(?:,|và|&|-)\s*ảnh)\s+(?=\S)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:xin\s+)?(?:trân\s+trọng|kính\s+chào)(?:\s+(?:cảm\s+ơn|kính\s+chào))?\s*[./!,]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"""^(?:(?:PGS|GS|TSKH|TS|Th\.?\s?S|ThS|Ths|ThẠc\s+sĨ|Tiến\s+sĩ|Thạc\s+sĩ|Giáo\s+sư|BSCK\s?I*|BS|Bác\s+sĩ|DS|KS|KTS
        |CN|LS|Luật\s+sư|NSND|NSƯT|NGND|NGƯT|Nhà\s+(?:báo|văn|thơ|giáo|nghiên\s+cứu)
        |[Đđ]ồng\s+chí|[Đđ]/[cC]|[Ôô]ng|[Bb]à|[Tt]hầy(?:\s+giáo)?|[Cc]ô(?:\s+giáo)?
        |(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:ĐẠI|THƯỢNG|TRUNG|THIẾU)\s+(?:TƯỚNG|TÁ|ÚY)
        )(?:\.\s*|\s+|,\s*|(?=\.)))+""",
    re.VERBOSE,
)
_COLLECTIVE_WORDS = (
    r"bbt|ban|btv|btc|pv|ctv|nhóm|phóng\s+viên|cộng\s+tác\s+viên|biên\s+tập\s+viên|sở|ubnd|hđnd|ubmttq|mttq|phòng|trung\s+tâm"
    r"|trường|đoàn|chi\s+(?:đoàn|bộ|cục|hội)|hội|cục|tổng\s+cục|vụ|viện|báo|cổng|đài|công\s+an|công\s+ty|văn\s+phòng|tổ|ủy\s+ban|uỷ\s+ban"
    r"|đảng|huyện|xã|phường|thị|thành|tỉnh|bộ|ngân\s+hàng|bệnh\s+viện|kho\s+bạc|bảo\s+hiểm|liên\s+đoàn|mặt\s+trận|tòa|toà|thanh\s+tra"
    r"|chi\s+nhánh|khoa|học\s+viện|đại\s+học|thpt|thcs|tạp\s+chí|tòa\s+soạn|admin|quản\s+trị|webmaster|vietnam\+|ttxvn|th|st|theo|nguồn"
)
# Of the words that open the name of a body, those that are a surname or pen name ("Đoàn", "Khoa").
_NOT_A_NAME = re.compile(
    rf"^(?!(?:đoàn|thành|khoa|thị|hội|bộ)\s)(?:{_COLLECTIVE_WORDS})(?![\w])|^(?:đoàn|hội)\s+(?:thanh|phụ|nông|cựu|viên)\b"
    r"|^(?:tin|bài|chia\s+sẻ|bình\s+luận|đánh\s+giá|từ\s+khóa|liên\s+quan|xem\s+thêm|quay\s+lại|trang|gửi|trở\s+(?:về|lại)|ý\s+kiến|phản\s+hồi|tải|lượt|nội\s+dung"
    r"|việt\s+nam|hà\s+nội|văn\s+bản|thông\s+(?:tin|báo)|giới\s+thiệu|liên\s+hệ|đăng\s+nhập|hình\s+ảnh|thư\s+viện|facebook|twitter)(?!\w)",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(rf"^[(\[]*(?:{_COLLECTIVE_WORDS})(?![\w])", re.IGNORECASE)
_OFFICE = re.compile(
    r"""^(?:nguyên\s+|quyền\s+|q\.\s*|tm\.\s*|kt\.\s*)*(?:
        (?:tỉnh|thành|huyện|thị|quận|đảng|xã|trung\s+ương)\s+ủy(?:\s+viên|\s*,|\s|$)
      | (?:ủy|uỷ)\s+viên | bí\s+thư | phó\s | chủ\s+(?:tịch|nhiệm) | (?:tổng\s+)?giám\s+đốc | trưởng\s | chánh\s | hiệu\s+trưởng
      | hiệu\s+phó | ht\s | pht\s | (?:tổng\s+)?cục\s+trưởng | vụ\s+trưởng | viện\s+trưởng | thứ\s+trưởng | bộ\s+trưởng | thủ\s+tướng
      | tổng\s+(?:biên|bí|thư|thanh) | chuyên\s+(?:viên|gia) | cán\s+bộ | công\s+chức | viên\s+chức | nhân\s+viên | cử\s+nhân | giảng\s+viên | giáo\s+viên | nghiên\s+cứu | thường\s+vụ | thường\s+trực
      | đại\s+biểu | phó$ | trưởng$ | chi\s+cục\s+trưởng | chỉ\s+huy | chính\s+ủy | kế\s+toán | thư\s+ký | bác\s+sĩ | kiểm\s+sát
      )""",
    re.IGNORECASE | re.VERBOSE,
)
# "Phó Giám đốc Sở phát biểu khai mạc …" is a caption, not an office.
_VERB = re.compile(
    r"(?<!\w)(?:phát\s+biểu|khai\s+mạc|bế\s+mạc|trao|tặng|tại|kiểm\s+tra\s+(?:công|tình)|thăm|chủ\s+trì|tham\s+dự|đến\s+dự|cho\s+biết|làm\s+việc|báo\s+cáo)(?!\w)",
    re.IGNORECASE,
)
_BODY_OF_OFFICE = re.compile(
    r"""(?<!\w)((?:sở|bộ|cục|tổng\s+cục|vụ|viện|học\s+viện|trường(?!\s+ban)|đại\s+học|phòng|ban(?!\s+(?:hành|thường))|trung\s+tâm|ubnd|uỷ\s+ban|ủy\s+ban(?!\s+viên)
        |hđnd|hội(?!\s+viên)|liên\s+đoàn|công\s+(?:an|đoàn|ty)|văn\s+phòng|báo|đài|tạp\s+chí|bệnh\s+viện|mttq|mặt\s+trận|chi\s+cục|tòa\s+án|toà\s+án
        |kho\s+bạc|bảo\s+hiểm|thanh\s+tra|khoa|nxb|nhà\s+xuất\s+bản|chi\s+nhánh|đoàn|tỉnh\s+đoàn|thcs|thpt)\s.+)$""",
    re.IGNORECASE | re.VERBOSE,
)
_ROLE_NOTE = re.compile(
    r"^(?:tổng\s+hợp|sưu\s+tầm|thực\s+hiện|lược\s+dịch|dịch|biên\s+(?:dịch|soạn|tập)|ghi|t/h|th|st|bt)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[-–—_]\s+|\s*[;,/&+]\s*|\s+và\s+|\s*[–—]\s*")
_META_PART = re.compile(r"\s*[|•·]\s*")
_PART = re.compile(r"\s+[-–—_]\s+|\s*[–—]\s*|,\s+|\s*\n\s*")
_INITIALS = re.compile(r"^(?:[A-ZĐ]{2}|[A-ZĐ](?:\.\s?[A-ZĐ]){1,3}\.?)$")
_INITIALS_AND_NAME = re.compile(r"^(?:[A-ZĐ]\.){1,3}[^\W\d_]{2,7}$")  # "N.Q.VIỆT"
_SHORTENED = re.compile(r"(?:[A-ZĐ]\.)+|(?:Ch|Gi|Kh|Ng|Nh|Ph|Qu|Th|Tr)\.")  # "M. THÀNH", "Ph. Hân"
# "By Trần Anh" on English pages; no Vietnamese name begins with these letters.
_BY = re.compile(r"^by\s+(?=[A-ZĐ])", re.IGNORECASE)
_SPOKEN = re.compile(r"^[^:：]{2,40}[:：]\s+\S")
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|ngh?|nh?|m|p|t)?"
)
_PHOTO_PART = re.compile(r"\s*[-–—;,.]?\s*\(?\b(?:ảnh|photo|clip|video|hình)\b.*$", re.IGNORECASE)
_ROLE_INITIALS = ("PV", "TH", "BT", "ST")
MAX_LENGTH = 160


def is_name(text: str) -> bool:
    """Whether `text` has the shape of a Vietnamese name: two to five capitalised syllables."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 40:
        return False
    return all(_is_syllable(word) for word in words) and not _NOT_A_NAME.match(text)


def _is_syllable(word: str) -> bool:
    if _SHORTENED.fullmatch(word):
        return True
    letters = word.replace("'", "").replace("’", "").replace("-", "")
    if not letters.isalpha() or not letters[0].isupper() or len(letters) > 8:
        return False
    return (
        letters[1:].islower()
        or letters.isupper()
        or len(letters) == 1
        or "'" in word
        or "’" in word
    )


def is_office(text: str) -> bool:
    """Whether `text` reads as an office or the body someone belongs to."""
    return bool(_OFFICE.match(text)) and not _VERB.search(text)


def is_collective(text: str) -> bool:
    return bool(_COLLECTIVE.match(text)) or (text.isupper() and len(text.replace(" ", "")) == 3)


def title_case(name: str) -> str:
    """Surname first as written; a name in capitals gets title case."""
    if not name.isupper() or _INITIALS.match(name):
        return name
    return " ".join(
        word
        if "." in word and len(word) <= 3
        else ".".join(p.capitalize() for p in word.split("."))
        for word in name.split()
    )


def read_byline(text: str) -> Byline | None:
    """What `text`, a short line beside a body, says of the writer; None where it is no byline."""
    if len(text) > 2 * MAX_LENGTH or not (text := fold_space(text)) or len(text) > MAX_LENGTH:
        return None
    if labelled := _LABEL.match(text):
        return _read_labelled(labelled["value"])
    if _CLOSING.match(text) or _OTHER_LABEL.match(text):
        return Byline(Role.OTHER)
    if (bare := _BARE_LABEL.match(text)) and (people := _read_people(text[bare.end() :])):
        return Byline(Role.AUTHOR, people)
    return read_signature(text)


def _read_labelled(value: str) -> Byline | None:
    value = _META_PART.split(value, maxsplit=1)[0]
    found = read_signature(_PHOTO_PART.sub("", value) or value)
    if found is not None:
        return found
    words = value.split()
    # A label leaves no doubt: one word is a pen name.
    if len(words) <= 2 and all(word[:1].isupper() for word in words):
        return Byline(Role.AUTHOR, (Author(title_case(value.strip(" .()"))),))
    is_sentence = value.endswith(("!", "?", "...", "…"))
    is_body = len(words) <= 12 and value[:1].isupper() and not is_sentence
    return Byline(Role.COLLECTIVE) if is_body else None


def read_signature(text: str) -> Byline | None:
    """A line without a label: names, "name - office", "name (body)", initials, a collective."""
    text = _BY.sub("", fold_space(text).strip(" *[],;:/|–-"))
    if _INITIALS.match(text.strip("()")) and text not in _ROLE_INITIALS:
        return Byline(Role.AUTHOR, (Author(text.strip("()")),))
    if _INITIALS_AND_NAME.match(text):
        return Byline(Role.AUTHOR, (Author(title_case(text)),))
    text = text.rstrip(". ") if "(" in text.strip("(") else text.strip("(). ")
    if not text:
        return None
    note = re.match(r"^(.+?)\s*\((.+?)\)$", text)
    if note:
        return _read_noted(note[1], note[2])
    people = _read_people(text)
    if people:
        return Byline(Role.AUTHOR, people)
    if _is_body(text):
        return Byline(Role.COLLECTIVE)
    return None


def _is_body(text: str) -> bool:
    """Whether the line is the name of a body, and not a sentence of one: "PV: Xin cảm ơn ông!"."""
    if not is_collective(text) or len(text.split()) > 14 or text.endswith((".", "!", "?")):
        return False
    return not _SPOKEN.match(text)


def _read_noted(name: str, note: str) -> Byline | None:
    people = _read_people(name)
    if not people:
        return Byline(Role.COLLECTIVE) if is_collective(name) else None
    if len(people) == 1 and (_ROLE_NOTE.match(note) or is_office(note)):
        return Byline(Role.AUTHOR, (with_position(people[0].name, note),))
    if len(people) == 1 and is_collective(note) and not _PHOTO_PART.match(note):
        return Byline(Role.AUTHOR, (Author(people[0].name, note, note),))
    return Byline(Role.AUTHOR, people)


def _read_people(text: str) -> tuple[Author, ...]:
    text = _without_title(text)
    if is_name(text):
        return (Author(title_case(text)),)
    first, *rest = _PART.split(text, maxsplit=1)
    first = _without_title(first)
    if (
        rest
        and is_name(first)
        and (is_office(rest[0]) or _BODY_OF_OFFICE.match(rest[0]) or _is_abbreviation(rest[0]))
        and not _VERB.search(rest[0])
    ):
        return (with_position(title_case(first), rest[0]),)
    names = [_without_title(part) for part in _SEPARATOR.split(text) if part.strip()]
    if (
        len(names) > 1
        and all(is_name(name) or _INITIALS.match(name) or _is_pen_name(name) for name in names)
        and any(is_name(name) for name in names)
        and len(names) <= 6
    ):
        return tuple(Author(title_case(name)) for name in names)
    return ()


def _is_abbreviation(text: str) -> bool:
    """Whether `text` shortens the name of a body, "TTVH&TT", and is no syllable in capitals."""
    letters = text.split(" ", 1)[0]
    return letters.isupper() and len(letters) > 2 and not _SYLLABLE.fullmatch(fold(letters))


def _without_title(text: str) -> str:
    """`text` without the academic or military titles that open it."""
    title = _TITLE.match(text)
    return text[title.end() :].strip() if title else text.strip()


def _is_pen_name(text: str) -> bool:
    return len(text) <= 12 and _is_syllable(text) and not _COLLECTIVE.match(text)


def with_position(name: str, position: str) -> Author:
    """`position` as printed; the body it names is the organisation."""
    position = fold_space(position).strip(" .,;")
    if _is_abbreviation(position):
        return Author(name, position, position)
    found = _BODY_OF_OFFICE.search(position)
    return Author(name, position, found[1].split(",")[0].strip() if found else "")
