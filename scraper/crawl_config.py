"""The `[crawl]` table of a home's `trichnguon.toml`: how this installation fetches."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from archive.errors import HomeMissing
from scraper.errors import SourceConfigError
from scraper.toml_file import Table, load_toml, validate

CONFIG_NAME = "trichnguon.toml"
SOURCES_FOLDER = "sources"


class CrawlConfig(Table):
    contact: str = ""
    """E-mail or web address put into the User-Agent, so that a portal's keeper can write to us."""
    proxy: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s/]+)?$")] = ""
    """Forward proxy for all requests; empty: none. Proxy variables of the environment are ignored."""
    ca_file: str = ""
    """PEM file of roots trusted besides the system's, in the home folder or absolute."""
    timeout_s: float = Field(default=30, gt=0, le=600)
    max_page_bytes: int = Field(default=20_000_000, ge=100_000)
    min_free_bytes: int = Field(default=200_000_000, ge=0)
    """A crawl stops before the disk has less than this left."""


class _ConfigFile(Table):
    crawl: CrawlConfig = CrawlConfig()


def load_crawl_config(home: Path) -> CrawlConfig:
    """Raises HomeMissing; SourceConfigError for a broken file, no contact, absent roots."""
    path = home / CONFIG_NAME
    if not path.is_file():
        raise HomeMissing(home)
    config = validate(path, _ConfigFile, {"crawl": load_toml(path).get("crawl", {})}).crawl
    if not config.contact.strip():
        raise SourceConfigError(
            'set an e-mail or web address, e.g. contact = "mailto:it@company.vn"; '
            "no crawl starts without one",
            path,
            key="crawl.contact",
        )
    if config.ca_file and not (home / config.ca_file).is_file():
        raise SourceConfigError(f"no such file: {home / config.ca_file}", path, key="crawl.ca_file")
    return config
