"""The company whose site the posts appear on: its names, address and page policy."""

from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from attrs import Attribute, field, frozen

from archive.text import fold_space
from publish.errors import CompanyInvalid

LANGUAGES = ("vi", "en")


class RobotsPolicy(StrEnum):
    """What search engines are told of a repost."""

    INDEX = "index, follow"
    NOINDEX = "noindex, follow"


class CanonicalPolicy(StrEnum):
    """Which address a repost calls the canonical one; NONE says nothing of it."""

    SELF = "self"
    SOURCE = "source"
    NONE = "none"


@frozen
class Category:
    """A section of the company site; shown as plain text while it has no address."""

    name: str
    name_en: str = ""
    url: str = ""
    """Absolute, or relative to the site's front page."""

    def label(self, language: str) -> str:
        return self.name_en if language == "en" and self.name_en else self.name


HOUSE_CATEGORIES = (
    Category("Tin tức", "News", "./"),
    Category("Tin nội bộ", "Company news"),
    Category("Tin trong ngành", "Industry news"),
    Category("Tin tức cổ đông", "Shareholder news"),
)


def _not_empty(_: Any, attribute: "Attribute[str]", value: str) -> None:
    if not value:
        raise CompanyInvalid(attribute.name, "must not be empty")


def _known_language(_: Any, attribute: "Attribute[str]", value: str) -> None:
    if value not in LANGUAGES:
        raise CompanyInvalid(attribute.name, f"{value!r} is not one of {', '.join(LANGUAGES)}")


def _web_address(_: Any, attribute: "Attribute[str]", value: str) -> None:
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise CompanyInvalid(attribute.name, f"{value!r}: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CompanyInvalid(
            attribute.name, f"{value!r} is not an address such as https://www.example.vn/"
        )
    if parts.query or parts.fragment:
        raise CompanyInvalid(attribute.name, f"{value!r} must not have a query or fragment")


def _as_folder(url: str) -> str:
    return url.strip().rstrip("/") + "/"


@frozen(kw_only=True)
class CompanyStyle:
    """Raises CompanyInvalid, naming the field, for a value no page can be made of."""

    site_url: str = field(converter=_as_folder, validator=_web_address)
    """Address of the folder that the static site is served from; ends with "/"."""
    name: str = field(
        default="Công ty cổ phần Tập đoàn CĐ Việt Nam", converter=fold_space, validator=_not_empty
    )
    short_name_caps: str = field(
        default="TẬP ĐOÀN CĐ VIỆT NAM", converter=fold_space, validator=_not_empty
    )
    """Opens the congratulation line."""
    language: str = field(default="vi", validator=_known_language)
    categories: tuple[Category, ...] = HOUSE_CATEGORIES
    imprint: tuple[str, ...] = ()
    """Lines of the footer: owner, address, licence, responsible person."""
    robots: RobotsPolicy = RobotsPolicy.INDEX
    canonical: CanonicalPolicy = CanonicalPolicy.SELF

    @property
    def site_path(self) -> str:
        """Path part of `site_url`, "/" or "/tin-tuc/"."""
        return urlsplit(self.site_url).path or "/"

    def list_folder(self, language: str) -> str:
        """Folder of the list of posts in a language: "" for the company's own, else "en/"."""
        return "" if language == self.language else f"{language}/"

    def post_address(self, slug: str) -> str:
        return f"{self.site_url}{slug}/"
