"""Fills a recipe's templates: who, where, when and how many, the same through one article."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from random import Random

from demo.text.people import PROVINCE_LEADERS, draw_name
from demo.text.province import (
    PROVINCE,
    Agency,
    draw_body,
    draw_commune,
    draw_locality,
)

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_TERMS = ("X", "XI", "XII", "XIII")  # five-year terms from 2015 on
_DOCTORS = ("bác sĩ chuyên khoa I", "bác sĩ chuyên khoa II", "Trưởng khoa", "Phó Trưởng khoa")
_QUARTERS = ("I", "II", "III", "IV")
_OFFICES = (
    "Trưởng phòng", "Phó Trưởng phòng", "Chánh Văn phòng", "Phó Giám đốc", "Chủ tịch Công đoàn",
    "Bí thư Chi bộ",
)  # fmt: skip
# Head of a unit by the first words of its name; True where its name follows whole.
_HEADS = (
    ("Trung tâm", "Giám đốc", True),
    ("Chi cục", "Chi cục trưởng", True),
    ("Văn phòng", "Chánh Văn phòng", False),
    ("Thanh tra", "Chánh Thanh tra", False),
    ("Phòng", "Trưởng phòng", False),
    ("Khoa", "Trưởng khoa", False),
    ("Ban", "Trưởng ban", False),
)
_ORDERS = (
    "Huân chương Lao động hạng Ba", "Huân chương Lao động hạng Nhì",
    "Huân chương Lao động hạng Nhất", "Huân chương Độc lập hạng Ba",
)  # fmt: skip
_CROPS = ("bưởi", "cam", "dứa", "chè", "sen", "na", "ổi", "khoai lang", "lúa thơm", "dâu tằm")
# Department, what it treats, by which technique.
_RESCUES = (
    ("Khoa Tim mạch", "nhồi máu cơ tim", "can thiệp mạch vành qua da"),
    ("Khoa Tim mạch", "rối loạn nhịp tim nặng", "đặt máy tạo nhịp tim"),
    ("Khoa Ngoại Chấn thương", "đa chấn thương", "phẫu thuật kiểm soát tổn thương"),
    ("Khoa Hồi sức tích cực - Chống độc", "sốc nhiễm khuẩn", "lọc máu liên tục"),
    ("Khoa Nội tiêu hóa", "xuất huyết tiêu hóa", "nội soi cầm máu"),
    ("Khoa Thần kinh", "nhồi máu não", "tiêu sợi huyết"),
)
# Head of a body by the first words of its name.
_BODY_HEADS = {
    "Trường": "Hiệu trưởng",
    "Báo": "Tổng Biên tập",
    "Hội": "Chủ tịch Hội",
    "Liên": "Chủ tịch Liên đoàn",
    "Thanh": "Chánh Thanh tra",
    "Cục": "Cục trưởng",
    "Ban": "Trưởng ban",
}
_SEASON_DISEASES = ("cúm mùa", "sốt xuất huyết", "tay chân miệng", "viêm phổi", "viêm mũi dị ứng")
_GRADES = ("Xuất sắc", "Đạt", "Khá")


class _Drawn:
    """A placeholder with a range, drawn anew wherever it stands: {num:12-40}, {dec:60-95}."""

    def __init__(self, draw: Callable[[int, int], str]) -> None:
        self._draw = draw

    def __format__(self, spec: str) -> str:
        low, high = spec.split("-")
        return self._draw(int(low), int(high))


class Scene(Mapping[str, object]):
    """The values of one article's placeholders."""

    def __init__(
        self, agency: Agency, published_at: datetime, rng: Random, *, keeps_tradition: bool = False
    ) -> None:
        self._rng = rng
        self._values: dict[str, object] = {
            **self._draw_numbers(),
            **self._draw_time(published_at),
            **self._draw_people(agency),
            **self._draw_places(agency, published_at),
            **self._draw_things(),
        }
        self._values |= self._draw_years(agency, published_at, keeps_tradition)

    def fill(self, template: str) -> str:
        """The template with its choices made and its placeholders filled."""
        chosen = _CHOICE.sub(lambda match: self._rng.choice(match[1].split("|")), template)
        return chosen.format_map(self)

    def __getitem__(self, name: str) -> object:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def _draw_numbers(self) -> dict[str, object]:
        rng = self._rng

        def decimal(low: int, high: int) -> str:
            return f"{rng.randint(low, high - 1 if high > low else high)},{rng.randint(1, 9)}"

        return {
            "num": _Drawn(lambda low, high: _thousands(rng.randint(low, high))),
            "dec": _Drawn(decimal),
            "round": _Drawn(lambda low, high: _thousands(_round(rng.randint(low, high)))),
        }

    def _draw_time(self, published_at: datetime) -> dict[str, object]:
        day = published_at.date()
        part = "Sáng" if published_at.hour < 13 else "Chiều"
        return {
            "On": f"{part} {day.day}/{day.month}",
            "on_lower": f"{part.lower()} {day.day}/{day.month}",
            "event_day": f"{day.day}/{day.month}/{day.year}",
            "year": day.year,
            "last_year": day.year - 1,
            "next_year": day.year + 1,
            "month": day.month,
            "quarter": _QUARTERS[(day.month - 1) // 3],
            "past_quarter": f"{_QUARTERS[(day.month - 4) // 3]} năm {day.year - (day.month < 4)}",
            "term": f"{day.year} – {day.year + 5}",
            "roman": _TERMS[(day.year - 2015) // 5],
            "birth_year": day.year - self._rng.randint(34, 52),
        }

    def _draw_people(self, agency: Agency) -> dict[str, object]:
        leader = self._rng.choice(PROVINCE_LEADERS)
        deputy = self._rng.choice(agency.deputies)
        return {
            "leader": leader.name,
            "leader_title": leader.position,
            "director": agency.director.name,
            "director_title": agency.director.position,
            "deputy": deputy.name,
            "deputy_title": deputy.position,
            "officer": draw_name(self._rng),
            "officer_title": self._rng.choice(_OFFICES),
            "man": draw_name(self._rng, "male"),
            "woman": draw_name(self._rng, "female"),
            "doctor_title": self._rng.choice(_DOCTORS),
            "appointee": draw_name(self._rng),
        }

    def _draw_places(self, agency: Agency, published_at: datetime) -> dict[str, object]:
        locality = draw_locality(self._rng, published_at)
        unit, other_unit = self._rng.sample(agency.units, 2)
        commune = draw_commune(self._rng)
        body = draw_body(self._rng)
        rank, office = _draw_office(unit, self._rng)
        return {
            "rank": rank,
            "office": office,
            "province": PROVINCE,
            "agency": agency.name,
            "short": agency.short_name,
            "sector": agency.sector,
            "unit": unit,
            "unit2": other_unit,
            "body": body,
            "body_head": _BODY_HEADS.get(body.split(" ", 1)[0], "Giám đốc"),
            "locality": locality,
            "locality_cap": locality[0].upper() + locality[1:],
            "commune": commune,
            "commune2": draw_commune(self._rng),
            "place": commune.split(" ", 1)[1],
        }

    def _draw_things(self) -> dict[str, object]:
        crop = self._rng.choice(_CROPS)
        department, disease, technique = self._rng.choice(_RESCUES)
        return {
            "order": self._rng.choice(_ORDERS),
            "crop": crop,
            "crop_cap": crop[0].upper() + crop[1:],
            "department": department,
            "disease": disease,
            "technique": technique,
            "season_disease": self._rng.choice(_SEASON_DISEASES),
            "grade": self._rng.choice(_GRADES),
        }

    def _draw_years(
        self, agency: Agency, published_at: datetime, keeps_tradition: bool
    ) -> dict[str, object]:
        """A body's founding year hangs on its name alone, so that two articles agree on it."""
        day, kept = published_at.date(), agency.tradition
        founded = Random(str(self._values["body"])).randint(1956, 2011)
        counted_from = kept.first_year if keeps_tradition else founded
        return {
            "years": day.year - counted_from,
            "founded_year": founded,
            "founded": f"{day.day}/{day.month}/{founded}",
            "tradition": kept.name,
            "tradition_span": f"{kept.day}/{kept.month}/{kept.first_year}"
            f" – {kept.day}/{kept.month}/{day.year}",
        }


def _draw_office(unit: str, rng: Random) -> tuple[str, str]:
    """A rank and the office in full: "Trưởng phòng", "Trưởng phòng Chuyển đổi số"."""
    start, head, keeps_name = next(entry for entry in _HEADS if unit.startswith(entry[0]))
    rank = rng.choice((head, f"Phó {head}"))
    return rank, f"{rank} {unit if keeps_name else unit.removeprefix(start).strip()}"


def _round(number: int) -> int:
    """To two significant digits."""
    step: int = 10 ** max(0, len(str(number)) - 2)
    return number // step * step


def _thousands(number: int) -> str:
    """Vietnamese grouping: 4.900."""
    return f"{number:,}".replace(",", ".")
