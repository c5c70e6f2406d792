from datetime import datetime, timedelta

from archive.archive import Archive
from archive.editors import ONE_TIME_LIFETIME, SESSION_LIFETIME


def test_session_lives_and_ends(archive: Archive, now: datetime) -> None:
    editor = archive.editors.record_editor("Lan", "Trần Thị Lan", "editor", "hash", now)
    token = archive.editors.start_session(editor.id, now)
    assert archive.editors.session_editor(token, now) == editor
    assert archive.editors.session_editor(token, now + SESSION_LIFETIME) is None
    assert archive.editors.session_editor(token + "x", now) is None
    archive.editors.end_session(token)
    assert archive.editors.session_editor(token, now) is None


def test_one_time_login_works_once(archive: Archive, now: datetime) -> None:
    editor = archive.editors.record_editor("lan", "Trần Thị Lan", "admin", "hash", now)
    token = archive.editors.start_one_time_login(editor.id, now)
    assert archive.editors.use_one_time_login(token, now + ONE_TIME_LIFETIME) is None
    assert archive.editors.use_one_time_login(token, now) == editor
    assert archive.editors.use_one_time_login(token, now) is None


def test_tokens_are_not_stored(archive: Archive, now: datetime) -> None:
    editor = archive.editors.record_editor("lan", "Trần Thị Lan", "admin", "hash", now)
    tokens = {
        archive.editors.start_session(editor.id, now),
        archive.editors.start_one_time_login(editor.id, now),
    }
    stored = b"".join(path.read_bytes() for path in archive.home.glob("archive.db*"))
    assert b"sessions" in stored
    assert not [token for token in tokens if token.encode() in stored]


def test_new_password_ends_sessions_and_login_ignores_case(archive: Archive, now: datetime) -> None:
    editor = archive.editors.record_editor("lan", "Trần Thị Lan", "editor", "one", now)
    token = archive.editors.start_session(editor.id, now)
    again = archive.editors.record_editor("LAN", "Trần Thị Lan", "editor", "two", now)
    assert again.id == editor.id
    assert archive.editors.session_editor(token, now) is None
    assert archive.editors.password_hash_of(editor.id) == "two"


def test_failures_are_counted_within_their_window(archive: Archive, now: datetime) -> None:
    for minutes in (0, 5, 20):
        archive.editors.record_login_failure("lan", now - timedelta(minutes=minutes))
    since = now - timedelta(minutes=15)
    assert archive.editors.count_login_failures("LAN", since) == 2
    assert archive.editors.count_login_failures("khac", since) == 0
