"""`trichnguon desk`: the editors' web application on one home folder."""

import errno
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import click
import uvicorn

from archive.archive import Archive
from desk.app import create_app
from desk.settings import DeskSettings
from publish.company import CompanyStyle
from publish.targets.static_site import StaticSite
from scraper.crawl_config import SOURCES_FOLDER
from scraper.sources import Source, load_sources
from trichnguon.cli import home_option
from trichnguon.config import load_config, load_secret
from trichnguon.errors import PortTaken


@click.command()
@home_option
@click.option("--host", help="Address to listen on; default from trichnguon.toml.")
@click.option("--port", type=click.IntRange(0, 65535), help="0 takes any free port.")
def desk(home: Path, host: str | None, port: int | None) -> None:
    """Open the editors' desk on a home folder, until Ctrl-C."""
    config = load_config(home).desk
    with listen(host or config.host, config.port if port is None else port) as listener:
        settings = desk_settings(home, base_url_of(listener))
        click.echo(f"Bàn biên tập (desk): {settings.base_url}")
        click.echo("Log-in link: trichnguon editor login-link LOGIN. Ctrl-C stops the desk.")
        serve_desk(settings, listener)


def desk_settings(
    home: Path, base_url: str, sources: Mapping[str, Source] | None = None
) -> DeskSettings:
    """The desk of a home folder as its configuration says.

    `base_url` is where it listens, used unless the configuration names where editors reach it;
    `sources` those of the home's files where none are given.
    """
    config = load_config(home)
    company = config.company.style()
    return DeskSettings(
        home=home,
        secret=load_secret(home),
        company=company,
        target_of=partial(_static_site, home / config.publish.folder, company),
        sources=load_sources(home / SOURCES_FOLDER) if sources is None else sources,
        base_url=config.desk.public_url or base_url,
        secure_cookies=config.desk.secure_cookies,
        minimum_delay=timedelta(hours=config.publish.delay_hours),
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises PortTaken, ClickException for an address that is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(host, port) from error
        problem = f"Cannot listen on {host} port {port}: {error.strerror}."
        raise click.ClickException(f"{problem} Choose another --host or --port.") from error
    return listener


def base_url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve_desk(settings: DeskSettings, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; Ctrl-C is how it is meant to end, not an error."""
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _static_site(folder: Path, company: CompanyStyle, archive: Archive) -> StaticSite:
    return StaticSite(folder, company, archive.posts.list_published)
