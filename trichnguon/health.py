"""The checks of `trichnguon doctor`. Each returns what it found or raises one of our errors."""

import shutil
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from archive.archive import open_archive
from archive.errors import HomeMissing, StorageFull
from archive.health import check_database as check_database_file
from archive.warc import OPEN_SUFFIX, read_response
from scraper.crawl_config import CONFIG_NAME, SOURCES_FOLDER, load_crawl_config
from scraper.errors import SourceConfigError
from scraper.guarded_get import guarded_get
from scraper.middlewares.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from scraper.robots_txt import parse_robots_txt
from scraper.session import PRODUCT_TOKEN, SOFTWARE
from scraper.sources import Source, load_sources
from trichnguon.config import Config, load_config
from trichnguon.diagnosis.recording import diagnose_home
from trichnguon.errors import PortTaken, RootError, SourcesUnwell
from trichnguon.health_report import load_reports, unwell_ids
from trichnguon.serve_lock import is_served

Check = tuple[str, Callable[[], str]]


class PortalUnreachable(RootError):
    """A portal did not answer from here."""


class PortalForbids(RootError):
    """robots.txt of a portal forbids what its source asks for."""


class DatabaseDamaged(RootError):
    """SQLite's own check found damage."""


def checks(home: Path, *, offline: bool) -> list[Check]:
    found: list[Check] = [
        ("home folder", partial(check_home, home)),
        ("configuration", partial(check_config, home)),
        ("contact", partial(check_contact, home)),
        ("database", partial(check_database, home)),
        ("newest capture", partial(check_newest_capture, home)),
        ("disk", partial(check_disk, home)),
        ("sources", partial(check_sources, home)),
        ("source health", partial(check_source_health, home)),
        ("desk port", partial(check_port, home)),
    ]
    return found if offline else [*found, *_portal_checks(home)]


def check_home(home: Path) -> str:
    if not (home / CONFIG_NAME).is_file():
        raise HomeMissing(home)
    return str(home.resolve())


def check_config(home: Path) -> str:
    config = load_config(home)
    config.company.style()
    return f"{CONFIG_NAME} is valid; posts go to {config.company.site_url}"


def check_contact(home: Path) -> str:
    return load_crawl_config(home).contact


def check_database(home: Path) -> str:
    with open_archive(home) as archive:
        health = check_database_file(archive.db)
    if health.verdict != "ok":
        raise DatabaseDamaged(
            f"{health.verdict}. Restore archive.db from a backup; the WARC files stay."
        )
    return f"{health.articles} articles, SQLite {health.sqlite_version}"


def check_newest_capture(home: Path) -> str:
    with open_archive(home) as archive:
        capture = archive.captures.newest_capture()
        if capture is None:
            return "none yet"
        read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
        left_open = list(archive.warc_folder.glob(f"*{OPEN_SUFFIX}"))
    note = f"; {len(left_open)} open (a crawl runs, or was killed)" if left_open else ""
    return f"{capture.url} reads back, digest right{note}"


def check_disk(home: Path) -> str:
    free = shutil.disk_usage(home).free
    if free < load_config(home).crawl.min_free_bytes:
        raise StorageFull(home)
    return f"{free / 1e9:.1f} GB free"


def check_sources(home: Path) -> str:
    sources = load_sources(home / SOURCES_FOLDER)
    active = sum(source.status == "active" for source in sources.values())
    return f"{len(sources)} valid, {active} active"


def check_source_health(home: Path) -> str:
    """As `trichnguon source health` says it, which tells the reasons as well."""
    now = datetime.now(UTC)
    with open_archive(home) as archive:
        reports = load_reports(archive, diagnose_home(archive, now), now)
    if unwell := unwell_ids(reports):
        raise SourcesUnwell(unwell)
    muted = sum(report.is_alarm for report in reports)
    return f"no alarm of {len(reports)} sources" + (f"; {muted} muted" if muted else "")


def check_port(home: Path) -> str:
    desk = load_config(home).desk
    if is_served(home):
        return f"`trichnguon serve` runs on this home; its desk is at {desk.url}"
    require_free_port(desk.host, desk.port)
    return f"{desk.host}:{desk.port} is free"


def require_free_port(host: str, port: int) -> None:
    """Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(host, port) from error


def _portal_checks(home: Path) -> list[Check]:
    try:
        sources, config = load_sources(home / SOURCES_FOLDER), load_config(home)
    except SourceConfigError:
        return []  # the checks before have said what is wrong
    return [
        (f"portal {source.id}", partial(check_portal, source, config, home))
        for source in sources.values()
        if source.status == "active"
    ]


def check_portal(source: Source, config: Config, home: Path) -> str:
    """What robots.txt, the only thing asked for, lets the crawl do (RFC 9309)."""
    parts = urlsplit(source.home)
    url = f"{parts.scheme}://{parts.netloc}/robots.txt"
    status, body = guarded_get(
        url,
        user_agent=f"{SOFTWARE} (+{config.crawl.contact})",
        context=_tls_context(source, config, home),
        proxy=config.crawl.proxy,
        timeout_s=config.crawl.timeout_s,
        max_bytes=config.crawl.max_page_bytes,
    )
    if status >= 500 or status == 429:
        raise PortalUnreachable(f"{url} answered {status}: nothing is crawled while it does.")
    if status != 200:
        return f"answered {status}; {'no robots.txt' if status >= 400 else 'redirects'}"
    rules = parse_robots_txt(body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"), PRODUCT_TOKEN)
    for listing in source.listing:
        rule = rules.rule_for(listing.url)
        if rule is not None and not rule.is_allow:
            raise PortalForbids(
                f"{url} forbids {listing.url}: {rule.line}. Ask the portal's keeper."
            )
    delay = f", crawl-delay {rules.crawl_delay_s:g} s" if rules.crawl_delay_s else ""
    return f"answered {status}; robots.txt allows the listings{delay}"


def _tls_context(source: Source, config: Config, home: Path) -> ssl.SSLContext:
    """The system's roots and the configured ones; the source's dated exception where it holds."""
    ca_file = config.crawl.ca_file
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(home / ca_file)
    host = urlsplit(source.home).hostname or ""
    if not source.tls.verify and source.tls.holds_for(host, datetime.now(UTC).date()):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
