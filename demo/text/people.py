"""Invented people, surname first: the standing cast of the province and names drawn by chance."""

import tomllib
from importlib.resources import files
from random import Random

from demo.text.story import Writer

_NAMES = tomllib.loads(files("demo.text").joinpath("names.toml").read_text(encoding="utf-8"))

PEN_NAMES: list[str] = _NAMES["pen_names"]
PROVINCE_LEADERS = (
    Writer("Đoàn Mạnh Khôi", "Bí thư Tỉnh ủy"),
    Writer("Lương Thế Đạt", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh"),
    Writer("Đinh Thị Phương Nga", "Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch UBND tỉnh"),
    Writer("Trịnh Công Hậu", "Phó Chủ tịch UBND tỉnh"),
    Writer("Nghiêm Xuân Quyết", "Phó Chủ tịch Thường trực HĐND tỉnh"),
    Writer("Kiều Thị Bích Loan", "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"),
)


def draw_name(rng: Random, sex: str = "") -> str:
    """A full name: surname, middle name, given name; `sex` is "male", "female" or either."""
    names = _NAMES[sex or rng.choice(("male", "female"))]
    parts = (_NAMES["surnames"], names["middle"], names["given"])
    return " ".join(rng.choice(part) for part in parts)


def initials(name: str) -> str:
    """The short signature: "N.T.H." for "Nguyễn Thu Hà"."""
    return "".join(f"{word[0]}." for word in name.split())
