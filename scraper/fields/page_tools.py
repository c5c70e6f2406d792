"""Lines that are tools, counters and labels of a page, wherever they stand in or beside a text."""

import re

_MAX_LENGTH = 160
# What is left of a line of tools once every tool is taken away is no word. On small letters: a search
# that ignores case takes several times as long.
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
      | soạn\s+bài\s+viết | chỉnh\s+sửa\s+bài\s+viết | quản\s+trị\s+tin\s+tức | aa | a[+-]?
    )(?!\w)""",
    re.VERBOSE,
)
# What portals print below a text: pointers, files, comments; whom to name when it is used again.
_NOTICE = re.compile(
    r"""^[\s\-–>*»|[(]*(?:
        số\s+lượt\s+(?:người\s+)?(?:xem|đọc) | lượt\s+(?:xem|truy\s+cập) | in\s+bài(?:\s+viết)?$ | in\s+trang | bản\s+in | gửi\s+(?:mail|email|bài)
      | quay\s+lại | trở\s+(?:về|lại)$ | về\s+(?:đầu\s+trang|trang\s+chủ) | chia\s+sẻ\b.{0,30}$ | tổng\s+số\s+điểm\s+của | click\s+để\s+đánh\s+giá | đánh\s+giá(?:\s+bài\s+viết)?\s*: | xếp\s+hạng:
      | từ\s+khóa\s*: | tags?\s*: | xem\s+chi\s+tiết | (?:mời|vui\s+lòng)?\s*xem\s+(?:thêm|tại|file|nội\s+dung)\b.{0,60}$ | chi\s+tiết\s+xem | đọc\s+tiếp
      | (?:tải|download)\s.{0,60}(?:tại\s+đây|về|file)\W*$ | (?:file|tệp|tập\s+tin)\s+đính\s+kèm | tập\s+tin\s*: | tổng\s+số\s+lượt | print$ | send\s+email | ý\s+kiến\s+bạn\s+đọc | bình\s+luận$
      | bạn\s+(?:cần|phải|chưa)\s+(?:đăng\s+nhập|trở\s+thành\s+thành\s+viên) | đăng\s+nhập\s+để | (?:viết|gửi|nhập)\s+(?:ý\s+kiến|bình\s+luận)
      | click\s+(?:vào\s+)?(?:đây|here) | tại\s+đây\W*$ | like$ | tweet$ | <o:p>
      )""",
    re.IGNORECASE | re.VERBOSE,
)
_RIGHTS = re.compile(
    r"^\W*(?:[®©]|(?:(?:yêu\s+cầu|vui\s+lòng|đề\s+nghị|xin)\s+)?(?:ghi|dẫn|trích)\s+(?:rõ\s+)?nguồn\b|bản\s+quyền\s+(?:thuộc|của)|(?:chú\s+ý|lưu\s+ý)\s*:\s*(?:việc\s+đăng\s+lại|mọi\s+hình\s+thức\s+sao\s+chép|ghi\s+rõ\s+nguồn))",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"^\W*(?:ngày\s+)?(?:cập\s+nhật(?:\s+(?:lần\s+cuối|ngày|lúc))?|đăng(?:\s+(?:ngày|lúc|tin))?|xuất\s+bản|gửi|tạo)\s*:?[\s\d:/.,\-–|()h]*\d{4}[\s\d:/.,\-–|()h]*(?:sa|ch|am|pm)?\W*$",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#\w+[\s,;]*)+")
_PAGES = re.compile(r"trang\s*:(?:\s*\d+)+", re.IGNORECASE)
_MAX_NOTICE, _MAX_RIGHTS = 120, 300
_NUMBERS = re.compile(r"[\d.,:/%]+")
_WORDS = re.compile(r"\w")
_PLAYER = re.compile(r"\W*\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}\W*")
_LETTER = re.compile(r"[^\W\d]")


def is_tool_line(text: str) -> bool:
    """Whether the line consists of tools and counters: "Cỡ chữ: A+ A A-", "In trang | Gửi email"."""
    if len(text) > _MAX_LENGTH:
        return False
    text = text.lower()
    if (first := _LETTER.search(text)) is None:
        return bool(_PLAYER.fullmatch(text))
    if not _TOOL.match(text, first.start()):  # far cheaper than to look for tools everywhere
        return False
    return not _WORDS.search(_NUMBERS.sub(" ", _TOOL.sub(" ", text)))


def is_closing_notice(text: str) -> bool:
    """Whether a line below a text is of the portal: a pointer, a counter, a clause on reuse."""
    if len(text) <= _MAX_NOTICE and (_NOTICE.match(text) or _STAMP.match(text)):
        return True
    if _HASHTAGS.fullmatch(text) or _PAGES.fullmatch(text):
        return True
    return len(text) <= _MAX_RIGHTS and bool(_RIGHTS.match(text))


def without_tools(text: str) -> str:
    """What a line says beside its tools; `text` in small letters."""
    return _TOOL.sub(" ", text)
