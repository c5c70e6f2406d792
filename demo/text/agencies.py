"""The four bodies whose portals are simulated."""

from datetime import date

from demo.text.province import Agency, Section, TraditionDay
from demo.text.story import Signature, Writer

LAST_DAY = date(2026, 11, 20)

STTTT = Agency(
    host="stttt.vinhlac.test",
    name="Sở Thông tin và Truyền thông tỉnh Vĩnh Lạc",
    short_name="Sở Thông tin và Truyền thông",
    sector="Thông tin và Truyền thông",
    director=Writer("Đặng Quốc Vượng", "Tỉnh ủy viên, Giám đốc Sở Thông tin và Truyền thông"),
    deputies=(
        Writer("Phan Thị Minh Thoa", "Phó Giám đốc Sở Thông tin và Truyền thông"),
        Writer("Ngô Bá Kiên", "Phó Giám đốc Sở Thông tin và Truyền thông"),
    ),
    units=(
        "Trung tâm Công nghệ thông tin và Truyền thông",
        "Phòng Bưu chính - Viễn thông",
        "Phòng Thông tin - Báo chí - Xuất bản",
        "Phòng Chuyển đổi số",
        "Thanh tra Sở",
        "Văn phòng Sở",
    ),
    tradition=TraditionDay("Ngày truyền thống ngành Thông tin và Truyền thông", 28, 8, 1945),
    sections=(
        Section("tin-tuc-su-kien", "Tin tức - Sự kiện", "news"),
        Section("chuyen-oi-so", "Chuyển đổi số", "field"),
        Section("bao-chi-xuat-ban", "Báo chí - Xuất bản", "field2"),
        Section("thong-bao", "Thông báo", "notice"),
    ),
    first_on=date(2018, 1, 8),
    last_on=date(2025, 2, 26),
    collectives=("Ban Biên tập", "BBT", "Phòng Chuyển đổi số", "Văn phòng Sở"),
    signatures={Signature.NONE: 30, Signature.TOP: 8, Signature.END: 38, Signature.LABEL: 24},
    address="Số 8 đường Lê Lai, thành phố Vĩnh Lạc",
)

SKHCN = Agency(
    host="skhcn.vinhlac.test",
    name="Sở Khoa học và Công nghệ tỉnh Vĩnh Lạc",
    short_name="Sở Khoa học và Công nghệ",
    sector="Khoa học và Công nghệ",
    director=Writer("Hồ Thanh Lâm", "Tỉnh ủy viên, Giám đốc Sở Khoa học và Công nghệ"),
    deputies=(
        Writer("Tống Thị Hồng Vân", "Phó Giám đốc Sở Khoa học và Công nghệ"),
        Writer("Lưu Đình Phúc", "Phó Giám đốc Sở Khoa học và Công nghệ"),
    ),
    units=(
        "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ",
        "Phòng Quản lý Khoa học",
        "Phòng Quản lý Công nghệ và Sở hữu trí tuệ",
        "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng",
        "Văn phòng Sở",
    ),
    tradition=TraditionDay("Ngày Khoa học và Công nghệ Việt Nam", 18, 5, 2014),
    sections=(
        Section("tin-tuc-su-kien", "Tin tức sự kiện", "news"),
        Section("nghien-cuu-khoa-hoc", "Nghiên cứu khoa học", "field"),
        Section("so-huu-tri-tue", "Sở hữu trí tuệ", "field2"),
        Section("thong-bao", "Thông báo", "notice"),
    ),
    first_on=date(2018, 2, 5),
    last_on=LAST_DAY,
    collectives=("BBT", "Ban Biên tập", "Phòng Quản lý Khoa học", "Chi đoàn Sở KH&CN"),
    signatures={Signature.NONE: 25, Signature.END: 45, Signature.FIELD: 15, Signature.LABEL: 15},
    address="Số 21 đường Trần Hưng Đạo, phường Vĩnh Lạc",
)

SNV = Agency(
    host="snv.vinhlac.test",
    name="Sở Nội vụ tỉnh Vĩnh Lạc",
    short_name="Sở Nội vụ",
    sector="Nội vụ",
    director=Writer("Cao Thị Ngọc Hằng", "Tỉnh ủy viên, Giám đốc Sở Nội vụ"),
    deputies=(
        Writer("Quách Văn Toàn", "Phó Giám đốc Sở Nội vụ"),
        Writer("Chu Đức Thịnh", "Phó Giám đốc Sở Nội vụ"),
    ),
    units=(
        "Phòng Cải cách hành chính",
        "Phòng Tổ chức, biên chế",
        "Ban Thi đua - Khen thưởng tỉnh",
        "Trung tâm Lưu trữ lịch sử tỉnh",
        "Phòng Công chức, viên chức",
        "Văn phòng Sở",
    ),
    tradition=TraditionDay("Ngày truyền thống ngành Tổ chức nhà nước", 28, 8, 1945),
    sections=(
        Section("Tin-hoat-dong", "Tin hoạt động", "news"),
        Section("Cai-cach-hanh-chinh", "Cải cách hành chính", "field"),
        Section("Thi-dua-khen-thuong", "Thi đua - Khen thưởng", "field2"),
        Section("Thong-bao", "Thông báo", "notice"),
    ),
    first_on=date(2018, 3, 1),
    last_on=LAST_DAY,
    collectives=("Ban Biên tập", "Phòng Cải cách hành chính", "Ban Thi đua - Khen thưởng tỉnh"),
    signatures={Signature.NONE: 35, Signature.FIELD: 45, Signature.END: 12, Signature.LABEL: 8},
    address="Số 3 đường Nguyễn Đình Chiểu, phường Vĩnh Lạc",
)

BENHVIEN = Agency(
    host="benhvien.vinhlac.test",
    name="Bệnh viện Đa khoa tỉnh Vĩnh Lạc",
    short_name="Bệnh viện Đa khoa tỉnh",
    sector="Y tế",
    director=Writer("BSCKII. Mai Xuân Giang", "Giám đốc Bệnh viện Đa khoa tỉnh Vĩnh Lạc"),
    deputies=(
        Writer("TS.BS. Bùi Thị Thu Hạnh", "Phó Giám đốc Bệnh viện"),
        Writer("BSCKII. Đỗ Trọng Nghĩa", "Phó Giám đốc Bệnh viện"),
    ),
    units=(
        "Khoa Tim mạch",
        "Khoa Ngoại Chấn thương",
        "Khoa Hồi sức tích cực - Chống độc",
        "Khoa Phụ sản",
        "Khoa Nhi",
        "Khoa Thần kinh",
        "Khoa Nội tiêu hóa",
    ),
    tradition=TraditionDay("Ngày Thầy thuốc Việt Nam", 27, 2, 1955),
    sections=(
        Section("tin-benh-vien", "Tin bệnh viện", "news"),
        Section("kien-thuc-y-khoa", "Kiến thức y khoa", "field"),
        Section("dao-tao-nghien-cuu", "Đào tạo - Nghiên cứu", "field2"),
        Section("thong-bao", "Thông báo", "notice"),
    ),
    first_on=date(2018, 1, 15),
    last_on=LAST_DAY,
    collectives=("Phòng Công tác xã hội", "Tổ truyền thông", "Phòng Điều dưỡng"),
    signatures={Signature.NONE: 30, Signature.END: 30, Signature.FIELD: 25, Signature.LABEL: 15},
    address="Số 100 đường Hùng Vương, phường Vĩnh Lạc",
)

AGENCIES = (STTTT, SKHCN, SNV, BENHVIEN)
