"""Source credits: the line by which a page says that its text is another's."""

import re

from archive.text import fold_space

_LABELLED = re.compile(
    r"""^[(\[\s*"“]*(?:theo\s+nguồn|trích\s+nguồn|nguồn\s+tin|nguồn\s+bài\s+viết|nguồn\s+trích|nguồn|source|sưu\s+tầm\s+từ|tổng\s+hợp\s+từ|dẫn\s+nguồn|theo)
        (?P<colon>\s*[:：]\s*|\s+)(?P<value>\S.*?)[)\]\s"”*]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_PHOTO = re.compile(r"^(?:ảnh|hình|internet|sưu\s+tầm$|minh\s+h)", re.IGNORECASE)
_ROLE = re.compile(r"^(?:btv|pv|ctv|bbt|ban\s+biên\s+tập)\W*$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"^\(?(?:https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|info)(?:/\S*)?)\)?[./]*$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"^\(?(?:TTXVN|Vietnam\+|VOV|VTV|VGP|Chinhphu\.vn)(?:\s*/\s*[\w+.]+)?\)?\.?$")
_PRESS = re.compile(
    r"^(?:báo|tạp\s+chí|thông\s+tấn\s+xã|trung\s+tâm\s+truyền\s+thông|trang\s+(?:tin|thông\s+tin))\s+\S",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = re.compile(
    r"\b(?:đó|báo\s+cáo|thống\s+kê|kế\s+hoạch|quy\s+định|dự\s+báo|ông|bà|đồng\s+chí)\b",
    re.IGNORECASE,
)

_MAX_LENGTH = 300


def read_credit(text: str, *, is_signature: bool = False) -> str | None:
    """The source that `text` names, without its label; None where the line is no credit.

    "Theo …" opens many sentences: without a colon the rest must be short and a name or an
    address. `is_signature` says that the line stands where a signature stands, so that the bare
    name of a newspaper is a credit, too.
    """
    if len(text) > 2 * _MAX_LENGTH or not 2 < len(text := fold_space(text)) <= _MAX_LENGTH:
        return None
    if found := _LABELLED.match(text):
        return _value(found["value"].strip(' .,;-*“”"'), bool(found["colon"].strip()), text)
    if _ADDRESS.match(text) or _AGENCY.match(text):
        return text.strip("() .")
    if is_signature and _PRESS.match(text) and len(text) <= 80:
        return text.strip("() .")
    return None


def read_source_element(text: str) -> str | None:
    """The source in an element that the CMS keeps for it: a bare name is enough."""
    text = fold_space(text)
    if credit := read_credit(text, is_signature=True):
        return credit
    is_name = 2 < len(text) <= 80 and text[0].isupper() and not _PHOTO.match(text)
    return text.strip("() .") if is_name and not _ROLE.match(text) else None


def _value(value: str, has_colon: bool, text: str) -> str | None:
    if value.count("(") > value.count(")"):
        value += ")"
    if not value or _PHOTO.match(value) or _ROLE.match(value):
        return None
    if address := re.search(r"https?://\S+", value):
        return value if len(value) <= len(address[0]) + 120 else None
    if has_colon:
        return value if len(value) <= 150 else None
    is_short = len(value.split()) <= 9 and len(value) <= 70
    begins_as_name = value[0].isupper() or bool(_ADDRESS.match(value) or _PRESS.match(value))
    if is_short and begins_as_name and not _WORDS_OF_A_SENTENCE.match(value) and ", " not in value:
        return value
    return None
