"""The readings in use: found by their owner alone, and not lost where the library fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines import ARTICLE, scripted_engines

from chat import pipeline
from chat.library import Library
from chat.models.memory import Memory
from chat.schema import Answer, Reading
from ui import shelf
from ui.shelf import Shelf

ANSWER = Answer(question="Who?", text="Klein.", verdict="answered")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


@pytest.fixture(params=["library", "memory", "broken"])
def found(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    """A shelf with a library, without one, and with one that cannot be used."""
    if request.param == "memory":
        return Shelf(None)
    if request.param == "broken":
        (tmp_path / "file").write_text("")
        return Shelf(Library(tmp_path / "file" / "library.sqlite3"))
    return Shelf(Library(tmp_path / "library.sqlite3"))


def test_a_reading_and_its_conversation_are_found_by_their_owner(found: Shelf, reading: Reading) -> None:
    id = found.begin("Anna", ARTICLE, length="medium", code=None)
    found.keep("Anna", id, reading)
    found.add_answer("Anna", id, ANSWER)
    found.rate("Anna", id, 1, "up")
    open = found.find("Anna", id)
    assert open and open.reading == reading
    assert [(turn.answer, turn.thumb) for turn in open.turns] == [(ANSWER, "up")]
    assert found.find("Berta", id) is None


def test_what_is_deleted_is_gone(found: Shelf, reading: Reading) -> None:
    ids = [found.begin("Anna", ARTICLE, length="medium", code=None) for _ in range(2)]
    for id in ids:
        found.keep("Anna", id, reading)
    found.delete("Anna", ids[0])
    assert found.find("Anna", ids[0]) is None and found.find("Anna", ids[1])
    found.delete_all("Anna")
    assert found.find("Anna", ids[1]) is None


def test_a_library_that_fails_is_told(tmp_path: Path, reading: Reading) -> None:
    (tmp_path / "file").write_text("")
    broken = Shelf(Library(tmp_path / "file" / "library.sqlite3"))
    broken.keep("Anna", broken.begin("Anna", ARTICLE, length="medium", code=None), reading)
    assert broken.problem


def test_another_process_finds_what_was_kept(tmp_path: Path, reading: Reading) -> None:
    one, other = (Shelf(Library(tmp_path / "library.sqlite3")) for _ in range(2))
    id = one.begin("Anna", ARTICLE, length="medium", code=None)
    one.keep("Anna", id, reading)
    again = reading.model_copy(update={"summary": reading.summary.model_copy(update={"title": "Another"})})
    one.exchange("Anna", id, again)
    kept = other.find("Anna", id)
    assert kept and kept.reading == again
    assert [entry.title for entry in other.recent("Anna", query="another")] == ["Another"]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", 2)
    held = Shelf(None)
    ids = [held.begin("Anna", ARTICLE, length="medium", code=None) for _ in range(3)]
    for id in ids:
        held.keep("Anna", id, reading)
    assert [held.find("Anna", id) is not None for id in ids] == [False, True, True]


def test_deleting_empties_the_memory_of_the_engines_and_beginning_anew_does_not(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory.sqlite3")
    shelf = Shelf(None, memory)
    memory.keep({b"a": "a reply"})
    shelf.drop("ada", shelf.begin("ada", "Text.", length="short", code=None))
    assert memory.count() == 1
    shelf.delete("ada", shelf.begin("ada", "Text.", length="short", code=None))
    assert memory.count() == 0
    memory.keep({b"a": "a reply"})
    shelf.delete_all("ada")
    assert memory.count() == 0
