"""`python -m bench.crawl [--articles N | --memory]`: a whole crawl against the big demo portal.

Ratios of one run on one machine: crawl, capture, extraction and archive beside bare Scrapy and
beside Scrapy with trafilatura, on the same pages, one request at a time; what a quiet second visit
costs; with --memory the peak at 2,000 and at 20,000 pages. Absolute figures say nothing elsewhere.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from attrs import frozen

from demo.big import BigSimulation
from demo.exchange import ReplyKind
from demo.portals.big import HOST, MIRROR
from demo.server import DemoServer
from trichnguon.commands.init import make_home

SOURCE = """
name = "Cổng tổng hợp"
home = "http://{host}/"
platform = "{platform}"
hosts = ["{mirror}"]
[[agency]]
name = "Ủy ban nhân dân tỉnh Vĩnh Lạc"
{listings}
[rights]
republication = "none_stated"
[crawl]
delay_s = 0
"""


@frozen
class Crawl:
    report: dict[str, int | float | str]
    peak_bytes: int
    cpu_s: float

    @property
    def pages_per_s(self) -> float:
        return float(self.report["requests"]) / float(self.report["duration_s"])

    @property
    def cpu_ms(self) -> float:
        """A page, start of the process and occasions included."""
        return 1000 * self.cpu_s / float(self.report["requests"])


@frozen
class Peer:
    pages_per_s: float
    cpu_ms: float


def make_bench_home(folder: Path, server: DemoServer, simulation: BigSimulation) -> None:
    make_home(folder, "mailto:bench@trichnguon.test")
    config = folder / "trichnguon.toml"
    text = config.read_text("utf-8").replace('proxy = ""', f'proxy = "{server.proxy_url}"')
    config.write_text(text, "utf-8")
    more = [f"http://{HOST}/rss/moi-nhat.rss", f"http://{HOST}/sitemap.xml"]
    listings = "\n".join(
        f'[[listing]]\nurl = "{url}"' for url in (*simulation.big.section_urls, *more)
    )
    platform = simulation.big.platform
    text = SOURCE.format(host=HOST, mirror=MIRROR, listings=listings, platform=platform)
    (folder / "sources" / "tonghop.toml").write_text(text, "utf-8")


def crawl(home: Path) -> Crawl:
    """One `trichnguon crawl` in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "trichnguon",
        "crawl",
        "tonghop",
        "--json",
        "--home",
        str(home),
    ]
    output, usage = _run(command)
    unit = 1 if sys.platform == "darwin" else 1024
    return Crawl(json.loads(output), usage.ru_maxrss * unit, usage.ru_utime + usage.ru_stime)


def peer(kind: str, proxy: str, addresses: Path) -> Peer:
    command = [sys.executable, "-m", "bench.crawl.peer_spiders", kind, proxy, str(addresses)]
    output, usage = _run(command)
    found = json.loads(output)
    pages = float(found["pages"])
    cpu_ms = 1000 * (usage.ru_utime + usage.ru_stime) / pages
    return Peer(pages / float(found["elapsed_s"]), cpu_ms)


def _run(command: list[str]) -> tuple[bytes, "resource.struct_rusage"]:
    """Output and what the process used."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        output = process.stdout.read() if process.stdout else b""
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return output, usage


def measure_throughput(articles: int, *, is_nukeviet: bool) -> None:
    simulation = BigSimulation(articles, is_nukeviet=is_nukeviet)
    with tempfile.TemporaryDirectory() as folder, DemoServer(simulation) as server:
        home = Path(folder) / "home"
        make_bench_home(home, server, simulation)
        first = crawl(home)
        asked = [entry for entry in simulation.request_log if entry.status == 200]
        addresses = Path(folder) / "addresses"
        addresses.write_text(
            "\n".join(f"http://{e.host}{e.target}" for e in asked if e.method == "GET"), "utf-8"
        )
        simulation.request_log.clear()
        second = crawl(home)
        downloads = simulation.request_log.count(kind=ReplyKind.ARTICLE)
        bare, extracting = (
            peer(kind, server.proxy_url, addresses) for kind in ("bare", "trafilatura")
        )
    print(
        f"{'layout of NukeViet' if is_nukeviet else 'layout of no known platform'}: "
        f"articles found {first.report['new']} of {articles}, {first.report['requests']} requests"
    )
    print(f"whole crawl      {first.pages_per_s:7.1f} pages/s, {first.cpu_ms:5.1f} ms CPU a page")
    for name, other, wanted in (("bare Scrapy", bare, 0.6), ("with trafilatura", extracting, 3)):
        print(
            f"{name:<16} {other.pages_per_s:7.1f} pages/s, {other.cpu_ms:5.1f} ms CPU a page, "
            f"ratio {first.pages_per_s / other.pages_per_s:.2f} (>= {wanted}), "
            f"of CPU {other.cpu_ms / first.cpu_ms:.2f}"
        )
    share = float(second.report["response_bytes"]) / float(first.report["response_bytes"])
    print(
        f"quiet second visit: {second.report['requests']} requests, {second.report['listings']} listings, "
        f"{downloads} article downloads, {share:.2%} of the bytes (<= 2 %)"
    )


def measure_memory() -> None:
    peaks = []
    for articles in (2_000, 20_000):
        simulation = BigSimulation(articles)
        with tempfile.TemporaryDirectory() as folder, DemoServer(simulation) as server:
            home = Path(folder) / "home"
            make_bench_home(home, server, simulation)
            found = crawl(home)
        peaks.append(found.peak_bytes)
        print(
            f"{articles} articles: peak {found.peak_bytes / 1e6:.0f} MB, {found.pages_per_s:.1f} pages/s, "
            f"{found.report['new']} new",
            flush=True,
        )
    print(f"peak at 20,000 / peak at 2,000: {peaks[1] / peaks[0]:.2f} (<= 1.2)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--memory", action="store_true", help="memory only, some five minutes")
    options = parser.parse_args()
    if not options.memory:
        for is_nukeviet in (True, False):
            measure_throughput(options.articles, is_nukeviet=is_nukeviet)
    else:
        measure_memory()


if __name__ == "__main__":
    main()
