"""A person's browser on the desk: every page is asked for and every form sent as one would."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from desk.app import create_app
from desk.settings import DeskSettings

PASSWORD = "một mật khẩu đủ dài"


class Browser(TestClient):
    """A person's browser: keeps cookies, follows redirects, fills the form of the page it sees."""

    def read(self, path: str) -> str:
        """The page's visible words on one line."""
        return self.words_of(self.open(path))

    @staticmethod
    def words_of(page: str) -> str:
        root = html.fromstring(page)
        for element in root.xpath("//script | //style"):
            element.drop_tree()
        return " ".join(" ".join(root.itertext()).split())

    def open(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, response.text[:2000]
        return str(response.text)

    def token(self, path: str = "/inbox") -> str:
        return str(
            html.fromstring(self.get(path).text).xpath("//input[@name='form_token']/@value")[0]
        )

    def log_in(self, login: str = "lan", password: str = PASSWORD) -> Any:
        fields = {"login": login, "password": password, "form_token": self.token("/login")}
        return self.post("/login", data=fields)

    def fields(self, page: str, selector: str = "form.review") -> dict[str, Any]:
        """What the form of a page would send as it stands, without any button."""
        form = html.fromstring(page).cssselect(selector)[0]
        fields: dict[str, Any] = {}
        for name, value in form.form_values():
            # A parser of HTML drops the newline that opens a textarea; lxml does not.
            fields.setdefault(name, []).append(value.removeprefix("\n"))
        return fields

    def decide(self, article_id: int, action: str, **changes: Any) -> Any:
        """Open the article, change some fields, press a button."""
        page = self.open(f"/articles/{article_id}")
        return self.press(article_id, self.fields(page), action, **changes)

    def press(self, article_id: int, fields: dict[str, Any], action: str, **changes: Any) -> Any:
        return self.post(f"/articles/{article_id}", data={**fields, **changes, "action": action})

    def publish(self, article_id: int) -> Any:
        page = self.open(f"/articles/{article_id}/preview")
        return self.post(f"/articles/{article_id}/publish", data=self.fields(page, "form.publish"))


def browser_on(settings: DeskSettings) -> Browser:
    return Browser(create_app(settings), base_url="http://desk.test", raise_server_exceptions=False)


@pytest.fixture
def make_browser() -> Callable[[DeskSettings], Browser]:
    return browser_on


@pytest.fixture
def visitor(settings: DeskSettings) -> Browser:
    """Not logged in."""
    return browser_on(settings)


@pytest.fixture
def editor(settings: DeskSettings) -> Browser:
    browser = browser_on(settings)
    assert browser.log_in().status_code == 200
    return browser


@pytest.fixture
def other_editor(settings: DeskSettings) -> Browser:
    browser = browser_on(settings)
    assert browser.log_in("minh").status_code == 200
    return browser
