"""Sources: one TOML file a portal, validated; data, never code.

The id of a source is the stem of its file and is permanent.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, model_validator

from archive.records import RepublicationClass
from archive.text import fold
from scraper.errors import SourceConfigError
from scraper.toml_file import Table, load_toml_model

SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]
HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+[^\s]*$", max_length=2000)]
Text = Annotated[str, StringConstraints(min_length=1)]

_WINDOW = r"^$|^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$"


class AgencyName(Table):
    """A publishing body's name while it bore it; bodies are merged and renamed, posts are not."""

    name: Text
    valid_from: date | None = None
    valid_until: date | None = None
    """Last day of the name."""
    successor: str = ""
    """Who took the body over."""
    note: str = ""


class ListingAddress(Table):
    """A page that lists articles, newest first."""

    url: HttpUrl
    section: str = ""
    max_pages: int = Field(default=500, ge=1, le=100_000)


class RightsTerms(Table):
    """What the source says of republication, with the evidence for it."""

    republication: RepublicationClass
    evidence: str = ""
    """The sentence quoted, or why nothing is known."""
    evidence_url: str = ""
    seen_on: date | None = None
    credit: str = ""
    """The exact credit the source asks for, where it asks for one."""
    consent_document: str = ""
    """Reference of the written consent, where one is needed and was given."""


class Politeness(Table):
    delay_s: float = Field(default=1.0, ge=0, le=600)
    """Pause between two requests to one host, in seconds; robots.txt may ask for more."""
    min_pause_h: float = Field(default=1.0, gt=0, le=8760)
    """Shortest time between two visits, in hours; between this and the longest it is learned."""
    max_pause_h: float = Field(default=24.0, gt=0, le=8760)
    window: Annotated[str, StringConstraints(pattern=_WINDOW)] = ""
    """Hours of the day in which visits begin, of Viet Nam: "22:00-05:30"; empty: any."""
    browser: bool = False
    """True for pages that only scripts fill: each is rendered by a Chromium of this machine."""

    @model_validator(mode="after")
    def _pauses_are_ordered(self) -> Self:
        if self.min_pause_h > self.max_pause_h:
            raise ValueError("min_pause_h is longer than max_pause_h")
        return self


class TlsTerms(Table):
    """How the hosts' certificates are taken; every exception has an end and a reason."""

    verify: bool = True
    """False takes a certificate that proves nothing; the verdict goes with each capture."""
    legacy: bool = False
    """True speaks TLS 1.0, ciphers and renegotiation of its day."""
    until: date | None = None
    """Last day of the exception."""
    reason: str = ""
    hosts: tuple[Text, ...] = ()
    """Hosts that it is for; all of the source's when none is named."""

    @model_validator(mode="after")
    def _exception_is_dated(self) -> Self:
        if (self.legacy or not self.verify) and (self.until is None or not self.reason.strip()):
            raise ValueError("an exception needs until = YYYY-MM-DD and a reason")
        return self

    def holds_for(self, host: str, day: date) -> bool:
        """Whether the exception holds for the host on the day."""
        if self.until is None or day > self.until:
            return False
        return not self.hosts or host in self.hosts


class Assertions(Table):
    """What a run must find; one that does not ends as "assertions_failed"."""

    min_entries: int = Field(default=1, ge=0)
    """Entries in the listings; not asked where a listing answers "not modified"."""
    max_days_without_article: int | None = Field(default=None, ge=1)
    """Days since the newest article was published."""
    min_date_share: float = Field(default=0, ge=0, le=1)
    """Part of the newest articles that bear a date, 0 to 1."""
    min_author_share: float = Field(default=0, ge=0, le=1)
    max_failed_share: float = Field(default=1, ge=0, le=1)
    """Part of the run's pages that may fail, 0 to 1."""


class Source(Table):
    """A portal, as its file describes it."""

    id: SourceId
    name: Text
    """Name of the portal."""
    home: HttpUrl
    platform: str = ""
    """Name in `scraper.platforms.PLATFORMS`; empty: detected on each page."""
    status: Literal["active", "paused", "closed", "untested live"] = "active"
    note: str = ""
    hosts: tuple[Text, ...] = ()
    """Hosts whose pages belong to the source, besides that of `home`."""
    mirrors: tuple[Text, ...] = ()
    """Hosts that show the very pages of `home`, path for path: one article, whichever it is met on."""
    agency: tuple[AgencyName, ...] = Field(min_length=1)
    listing: tuple[ListingAddress, ...] = ()
    rights: RightsTerms
    contact: str = ""
    """Whom to write to about the portal; found on its pages where empty."""
    crawl: Politeness = Politeness()
    tls: TlsTerms = TlsTerms()
    assertions: Assertions = Field(default=Assertions(), alias="assert")
    is_declared: bool = True
    """False for a source made up for a cited address that no file covers."""

    @model_validator(mode="after")
    def _hosts_cover_listings(self) -> Self:
        for listing in self.listing:
            if not self.covers(listing.url):
                host = urlsplit(listing.url).hostname
                raise ValueError(
                    f"listing on {host}, which is neither the home's host nor in hosts"
                )
        return self

    def covers(self, url: str) -> bool:
        """Whether the address stands on one of the source's hosts."""
        host = (urlsplit(url).hostname or "").lower()
        return host == urlsplit(self.home).hostname or host in (*self.hosts, *self.mirrors)

    def at_home(self, url: str) -> str:
        """The address under the home's own name where a mirror shows it; else as it is."""
        parts = urlsplit(url)
        if (parts.hostname or "").lower() not in self.mirrors:
            return url
        home = urlsplit(self.home)
        return parts._replace(scheme=home.scheme, netloc=home.netloc).geturl()

    def agency_on(self, day: date) -> str:
        """The body's name on a day: that of its portal's page of that day."""
        for agency in self.agency:
            begins_before = agency.valid_from is None or agency.valid_from <= day
            if begins_before and (agency.valid_until is None or day <= agency.valid_until):
                return agency.name
        return self.agency[-1].name


def load_source(path: Path) -> Source:
    """Raises SourceConfigError with file, line, key and what was expected."""
    return load_toml_model(path, Source, id=path.stem)


def load_sources(folder: Path) -> dict[str, Source]:
    """All sources of a folder by id; files whose name begins with "_" are templates."""
    return {path.stem: load_source(path) for path in source_paths(folder)}


def load_readable_sources(folder: Path) -> tuple[dict[str, Source], tuple[SourceConfigError, ...]]:
    """What `load_sources` reads, and what is wrong with the files that cannot be read.

    For work that goes on unattended: a mistake in one file stops one source.
    """
    sources: dict[str, Source] = {}
    errors: list[SourceConfigError] = []
    for path in source_paths(folder):
        try:
            sources[path.stem] = load_source(path)
        except SourceConfigError as error:
            errors.append(error)
    return sources, tuple(errors)


def load_named_source(folder: Path, source_id: str) -> Source:
    """One source, in whatever state the files beside it are; raises SourceConfigError."""
    path = {path.stem: path for path in source_paths(folder)}.get(source_id)
    if path is None:
        return find_source(load_readable_sources(folder)[0], source_id)
    return load_source(path)


def source_paths(folder: Path) -> list[Path]:
    """The files of a folder that describe sources; raises SourceConfigError."""
    if not folder.is_dir():
        raise SourceConfigError("no such folder; make a home with: trichnguon init", folder)
    return [path for path in sorted(folder.glob("*.toml")) if not path.name.startswith("_")]


def find_source(sources: Mapping[str, Source], source_id: str) -> Source:
    """Raises SourceConfigError naming the ids that look alike."""
    if source_id in sources:
        return sources[source_id]
    near = [known for known in sources if fold(source_id) in known or known in fold(source_id)]
    hint = f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(sources) or 'none'}"
    raise SourceConfigError(f"unknown source {source_id!r}; {hint}")


def source_for(sources: Mapping[str, Source], url: str) -> Source:
    """The source whose hosts cover the address, or one made up for its host.

    A made-up source names the host as its agency; `is_declared` tells the editor to check it.
    """
    for source in sources.values():
        if source.covers(url):
            return source
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return Source(
        id=re.sub(r"[^a-z0-9]+", "_", host)[:60],
        name=host,
        home=f"{parts.scheme}://{parts.netloc}/",
        agency=(AgencyName(name=f"Trang thông tin điện tử {host}"),),
        rights=RightsTerms(
            republication=RepublicationClass.NONE_STATED,
            evidence="Nguồn chưa được khai báo; chưa ai đọc điều khoản của trang.",
        ),
        is_declared=False,
    )
