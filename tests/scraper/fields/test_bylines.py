import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Author
from scraper.fields.bylines import Role, is_name, read_byline
from scraper.fields.credits import read_credit


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tác giả: Vân Nam", ["Vân Nam"]),
        ("Tác giả bài viết: Nguyễn Trinh", ["Nguyễn Trinh"]),
        ("Tin, ảnh: Nam Nguyên", ["Nam Nguyên"]),
        ("Tin ảnh: Anh Thư", ["Anh Thư"]),
        ("Bài, ảnh: Lê Phước", ["Lê Phước"]),
        ("T/h: Hải Thanh", ["Hải Thanh"]),
        ("BT: Hồng Uyên", ["Hồng Uyên"]),
        ("Tin: Hải Yến - Ảnh: Minh Đức", ["Hải Yến"]),
        ("Khánh Ly", ["Khánh Ly"]),
        ("Đoàn Mạnh Khôi", ["Đoàn Mạnh Khôi"]),
        ("Trang Nhung", ["Trang Nhung"]),
        ("Nguyễn Hương – Ngọc Ánh", ["Nguyễn Hương", "Ngọc Ánh"]),
        ("NHẬT XUÂN - NGHI VŨ", ["Nhật Xuân", "Nghi Vũ"]),
        ("M. THÀNH", ["M. Thành"]),
        ("AT", ["AT"]),
        ("N.B", ["N.B"]),
        ("C.T.K.D.", ["C.T.K.D."]),
        ("TS Trần Lê Hồng", ["Trần Lê Hồng"]),
        ("PGS.TS. Lương Trọng Thành", ["Lương Trọng Thành"]),
        ("Tin, bài: cô Lê Hoa", ["Lê Hoa"]),
        ("Bài, ảnh: Ph. Hân - M. Duyên", ["Ph. Hân", "M. Duyên"]),
        ("By Trần Anh", ["Trần Anh"]),
        ("Lò Thị Hạnh - Hải Phòng", ["Lò Thị Hạnh"]),
        ("PV Trần Anh", ["Trần Anh"]),
        ("Tin, ảnh Trần Anh", ["Trần Anh"]),
        ("Ảnh, bài: Trần Anh", ["Trần Anh"]),
        ("Bài: Trần Anh - Ảnh: CTV", ["Trần Anh"]),
        ("Tác giả: Trần Anh | Ngày đăng: 12/10/2026", ["Trần Anh"]),
        ("Tác giả: Trần Anh - Nguồn: Báo Vĩnh Lạc", ["Trần Anh"]),
        ("BS.CKII. Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("Xuân Trường-Thu Hà", ["Xuân Trường", "Thu Hà"]),
        ("Thực hiện: Trần Anh – Hà My", ["Trần Anh", "Hà My"]),
        ("Hoàng Anh - Thu Trang (thực hiện)", ["Hoàng Anh", "Thu Trang"]),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.role is Role.AUTHOR
    assert [author.name for author in byline.authors] == names


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (
            "Lại Văn Thư - Chuyên viên Phòng Giáo dục và Đào tạo Vũ Thư",
            Author(
                "Lại Văn Thư",
                "Chuyên viên Phòng Giáo dục và Đào tạo Vũ Thư",
                "Phòng Giáo dục và Đào tạo Vũ Thư",
            ),
        ),
        ("Tác giả: Đặng Văn Tuân, Phòng GDTX", Author("Đặng Văn Tuân", "Phòng GDTX", "Phòng GDTX")),
        (
            "Nguyễn Hằng (Trung tâm Văn hóa thành phố)",
            Author("Nguyễn Hằng", "Trung tâm Văn hóa thành phố", "Trung tâm Văn hóa thành phố"),
        ),
        ("Phạm Linh (tổng hợp)", Author("Phạm Linh", "tổng hợp")),
        ("Phạm Linh lược ghi", Author("Phạm Linh", "lược ghi")),
        ("Phạm Linh/TTXVN", Author("Phạm Linh", "TTXVN", "TTXVN")),
        ("Phạm Linh, P. TCCB", Author("Phạm Linh", "P. TCCB")),
        ("Phạm Linh - Lớp 12A1", Author("Phạm Linh", "Lớp 12A1")),
        (
            "Phạm Linh - GV Trường Tiểu học Hòa Lạc",
            Author("Phạm Linh", "GV Trường Tiểu học Hòa Lạc", "Trường Tiểu học Hòa Lạc"),
        ),
        ("Tin, ảnh: Thu Huyền – TTVH&TT", Author("Thu Huyền", "TTVH&TT", "TTVH&TT")),
        (
            "Ths.Võ Văn Long - HT trường THCS Tân Thành",
            Author("Võ Văn Long", "HT trường THCS Tân Thành", "trường THCS Tân Thành"),
        ),
        # An office and a name with a known surname, without a separator.
        ("Hiệu trưởng Nguyễn Văn An", Author("Nguyễn Văn An", "Hiệu trưởng")),
        ("PHÓ GIÁM ĐỐC NGUYỄN VĂN AN", Author("Nguyễn Văn An", "PHÓ GIÁM ĐỐC")),
        ("Giám đốc Lê An", Author("Lê An", "Giám đốc")),
        ("Hiệu trưởng TS. Nguyễn Văn An", Author("Nguyễn Văn An", "Hiệu trưởng")),
        (
            "Chủ tịch UBND xã Thạch Hà Lê Văn An",
            Author("Lê Văn An", "Chủ tịch UBND xã Thạch Hà", "UBND xã Thạch Hà"),
        ),
        ("Chủ tịch Lê Hoàng Nam Anh", Author("Lê Hoàng Nam Anh", "Chủ tịch")),
    ],
)
def test_positions_and_bodies(text: str, author: Author) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.authors == (author,)


@pytest.mark.parametrize(
    "text",
    [
        "BBT",
        "(BBT)",
        "Ban Biên tập",
        "PV",
        "P.V",
        "(ST)",
        "Nhóm PV",
        "SỞ NỘI VỤ TỈNH VĨNH LẠC",
        "Tác giả: Trường THCS An Hòa",
    ],
)
def test_a_collective_is_no_person(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.role is Role.COLLECTIVE
    assert byline.authors == ()


@pytest.mark.parametrize(
    "text",
    [
        # Schools and bodies that are named after someone; an office alone; a sentence.
        "Hiệu trưởng Trường THPT Nguyễn Bỉnh Khiêm",
        "Hiệu trưởng Trường THPT Lê Lợi",
        "Bí thư Chi bộ Trường Tiểu học Nguyễn Văn Trỗi",
        "Chủ tịch UBND phường Trần Phú",
        "Giám đốc Sở Y tế",
        "Chủ tịch Hồ Chí Minh",
        "Phó Chủ tịch UBND huyện Trần Văn Nam phát biểu",
    ],
)
def test_an_office_without_its_holder_names_nobody(text: str) -> None:
    assert read_byline(text) is None


@pytest.mark.parametrize(
    "text", ["Tin Khác", "Chia Sẻ", "Bình Luận", "Trang Chủ", "P. TCCB", "Hà Nội"]
)
def test_tools_places_and_abbreviations_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text", ["Đăng bởi: Hân Nguyễn", "Người đăng: Quản trị", "Ảnh: Thái Thuần", "Trân trọng!"]
)
def test_poster_photographer_and_closing_are_not_the_writer(text: str) -> None:
    byline = read_byline(text)
    assert byline is not None
    assert byline.role is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị đã thành công tốt đẹp.",
        "Đồng chí Lê Văn An - Phó Giám đốc Sở phát biểu khai mạc Hội nghị",
        "Đường dây nóng: 0299 3 822 822",
        "Một số hình ảnh tại hội nghị",
        "Ngày xử lý: 24/7/2019",
    ],
)
def test_what_is_no_byline(text: str) -> None:
    byline = read_byline(text)
    assert byline is None or byline.role is not Role.AUTHOR


@given(st.text(max_size=180))
def test_no_text_makes_it_raise(text: str) -> None:
    byline = read_byline(text)
    assert byline is None or all(author.name for author in byline.authors)
    assert is_name(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("(Theo monre.gov.vn)", "monre.gov.vn"),
        ("Nguồn: Cổng Thông tin điện tử Bộ Công Thương", "Cổng Thông tin điện tử Bộ Công Thương"),
        ("Nguồn Báo Bình Phước", "Báo Bình Phước"),
        ("Nguồn “Đắk Nông Điện tử”", "Đắk Nông Điện tử"),
        ("nGUỒN LAODONG.VN", "LAODONG.VN"),
        ("Theo http://baodaknong.org.vn", "http://baodaknong.org.vn"),
        ("Theo Báo Đắk Nông điện tử", "Báo Đắk Nông điện tử"),
        ("(TTXVN/Vietnam+)", "TTXVN/Vietnam+"),
        ("Nguồn: QĐND", "QĐND"),
    ],
)
def test_source_credits(text: str, credit: str) -> None:
    assert read_credit(text) == credit


@pytest.mark.parametrize(
    "text",
    [
        "Theo báo cáo của Sở Nội vụ, trong năm qua toàn tỉnh đã hoàn thành các chỉ tiêu.",
        "Theo đó, các đơn vị tiếp tục triển khai.",
        "Nguồn: BTV",
        "Nguồn lực của tỉnh được tập trung cho giao thông nông thôn trong giai đoạn tới",
        "Ảnh minh hoạ - nguồn internet",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert read_credit(text) is None


@pytest.mark.parametrize("place", ["Hải Phòng", "Cần Thơ", "HÀ NỘI", "Quảng Ninh"])
def test_place_is_no_person(place: str) -> None:
    assert read_byline(place) is None


def test_words_of_a_speaker_are_no_byline() -> None:
    assert read_byline("Phóng viên: Trân trọng cảm ơn ông!") is None
