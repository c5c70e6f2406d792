"""A source file written from a probe: TOML that a person can read and go on editing."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from pydantic import ValidationError

from archive.records import RepublicationClass
from archive.text import slugify
from scraper.discovery.agency_names import portal_name
from scraper.discovery.reader import Channel
from scraper.errors import SourceConfigError
from scraper.pages.article_links import site_of
from scraper.probe_report import ProbedListing, ProbeReport
from scraper.sources import Source

_NOT_NAMES = frozenset({"gov", "edu", "com", "org", "net", "vn", "www", "test"})
_NONE_STATED = "Không thấy điều khoản đăng lại trên các trang đã xem."


def source_id_of(host: str) -> str:
    """Of "stttt.bacninh.gov.vn" it is "bacninh_stttt": the sources of a province stand together."""
    labels = [label for label in host.lower().split(".") if label not in _NOT_NAMES]
    named = "_".join(slugify(label).replace("-", "_") for label in reversed(labels))
    return (named or slugify(host).replace("-", "_"))[:60].strip("_")


def refuse_known_host(sources: Mapping[str, Source], host: str, source_id: str) -> None:
    """Two sources of one host would crawl it twice. Raises SourceConfigError naming the other one."""
    site = site_of(f"//{host}")
    for known in sources.values():
        hosts = {urlsplit(known.home).hostname or "", *known.hosts}
        if known.id != source_id and site in {site_of(f"//{name}") for name in hosts}:
            raise SourceConfigError(
                f"{host} belongs to the source {known.id} already; crawl it with: "
                f"trichnguon crawl {known.id}, or describe it anew with --id {known.id} --replace"
            )


def compose_source(report: ProbeReport, agency: str, seen_on: date) -> str:
    """The text of the file. `agency` is the name that a person confirmed."""
    blocks = [
        _head(report, agency),
        f"[[agency]]\nname = {_quoted(agency)}",
        *(_listing(listing) for listing in report.listings),
        _rights(report, seen_on),
        "[crawl]\ndelay_s = 1.0",
    ]
    return "\n\n".join(blocks) + "\n"


def check_source(text: str, source_id: str) -> Source:
    """Raises SourceConfigError where the composed file would be refused."""
    try:
        return Source.model_validate({**tomllib.loads(text), "id": source_id})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise SourceConfigError(f"{source_id}.toml would not be valid: {error}") from error


def _head(report: ProbeReport, agency: str) -> str:
    lines = [
        f"name = {_quoted(portal_name(report.title) or agency)}",
        f"home = {_quoted(report.home)}",
        f"platform = {_quoted(report.platform)}",
        'status = "active"',
    ]
    others = [host for host in _hosts(report) if host != urlsplit(report.home).hostname]
    if others:
        lines.append(f"hosts = [{', '.join(_quoted(host) for host in others)}]")
    return "\n".join(lines)


def _hosts(report: ProbeReport) -> list[str]:
    listed = [urlsplit(listing.url).hostname or "" for listing in report.listings]
    return list(dict.fromkeys(host for host in (*report.hosts, *listed) if host))


def _listing(listing: ProbedListing) -> str:
    lines = ["[[listing]]", f"url = {_quoted(listing.url)}"]
    if listing.section:
        lines.append(f"section = {_quoted(listing.section)}")
    if listing.channel is not Channel.SECTION:
        lines.insert(0, f"# {listing.channel.value}")
    return "\n".join(lines)


def _rights(report: ProbeReport, seen_on: date) -> str:
    terms = report.terms
    lines = [
        "[rights]",
        f"republication = {_quoted(terms.republication.value)}",
        f"evidence = {_quoted(terms.sentence or _NONE_STATED)}",
        f"evidence_url = {_quoted(report.terms_url)}",
        f"seen_on = {seen_on.isoformat()}",
    ]
    if terms.credit and terms.republication is not RepublicationClass.NONE_STATED:
        lines.append(f"credit = {_quoted(terms.credit)}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are among TOML's, but DEL has to be escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
