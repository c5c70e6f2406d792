"""A real browser walks from the inbox to the published post."""

import shutil
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

from archive.archive import Archive
from archive.records import ArticleVersion, ReviewState
from desk.app import create_app
from desk.logins import one_time_link

pytestmark = pytest.mark.browser
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture
def address(settings: Any) -> Iterator[str]:
    """Where the desk is served, by a real server on loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture
def clock() -> None:
    """The real one: a browser keeps its own time, and cookies have to agree with it."""


@pytest.fixture
def driver() -> Iterator[WebDriver]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no chromium and chromedriver on this machine")
    options = Options()
    options.binary_location = CHROMIUM
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield opened
    opened.quit()


@pytest.fixture
def desk(driver: WebDriver, address: str, archive: Archive) -> WebDriver:
    """The browser, logged in by a one-time link."""
    driver.set_window_size(1440, 1000)
    driver.get(one_time_link(archive, "lan", address, datetime.now(UTC)))
    press(driver, "button.primary")
    wait_for(driver, "h1", "Hộp bài")
    return driver


def one(driver: WebDriver, selector: str) -> WebElement:
    return driver.find_element(By.CSS_SELECTOR, selector)


def press(driver: WebDriver, selector: str) -> None:
    """Scrolled to where a person would have it, not behind the bar at the bottom."""
    element = one(driver, selector)
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def wait_for(driver: WebDriver, selector: str, text: str) -> None:
    WebDriverWait(driver, 20).until(
        expected_conditions.text_to_be_present_in_element((By.CSS_SELECTOR, selector), text)
    )


def retype(driver: WebDriver, selector: str, text: str) -> None:
    field = one(driver, selector)
    field.clear()
    field.send_keys(text)


def is_wider_than_the_window(driver: WebDriver) -> bool:
    script = "return document.documentElement.scrollWidth > window.innerWidth"
    return bool(driver.execute_script(script))


def test_from_the_inbox_to_a_published_post(
    desk: WebDriver, anniversary: ArticleVersion, archive: Archive, home: Any
) -> None:
    desk.refresh()
    one(desk, "body").send_keys("j" + Keys.ENTER)
    wait_for(desk, "h1", "15 năm xây dựng và phát triển")

    desk.switch_to.frame(one(desk, ".original iframe"))
    assert "Trần Thị Mỹ Lệ" in one(desk, "body").text
    assert desk.execute_script("return document.querySelector('figure img').naturalWidth") == 480
    title_colour = one(desk, "h1.journal-title").value_of_css_property("color")
    assert "122, 31, 22" in title_colour, "the archived style sheet is applied"
    desk.switch_to.default_content()

    assert not one(desk, '[data-revert="occasion_title"]').is_displayed()
    retype(desk, "#f-occasion_title", "Chúc mừng 15 năm Sở TT&TT An Lĩnh")
    assert one(desk, '[data-revert="occasion_title"]').is_displayed()
    retype(desk, "#f-honoree", "Bệnh viện Đa khoa An Lĩnh" + Keys.TAB)
    wait_for(desk, ".congratulation", "chúc mừng Quý Bệnh viện!")
    press(desk, '[data-revert="honoree"]')
    one(desk, "#f-honoree").send_keys(" " + Keys.TAB)
    wait_for(desk, ".congratulation", "chúc mừng Quý Sở!")
    desk.execute_script("document.querySelector('input[name=omit]').click()")
    press(desk, "button[value=approve]:not(.visually-hidden)")

    wait_for(desk, ".notice", "Đã duyệt bài.")
    desk.switch_to.frame(one(desk, ".post-frame"))
    assert "Chúc mừng 15 năm Sở TT&TT An Lĩnh" in one(desk, "h1").text
    desk.switch_to.default_content()
    press(desk, "form.publish button")
    wait_for(desk, ".live", "https://congty.example/tin-tuc/chuc-mung-15-nam-so-tt-tt-an-linh/")

    assert (home.folder / "public/chuc-mung-15-nam-so-tt-tt-an-linh/index.html").is_file()
    review = archive.reviews.newest_review(anniversary.article_id)
    assert review is not None
    assert review.state is ReviewState.APPROVED
    assert review.edits.omitted_blocks == (0,)
    complaints = [entry["message"] for entry in desk.get_log("browser")]
    assert complaints == [], "neither script errors nor blocked content"


def test_nothing_runs_in_the_archived_page(
    desk: WebDriver, address: str, home: Any, make_article: Any
) -> None:
    hostile = make_article(title="Bài có mã lạ")
    page = "<body><h1>Bài có mã lạ</h1><img src=x onerror=document.body.id='ran'><p>hết</p></body>"
    version = home.add(hostile, page=page)
    desk.get(f"{address}/articles/{version.article_id}")
    desk.switch_to.frame(one(desk, ".original iframe"))
    assert one(desk, "h1").text == "Bài có mã lạ"
    assert one(desk, "body").get_attribute("id") == ""


def test_on_a_phone_no_page_is_wider_than_the_screen(
    desk: WebDriver, address: str, anniversary: ArticleVersion, home: Any
) -> None:
    home.incident()
    size = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    desk.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)  # type: ignore[attr-defined]
    article = f"/articles/{anniversary.article_id}"
    lists = ("/inbox", "/calendar?days=366", "/suggestions", "/sources", "/incidents", "/runs")
    for path in (*lists, article, f"{article}/preview"):
        desk.get(address + path)
        assert not is_wider_than_the_window(desk), path
    desk.get(address + article)
    assert not one(desk, ".original").is_displayed()
    press(desk, "#tab-original")
    assert one(desk, ".original iframe").is_displayed()
    assert not one(desk, ".extraction").is_displayed()


def test_authors_can_be_added_and_taken_away(
    desk: WebDriver, address: str, anniversary: ArticleVersion, archive: Archive
) -> None:
    desk.get(f"{address}/articles/{anniversary.article_id}")
    press(desk, "[data-add-author]")
    names = desk.find_elements(By.NAME, "author_name")
    assert len(names) == 2
    names[1].send_keys("Vũ Đình Khôi")
    press(desk, "[data-remove-author]")
    one(desk, "body").send_keys(Keys.CONTROL + "s")
    wait_for(desk, ".notice", "Đã lưu bản nháp.")
    review = archive.reviews.newest_review(anniversary.article_id)
    assert review is not None
    assert review.edits.authors is not None
    assert [author.name for author in review.edits.authors] == ["Vũ Đình Khôi"]
