"""The library on a disk that fails, damages it, or has a clock that is set back: nothing that was kept is lost."""

from __future__ import annotations

import datetime
import random
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.faults import kept
from bench.faults.disk import Disk, Failure, put_beneath
from bench.faults.process import Say, run
from chat.errors import LibraryDamaged
from chat.schema import Reading
from chat.storage import rows, salvage
from chat.storage.library import Library
from tests.storage.made import ADA, add, path_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


@pytest.fixture
def layers(reading: Reading) -> tuple[Reading, ...]:
    return (reading,)


def work(folder: Path, disk: Disk, readings: tuple[Reading, ...], say: Say) -> None:
    beneath = put_beneath(disk)
    try:
        kept.work(kept.library(folder), readings, say)
    finally:
        beneath.unregister()


@pytest.mark.parametrize("failure", [Failure.KILLED, Failure.TORN])
@pytest.mark.parametrize("at", [1, 9, 40, 90, 180, 300])
def test_what_was_kept_is_there_after_kill_9_at_a_write(
    at: int, failure: Failure, tmp_path: Path, layers: tuple[Reading, ...]
) -> None:
    ended = run(partial(work, tmp_path, Disk(at, failure), layers))
    assert not ended.faults
    library = kept.library(tmp_path)
    assert list(kept.lost(library, ended.said, layers)) == []
    kept.work(library, layers, lambda line: None)
    assert library.set_aside == ()


def wiped(folder: Path, layers: tuple[Reading, ...]) -> int:
    """Return how many writes all the work takes."""
    disk = Disk()
    work(folder, disk, layers, lambda line: None)
    return disk.writes


@pytest.mark.parametrize("failure", [Failure.FULL, Failure.FAILS])
@pytest.mark.parametrize("before_the_end", [0, 3, 8])
def test_what_could_not_be_deleted_is_told_whole_and_deleted_later(
    before_the_end: int, failure: Failure, tmp_path: Path, layers: tuple[Reading, ...]
) -> None:
    at = wiped(tmp_path / "whole", layers) - before_the_end
    ended = run(partial(work, tmp_path, Disk(at, failure), layers))
    assert ended.said[-1].startswith("undeleted") and "LibraryUnavailable" in ended.shown
    assert list(kept.lost(kept.library(tmp_path), ended.said, layers)) == []


def test_what_is_said_to_be_deleted_and_is_still_there_counts_as_lost(
    tmp_path: Path, layers: tuple[Reading, ...]
) -> None:
    library = kept.library(tmp_path)
    id = library.begin(kept.OWNER, "Was gelöscht wird: 4f3a")
    assert list(kept.lost(library, (f"gone {id} 4f3a",), layers)) == ["a kept gone is not as it was"]
    assert list(kept.lost(library, (f"undeleted {id} 4f3a",), layers)) == []
    assert list(kept.lost(library, (f"gone {id} 4f3a",), layers)) == []


def whole(folder: Path, layers: tuple[Reading, ...]) -> tuple[Path, tuple[str, ...]]:
    said: list[str] = []
    kept.work(kept.library(folder), layers, said.append)
    return folder / kept.FILE, tuple(said)


@pytest.mark.parametrize("at", [0, 3, 16, 17, 28, 56, 95])
def test_a_damaged_head_costs_nothing(at: int, tmp_path: Path, layers: tuple[Reading, ...]) -> None:
    path, said = whole(tmp_path, layers)
    data = bytearray(path.read_bytes())
    data[at] ^= 0x41
    path.write_bytes(data)
    library = kept.library(tmp_path)
    for _ in range(2):
        try:
            library.recent(kept.OWNER)
        except LibraryDamaged as error:
            assert "What could be read of it is in a new one" in error.message
    assert list(kept.lost(library, said, layers)) == []
    assert library.recent(kept.OWNER, query="Hafenbrücke") or not library.set_aside


def test_an_article_whose_neighbour_is_damaged_is_taken_over(kept_library: Library, reading: Reading) -> None:
    ids = [add(kept_library, reading, title=f"Title {number}") for number in range(12)]
    path = path_of(kept_library)
    data = bytearray(path.read_bytes())
    at = len(data) // 2 // 4096 * 4096
    data[at : at + 8192] = random.Random(20).randbytes(8192)
    path.write_bytes(data)
    for id in ids:
        try:
            kept_library.readings(ADA, [id])
            kept_library.recent(ADA, query="title")
        except LibraryDamaged:
            break
    there = kept_library.readings(ADA, ids)
    assert len(there) >= 10
    if kept_library.set_aside:
        assert kept_library.set_aside[0].read_bytes() == bytes(data)


@pytest.fixture
def kept_library(tmp_path: Path) -> Library:
    return Library(tmp_path / "belegt" / "library.sqlite3")


def test_a_second_damage_at_the_same_time_overwrites_no_file_set_aside(
    kept_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chat.storage import database

    class Standing(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Standing:
            return cls(2026, 5, 3, tzinfo=tz)

    monkeypatch.setattr(database.datetime, "datetime", Standing)
    for garbage in (b"one" * 5000, b"two" * 5000):
        kept_library.begin(ADA, "Text")
        path_of(kept_library).write_bytes(garbage)
        with pytest.raises(LibraryDamaged):
            kept_library.begin(ADA, "Text")
    assert len(kept_library.set_aside) == 2


def test_what_is_read_after_the_clock_was_set_back_does_not_go_first(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(tmp_path / "library.sqlite3", readings=3)

    def in_year(year: int) -> type[datetime.datetime]:
        class Set(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Set:
                return cls(year, 5, 3, tzinfo=tz)

        return Set

    with monkeypatch.context() as patch:
        patch.setattr(rows.datetime, "datetime", in_year(2099))
        for _ in range(3):
            add(library, reading)
    with monkeypatch.context() as patch:
        patch.setattr(rows.datetime, "datetime", in_year(2026))
        later = [add(library, reading) for _ in range(2)]
        assert [entry.id for entry in library.recent(ADA)][:2] == later[::-1]


def test_nothing_of_what_is_no_database_is_taken_over(tmp_path: Path) -> None:
    import apsw

    (tmp_path / "made").touch()
    target = apsw.Connection(str(tmp_path / "made"))
    target.execute("PRAGMA user_version = 1; CREATE TABLE a (x)")
    target.close()
    (tmp_path / "damaged").write_bytes(b"no database" * 1000)
    salvage.mend_head(tmp_path / "damaged", like=tmp_path / "made")
    source, target = (apsw.Connection(str(tmp_path / name)) for name in ("damaged", "made"))
    assert salvage.salvage(source, target, [salvage.Table("a")]) == 0
    source.close()
    target.close()
