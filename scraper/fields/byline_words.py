"""The words of Vietnamese bylines: labels, titles, offices, bodies, and what parts names."""

import re

LABEL = re.compile(
    r"""^[(\[\s*]*(?P<label>
        tác\s+giả(?:\s+bài\s+viết)? | nhóm\s+tác\s+giả | người\s+viết(?:\s+bài)? | viết\s+bài | bút\s+danh
      | (?:(?:hình\s+)?ảnh\s*(?:,|/|-|–|và|&)\s*)?(?:tin|bài)(?:\s+viết)?(?:\s*(?:,|/|-|–|và|&|\+|\s)\s*(?:tin|bài|(?:hình\s+)?ảnh|clip|video|photo))*
      | (?:người\s+)?(?:thực\s+hiện|t/h|biên\s+tập|biên\s+soạn|bt|btv|tổng\s+hợp|sưu\s+tầm|đưa\s+tin|viết\s+tin|by)
      | (?:nội\s+dung(?:\s*(?:,|và|&)\s*(?:hình\s+)?ảnh)?) | pv | ctv | phóng\s+viên | cộng\s+tác\s+viên | gv | giáo\s+viên
      )\s*[:：]\s*(?P<value>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
OTHER_LABEL = re.compile(
    r"""^[(\[\s]*(?:người\s+đăng|đăng\s+bởi|đăng\s+tải|người\s+cập\s+nhật|cập\s+nhật\s+bởi|nhập\s+tin|quản\s+trị
        |(?:hình\s+)?ảnh(?:\s+minh\s+h[oọ]ạ?)?|photo|clip|video|đồ\s+họa|thiết\s+kế|người\s+duyệt|submitted\s+by
        )\s*[:：]?\s+\S.{0,80}$""",
    re.IGNORECASE | re.VERBOSE,
)
# "PV Minh Anh", "Tin, ảnh Minh Anh": a label without its colon, before a name only.
BARE_LABEL = re.compile(
    r"^(?:pv|ctv|btv|phóng\s+viên|cộng\s+tác\s+viên|(?:tin|bài)(?:\s+viết)?\s*(?:,|và|&|-)\s*ảnh)\s+(?=\S)",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:xin\s+)?(?:trân\s+trọng|kính\s+chào)(?:\s+(?:cảm\s+ơn|kính\s+chào))?\s*[./!,]*$",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"""^(?:(?:PGS|GS|TSKH|TS|Th\.?\s?S|ThS|Ths|ThẠc\s+sĨ|Tiến\s+sĩ|Thạc\s+sĩ|Giáo\s+sư|BSCK\s?I*|BS|CK\s?(?:I{1,2}|[12])|Bác\s+sĩ|DS|KS|KTS
        |CN|HS|SV|[Hh]ọc\s+sinh|[Ss]inh\s+viên|LS|Luật\s+sư|NSND|NSƯT|NGND|NGƯT|Nhà\s+(?:báo|văn|thơ|giáo|nghiên\s+cứu)
        |[Đđ]ồng\s+chí|[Đđ]/[cC]|[Ôô]ng|[Bb]à|[Tt]hầy(?:\s+giáo)?|[Cc]ô(?:\s+giáo)?
        |(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:ĐẠI|THƯỢNG|TRUNG|THIẾU)\s+(?:TƯỚNG|TÁ|ÚY)
        )(?:\.\s*|\s+|,\s*|(?=\.)))+""",
    re.VERBOSE,
)
COLLECTIVE_WORDS = (
    r"bbt|ban|btv|btc|pv|ctv|nhóm|phóng\s+viên|cộng\s+tác\s+viên|biên\s+tập\s+viên|sở|ubnd|hđnd|ubmttq|mttq|phòng|trung\s+tâm"
    r"|trường|đoàn|chi\s+(?:đoàn|bộ|cục|hội)|hội|cục|tổng\s+cục|vụ|viện|báo|cổng|đài|công\s+an|công\s+ty|văn\s+phòng|tổ|ủy\s+ban|uỷ\s+ban"
    r"|đảng|huyện|xã|phường|thị|thành|tỉnh|bộ|ngân\s+hàng|bệnh\s+viện|kho\s+bạc|bảo\s+hiểm|liên\s+đoàn|mặt\s+trận|tòa|toà|thanh\s+tra"
    r"|chi\s+nhánh|khoa|học\s+viện|đại\s+học|thpt|thcs|tạp\s+chí|tòa\s+soạn|admin|quản\s+trị|webmaster|vietnam\+|ttxvn|th|st|theo|nguồn"
)
# Of the words that open the name of a body, those that are a surname or pen name ("Đoàn", "Khoa").
NOT_A_NAME = re.compile(
    rf"^(?!(?:đoàn|thành|khoa|thị|hội|bộ)\s)(?:{COLLECTIVE_WORDS})(?![\w])|^(?:đoàn|hội)\s+(?:thanh|phụ|nông|cựu|viên)\b"
    r"|^(?:tin|bài|chia\s+sẻ|bình\s+luận|đánh\s+giá|từ\s+khóa|liên\s+quan|xem\s+thêm|quay\s+lại|trang\s+(?:chủ|trước|sau|tin)|gửi|trở\s+(?:về|lại)|ý\s+kiến|phản\s+hồi|tải|lượt|nội\s+dung"
    r"|việt\s+nam|hà\s+nội|văn\s+bản|thông\s+(?:tin|báo)|giới\s+thiệu|liên\s+hệ|đăng\s+nhập|hình\s+ảnh|thư\s+viện|facebook|twitter)(?!\w)",
    re.IGNORECASE,
)
# Provinces and cities after which nobody is named; "Hòa Bình", "Thái Bình" and others are names, too.
PLACE = re.compile(
    r"""^(?:bắc\s+(?:giang|ninh|kạn|cạn|liêu)|cao\s+bằng|lạng\s+sơn|lào\s+cai|yên\s+bái|điện\s+biên|lai\s+châu|sơn\s+la|phú\s+thọ|hưng\s+yên|nam\s+định
        |hải\s+phòng|quảng\s+(?:ninh|bình|trị|nam|ngãi)|nghệ\s+an|hà\s+(?:nội|tĩnh)|đà\s+nẵng|bình\s+(?:định|thuận|phước)|ninh\s+thuận|kon\s+tum|gia\s+lai
        |đắk\s+(?:lắk|nông)|lâm\s+đồng|tây\s+ninh|đồng\s+(?:nai|tháp)|long\s+an|tiền\s+giang|bến\s+tre|trà\s+vinh|cần\s+thơ|hậu\s+giang|sóc\s+trăng|bạc\s+liêu|cà\s+mau)$""",
    re.IGNORECASE | re.VERBOSE,
)
COLLECTIVE = re.compile(rf"^[(\[]*(?:{COLLECTIVE_WORDS})(?![\w])", re.IGNORECASE)
OFFICE = re.compile(
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
VERB = re.compile(
    r"(?<!\w)(?:phát\s+biểu|khai\s+mạc|bế\s+mạc|trao|tặng|tại|kiểm\s+tra\s+(?:công|tình)|thăm|chủ\s+trì|tham\s+dự|đến\s+dự|cho\s+biết|làm\s+việc|báo\s+cáo)(?!\w)",
    re.IGNORECASE,
)
BODY_OF_OFFICE = re.compile(
    r"""(?<!\w)((?:sở|bộ|cục|tổng\s+cục|vụ|viện|học\s+viện|trường(?!\s+ban)|đại\s+học|phòng|ban(?!\s+(?:hành|thường))|trung\s+tâm|ubnd|uỷ\s+ban|ủy\s+ban(?!\s+viên)
        |hđnd|hội(?!\s+viên)|liên\s+đoàn|công\s+(?:an|đoàn|ty)|văn\s+phòng|báo|đài|cổng\s+(?:thông|ttđt)|tạp\s+chí|bệnh\s+viện|mttq|mặt\s+trận|chi\s+cục|tòa\s+án|toà\s+án
        |kho\s+bạc|bảo\s+hiểm|thanh\s+tra|khoa|nxb|nhà\s+xuất\s+bản|chi\s+nhánh|đoàn|tỉnh\s+đoàn|thcs|thpt)\s.+)$""",
    re.IGNORECASE | re.VERBOSE,
)
# "Lê Na tổng hợp": what someone did, after the name.
ROLE_AFTER = re.compile(
    r"\s+(?P<role>tổng\s+hợp|sưu\s+tầm|thực\s+hiện|lược\s+(?:dịch|ghi)|biên\s+(?:dịch|soạn|tập)|ghi)(?:\s+(?:từ|theo)\s\S.{2,60})?$",
    re.IGNORECASE,
)
# Where someone belongs: a unit that no office opens ("GV Trường …", "Lớp 12A1", "P. TCCB").
UNIT = re.compile(
    r"(?:gv|hs|sv|nv|cb|lớp|tổ|khối|p|tt|mn|th|thcs|thpt|học\s+sinh|sinh\s+viên|giáo\s+viên)\.?\s+\S",
    re.IGNORECASE,
)
# "Nguyễn Hà/TTXVN", "Ngọc Lan/Báo Hòa Lạc"
OF_AGENCY = re.compile(
    r"^(?P<name>[^/]{4,40})\s*/\s*(?P<agency>TTXVN|Vietnam\+|VOV|VTV|VGP|(?:báo|tạp\s+chí|đài)\s.{2,40})$",
    re.IGNORECASE,
)
ROLE_NOTE = re.compile(
    r"^(?:tổng\s+hợp|sưu\s+tầm|thực\s+hiện|lược\s+dịch|dịch|biên\s+(?:dịch|soạn|tập)|ghi|t/h|th|st|bt)$",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s+[-–—_]\s+|\s*[;,/&+]\s*|\s+và\s+|\s*[–—]\s*")
META_PART = re.compile(r"\s*[|•·]\s*")
PART = re.compile(r"\s+[-–—_]\s+|\s*[–—]\s*|,\s+|\s*\n\s*")
INITIALS = re.compile(r"^(?:[A-ZĐ]{2}|[A-ZĐ](?:\.\s?[A-ZĐ]){1,3}\.?)$")
INITIALS_AND_NAME = re.compile(r"^(?:[A-ZĐ]\.){1,3}[^\W\d_]{2,7}$")  # "N.Q.VIỆT"
SHORTENED = re.compile(r"(?:[A-ZĐ]\.)+|(?:Ch|Gi|Kh|Ng|Nh|Ph|Qu|Th|Tr)\.")  # "M. THÀNH", "Ph. Hân"
# "By Trần Anh" on English pages; no Vietnamese name begins with these letters.
BY = re.compile(r"^by\s+(?=[A-ZĐ])", re.IGNORECASE)
SPOKEN = re.compile(r"^[^:：]{2,40}[:：]\s+\S")
SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|ngh?|nh?|m|p|t)?"
)
OTHER_PART = re.compile(
    r"\s*[-–—;,.]\s*(?:nguồn|biên\s+tập|duyệt|đăng\s+bởi|người\s+đăng|ngày\s+đăng|theo)\b.*$"
    r"|\s+(?:nguồn|ngày\s+đăng|đăng\s+ngày|lượt\s+xem)(?:\s+tin)?\s*:.*$",
    re.IGNORECASE,
)
VOWEL = re.compile("[aeiouy]")
PHOTO_PART = re.compile(r"\s*[-–—;,.]?\s*\(?\b(?:ảnh|photo|clip|video|hình)\b.*$", re.IGNORECASE)
ROLE_INITIALS = ("PV", "P.V", "TH", "BT", "B.T", "ST", "S.T")
# Surnames in use; those that are common words, too ("Sơn", "Văn", "Đồng"), prove nothing.
SURNAME = re.compile(
    r"""(?!hồ\s+chí\s+minh)(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đào|đoàn|vương|trịnh|trương|đinh|lâm|mai|tô|cao
        |hà|lương|tạ|lưu|thái|châu|phùng|quách|chu|tăng|triệu|vi|nông|hứa|đàm|lò|quàng|cầm|giàng|vàng|sùng|thào|kiều|nghiêm|thạch|ma|lường|bế|mạc|mã
        |doãn|khổng|tống|lã|lại|bạch|diệp|thân|đậu|cù|khuất|tòng|lù|điêu)\s""",
    re.IGNORECASE | re.VERBOSE,
)
# What a name may still follow: "Hiệu trưởng Trường THPT Nguyễn Du" names the school, nobody.
NAMED_AFTER = re.compile(
    r"""(?<!\w)(?:trường|thpt|thcs|tiểu\s+học|th|ptth|mầm\s+non|mn|mẫu\s+giáo|phường|xã|thị\s+trấn|huyện|quận|tỉnh|thành\s+phố|tp\.?|đường|phố|khu|thôn|ấp|bản|tổ
        |lớp|quỹ|viện|trung\s+tâm|công\s+ty|đại\s+học|học\s+viện|chuyên)$""",
    re.IGNORECASE | re.VERBOSE,
)
# Of the words in capitals that open an office, those that name a role, and no body: "BTV Báo Hòa Lạc".
ROLE_OPENS = re.compile(r"(?:BTV|PV|CTV|GV|CB|NV)\s")
# "Hải Yến; ảnh: Minh Đức"
PHOTO_AFTER = re.compile(r"\s*[-–—;,]\s*(?:hình\s+)?ảnh\s*:.*$", re.IGNORECASE)
HIGHLAND_NAME = re.compile(r"[KHY]['’][^\W\d_]{2,10}")
