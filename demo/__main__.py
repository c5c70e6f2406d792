"""The portals in the foreground: `python -m demo [--port N] [--articles N] [--seed N]`."""

import argparse
import signal
import sys
from threading import Event

from demo.control import CONTROL_HOST
from demo.errors import DemoError
from demo.server import DemoServer
from demo.simulation import DEFAULT_ARTICLES, Simulation


def _read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8410, help="0 takes a free one")
    parser.add_argument(
        "--articles", type=int, default=DEFAULT_ARTICLES, help="articles of each portal"
    )
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _describe(server: DemoServer) -> str:
    lines = [f"Proxy: {server.proxy_url}   (Ctrl-C stops it)"]
    for portal in server.simulation.portals.values():
        count = len(portal.newsroom.slots())
        lines.append(f"  http://{portal.host:24} {count:6} articles  {portal.agency.name}")
    lines.append(f"  http://{CONTROL_HOST:24} control: what is published, changes, requests")
    lines.append(f"Try: curl -x {server.proxy_url} http://{CONTROL_HOST}/")
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    options = _read_arguments(arguments)
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        with DemoServer(Simulation(options.articles, options.seed), options.port) as server:
            sys.stdout.write(_describe(server))
            sys.stdout.flush()
            stopped.wait()
    except DemoError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
