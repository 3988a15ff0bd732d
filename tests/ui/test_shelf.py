"""The readings in use: found by their owner alone, and not lost where the library fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from functools import partial
from pathlib import Path

import apsw
import pytest

from chat import pipeline
from chat.errors import LibraryUnavailable, UnreadableReading
from chat.models.memory import Memory
from chat.schema import Answer, Language, Reading
from chat.storage.library import Library
from tests.engines import ARTICLE, scripted_engines
from ui import shelf
from ui.shelf import Shelf, Stopped

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


def test_what_a_panel_holds_of_a_reading_does_not_change_while_it_is_drawn(found: Shelf, reading: Reading) -> None:
    id = found.begin("Anna", ARTICLE, length="medium", code=None)
    found.keep("Anna", id, reading)
    drawn = found.find("Anna", id)
    found.add_answer("Anna", id, ANSWER)
    found.note_stopped("Anna", id, Stopped("Why?", "Because"))
    found.exchange("Anna", id, reading.model_copy(update={"language": Language(code="de", confidence=0.5)}))
    assert drawn and (drawn.reading, drawn.turns, drawn.stopped) == (reading, (), None)
    with pytest.raises(FrozenInstanceError):
        drawn.turns = ()  # type: ignore[misc]
    now = found.find("Anna", id)
    assert now and len(now.turns) == 1 and now.stopped and now.reading != reading


def test_an_article_is_analysed_once_however_often_it_is_asked(found: Shelf, reading: Reading) -> None:
    id = found.begin("Anna", ARTICLE, length="medium", code=None)
    found.keep("Anna", id, reading)
    first = found.find("Anna", id)
    found.add_answer("Anna", id, ANSWER)
    found.rate("Anna", id, 1, "down")
    later = found.find("Anna", id)
    assert first and later and later.analysed is first.analysed
    assert first.analysed.ledger.entries


def test_another_summary_is_that_of_the_analysed_article_and_its_meanings_are_kept(
    found: Shelf, reading: Reading
) -> None:
    id = found.begin("Anna", ARTICLE, length="medium", code=None)
    found.keep("Anna", id, reading)
    first = found.find("Anna", id)
    summary = reading.summary.model_copy(update={"title": "Another"})
    found.exchange("Anna", id, reading.model_copy(update={"summary": summary}))
    later = found.find("Anna", id)
    assert first and later and later.analysed.summary == summary
    assert later.analysed.meanings is first.analysed.meanings


def test_a_reading_that_grows_keeps_its_conversation(found: Shelf, reading: Reading) -> None:
    id = found.begin("Anna", ARTICLE, length="medium", code=None)
    found.keep("Anna", id, pipeline.known(ARTICLE))
    found.add_answer("Anna", id, ANSWER)
    found.note_stopped("Anna", id, Stopped("Why?", "Because"))
    found.keep("Anna", id, reading)
    open = found.find("Anna", id)
    assert open and open.reading == reading and open.stopped
    assert [turn.answer for turn in open.turns] == [ANSWER]


def test_a_reading_that_grows_and_is_deleted_elsewhere_meanwhile_stays_deleted(
    tmp_path: Path, reading: Reading
) -> None:
    (tmp_path / "library.sqlite3.damaged-2026-01-01T00-00-00-000000").write_bytes(b"long ago")
    one, other = (Shelf(Library(tmp_path / "library.sqlite3")) for _ in range(2))
    id = one.begin("Anna", ARTICLE, length="medium", code=None)
    one.keep("Anna", id, pipeline.known(ARTICLE))
    other.delete_all("Anna")
    one.keep("Anna", id, reading)
    assert one.find("Anna", id) is None


def answer(number: int) -> Answer:
    return ANSWER.model_copy(update={"question": f"Question {number}?"})


def in_threads(*work: Callable[[], object]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)


def test_of_many_answers_that_are_added_at_once_none_is_lost(found: Shelf, reading: Reading) -> None:
    id = found.begin("Anna", ARTICLE, length="medium", code=None)
    found.keep("Anna", id, reading)
    together = threading.Barrier(4, timeout=120)

    def add(first: int) -> None:
        together.wait()
        for number in range(first, first + 5):
            found.add_answer("Anna", id, answer(number))
            found.rate("Anna", id, 1, "up")
            found.exchange("Anna", id, reading)

    in_threads(*(partial(add, first) for first in (0, 5, 10, 15)))
    open = found.find("Anna", id)
    assert open and {turn.answer.question for turn in open.turns} == {f"Question {number}?" for number in range(20)}
    assert [turn.position for turn in open.turns] == list(range(1, 21))
    assert [turn.thumb for turn in open.turns] == ["up"] + [None] * 19


def test_of_two_answers_that_the_library_has_at_the_same_time_none_is_lost(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, together = Shelf(Library(tmp_path / "library.sqlite3")), threading.Barrier(2, timeout=120)
    id = held.begin("Anna", ARTICLE, length="medium", code=None)
    held.keep("Anna", id, reading)
    add = Library.add_answer

    def meet(library: Library, owner: str, id: str, answer: Answer) -> int:
        position = add(library, owner, id, answer)
        together.wait()  # both are kept, and the shelf has been told of neither
        return position

    monkeypatch.setattr(Library, "add_answer", meet)
    in_threads(*(partial(held.add_answer, "Anna", id, answer(number)) for number in (1, 2)))
    open = held.find("Anna", id)
    assert open and open.turns == Library(tmp_path / "library.sqlite3").answers("Anna", id) and len(open.turns) == 2


def test_an_answer_that_was_fetched_from_the_library_meanwhile_is_there_once(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", 1)
    held = Shelf(Library(tmp_path / "library.sqlite3"))
    ids = [held.begin("Anna", ARTICLE, length="medium", code=None) for _ in range(2)]
    for id in ids:
        held.keep("Anna", id, reading)
    add = Library.add_answer

    def add_and_look_elsewhere(library: Library, owner: str, id: str, answer: Answer) -> int:
        position = add(library, owner, id, answer)
        for other in reversed(ids):
            held.find("Anna", other)  # the one that is answered is fetched anew
        return position

    monkeypatch.setattr(Library, "add_answer", add_and_look_elsewhere)
    held.add_answer("Anna", ids[0], ANSWER)
    open = held.find("Anna", ids[0])
    assert open and [turn.position for turn in open.turns] == [1]


def test_an_answer_that_the_library_did_not_keep_and_the_next_one_are_both_there(
    tmp_path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Shelf(Library(tmp_path / "library.sqlite3"))
    id = held.begin("Anna", ARTICLE, length="medium", code=None)
    held.keep("Anna", id, reading)

    def fail(*_: object) -> int:
        raise LibraryUnavailable("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(Library, "add_answer", fail)
        held.add_answer("Anna", id, answer(1))
    held.add_answer("Anna", id, answer(2))
    open = held.find("Anna", id)
    assert open and [(turn.position, turn.answer) for turn in open.turns] == [(1, answer(1)), (2, answer(2))]


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
    assert broken.problem("Anna") and broken.problem("Berta") is None


def test_a_problem_is_told_until_something_is_kept_again(tmp_path: Path, reading: Reading) -> None:
    library = tmp_path / "data" / "library.sqlite3"
    (tmp_path / "data").write_text("a file where the folder should be")
    held = Shelf(Library(library))
    id = held.begin("Anna", ARTICLE, length="medium", code=None)
    (tmp_path / "data").unlink()
    held.keep("Anna", id, reading)
    assert held.recent("Anna") == () and held.problem("Anna")
    assert held.find("Anna", id)  # begun without the library, so it is only here
    held.begin("Anna", ARTICLE, length="medium", code=None)
    assert held.problem("Anna") is None


def test_a_reading_is_not_lost_with_a_library_that_was_damaged_meanwhile(tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "library.sqlite3"
    held = Shelf(Library(path))
    id = held.begin("Anna", ARTICLE, length="medium", code=None)
    path.write_bytes(b"no database" + path.read_bytes()[11:])
    assert held.recent("Anna") == () and held.problem("Anna")  # it is set aside, and a new one is begun
    held.keep("Anna", id, reading)
    held.rate("Anna", id, 1, "up")
    assert held.find("Anna", id)


@pytest.mark.parametrize("everything", [True, False])
@pytest.mark.parametrize("kept", [True, False])
def test_what_is_deleted_while_it_is_worked_for_stays_deleted(
    tmp_path: Path, reading: Reading, kept: bool, everything: bool
) -> None:
    memory = Memory(tmp_path / "memory.sqlite3")
    held = Shelf(Library(tmp_path / "library.sqlite3") if kept else None, memory)
    id = held.begin("Anna", ARTICLE, length="medium", code=None)
    with held.work_for("Anna", id):
        if everything:
            held.delete_all("Anna")
        else:
            held.delete("Anna", id)
        memory.keep({b"a": "English that was being made"})
        held.keep("Anna", id, reading)
    assert held.find("Anna", id) is None
    assert memory.count() == 0


@pytest.mark.parametrize("damaged_before", [True, False])
def test_what_another_process_deletes_is_not_kept(tmp_path: Path, reading: Reading, damaged_before: bool) -> None:
    if damaged_before:
        (tmp_path / "library.sqlite3.damaged-2026-01-01T00-00-00-000000").write_bytes(b"long ago")
    one, other = (Shelf(Library(tmp_path / "library.sqlite3")) for _ in range(2))
    id = one.begin("Anna", ARTICLE, length="medium", code=None)
    other.delete_all("Anna")
    one.keep("Anna", id, reading)
    assert one.find("Anna", id) is None


@pytest.fixture
def damaged(tmp_path: Path, reading: Reading) -> tuple[Shelf, str]:
    """A shelf on a library in which Anna's reading is damaged, and its conversation is not."""
    path = tmp_path / "library.sqlite3"
    before = Shelf(Library(path))
    id = before.begin("Anna", ARTICLE, length="short", code="de")
    before.keep("Anna", id, reading)
    before.add_answer("Anna", id, ANSWER)
    before.rate("Anna", id, 1, "up")
    with apsw.Connection(str(path)) as connection:
        connection.execute("UPDATE entry SET reading = '{}'")
    held = Shelf(Library(path))
    with pytest.raises(UnreadableReading):
        held.find("Anna", id)
    return held, id


def test_what_cannot_be_read_is_told_in_the_list(damaged: tuple[Shelf, str]) -> None:
    held, id = damaged
    (entry,) = held.recent("Anna")
    assert entry.id == id and not entry.readable
    assert entry.problem and entry.problem.hint and held.problem("Anna") is None


def test_what_cannot_be_read_is_read_anew_with_its_conversation(damaged: tuple[Shelf, str], reading: Reading) -> None:
    held, id = damaged
    given = held.again("Anna", id)
    assert given and (given.id, given.text, given.length, given.code) == (id, ARTICLE, "short", "de")
    held.keep("Anna", id, reading)
    held.add_answer("Anna", id, ANSWER)
    found = held.find("Anna", id)
    assert found and found.reading == reading
    assert [(turn.position, turn.thumb) for turn in found.turns] == [(1, "up"), (2, None)]
    assert [entry.readable for entry in held.recent("Anna")] == [True]


def test_reading_anew_that_comes_to_nothing_leaves_it_as_it_was(damaged: tuple[Shelf, str], reading: Reading) -> None:
    held, id = damaged
    assert held.again("Anna", id)
    held.drop("Anna", id)
    assert held.again("Anna", id)
    held.keep("Anna", id, reading)
    found = held.find("Anna", id)
    assert found and [turn.thumb for turn in found.turns] == ["up"]


@pytest.mark.parametrize("aside", [True, False])
def test_what_is_deleted_while_it_is_read_anew_stays_deleted(
    damaged: tuple[Shelf, str], reading: Reading, tmp_path: Path, aside: bool
) -> None:
    held, id = damaged
    if aside:
        (tmp_path / "library.sqlite3.damaged-2026-01-01T00-00-00-000000").write_bytes(b"long ago")
    assert held.again("Anna", id)
    Shelf(Library(tmp_path / "library.sqlite3")).delete("Anna", id)
    held.keep("Anna", id, reading)
    assert held.find("Anna", id) is None and held.again("Anna", id) is None


def test_only_its_owner_reads_it_anew(damaged: tuple[Shelf, str]) -> None:
    held, id = damaged
    assert held.again("Berta", id) is None
    held.drop("Berta", id)
    assert held.again("Anna", id)


def test_without_a_library_there_is_nothing_to_read_anew(reading: Reading) -> None:
    held = Shelf(None)
    id = held.begin("Anna", ARTICLE, length="medium", code=None)
    held.keep("Anna", id, reading)
    assert held.again("Anna", id) is None


def test_an_answer_after_one_that_cannot_be_read_has_a_place_of_its_own(tmp_path: Path, reading: Reading) -> None:
    """Also where the library cannot be used."""
    path = tmp_path / "library.sqlite3"
    before = Shelf(Library(path))
    id = before.begin("Anna", ARTICLE, length="medium", code=None)
    before.keep("Anna", id, reading)
    for _ in range(2):
        before.add_answer("Anna", id, ANSWER)
    with apsw.Connection(str(path)) as connection:
        connection.execute("UPDATE answer SET answer = '{}' WHERE position = 1")
    held = Shelf(Library(path))
    assert held.find("Anna", id)
    with apsw.Connection(str(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    held.add_answer("Anna", id, ANSWER)
    found = held.find("Anna", id)
    assert found and [turn.position for turn in found.turns] == [2, 3] and held.problem("Anna")


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
    held = Shelf(None, memory)
    memory.keep({b"a": "a reply"})
    held.drop("ada", held.begin("ada", "Text.", length="short", code=None))
    assert memory.count() == 1
    held.delete("ada", held.begin("ada", "Text.", length="short", code=None))
    assert memory.count() == 0
    memory.keep({b"a": "a reply"})
    held.delete_all("ada")
    assert memory.count() == 0
