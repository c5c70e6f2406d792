"""`trichnguon editor` and the settings of `trichnguon desk`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner
from starlette.testclient import TestClient

from archive.archive import create_archive, open_archive
from desk.app import create_app
from desk.errors import LoginRefused
from desk.passwords import is_password_right
from trichnguon.commands.desk import base_url_of, desk_settings, listen
from trichnguon.commands.editor import editor
from trichnguon.errors import PortTaken

PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    create_archive(tmp_path).close()
    (tmp_path / "sources").mkdir()
    (tmp_path / "trichnguon.toml").write_text("[desk]\nport = 8899\n", encoding="utf-8")
    return tmp_path


def run(home: Path, *arguments: str, typed: str = "") -> str:
    result = CliRunner().invoke(
        editor, [*arguments, "--home", str(home)], input=typed, catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_an_editor_is_made_with_a_password_asked_twice_and_never_shown(home: Path) -> None:
    output = run(home, "add", "Lan", "--name", "Nguyễn Thị Lan", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in output
    with open_archive(home) as archive:
        made = archive.editors.find_editor("lan")
        assert made is not None
        assert is_password_right(archive.editors.password_hash_of(made.id), PASSWORD)
    assert run(home, "list").splitlines() == ["lan\tNguyễn Thị Lan\teditor\tvi"]


def test_a_one_time_link_points_to_the_configured_desk(home: Path) -> None:
    run(home, "add", "lan", "--no-password")
    link = run(home, "login-link", "lan").strip()
    assert link.startswith("http://127.0.0.1:8899/login/once/")
    other = run(home, "login-link", "lan", "--base-url", "https://desk.example/").strip()
    assert other.startswith("https://desk.example/login/once/")


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (["add", "lan"], "ngắn\nngắn\n", "at least 10 characters"),
        (["add", "có dấu", "--no-password"], "", "letters a-z"),
        (["login-link", "ai"], "", "trichnguon editor add ai"),
    ],
)
def test_what_cannot_be_made_is_told_in_one_line(
    home: Path, arguments: list[str], typed: str, told: str
) -> None:
    with pytest.raises(LoginRefused, match=told):
        run(home, *arguments, typed=typed)


def test_no_editors_yet_says_how_to_make_one(home: Path) -> None:
    assert "trichnguon editor add" in run(home, "list")


def test_the_desk_of_a_home_opens_with_a_link_and_keeps_its_secret(home: Path) -> None:
    run(home, "add", "lan", "--no-password")
    settings = desk_settings(home, "http://127.0.0.1:1")
    assert desk_settings(home, "http://127.0.0.1:1").secret == settings.secret
    assert settings.secret not in repr(settings)
    with open_archive(home) as archive:
        token = archive.editors.start_one_time_login(1, datetime.now(UTC))
    browser = TestClient(create_app(settings), base_url="http://127.0.0.1")
    assert "Vào bàn biên tập" in browser.get(f"/login/once/{token}").text


def test_a_taken_port_is_told_and_port_0_takes_a_free_one() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        assert base_url_of(first) == f"http://127.0.0.1:{port}"
        with pytest.raises(PortTaken, match=str(port)):
            listen("127.0.0.1", port)


def test_an_address_that_is_not_this_machines_is_told() -> None:
    with pytest.raises(ClickException, match=r"Cannot listen on 192\.0\.2\.1"):
        listen("192.0.2.1", 0)
