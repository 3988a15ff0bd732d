"""The files of a folder that can be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chat.errors import InputError
from chat.intake import folders


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Ein Text.", encoding="utf-8")


def names(found: folders.Folder, root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found.files]


def test_files_by_name_and_those_of_other_kinds_told(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "A.html", "c.eml", "d.PDF", "bild.png", "LICENSE", "woche 2/e.docx")
    found = folders.look_into(tmp_path)
    assert names(found, tmp_path) == ["A.html", "b.txt", "c.eml", "d.PDF", "woche 2/e.docx"]
    assert found.others == ("bild.png", "LICENSE")


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".geheim.txt", ".git/b.txt", "ordner/.c/d.txt")
    found = folders.look_into(tmp_path)
    assert (names(found, tmp_path), found.others) == (["a.txt"], ())


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "innen", tmp_path / "aussen"
    fill(inside, "a.txt", "ordner/b.txt")
    fill(outside, "geheim.txt")
    (inside / "datei.txt").symlink_to(outside / "geheim.txt")
    (inside / "ordner.txt").symlink_to(outside)
    (inside / "aussen").symlink_to(outside)
    (inside / "kreis").symlink_to(inside)
    (inside / "selbst.txt").symlink_to(inside / "selbst.txt")
    (inside / "c.txt").symlink_to(inside / "a.txt")
    found = folders.look_into(inside)
    assert names(found, inside) == ["a.txt", "c.txt", "ordner/b.txt"]
    assert found.others == ("aussen", "datei.txt", "kreis", "ordner.txt", "selbst.txt")


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "rohr.txt")
    assert folders.look_into(tmp_path).others == ("rohr.txt",)


def test_too_many_are_left_out_and_counted(tmp_path: Path) -> None:
    fill(tmp_path, *(f"{number:03}.txt" for number in range(203)), *(f"{number:03}.png" for number in range(53)))
    found = folders.look_into(tmp_path)
    assert (len(found.files), found.left_out, found.files[-1].name) == (200, 3, "199.txt")
    assert (len(found.others), found.more_others) == (folders.MAX_NAMED, 3)


def test_a_folder_without_end_is_not_looked_at_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_ENTRIES", 5)
    fill(tmp_path, *(f"{number}.txt" for number in range(9)))
    found = folders.look_into(tmp_path)
    assert (len(found.files), found.is_whole) == (5, False)


def test_names_are_told_without_what_cannot_be_seen(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "bild\u202e\n.png")
    assert folders.look_into(tmp_path).others == ("bild .png",)


def test_an_empty_folder_and_none_at_all_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can be read") as caught:
        folders.look_into(tmp_path)
    assert ".docx" in caught.value.hint
    fill(tmp_path, "a.txt")
    for path in (tmp_path / "a.txt", tmp_path / "weg"):
        with pytest.raises(InputError, match="no folder"):
            folders.look_into(path)
