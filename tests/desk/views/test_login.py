"""Getting in, staying in, getting out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.archive import Archive
from desk.logins import add_editor, one_time_link
from desk.passwords import hash_password, is_password_right
from desk.views.login import local_path


def test_a_visitor_is_sent_to_the_log_in_page_and_then_where_they_wanted(visitor: Any) -> None:
    answer = visitor.get("/sources")
    assert answer.url.path == "/login"
    fields = visitor.fields(answer.text, "form.stack")
    fields |= {"login": "lan", "password": "một mật khẩu đủ dài"}
    assert visitor.post("/login", data=fields).url.path == "/sources"


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(visitor: Any) -> None:
    visitor.follow_redirects = False
    cookies = visitor.log_in().headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("trichnguon_session="))
    assert "HttpOnly" in session
    assert "SameSite=lax" in session


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(visitor: Any) -> None:
    wrong_password = visitor.log_in("lan", "không phải mật khẩu này")
    unknown_login = visitor.log_in("ai-do", "không phải mật khẩu này")
    assert wrong_password.status_code == unknown_login.status_code == 401
    assert "không đúng" in wrong_password.text
    assert 'value="lan"' in wrong_password.text
    assert visitor.get("/inbox").url.path == "/login"


def test_an_incomplete_form_is_refused(visitor: Any) -> None:
    assert visitor.log_in("lan", "").status_code == 400


def test_repeated_failures_throttle_even_the_right_password_for_a_while(
    visitor: Any, clock: Any
) -> None:
    for _ in range(5):
        assert visitor.log_in("lan", "sai").status_code == 401
    refused = visitor.log_in()
    assert refused.status_code == 429
    assert "15 phút" in refused.text
    assert visitor.log_in("minh").url.path == "/inbox"
    visitor.cookies.clear()
    clock.shift(timedelta(minutes=16))
    assert visitor.log_in().url.path == "/inbox"


def test_log_out_ends_the_session_for_whoever_holds_its_cookie(editor: Any) -> None:
    kept = dict(editor.cookies)
    editor.post("/logout", data={"form_token": editor.token()})
    assert editor.get("/inbox").url.path == "/login"
    editor.cookies.update(kept)
    assert editor.get("/inbox").url.path == "/login"


def test_a_session_ends_after_a_week(editor: Any, clock: Any) -> None:
    clock.shift(timedelta(days=8))
    assert editor.get("/inbox").url.path == "/login"


def test_a_one_time_link_works_once_and_only_when_its_button_is_pressed(
    visitor: Any, archive: Archive
) -> None:
    link = one_time_link(archive, "lan", "http://desk.test", datetime.now(UTC))
    path = link.removeprefix("http://desk.test")
    visitor.head(path)
    for _ in range(3):
        page = visitor.open(path)
    form = visitor.fields(page, "form.stack")
    assert visitor.post(path, data=form).url.path == "/inbox"
    visitor.cookies.clear()
    form = visitor.fields(visitor.open(path), "form.stack")
    again = visitor.post(path, data=form)
    assert again.status_code == 410
    assert "đã được dùng" in again.text


def test_a_one_time_link_expires(visitor: Any, archive: Archive, clock: Any) -> None:
    path = one_time_link(archive, "lan", "", datetime.now(UTC))
    clock.shift(timedelta(minutes=61))
    form = visitor.fields(visitor.open(path), "form.stack")
    assert visitor.post(path, data=form).status_code == 410


def test_a_made_log_in_works_and_a_new_password_ends_old_sessions(
    visitor: Any, archive: Archive
) -> None:
    now = datetime.now(UTC)
    add_editor(archive, "Hoa", "Phạm Thị Hoa", "editor", "mật khẩu thứ nhất", now)
    assert "Phạm Thị Hoa" in visitor.log_in("hoa", "mật khẩu thứ nhất").text
    add_editor(archive, "hoa", "Phạm Thị Hoa", "editor", "mật khẩu thứ hai", now)
    assert visitor.get("/inbox").url.path == "/login"


def test_passwords_are_argon2_hashes_and_an_unknown_log_in_never_matches() -> None:
    stored = hash_password("một mật khẩu đủ dài")
    assert stored.startswith("$argon2id$")
    assert is_password_right(stored, "một mật khẩu đủ dài")
    assert not is_password_right(stored, "mot mat khau du dai")
    assert not is_password_right("", "nobody's password")
    assert not is_password_right("not a hash", "x")


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("/articles/3?version=1", "/articles/3?version=1"),
        ("", "/inbox"),
        ("https://evil.example/", "/inbox"),
        ("//evil.example/", "/inbox"),
        ("/\\evil.example", "/inbox"),
        ("/\t/evil.example", "/inbox"),
        ("javascript:alert(1)", "/inbox"),
    ],
)
def test_after_log_in_nobody_is_led_to_another_site(asked: str, taken: str) -> None:
    assert local_path(asked) == taken
