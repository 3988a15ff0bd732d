"""The place of a result: what it may be, and what is there when it is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chat.cli import target
from chat.errors import InputError


def write(path: Path, text: str = "new") -> None:
    with target.written(path, on_left=lambda part: pytest.fail(f"{part} was left")) as file:
        file.write(text)


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    with target.written(path, on_left=lambda part: pytest.fail("it was left")) as file:
        file.write("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new" and list(tmp_path.iterdir()) == [path]


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o600)
    write(path)
    assert path.stat().st_mode & 0o777 == 0o600
    target.save(b"newer", path)
    assert path.stat().st_mode & 0o777 == 0o600 and path.read_text() == "newer"


def test_a_link_stays_one(tmp_path: Path) -> None:
    place, link = tmp_path / "place.txt", tmp_path / "link.txt"
    place.write_text("old")
    link.symlink_to(place)
    write(link)
    assert link.is_symlink() and place.read_text() == "new"


def test_a_device_is_written_and_not_replaced() -> None:
    before = os.stat(os.devnull)
    target.check(Path(os.devnull), inputs=[Path(os.devnull)])
    write(Path(os.devnull))
    target.save(b"new", Path(os.devnull))
    assert os.stat(os.devnull).st_ino == before.st_ino


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_what_is_read_under_another_name_is_refused(tmp_path: Path, link: object) -> None:
    given, other = tmp_path / "in.txt", tmp_path / "other.txt"
    given.write_text("text")
    link(given, other)  # type: ignore[operator]
    with pytest.raises(InputError, match="to be read"):
        target.check(other, inputs=[Path("no-such-file"), given])


def test_what_lies_where_the_part_would_is_refused(tmp_path: Path) -> None:
    given = tmp_path / ".out.txt.part"
    given.write_text("text")
    with pytest.raises(InputError, match="to be read"):
        target.check(tmp_path / "out.txt", inputs=[given])


def test_a_file_that_cannot_be_opened_is_told_with_another_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written") as error:
        write(tmp_path / "no" / "out.txt")
    assert "--out" in error.value.hint
