import multiprocessing
from datetime import datetime
from pathlib import Path

import pytest

from archive.archive import Archive, create_archive, open_archive
from archive.errors import HomeMissing, SchemaOutOfDate
from archive.health import check_database


def test_missing_home_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HomeMissing, match="trichnguon init"):
        open_archive(tmp_path / "absent")


def test_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    create_archive(tmp_path).close()
    with open_archive(tmp_path) as archive:
        archive.db.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('archive', 'm999_future', '2030-01-01')"
        )
        archive.db.conn.commit()
    with pytest.raises(SchemaOutOfDate, match="m999_future"):
        open_archive(tmp_path)


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    create_archive(tmp_path).close()
    before = (tmp_path / "archive.db").read_bytes()
    create_archive(tmp_path).close()
    assert (tmp_path / "archive.db").read_bytes() == before


def test_all_tables_are_strict(archive: Archive) -> None:
    loose = [
        table.name
        for table in archive.db.tables
        if not table.strict and not table.name.startswith(("article_search", "_sqlite"))
    ]
    assert loose == []


def test_health_of_a_sound_database(archive: Archive) -> None:
    health = check_database(archive.db)
    assert (health.verdict, health.articles) == ("ok", 0)


def _start_runs(home: str, source_id: str, now: datetime) -> None:
    with open_archive(Path(home)) as archive:
        for _ in range(60):
            archive.runs.start_run(source_id, "portal", now)


def test_two_processes_write_at_once_and_neither_fails(tmp_path: Path, now: datetime) -> None:
    create_archive(tmp_path).close()
    spawn = multiprocessing.get_context("spawn")
    writers = [
        spawn.Process(target=_start_runs, args=(str(tmp_path), source_id, now))
        for source_id in ("so_a", "so_b")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    with open_archive(tmp_path) as archive:
        assert len(archive.runs.list_runs(limit=1000)) == 120
