"""`trichnguon.toml`: one home folder's configuration, validated."""

import secrets
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, model_validator

from publish.company import CanonicalPolicy, Category, CompanyStyle, RobotsPolicy
from scraper.crawl_config import CONFIG_NAME, CrawlConfig
from scraper.sources import HttpUrl, Text
from scraper.toml_file import Table, load_toml_model

MailAddress = Annotated[str, StringConstraints(pattern=r"^[^\s@,<>]+@[^\s@,<>]+$")]
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
SECRET_FILE = "desk.secret"  # noqa: S105 - a file name


class CategoryTable(Table):
    name: Text
    name_en: str = ""
    url: str = ""


class CompanyTable(Table):
    """Whose site the posts appear on."""

    name: Text = "Công ty cổ phần Tập đoàn CĐ Việt Nam"
    short_name_caps: Text = "TẬP ĐOÀN CĐ VIỆT NAM"
    site_url: HttpUrl = "http://localhost/"
    language: str = "vi"
    imprint: tuple[str, ...] = ()
    robots: RobotsPolicy = RobotsPolicy.INDEX
    canonical: CanonicalPolicy = CanonicalPolicy.SELF
    category: tuple[CategoryTable, ...] = ()

    def style(self) -> CompanyStyle:
        """Raises CompanyInvalid, naming the field."""
        fields = self.model_dump(exclude={"category"})
        if self.category:
            fields["categories"] = tuple(Category(**c.model_dump()) for c in self.category)
        return CompanyStyle(**fields)


class DeskTable(Table):
    host: Text = "127.0.0.1"
    port: int = Field(default=8765, ge=1, le=65535)
    public_url: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s/]+)?$")] = ""
    """Where editors reach the desk, when that is not host and port: behind a reverse proxy."""
    secure_cookies: bool = False
    """True where the desk is reached by https."""

    @property
    def url(self) -> str:
        """Where editors reach the desk."""
        return self.public_url or f"http://{self.host}:{self.port}"


class PublishTable(Table):
    folder: Text = "public"
    """Folder of the static site, below the home or absolute."""
    delay_hours: float = Field(default=1.0, ge=0)
    """Least time between the source's publication and ours."""


class DigestTable(Table):
    """Where the daily digest goes; nowhere while neither recipients nor a webhook are set."""

    days_ahead: int = Field(default=14, ge=1, le=366)
    recipients: tuple[MailAddress, ...] = ()
    sender: Annotated[str, StringConstraints(pattern=r"^([^\r\n]*[^\s@]@[^\s@]+)?$")] = ""
    """An address, or "Name <address>"."""
    smtp_host: str = "localhost"
    smtp_port: int = Field(default=25, ge=1, le=65535)
    starttls: bool = False
    smtp_user: str = ""
    smtp_password_variable: str = ""
    """Name of the environment variable that holds the password: never the password itself."""
    webhook: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""
    send_at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "07:00"
    """From this time of the day, of Viet Nam, `serve` sends it."""

    @model_validator(mode="after")
    def _mail_has_a_sender(self) -> Self:
        if self.recipients and not self.sender:
            raise ValueError("recipients need a sender address")
        return self

    @model_validator(mode="after")
    def _password_is_not_sent_in_the_clear(self) -> Self:
        if self.smtp_user and not self.starttls and self.smtp_host not in _THIS_MACHINE:
            raise ValueError(
                "smtp_user needs starttls = true, or the password is sent in the clear"
            )
        return self

    @model_validator(mode="after")
    def _webhook_is_an_address(self) -> Self:
        try:
            has_host = not self.webhook or bool(urlsplit(self.webhook).hostname)
        except ValueError:
            has_host = False
        if not has_host:
            raise ValueError("webhook must be an address like https://example.org/hook")
        return self


class ScheduleTable(Table):
    """How `serve` and `due --run` visit sources; when is each source's own affair."""

    crawls_at_once: int = Field(default=1, ge=1, le=16)
    check_every_s: float = Field(default=15, ge=0.1, le=3600)
    """How often `serve` looks what is due and whether source files changed."""
    stop_patience_s: float = Field(default=60, ge=1, le=3600)
    """How long a crawl may take to end after `serve` was told to stop."""


class MetricsTable(Table):
    """Where `serve` answers Prometheus: a port of its own, so that no proxy before the desk opens it."""

    enabled: bool = True
    host: Text = "127.0.0.1"
    port: int = Field(default=9765, ge=0, le=65535)
    """0 takes any free one."""
    token_variable: str = ""
    """Name of the environment variable with the bearer token that is asked for."""

    @model_validator(mode="after")
    def _is_closed_to_strangers(self) -> Self:
        if self.enabled and self.host not in _THIS_MACHINE and not self.token_variable:
            raise ValueError("host is not this machine alone, so token_variable has to be set")
        return self


class Config(Table):
    crawl: CrawlConfig = CrawlConfig()
    company: CompanyTable = CompanyTable()
    desk: DeskTable = DeskTable()
    publish: PublishTable = PublishTable()
    digest: DigestTable = DigestTable()
    schedule: ScheduleTable = ScheduleTable()
    metrics: MetricsTable = MetricsTable()


def load_config(home: Path) -> Config:
    """Raises SourceConfigError with file, line, key and what was expected."""
    return load_toml_model(home / CONFIG_NAME, Config)


def load_secret(home: Path) -> str:
    """The key that signs the desk's tokens; made on first use, readable by its owner only."""
    path = home / SECRET_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
