"""Pages made to exhaust the machine, read in a process that the kernel bounds in memory and CPU."""

import json
import resource
import subprocess
import sys

MEMORY_BYTES = 2 * 2**30
CPU_S = 120
"""Many times what all pages take: only a reader whose cost grows faster than the page meets it."""

PAGES = {
    "50 MB": "b'<html><body><h1>Bai</h1>' + b'<p>mot hai ba</p>' * 3_000_000",
    "200,000 nested tags": "b'<div>' * 200_000 + b'x'",
    "200,000 nested tags in a known body": (
        "b'<meta name=generator content=\"NukeViet v4\"><h1 class=title>Bai</h1><div id=news-bodyhtml>'"
        " + b'<b>' * 200_000 + b'chu ' * 100"
    ),
    "a million attributes on one element": "b'<p ' + b' '.join(b'a%d=1' % n for n in range(1_000_000)) + b'>x</p>'",
    "a million attributes": "b'<html><body>' + b'<p a=1 b=2 c=3 d=4>x</p>' * 250_000",
    "ten million null bytes": "bytes(10_000_000)",
    "nothing but script": "b'<html><script>' + b'var a = 1;' * 1_000_000 + b'</script></html>'",
    "a hundred thousand links": "b'<html><body><h1>Bai</h1>' + b'<a href=/mot-hai-ba-bon-nam.html>mot hai ba bon nam sau</a>' * 100_000",
    "quotes without end": "b'<a href=\"' * 500_000",
    "brackets": "b'<' * 5_000_000",
    "JSON-LD of brackets": "b'<html><script type=application/ld+json>' + b'[' * 200_000 + b'</script><h1>Bai</h1>'",
}
PROGRAM = """
import json, sys
from web_poet import HttpResponse
from scraper.errors import PageError
from scraper.extract import extract_article, extract_listing

def told(read, page):
    try:
        read(page)
    except PageError as error:
        return str(error) or "no word"
    return ""

for name, body in json.load(sys.stdin).items():
    page = HttpResponse("https://so.vinhlac.test/tin-tuc/bai.html", body=eval(body))
    print(json.dumps([name, told(extract_article, page), told(extract_listing, page)]), flush=True)
"""


def bound_this_process() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))


def test_hostile_pages_are_refused_within_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(PAGES),
        preexec_fn=bound_this_process,
        capture_output=True,
        text=True,
        check=False,
    )
    told = {name: article for name, article, _ in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 0, f"ended after {[*told][-1:]}: {done.stderr}"
    assert [*told] == [*PAGES]
    assert all(told.values()), told
