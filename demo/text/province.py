"""Tỉnh Vĩnh Lạc: its places and bodies. The province and everything in it are invented.

The department of information and communications was merged into the department of science and
technology on 1 March 2025, and districts were abolished on 1 July 2025, as everywhere in the
country: names follow the day of publication.
"""

from datetime import date, datetime, timedelta, timezone
from random import Random

from attrs import frozen

from demo.text.story import Signature, Writer

PROVINCE = "Vĩnh Lạc"
TIMEZONE = timezone(timedelta(hours=7))
DISTRICTS_ABOLISHED_ON = date(2025, 7, 1)

COMMUNES = (
    "Tân Thuận", "An Lộc", "Phú Khê", "Hòa Sơn", "Đông Hà", "Mỹ Lương", "Yên Trạch", "Đại Lạc",
    "Quảng Phước", "Bình Khê", "Thanh Lâm", "Long Điền", "Cẩm Thạch", "Đức Lạc", "Sơn Đông",
    "Hưng Thịnh", "Lạc Đạo", "Trung Nghĩa", "Vân Đình", "Kim Đôi", "Đồng Tâm", "Thụy Lôi",
)  # fmt: skip
WARDS = ("Vĩnh Lạc", "Bến Đò", "Gia Đông", "Thành Công", "Đông Kiều", "Lạc Viên")
DISTRICTS = (
    "huyện Đông Lạc", "huyện Tân Khê", "huyện Phú Sơn", "huyện Hòa Thạch", "huyện An Lương",
    "thị xã Gia Đông", "thành phố Vĩnh Lạc",
)  # fmt: skip
PROVINCE_BODIES = (
    "Báo Vĩnh Lạc", "Hội Nhà báo tỉnh Vĩnh Lạc", "Liên đoàn Lao động tỉnh Vĩnh Lạc",
    "Hội Liên hiệp Phụ nữ tỉnh Vĩnh Lạc", "Trường Chính trị tỉnh Vĩnh Lạc",
    "Trường Cao đẳng Kỹ thuật Vĩnh Lạc", "Thanh tra tỉnh Vĩnh Lạc", "Cục Thuế tỉnh Vĩnh Lạc",
    "Ban Quản lý các khu công nghiệp tỉnh Vĩnh Lạc", "Bưu điện tỉnh Vĩnh Lạc",
    "Hội Chữ thập đỏ tỉnh Vĩnh Lạc", "Thư viện tỉnh Vĩnh Lạc", "Bảo tàng tỉnh Vĩnh Lạc",
    "Sở Giáo dục và Đào tạo tỉnh Vĩnh Lạc", "Sở Xây dựng tỉnh Vĩnh Lạc",
    "Sở Tư pháp tỉnh Vĩnh Lạc", "Sở Y tế tỉnh Vĩnh Lạc",
)  # fmt: skip


@frozen
class TraditionDay:
    """A fixed day of the sector, for articles that keep it."""

    name: str
    day: int
    month: int
    first_year: int


@frozen
class Section:
    alias: str
    """As in addresses."""
    title: str
    role: str
    """"news", "field", "field2" or "notice": which recipes it takes."""


@frozen
class Agency:
    host: str
    name: str
    """Full name as the portal writes it."""
    short_name: str
    sector: str
    director: Writer
    deputies: tuple[Writer, ...]
    units: tuple[str, ...]
    tradition: TraditionDay
    sections: tuple[Section, ...]
    first_on: date
    last_on: date
    """Publication days of the portal's articles."""
    collectives: tuple[str, ...]
    signatures: dict[Signature, int]
    """Weights of the ways in which the portal signs."""
    address: str

    def section(self, alias: str) -> Section | None:
        return next((section for section in self.sections if section.alias == alias), None)

    def section_of(self, role: str) -> Section:
        return next(section for section in self.sections if section.role == role)


def draw_locality(rng: Random, published_at: datetime) -> str:
    """A district before their end, a commune or ward after it."""
    if published_at.date() < DISTRICTS_ABOLISHED_ON:
        return rng.choice(DISTRICTS)
    return draw_commune(rng)


def draw_commune(rng: Random) -> str:
    if rng.random() < 0.25:
        return f"phường {rng.choice(WARDS)}"
    return f"xã {rng.choice(COMMUNES)}"


def draw_body(rng: Random) -> str:
    """A body that can have an anniversary: schools, health centres, associations, newspapers."""
    place = rng.choice(COMMUNES + WARDS)
    return rng.choice(
        (
            rng.choice(PROVINCE_BODIES),
            f"Trường THPT {place}",
            f"Trường Tiểu học {place}",
            f"Trường THCS {place}",
            f"Trung tâm Y tế {place}",
            f"Hợp tác xã Nông nghiệp {place}",
        )
    )
