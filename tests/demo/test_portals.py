"""What every portal has beside its articles: robots.txt, counters, clocks, files, a 404 page."""

import re
import unicodedata
import zlib
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from demo.exchange import ReplyKind
from demo.simulation import Simulation

STTTT, SKHCN, SNV, BENHVIEN = (
    f"{name}.vinhlac.test" for name in ("stttt", "skhcn", "snv", "benhvien")
)
HOSTS = (STTTT, SKHCN, SNV, BENHVIEN)


@pytest.mark.parametrize("host", HOSTS)
def test_robots_forbids_a_path_that_the_home_page_links(host: str, visitor: Any) -> None:
    home_url = f"http://{host}/vi/" if host == SNV else f"http://{host}/"
    robots = visitor.get(f"http://{host}/robots.txt")
    forbidden = re.findall(r"^Disallow: (\S+)", robots.body.decode(), re.MULTILINE)
    assert "Crawl-delay: 0" in robots.body.decode() or "Crawl-delay" not in robots.body.decode()
    linked = [
        link
        for link in visitor.page(home_url).xpath("//a/@href")
        if any(link.startswith(path) for path in forbidden)
    ]
    assert linked
    assert visitor.get(f"http://{host}{linked[0]}").kind is ReplyKind.DISALLOWED


COUNTERS = {
    STTTT: ("15-nam", "", r"Số lượt xem: (\d+)"),
    SKHCN: ("huan-chuong", "", r"View count: (\d+)"),
    SNV: ("bo-nhiem", "/vi/news/Tin-hoat-dong/", r"12/10/2026 11:30:00.*?Đã xem: (\d+)"),
    BENHVIEN: ("60-nam", "", r"(\d+) lượt xem"),
}


@pytest.mark.parametrize("host", HOSTS)
def test_the_view_counter_rises_and_the_page_has_a_clock(
    host: str, simulation: Simulation, visitor: Any
) -> None:
    key, counted_on, pattern = COUNTERS[host]
    article_url = simulation.truth_of(host, key).url
    counter_url = f"http://{host}{counted_on}" if counted_on else article_url

    def views() -> int:
        text = unicodedata.normalize("NFC", visitor.text(counter_url))
        match = re.search(pattern, text, re.DOTALL)
        assert match
        return int(match[1])

    before = views()
    page = visitor.text(article_url)
    assert views() > before
    assert "23/11/2026 12:00:00" in page


@pytest.mark.parametrize("host", HOSTS)
def test_unknown_addresses_are_not_found(host: str, visitor: Any) -> None:
    for path in ("/khong-co", "/bai-viet/1/x", "/vi/news/Khong-co/", "/x/-/view_content/1-x.html"):
        reply = visitor.get(f"http://{host}{path}")
        assert (reply.status, reply.kind) == (404, ReplyKind.NOT_FOUND)


def test_session_tokens_of_the_home_page_differ_in_every_rendering(visitor: Any) -> None:
    tabs = [
        [
            link
            for link in visitor.page(f"http://{STTTT}/").xpath("//a/@href")
            if "p_p_auth=" in link
        ]
        for _ in range(2)
    ]
    assert tabs[0]
    assert not set(tabs[0]) & set(tabs[1])
    assert visitor.get(f"http://{STTTT}{tabs[0][0]}").kind is ReplyKind.HOME


def test_pictures_are_valid_png_and_differ(simulation: Simulation, visitor: Any) -> None:
    pictures = simulation.truth_of(SKHCN, "huan-chuong").pictures
    bodies = [visitor.get(picture.url).body for picture in pictures]
    assert len(set(bodies)) == 2
    for body in bodies:
        assert body.startswith(b"\x89PNG\r\n\x1a\n")
        start = body.index(b"IDAT") + 4
        size = int.from_bytes(body[start - 8 : start - 4], "big")
        assert len(zlib.decompress(body[start : start + size])) == 300 * (480 * 3 + 1)


def test_attachments_are_valid_pdf(simulation: Simulation, visitor: Any) -> None:
    (document,) = simulation.truth_of(SNV, "attachment").documents
    reader = PdfReader(BytesIO(visitor.get(document.url).body), strict=True)
    assert "attachment.pdf" in reader.pages[0].extract_text()


def test_pictures_answer_conditional_requests(simulation: Simulation, visitor: Any) -> None:
    url = simulation.truth_of(BENHVIEN, "60-nam").pictures[0].url
    etag = dict(visitor.get(url).headers)["ETag"]
    assert visitor.get(url, **{"if-none-match": etag}).status == 304
