"""`trichnguon serve`: the desk, the scheduler and the metrics of one home folder, until a signal."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import attrs
import click
import uvicorn
from starlette.types import ASGIApp

from desk.app import create_app
from scraper.crawl_config import load_crawl_config
from scraper.sources import Source
from trichnguon.cli import home_option
from trichnguon.commands.desk import base_url_of, desk_settings, listen
from trichnguon.config import MetricsTable, load_config
from trichnguon.errors import TokenMissing
from trichnguon.log_lines import log_to_stderr
from trichnguon.metrics import metrics_registry
from trichnguon.metrics_app import metrics_app
from trichnguon.scheduler import Scheduler
from trichnguon.serve_lock import only_server_of

logger = logging.getLogger(__name__)


@click.command()
@home_option
@click.option("--host", help="Address of the desk; default from trichnguon.toml.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the desk; 0: any free one.")
def serve(home: Path, host: str | None, port: int | None) -> None:
    """Open the desk, visit sources when they are due, send the daily digest: until Ctrl-C.

    Crawls run in processes of their own, so that the desk answers whatever happens to them.
    """
    load_crawl_config(home)
    config = load_config(home)
    desk, port = config.desk, config.desk.port if port is None else port
    token = metrics_token(config.metrics)
    with (
        only_server_of(home),
        listen(host or desk.host, port) as listener,
        _metrics_listener(config.metrics) as metrics_listener,
    ):
        log_to_stderr(logging.INFO)
        logging.getLogger("trichnguon").setLevel(logging.INFO)
        asyncio.run(_serve(home, listener, metrics_listener, token))


def metrics_token(table: MetricsTable) -> str:
    """Raises TokenMissing where the configuration asks for one and the environment has none."""
    if not table.token_variable:
        return ""
    token = os.environ.get(table.token_variable, "")
    if not token:
        raise TokenMissing(table.token_variable)
    return token


def _metrics_listener(table: MetricsTable) -> Any:
    return listen(table.host, table.port) if table.enabled else nullcontext()


async def _serve(
    home: Path, listener: socket.socket, metrics_listener: socket.socket | None, token: str
) -> None:
    app = create_app(desk_settings(home, base_url_of(listener), sources={}))

    def give_desk(sources: Mapping[str, Source]) -> None:
        app.state.settings = attrs.evolve(app.state.settings, sources=sources)

    scheduler = Scheduler(home, load_config(home), give_desk)
    servers = {_server(app): listener}
    logger.info("Bàn biên tập (desk): %s", app.state.settings.base_url)
    logger.info("Log-in link: trichnguon editor login-link LOGIN")
    if metrics_listener is not None:
        registry = metrics_registry(home, scheduler)
        servers[_server(metrics_app(registry, token))] = metrics_listener
        logger.info("Metrics: %s/metrics", base_url_of(metrics_listener))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, scheduler.stop)
    async with asyncio.TaskGroup() as group:
        for server, each in servers.items():
            group.create_task(server.serve(sockets=[each]))
        await scheduler.run()
        for server in servers:
            server.should_exit = True
    logger.info("Stopped.")


class _Server(uvicorn.Server):
    """Signals are for the scheduler, which lets the crawl end before the desk goes."""

    def capture_signals(self) -> Any:
        return nullcontext()


def _server(app: ASGIApp) -> _Server:
    return _Server(
        uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
    )
