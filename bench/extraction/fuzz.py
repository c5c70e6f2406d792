"""Coverage-guided fuzzing of everything that reads what a portal sends.

    pip install atheris
    python -m bench.extraction.fuzz TARGET [--minutes 5] [--folder FOLDER] [--work fuzz-work]
    python -m bench.extraction.fuzz TARGET --replay FILE

Atheris (libFuzzer) mutates the pages of the tests and, with --folder, real saved pages; what reaches
new branches of scraper/ joins the seeds. Only a record or a ScrapeError may come out, within ten
seconds and two gigabytes; anything else stops the run and leaves the input in the work folder.
"""

import argparse
import ast
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[2] / "tests" / "scraper"
URLS = (
    "https://so.vinhlac.test/tin-tuc/mot-bai-viet-12345.html",
    "http://so.vinhlac.test/",
    "https://so.bacninh.gov.vn/news/-/details/57420/mot-bai-viet-40401275",
    "https://so.vinhlac.test/Pages/tin.aspx?ItemID=7",
)
TOKENS = (
    "<p>", "</p>", "<br>", "<div align=right>", "</div>", "<table><tr><td>", "<ul><li>", "&nbsp;&nbsp;&nbsp;&nbsp;",
    "<img src='/a.jpg'>", "<a href='http://[x'>", "<b>", "<o:p>", "<svg><p>", "<figure>", "<h1>", "<td colspan=999>",
    "<base href='//['>", "<!--", "<script>", "<![CDATA[", "&#x110000;", "&#0;", "\u200b", "\ufeff", "e\u0301", "đ",
    "Tác giả: ", "Nguồn: ", "Theo ", "Ảnh: ", "./. ", "(TTXVN)", "Lê Thu Hà", "Giám đốc Sở", "Ban Biên tập",
    "12/10/2026 8:30 AM", "31/02/2021", "Thứ hai, ", "ngày 12 tháng 10 năm 2026", "00/00/0000", " CH", "T08:30:00+99:99",
    "<item><link>", "<pubDate>", "<loc>", "<lastmod>", "<urlset>", "<sitemapindex>", "<rss>", "<feed xmlns='x'>",
    "<script type='application/ld+json'>", '{"@type":"NewsArticle","@graph":[', "<meta charset=utf-16>", "%", "%2F", "//",
    ";jsessionid=", "?p_p_auth=", "&amp;", "/-/details/1/", "[", "]", "@", ":99999", "\\",
)  # fmt: skip


def read_articles(data: bytes) -> None:
    from web_poet import HttpResponse

    from scraper.errors import ScrapeError
    from scraper.extract import extract_article
    from scraper.platforms import PLATFORMS

    chance = zlib.crc32(data)
    platform = (None, *PLATFORMS)[chance % (len(PLATFORMS) + 1)]
    try:
        extract_article(HttpResponse(URLS[chance % len(URLS)], body=data), platform)
    except ScrapeError:
        return


def read_listings(data: bytes) -> None:
    """Whatever a listing address answers: section page, feed, sitemap, REST, JSON."""
    from web_poet import HttpResponse

    from scraper.discovery.paging import paging_of
    from scraper.discovery.postback import next_postback
    from scraper.discovery.reader import read_listing
    from scraper.errors import ScrapeError
    from scraper.platforms import PLATFORMS

    chance = zlib.crc32(data)
    platform = (None, *PLATFORMS)[chance % (len(PLATFORMS) + 1)]
    is_json = data.lstrip()[:1] in (b"{", b"[")
    headers = {"Content-Type": "application/json"} if is_json else {}
    response = HttpResponse(URLS[chance % len(URLS)], body=data, headers=headers)
    try:
        paging_of(response, read_listing(response, platform))
        if not is_json:
            next_postback(response, 1)
    except ScrapeError:
        return


def read_lines(data: bytes) -> None:
    """Dates, names, credits and titles from one line of text."""
    from scraper.fields.bylines import read_byline, read_signature
    from scraper.fields.credits import read_credit
    from scraper.fields.dates import read_date, view_count
    from scraper.fields.titles import clean_title, without_site_name

    text = data.decode("utf-8", "replace")
    for read in (
        read_date,
        view_count,
        read_byline,
        read_signature,
        read_credit,
        without_site_name,
    ):
        read(text)
    once = clean_title(text)
    if clean_title(once) != once:
        raise AssertionError(f"clean_title is not idempotent: {text!r}")


def read_addresses(data: bytes) -> None:
    from scraper.discovery.limits import trap_in
    from scraper.fields.addresses import absolute_url
    from scraper.identity import article_identity, canonical_url

    url = data.decode("utf-8", "replace")
    once = canonical_url(url)
    if canonical_url(once) != once:
        raise AssertionError(f"canonical_url is not idempotent: {url!r}")
    if article_identity(once) != article_identity(url):
        raise AssertionError(f"the canonical address is another article: {url!r}")
    trap_in(url)
    absolute_url(URLS[0], url)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "article": read_articles,
    "listing": read_listings,
    "lines": read_lines,
    "address": read_addresses,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--folder", type=Path, help="real saved pages as further seeds")
    parser.add_argument("--work", type=Path, default=Path("fuzz-work"))
    parser.add_argument("--replay", type=Path, help="one input that failed, without the fuzzer")
    options = parser.parse_args()
    if options.replay:
        TARGETS[options.target](options.replay.read_bytes())
        return
    fuzz(options.target, options.minutes, options.work, options.folder)


def fuzz(target: str, minutes: float, work: Path, folder: Path | None) -> None:
    import atheris

    with atheris.instrument_imports(include=["scraper"]):
        import scraper.discovery.postback
        import scraper.discovery.reader
        import scraper.extract  # noqa: F401 - instrumented here, used by the targets
    seeds = work / target
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds_of(target, folder)):
        (seeds / f"seed-{number}").write_bytes(seed)
    tokens = work / "tokens.dict"
    tokens.write_text("\n".join(map(_quoted, TOKENS)), encoding="ascii")
    atheris.Setup(
        [
            sys.argv[0],
            str(seeds),
            f"-dict={tokens}",
            f"-artifact_prefix={work / target}-",
            f"-max_total_time={int(minutes * 60)}",
            f"-max_len={100_000 if target in ('article', 'listing') else 400}",
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
        ],
        TARGETS[target],
    )
    atheris.Fuzz()


def seeds_of(target: str, folder: Path | None) -> list[bytes]:
    """Texts of the tests (pages, feeds, lines, addresses as they stand there), then saved pages."""
    modules = {
        "article": ["pages/*.py", "test_extract.py"],
        "listing": ["pages/test_listing_pages.py", "discovery/*.py"],
        "lines": ["fields/test_dates.py", "fields/test_bylines.py"],
        "address": ["test_identity.py", "test_platforms.py"],
    }
    seeds = []
    for pattern in modules[target]:
        for path in sorted(TESTS.glob(pattern)):
            seeds += [text.encode() for text in _texts_in(path)]
    if target in ("article", "listing"):
        seeds += [path.read_bytes() for path in sorted(TESTS.glob("pages/fixtures/*/page.html"))]
        found = sorted(folder.rglob("*.html")) if folder else []
        seeds += [path.read_bytes()[:100_000] for path in found]
    return seeds


def _texts_in(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return sorted({text for text in constants if isinstance(text, str) and len(text) > 8})


def _quoted(token: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"'


if __name__ == "__main__":
    main()
