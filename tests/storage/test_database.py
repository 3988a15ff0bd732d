"""The file beneath the library: at once, damaged, too new, full."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from chat.errors import LibraryDamaged, LibraryError, LibraryTooNew, LibraryUnavailable
from chat.schema import Reading
from chat.settings import Settings
from chat.storage import database, library, tables
from chat.storage.library import Library
from tests.storage.made import ADA, add, answer, path_of, spoil


def test_nothing_is_made_before_it_is_used_nor_where_history_is_off(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert library.open_library(Settings(data=folder))
    assert library.open_library(Settings(data=folder, history=False)) is None
    assert not folder.exists()


def test_the_settings_name_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path))
    monkeypatch.setenv("BELEGT_HISTORY", "on")
    opened = library.open_library(Settings())
    assert opened and path_of(opened) == tmp_path / library.FILE
    monkeypatch.setenv("BELEGT_HISTORY", "off")
    assert library.open_library(Settings()) is None


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_only_the_user_may_look(kept: Library) -> None:
    previous = os.umask(0)
    try:
        kept.begin(ADA, "Text")
        with closing(apsw.Connection(str(path_of(kept)))) as other:  # keeps the log in being
            other.execute("SELECT * FROM entry").fetchall()
            kept.begin(ADA, "Text")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in path_of(kept).parent.iterdir()}
    finally:
        os.umask(previous)
    assert {"library.sqlite3", "library.sqlite3-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path_of(kept).parent.stat().st_mode) == 0o700


def test_importing_the_library_does_not_import_sqlite() -> None:
    code = "import sys, chat.storage.library; sys.exit(any(name in sys.modules for name in ('apsw', 'sqlite3')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_many_threads_keep_all(kept: Library, reading: Reading) -> None:
    def work(number: int) -> str:
        owner = f"owner {number % 4}"
        id = add(kept, reading, owner=owner, title=f"Title {number}")
        kept.add_answer(owner, id, answer("Who?"))
        assert kept.recent(owner, query=f"title {number}")
        return id

    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(work, range(40)))
    assert {entry.id for number in range(4) for entry in kept.recent(f"owner {number}")} == set(ids)


def write(path: Path, owner: str) -> None:
    """Begin ten texts; the work of one process."""
    kept = Library(path)
    for number in range(10):
        kept.begin(owner, f"Text {number}")


def test_deleting_waits_for_readers_in_other_threads(kept: Library, reading: Reading) -> None:
    ids = [add(kept, reading) for _ in range(8)]
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            kept.recent(ADA, query="bridge")

    with ThreadPoolExecutor(3) as threads:
        watching = [threads.submit(look) for _ in range(3)]
        for id in ids:
            kept.delete(ADA, id)
        done.set()
    assert not any(watcher.exception() for watcher in watching)
    assert kept.recent(ADA) == ()


def test_many_processes_keep_all_also_the_first_time(kept: Library) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write, args=(path_of(kept), f"owner {number % 2}")) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    assert [len(kept.unfinished(f"owner {number}")) for number in range(2)] == [20, 20]


def test_a_process_killed_in_the_middle_loses_nothing_that_was_kept(kept: Library) -> None:
    code = (
        "import os, pathlib, sys; sys.path.insert(0, '.'); from chat.storage.library import Library\n"
        "kept = Library(pathlib.Path(sys.argv[1])); kept.begin('ada', 'Angefangen')\n"
        "with kept._database.transaction(write=True) as connection:\n"
        "    connection.execute('DELETE FROM entry'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path_of(kept))], check=False).returncode == 9
    assert [unfinished.text for unfinished in kept.unfinished(ADA)] == ["Angefangen"]


def test_a_newer_file_is_left_as_it_is(kept: Library) -> None:
    kept.begin(ADA, "Text")
    spoil(kept, "PRAGMA user_version = 99")
    for _ in range(2):
        with pytest.raises(LibraryTooNew) as error:
            kept.begin(ADA, "More")
        assert "Update" in error.value.hint
    spoil(kept, f"PRAGMA user_version = {len(tables.MIGRATIONS)}")
    assert [unfinished.text for unfinished in kept.unfinished(ADA)] == ["Text"]


def test_an_older_file_is_brought_up_to_date_once(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    first, second = "CREATE TABLE a (x); INSERT INTO a VALUES (1)", "ALTER TABLE a ADD COLUMN y DEFAULT 2"
    with database.Database(path, migrations=(first,)).transaction() as connection:
        assert connection.execute("SELECT * FROM a").fetchall() == [(1,)]
    for _ in range(2):
        with database.Database(path, migrations=(first, second)).transaction() as connection:
            assert connection.execute("SELECT * FROM a").fetchall() == [(1, 2)]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    first = "CREATE TABLE a (x)"
    with database.Database(path, migrations=(first,)).transaction(write=True) as connection:
        connection.execute("INSERT INTO a VALUES (1)")
    broken = database.Database(path, migrations=(first, "DROP TABLE a; DROP TABLE b"))
    with pytest.raises(apsw.SQLError), broken.transaction():
        pass
    with database.Database(path, migrations=(first,)).transaction() as connection:
        assert connection.execute("SELECT * FROM a").fetchall() == [(1,)]


@pytest.mark.parametrize("garbage", [b"no database at all" * 1000, None])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(kept: Library, garbage: bytes | None) -> None:
    """None: the beginning is intact and the pages after it are not."""
    for _ in range(20):
        kept.begin(ADA, "Ein langer Text. " * 500)
    intact = path_of(kept).read_bytes()
    damaged = garbage or intact[:4096] + b"\xff" * (len(intact) - 4096)
    path_of(kept).write_bytes(damaged)
    with pytest.raises(LibraryDamaged) as error:
        kept.unfinished(ADA)
    assert error.value.hint and error.value.retryable
    (aside,) = kept.set_aside
    assert aside.read_bytes() == damaged
    kept.begin(ADA, "Neu")
    assert [unfinished.text for unfinished in kept.unfinished(ADA)] == ["Neu"]


def test_of_two_that_find_the_damage_one_sets_the_file_aside(kept: Library) -> None:
    kept.begin(ADA, "Text")
    path_of(kept).write_bytes(b"no database at all" * 1000)
    together = threading.Barrier(4, timeout=60)

    def look(_: int) -> None:
        together.wait()
        for _ in range(5):
            try:
                kept.begin(ADA, "Neu")
                return
            except LibraryDamaged:
                pass
        raise AssertionError("it stayed damaged")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(look, range(4)))
    assert len(kept.set_aside) == 1 and len(kept.unfinished(ADA)) == 4


@pytest.mark.parametrize("begun", [True, False])
def test_who_has_the_file_open_that_another_sets_aside_can_try_again(kept: Library, begun: bool) -> None:
    kept.begin(ADA, "Text")
    path = path_of(kept)
    with pytest.raises(LibraryDamaged), kept._database.transaction(write=True):
        path.rename(path.with_name(f"{path.name}.damaged-2026"))
        if begun:
            path.touch()
        raise apsw.IOError("disk I/O error")
    kept.begin(ADA, "Neu")


def test_a_full_disk_is_told_and_takes_nothing(kept: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    id = kept.begin(ADA, "Text")

    class Small(apsw.Connection):
        def set_busy_timeout(self, milliseconds: int) -> None:
            super().set_busy_timeout(milliseconds)
            self.pragma("max_page_count", self.pragma("page_count"))

    with monkeypatch.context() as patch:
        patch.setattr(apsw, "Connection", Small)
        with pytest.raises(LibraryUnavailable, match="no room") as error:
            kept.begin(ADA, "Ein langer Text. " * 50_000)
        assert "BELEGT_HISTORY" in error.value.hint
    assert [unfinished.id for unfinished in kept.unfinished(ADA)] == [id]


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LibraryUnavailable) as error:
        Library(tmp_path / "file" / "library.sqlite3").begin(ADA, "Text")
    assert isinstance(error.value, LibraryError) and error.value.hint


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(kept: Library) -> None:
    kept.begin(ADA, "Text")
    path_of(kept).parent.chmod(0o500)
    try:
        with pytest.raises(LibraryUnavailable):
            kept.begin(ADA, "Text")
    finally:
        path_of(kept).parent.chmod(0o700)


def test_who_waits_too_long_for_another_is_told(kept: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    kept.begin(ADA, "Text")
    with closing(apsw.Connection(str(path_of(kept)))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryUnavailable) as error:
            kept.begin(ADA, "More")
    assert error.value.retryable
    assert len(kept.unfinished(ADA)) == 1
