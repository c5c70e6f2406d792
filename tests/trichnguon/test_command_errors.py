"""Known errors are one or two clear lines and a non-zero exit, never a traceback."""

import fcntl
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.archive import open_archive
from trichnguon.cli import FAILED, NOT_NOW

Run = Callable[..., Any]


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Path:
    folder = tmp_path / "home"
    assert run("init", folder, "--contact", "mailto:test@trichnguon.test").returncode == 0
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def assert_clear_error(result: Any, *words: str, status: int = FAILED) -> None:
    assert result.returncode == status, result.stdout
    assert "Traceback" not in result.stderr
    error = result.stderr[result.stderr.index("Error: ") :].strip()
    assert len(error.splitlines()) <= 2
    for word in words:
        assert word in error


def test_home_missing(run: Run, tmp_path: Path) -> None:
    for command in (["crawl"], ["clip", "https://so.mau.gov.vn/"], ["article", "show", "1"]):
        assert_clear_error(run(*command, home=tmp_path / "absent"), "absent", "trichnguon init")


def test_init_does_not_write_into_a_strangers_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    assert_clear_error(run("init", tmp_path), "not empty")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_init_twice_keeps_what_is_there(run: Run, home: Path) -> None:
    change(home / "trichnguon.toml", "port = 8765", "port = 9000")
    assert run("init", home).returncode == 0
    assert "port = 9000" in (home / "trichnguon.toml").read_text("utf-8")


def test_unknown_source(run: Run, home: Path) -> None:
    assert_clear_error(run("crawl", "bacninh_sttt", home=home), "unknown source 'bacninh_sttt'")


def test_no_source_is_active(run: Run, home: Path) -> None:
    assert_clear_error(run("crawl", home=home), "no source is active", "status")


def test_broken_source_file_names_file_line_and_key(run: Run, home: Path) -> None:
    path = home / "sources" / "bacninh.toml"
    change(path, 'status = "untested live"', 'status = "sleeping"')
    assert_clear_error(run("crawl", "bacninh", home=home), "bacninh.toml:4", "status", "sleeping")


def test_broken_configuration_names_file_line_and_key(run: Run, home: Path) -> None:
    change(home / "trichnguon.toml", "port = 8765", "port = 0")
    assert_clear_error(run("desk", home=home), "trichnguon.toml:", "desk.port", "found 0")


def test_no_crawl_without_a_contact(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "home").returncode == 0
    result = run("crawl", "bacninh", home=tmp_path / "home")
    assert_clear_error(result, "crawl.contact", "no crawl starts")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/tin", "ftp://so.mau.gov.vn/tin", "http://169.254.169.254/", "tin"]
)
def test_address_refused(run: Run, home: Path, address: str) -> None:
    assert_clear_error(run("clip", address, home=home), "address refused", address)


def test_database_newer_than_the_program(run: Run, home: Path) -> None:
    with open_archive(home) as archive:
        archive.db.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('archive', 'm999_future', '2030-01-01')"
        )
        archive.db.conn.commit()
    assert_clear_error(run("crawl", "bacninh", home=home), "newer version", "m999_future")


@pytest.mark.parametrize(
    "command", [["crawl", "bacninh"], ["article", "show", "1"], ["runs"], ["desk"], ["publish"]]
)
def test_damaged_database(run: Run, home: Path, command: list[str]) -> None:
    (home / "archive.db").write_bytes(b"this is no database, whatever it is called" * 40)
    assert_clear_error(run(*command, home=home), "archive.db", "not a database", "backup")


def test_folder_that_cannot_be_made(run: Run) -> None:
    assert_clear_error(run("init", "/proc/home"), "/proc/home")


def test_port_taken(run: Run, home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_clear_error(run("desk", "--port", str(port), home=home), f"Port {port}", "taken")


def test_unknown_article(run: Run, home: Path) -> None:
    assert_clear_error(run("article", "show", "7", home=home), "No article 7")


def test_disk_full_stops_the_crawl_and_keeps_what_is_archived(run: Run, demo_home: Path) -> None:
    change(
        demo_home / "trichnguon.toml", "min_free_bytes = 200000000", f"min_free_bytes = {10**18}"
    )
    result = run("crawl", "demo_snv", home=demo_home)
    assert_clear_error(result, "disk is full", "run again")
    change(demo_home / "trichnguon.toml", f"min_free_bytes = {10**18}", "min_free_bytes = 0")
    again = run("crawl", "demo_snv", home=demo_home)
    assert again.returncode == 0, again.stderr
    assert " new articles" in again.stdout


def test_doctor_says_what_is_well_and_what_is_not(run: Run, demo_home: Path) -> None:
    well = run("doctor", home=demo_home)
    assert well.returncode == 0, well.stdout
    assert "FIX" not in well.stdout
    assert "source health: no alarm of 4 sources" in well.stdout
    assert "portal demo_snv: answered 200; robots.txt allows the listings" in well.stdout
    change(demo_home / "sources" / "demo_snv.toml", 'platform = "nukeviet"', "platform = 3")
    sick = run("doctor", home=demo_home)
    assert sick.returncode == 1
    assert "FIX  sources" in sick.stdout
    assert "demo_snv.toml:4" in sick.stdout


def test_help_lists_every_command(run: Run) -> None:
    from trichnguon.cli import COMMANDS

    shown = run("--help").stdout
    assert all(name in shown for name in COMMANDS)


def test_busy_source_does_not_keep_the_others_from_running(run: Run, demo_home: Path) -> None:
    lock = demo_home / "locks" / "demo_snv.lock"
    lock.parent.mkdir()
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = run("crawl", "demo_snv", "demo_skhcn", home=demo_home)
    assert_clear_error(result, "demo_snv", "another process is crawling", status=NOT_NOW)
    assert "demo_skhcn" in result.stdout
    with open_archive(demo_home) as archive:
        assert archive.articles.unclassified_versions() == []
        assert [r.source_id for r in archive.runs.list_runs()] == ["demo_skhcn"]


def test_cited_page_that_is_no_article_fails_the_clip(run: Run, demo_home: Path) -> None:
    good = "http://stttt.vinhlac.test/news/-/details/58210/so-tt-tt-vinh-lac-15-nam-xay-dung-va-phat-trien"
    result = run("clip", good, "http://snv.vinhlac.test/", home=demo_home)
    assert_clear_error(result, "1 of 2 addresses gave no article")
    assert "article 1: Sở TT&TT Vĩnh Lạc" in result.stdout
    assert "NotAnArticle" in result.stdout
