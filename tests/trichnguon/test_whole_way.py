"""From a cited address to a post on the company site, each step as its user takes it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from archive.archive import open_archive
from archive.text import fold_space
from demo.server import DemoServer
from desk.app import create_app
from trichnguon.commands.desk import desk_settings
from trichnguon.demo_home import make_login_link

Run = Callable[..., Any]
BASE = "http://127.0.0.1:8765"
HOST = "stttt.vinhlac.test"
ADDRESS = f"http://{HOST}/news/-/details/58210/so-tt-tt-vinh-lac-15-nam-xay-dung-va-phat-trien"


@pytest.fixture
def desk(demo_home: Path, run: Run) -> TestClient:
    """The desk after the editor has clipped the cited page and logged in."""
    clipped = run("clip", ADDRESS, home=demo_home)
    assert clipped.returncode == 0, clipped.stderr
    assert "1 new articles" in clipped.stdout
    client = TestClient(create_app(desk_settings(demo_home, BASE)), base_url=BASE)
    link = make_login_link(demo_home, BASE)
    submit(client, client.get(link).text, link)
    return client


def submit(client: TestClient, page: str, url: str, **values: str) -> Any:
    """Send the page's own form, as a browser would, with some values changed."""
    form = html.fromstring(page).xpath("//main//form[@method='post']")[0]
    data: dict[str, Any] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return client.post(url, data={**data, **values}, follow_redirects=True)


def publish(desk: TestClient) -> Any:
    page = desk.get("/articles/1").text
    approved = submit(desk, page, "/articles/1", action="approve")
    assert approved.status_code == 200, approved.text
    preview = desk.get("/articles/1/preview").text
    form = html.fromstring(preview).xpath("//form[contains(@action, '/publish')]")[0]
    data = dict(form.form_values())
    return desk.post("/articles/1/publish", data=data, follow_redirects=True)


def test_published_post_has_every_element_of_the_house_style_in_order(
    desk: TestClient, demo_home: Path, portals: DemoServer
) -> None:
    assert publish(desk).status_code == 200
    (page,) = (demo_home / "public").glob("ky-niem-*/index.html")
    text = fold_space(html.fromstring(page.read_text("utf-8")).body.text_content())
    truth = next(t for t in portals.simulation.truth(HOST) if t.url == ADDRESS)
    (writer,) = truth.writers
    expected = [
        "Công ty cổ phần Tập đoàn CĐ Việt Nam",
        "Kỷ niệm ngày thành lập Sở Thông tin và Truyền thông tỉnh Vĩnh Lạc",
        truth.lead,
        truth.title,
        writer.name,
        writer.position,
        *truth.paragraphs,
        "TẬP ĐOÀN CĐ VIỆT NAM chúc mừng Quý Sở!",
        "Trích nguồn:",
        ADDRESS,
        "Tin tức khác",
    ]
    place = 0
    for element in expected:
        found = text.find(fold_space(element), place)
        assert found >= 0, f"{element!r} is not in its place"
        place = found
    attribution = text[text.index("Trích nguồn:") :]
    assert "Sở Thông tin và Truyền thông tỉnh Vĩnh Lạc" in attribution
    assert truth.published_at.strftime("%d/%m/%Y") in attribution


def test_publishing_again_changes_nothing(desk: TestClient, demo_home: Path, run: Run) -> None:
    publish(desk)
    public = demo_home / "public"
    before = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    times = {path: path.stat().st_mtime_ns for path in before}
    assert "1 posts on the site; 0 files changed" in run("publish", home=demo_home).stdout
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == before
    assert {path: path.stat().st_mtime_ns for path in before} == times
    with open_archive(demo_home) as archive:
        assert len(archive.deliveries.list_deliveries(1)) == 1


def test_provenance_leads_from_the_post_back_to_the_bytes(
    desk: TestClient, demo_home: Path, run: Run
) -> None:
    publish(desk)
    shown = run("article", "show", "1", "--provenance", home=demo_home).stdout
    for part in ("post ", "delivery ", "review ", "version ", "extraction ", "capture ", "record "):
        assert re.search(f"^{part}", shown, re.MULTILINE), part
    assert "(verified)" in shown
    warc, span = re.search(r"^bytes\s+(\S+) (\d+)-\d+$", shown, re.MULTILINE).groups()  # type: ignore[union-attr]
    with Path(warc).open("rb") as stream:
        stream.seek(int(span))
        assert stream.read(2) == b"\x1f\x8b"


def test_article_that_changed_after_the_decision_is_stale(
    desk: TestClient, demo_home: Path, portals: DemoServer, run: Run
) -> None:
    publish(desk)
    key = next(t.key for t in portals.simulation.truth(HOST) if t.url == ADDRESS)
    portals.simulation.change_article(HOST, key)
    assert "1 changed" in run("clip", ADDRESS, home=demo_home).stdout
    with open_archive(demo_home) as archive:
        assert len(archive.articles.list_versions(1)) == 2
        assert len(archive.posts.list_published()) == 1
    assert "/articles/1" in desk.get("/inbox").text
