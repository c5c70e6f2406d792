"""Lines that are tools, counters and labels of a page, wherever they stand in or beside a text."""

import re

_MAX_LENGTH = 160
# What is left of a line of tools once every tool is taken away is no word.
_TOOL = re.compile(
    r"""(?<!\w)(?:
        (?:xem\s+với\s+)?cỡ\s+chữ | (?:tăng|giảm)\s+(?:cỡ\s+chữ|tương\s+phản) | (?:độ\s+)?tương\s+phản | (?:phông|font)\s+chữ(?:\s+mặc\s+định)?
      | (?:chia\s+sẻ|lưu|in|gửi)(?:\s+(?:bài(?:\s+viết)?|tin(?:\s+bài)?|trang|email|e-mail|mail|link|liên\s+kết|qua|trên|lên|cho\s+bạn\s+bè|này|facebook|twitter|zalo|mạng\s+xã\s+hội))*
      | facebook | twitter | (?:theo\s+dõi[\w\s]*\s)?(?:trên\s+)?google\s*(?:\+|plus|news) | zalo | linkedin | pinterest | tweet | like | share | print | (?:send\s+)?e-?mail | copy(?:\s+link)? | sao\s+chép(?:\s+liên\s+kết)? | bản\s+in
      | (?:nghe\s+)?đọc\s+(?:bài(?:\s+viết)?|báo) | nghe\s+(?:đọc\s+)?(?:bài(?:\s+viết|\s+báo)?|audio|nội\s+dung) | giọng\s+(?:đọc|nam|nữ)(?:\s+(?:miền\s+)?(?:bắc|trung|nam))? | tốc\s+độ(?:\s+đọc)? | phát | dừng | tạm\s+dừng
      | trình\s+duyệt\s+(?:của\s+bạn\s+)?không\s+hỗ\s+trợ[\w\s]* | your\s+browser\s+does\s+not\s+support[\w\s]*
      | (?:số\s+)?(?:lượt|lần)\s+(?:người\s+)?(?:xem|đọc|truy\s+cập|thích) | (?:số\s+)?người\s+xem | đã\s+(?:xem|đọc) | view(?:s|\s+count)? | hits
      | (?:click\s+để\s+)?đánh\s+giá(?:\s+bài\s+viết)?(?:\s+này)? | xếp\s+hạng | (?:\d+\s+)?(?:lượt\s+)?(?:đánh\s+giá|bình\s+chọn|bình\s+luận) | ý\s+kiến(?:\s+(?:bạn\s+đọc|của\s+bạn|phản\s+hồi))?
      | quay\s+lại | quay\s+về | trở\s+(?:về|lại) | (?:về|lên)\s+(?:đầu\s+)?trang(?:\s+(?:chủ|trước))? | đầu\s+trang
      | soạn\s+bài\s+viết | chỉnh\s+sửa\s+bài\s+viết | quản\s+trị\s+tin\s+tức | aa | [aA][+-]?
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERS = re.compile(r"[\d.,:/%]+")
_WORDS = re.compile(r"\w")


def is_tool_line(text: str) -> bool:
    """Whether the line consists of tools and counters: "Cỡ chữ: A+ A A-", "In trang | Gửi email"."""
    if len(text) > _MAX_LENGTH or not text:
        return False
    rest, found = _TOOL.subn(" ", text)
    return found > 0 and not _WORDS.search(_NUMBERS.sub(" ", rest))


def without_tools(text: str) -> str:
    """What a line says beside its tools."""
    return _TOOL.sub(" ", text)
