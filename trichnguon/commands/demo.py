"""`trichnguon demo`: the whole way on the built-in portals; what `make run` calls."""

import subprocess
import sys
from pathlib import Path

import click

DEFAULT_FOLDER = Path("demo-home")


@click.command()
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_FOLDER,
    show_default=True,
    help="Where the demo keeps its archive; made when absent.",
)
@click.option(
    "--port", type=click.IntRange(1, 65534), help="Port of the desk; the site's is the next."
)
@click.option("--crawl-only", is_flag=True, help="Stop after the crawl, without the desk.")
def demo(home: Path, port: int | None, crawl_only: bool) -> None:
    """Crawl the built-in demo portals, then open the desk. Ctrl-C stops everything."""
    from demo.server import DemoServer
    from trichnguon.config import load_config
    from trichnguon.demo_home import make_demo_home
    from trichnguon.health import require_free_port

    with DemoServer() as portals:
        make_demo_home(home, portals.proxy_url)
        desk = load_config(home).desk
        port = port or desk.port
        for needed in () if crawl_only else (port, port + 1):
            require_free_port(desk.host, needed)
        click.echo(f"Demo portals behind the proxy {portals.proxy_url}:")
        for host in portals.simulation.hosts:
            click.echo(f"  http://{host}")
        click.echo()
        crawl = [sys.executable, "-m", "trichnguon", "crawl", "--home", str(home)]
        finished = subprocess.run(crawl, check=False)  # noqa: S603 - our own program
        if finished.returncode != 0 or crawl_only:
            sys.exit(finished.returncode)
        open_desk(home, port)


def open_desk(home: Path, port: int) -> None:
    """Desk and published site on loopback, until Ctrl-C."""
    from trichnguon.commands.desk import base_url_of, desk_settings, listen, serve_desk
    from trichnguon.config import load_config
    from trichnguon.demo_home import make_login_link, set_site_url
    from trichnguon.site_server import SiteServer

    config = load_config(home)
    host, folder = config.desk.host, home / config.publish.folder
    with listen(host, port) as listener, SiteServer(folder, host, port + 1) as site:
        set_site_url(home, site.url)
        settings = desk_settings(home, base_url_of(listener))
        click.echo(f"\nBàn biên tập (desk):        {settings.base_url}")
        click.echo(f"Đăng nhập một lần (log-in): {make_login_link(home, settings.base_url)}")
        click.echo(f"Trang công ty (site):       {site.url}")
        click.echo("Ctrl-C stops everything.")
        serve_desk(settings, listener)
