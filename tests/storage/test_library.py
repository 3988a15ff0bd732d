"""The library: what is kept comes back to its owner and to nobody else, is found by its words, and is deleted for good.

Includes the file beneath it: at once, damaged, too new, full.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import stat
import string
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import pipeline
from chat.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryTooNew,
    LibraryUnavailable,
    NotInLibrary,
    UnreadableReading,
)
from chat.schema import Answer, Reading
from chat.settings import Settings
from chat.storage import database, library
from chat.storage.library import Entry, Library
from tests.engines import ARTICLE, scripted_engines

ADA, BEN = "ada", "ben"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


@pytest.fixture
def kept(tmp_path: Path) -> Library:
    return Library(tmp_path / "belegt" / "library.sqlite3")


def path_of(kept: Library) -> Path:
    return kept._database.path


def add(kept: Library, reading: Reading, *, owner: str = ADA, **summary: str) -> str:
    """Keep a reading, with another title where one is given, and return its name."""
    id = kept.begin(owner, reading.article.text)
    changed = reading.model_copy(update={"summary": reading.summary.model_copy(update=summary)})
    kept.keep(owner, id, changed)
    return id


def answer(question: str, text: str = "It does.") -> Answer:
    return Answer(question=question, text=text, verdict="answered")


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.title for entry in entries]


def spoil(kept: Library, statement: str) -> None:
    """Change the file as an older version, or a fault, would have left it."""
    with closing(apsw.Connection(str(path_of(kept)))) as connection:
        connection.execute(statement)


# What is kept comes back


def test_a_reading_comes_back_as_it_was(kept: Library, reading: Reading) -> None:
    id = kept.begin(ADA, ARTICLE, length="short")
    kept.keep(ADA, id, reading)
    assert kept.reading(ADA, id) == reading
    assert kept.text(ADA, id) == ARTICLE
    assert kept.unfinished(ADA) == ()


def test_it_comes_back_in_another_process_that_starts_later(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    assert Library(path_of(kept)).reading(ADA, id) == reading


def test_a_text_whose_reading_was_cut_off_is_found_with_how_it_was_to_be_read(kept: Library) -> None:
    kept.begin(ADA, "Erster Text")
    id = kept.begin(ADA, "Zweiter\x00 Text \ud83c", length="long", code="de")
    latest, first = Library(path_of(kept)).unfinished(ADA)
    assert (latest.id, latest.text, latest.length, latest.code) == (id, "Zweiter\x00 Text \ufffd", "long", "de")
    assert (first.text, first.length, first.code) == ("Erster Text", "medium", None)
    assert first.created < latest.created
    assert kept.recent(ADA) == ()
    with pytest.raises(NotInLibrary):
        kept.reading(ADA, id)


def test_a_reading_deleted_while_it_was_read_stays_deleted(kept: Library, reading: Reading) -> None:
    id = kept.begin(ADA, ARTICLE)
    kept.delete(ADA, id)
    with pytest.raises(NotInLibrary):
        kept.keep(ADA, id, reading)
    assert kept.recent(ADA) == kept.unfinished(ADA) == ()


def test_a_conversation_keeps_its_order_and_what_the_reader_thought_of_it(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    assert [kept.add_answer(ADA, id, answer(question)) for question in ("Who?", "Why?", "When?")] == [1, 2, 3]
    kept.rate(ADA, id, 1, "up")
    kept.rate(ADA, id, 2, "down")
    kept.rate(ADA, id, 2, None)
    turns = kept.answers(ADA, id)
    assert [(turn.position, turn.answer.question, turn.thumb) for turn in turns] == [
        (1, "Who?", "up"),
        (2, "Why?", None),
        (3, "When?", None),
    ]
    with pytest.raises(NotInLibrary):
        kept.rate(ADA, id, 4, "up")


def test_a_long_conversation_loses_its_beginning(
    kept: Library, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "ANSWERS", 2)
    id = add(kept, reading)
    for question in ("Zebra?", "Yak?", "Xenon?"):
        kept.add_answer(ADA, id, answer(question))
    assert [turn.position for turn in kept.answers(ADA, id)] == [2, 3]
    assert not kept.recent(ADA, query="zebra") and kept.recent(ADA, query="yak")


# Nobody sees what another has


def test_names_cannot_be_guessed(kept: Library) -> None:
    names = {kept.begin(ADA, "Text") for _ in range(20)}
    assert len(names) == 20 and all(len(name) >= 22 for name in names)  # 128 bits
    assert len({name[:4] for name in names}) == 20


def test_an_entry_without_an_owner_is_refused(kept: Library) -> None:
    with pytest.raises(ValueError, match="owner"):
        kept.begin("", "Text")


@pytest.fixture
def shared(kept: Library, reading: Reading) -> Iterator[tuple[Library, str]]:
    """A library in which Ada has a reading with an answer, and Ben has none; after the test, she has it still."""
    id = add(kept, reading)
    kept.add_answer(ADA, id, answer("Who?"))
    kept.rate(ADA, id, 1, "up")
    yield kept, id
    assert [entry.id for entry in kept.recent(ADA)] == [id]
    assert kept.reading(ADA, id) == reading
    assert [(turn.answer.question, turn.thumb) for turn in kept.answers(ADA, id)] == [("Who?", "up")]


def test_another_reads_nothing_though_he_knows_the_name(shared: tuple[Library, str]) -> None:
    kept, id = shared
    for read in (kept.reading, kept.text, kept.answers):
        with pytest.raises(NotInLibrary):
            read(BEN, id)
    assert kept.unfinished(BEN) == kept.recent(BEN) == kept.recent(BEN, query="brücke") == ()


def test_another_changes_nothing_though_he_knows_the_name(shared: tuple[Library, str], reading: Reading) -> None:
    kept, id = shared
    with pytest.raises(NotInLibrary):
        kept.add_answer(BEN, id, answer("Mine?"))
    with pytest.raises(NotInLibrary):
        kept.rate(BEN, id, 1, "down")
    with pytest.raises(NotInLibrary):
        kept.keep(BEN, id, reading)


def test_another_deletes_nothing_though_he_knows_the_name(shared: tuple[Library, str]) -> None:
    kept, id = shared
    kept.delete(BEN, id)
    kept.delete_all(BEN)


def test_another_pushes_nothing_out(shared: tuple[Library, str]) -> None:
    kept, _ = shared
    small = Library(path_of(kept), readings=1, size=1)
    for _ in range(3):
        small.begin(BEN, "Text")
    assert len(small.unfinished(BEN)) == 1


def test_another_neither_sees_nor_ends_what_is_unfinished(kept: Library, reading: Reading) -> None:
    id = kept.begin(ADA, ARTICLE)
    with pytest.raises(NotInLibrary):
        kept.keep(BEN, id, reading)
    with pytest.raises(NotInLibrary):
        kept.text(BEN, id)
    kept.delete(BEN, id)
    kept.delete_all(BEN)
    assert kept.unfinished(BEN) == ()
    assert [unfinished.id for unfinished in kept.unfinished(ADA)] == [id]


def test_a_wrong_name_and_another_owner_get_the_same_answer(shared: tuple[Library, str]) -> None:
    kept, id = shared
    told = []
    for owner, name in ((BEN, id), (BEN, "nothing"), (ADA, "nothing"), (ADA, "%"), (ADA, "' OR 1=1 --")):
        with pytest.raises(NotInLibrary) as error:
            kept.reading(owner, name)
        told.append(str(error.value))
    assert len(set(told)) == 1


# What is found


def test_the_one_opened_last_comes_first(kept: Library, reading: Reading) -> None:
    first, *_ = [add(kept, reading, title=title) for title in ("One", "Two", "Three")]
    assert titles(kept.recent(ADA)) == ["Three", "Two", "One"]
    kept.reading(ADA, first)
    entries = kept.recent(ADA, limit=2)
    assert titles(entries) == ["One", "Three"]
    assert entries[0].created < entries[1].created and entries[0].opened > entries[1].opened


def test_without_a_search_the_summary_is_shown(kept: Library, reading: Reading) -> None:
    add(kept, reading)
    (entry,) = kept.recent(ADA)
    (fragment,) = entry.snippet
    assert reading.summary.sentences[0].text.startswith(fragment.text) and not fragment.matched
    assert entry.readable


@pytest.mark.parametrize(
    "query",
    [
        "hafenbrücke",
        "HAFENBRUCKE",
        "hafenbruecke",
        "Haf",
        "harbour bri",
        "  bridge  Nordhaven ",
        "budget",
        '"bridge"',
        "bridge*",
    ],
)
def test_words_are_found_in_german_english_and_questions(kept: Library, reading: Reading, query: str) -> None:
    id = add(kept, reading)
    kept.add_answer(ADA, id, answer("What of the budget?"))
    assert [entry.id for entry in kept.recent(ADA, query=query)] == [id]


@pytest.mark.parametrize("query", ["zeppelin", "bridge zeppelin", "ridge", "!!!", "OR", "title:bridge", "-"])
def test_what_is_not_there_is_not_found(kept: Library, reading: Reading, query: str) -> None:
    add(kept, reading)
    assert kept.recent(ADA, query=query) == ()


@pytest.mark.parametrize(("written", "query"), [("Straße", "strasse"), ("Gasse", "gaße"), ("Füße", "fuesse")])
def test_spellings_without_german_keys_are_found(kept: Library, reading: Reading, written: str, query: str) -> None:
    id = add(kept, reading, title=written)
    assert [entry.id for entry in kept.recent(ADA, query=query)] == [id]


def test_two_letters_that_are_no_umlaut_do_not_find_half_of_everything(kept: Library, reading: Reading) -> None:
    add(kept, reading, title="Trump")
    assert kept.recent(ADA, query="true") == ()


def test_the_snippet_marks_what_was_searched_for_and_nothing_an_article_smuggles_in(
    kept: Library, reading: Reading
) -> None:
    add(kept, reading, title="<b>\x02Zebra\x03</b> **crosses**")
    (entry,) = kept.recent(ADA, query="zebra")
    assert [fragment.text for fragment in entry.snippet if fragment.matched] == ["Zebra"]
    assert "<b>" in "".join(fragment.text for fragment in entry.snippet)


@given(query=st.text() | st.text(alphabet="\"'*()^:-+{}[]\\ abANDORNOTEAR_\x00\ud800ßéü"))
def test_no_query_is_an_error(found_in: Library, query: str) -> None:
    found_in.recent(ADA, query=query)


@pytest.fixture(scope="module")
def found_in(tmp_path_factory: pytest.TempPathFactory, reading: Reading) -> Library:
    kept = Library(tmp_path_factory.mktemp("found") / "library.sqlite3")
    add(kept, reading)
    return kept


@pytest.mark.parametrize("query", ["a " * 5_000, "a" * 100_000, "(" * 5_000, "é" * 5_000])
def test_no_query_is_too_long(found_in: Library, query: str) -> None:
    found_in.recent(ADA, query=query)


def test_a_reading_without_english_title_or_summary_is_listed_by_its_german_one(
    kept: Library, reading: Reading
) -> None:
    add(kept, reading, title="", sentences=())  # type: ignore[arg-type]
    (entry,) = kept.recent(ADA)
    title = reading.article.title
    assert title and entry.title == title.text and entry.snippet


# Bounds


def test_those_opened_longest_ago_go_first(kept: Library, reading: Reading) -> None:
    small = Library(path_of(kept), readings=2)
    one, two = add(small, reading, title="One"), add(small, reading, title="Zebra")
    small.reading(ADA, one)
    add(small, reading, title="Three")
    assert titles(small.recent(ADA)) == ["Three", "One"]
    assert not small.recent(ADA, query="zebra")
    with pytest.raises(NotInLibrary):
        small.reading(ADA, two)


def test_the_bytes_of_an_owner_are_bounded_and_the_last_stays(kept: Library, reading: Reading) -> None:
    small = Library(path_of(kept), size=len(reading.model_dump_json()) * 5 // 2)
    for title in ("One", "Two", "Three"):
        id = add(small, reading, title=title)
    assert titles(small.recent(ADA)) == ["Three", "Two"]
    small.add_answer(ADA, id, answer("Who?", "x" * 100_000))
    assert titles(small.recent(ADA)) == ["Three"]


# Deleted for good


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def invented(reading: Reading, seed: int) -> tuple[Reading, list[str]]:
    """Return a reading whose texts are words that no other has, and these words."""
    letters = random.Random(seed)
    words = ["".join(letters.choices(string.ascii_lowercase, k=12)) for _ in range(300)]
    text = " ".join(words)
    sentence = reading.sentences[1].model_copy(update={"german": text, "english": text, "kind": "text"})
    article = reading.article.model_copy(update={"text": text, "paragraphs": ()})
    return reading.model_copy(update={"article": article, "sentences": (sentence,)}), words


def index_terms(kept: Library) -> set[str]:
    with closing(apsw.Connection(str(path_of(kept)))) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, words, row)")
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        return {term for (term,) in connection.execute("SELECT term FROM temp.terms")}


def test_what_is_deleted_is_in_no_byte_of_the_folder(kept: Library, reading: Reading) -> None:
    made = {}
    for seed in range(20):
        changed, words = invented(reading, seed)
        made[add(kept, changed)] = words
    gone, stay = list(made)[::2], list(made)[1::2]
    kept.add_answer(ADA, gone[0], answer("Quagga?", "Okapi."))
    made[gone[0]] += ["quagga", "Okapi"]
    for id in gone:
        kept.delete(ADA, id)
    left, terms = bytes_of(path_of(kept).parent), index_terms(kept)
    assert not [word for id in gone for word in made[id] if word.encode() in left or word.lower() in terms]
    assert all(word.encode() in left and word in terms for id in stay for word in made[id])


def test_all_of_an_owner_is_deleted_and_nothing_of_others(kept: Library, reading: Reading) -> None:
    mine, my_words = invented(reading, 1)
    other, other_words = invented(reading, 2)
    add(kept, mine)
    id = add(kept, other, owner=BEN)
    kept.begin(ADA, "Quaggaherde")
    kept.delete_all(ADA)
    left = bytes_of(path_of(kept).parent)
    assert not [word for word in [*my_words, "Quaggaherde"] if word.encode() in left]
    assert all(word.encode() in left for word in other_words)
    assert kept.recent(ADA) == kept.unfinished(ADA) == ()
    assert kept.reading(BEN, id) == other


def test_what_is_deleted_while_another_process_has_the_file_open_is_gone_too(kept: Library, reading: Reading) -> None:
    changed, words = invented(reading, 3)
    id = add(kept, changed)
    with closing(apsw.Connection(str(path_of(kept)))) as other:
        assert other.execute("SELECT count(*) FROM entry").fetchall() == [(1,)]
        kept.delete(ADA, id)
        left = bytes_of(path_of(kept).parent)
        assert not [word for word in words if word.encode() in left]


def test_a_text_deleted_while_somebody_reads_it_is_said_to_be_on_the_disk_still(
    kept: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    id = kept.begin(ADA, "Quaggaherde")
    with closing(apsw.Connection(str(path_of(kept)))) as other:
        other.execute("BEGIN; SELECT * FROM entry").fetchall()
        with pytest.raises(LibraryUnavailable):
            kept.delete(ADA, id)
        assert kept.unfinished(ADA) == ()
    kept.delete(ADA, id)
    assert b"Quaggaherde" not in bytes_of(path_of(kept).parent)


def test_deleting_what_is_not_there_does_nothing(kept: Library) -> None:
    kept.delete(ADA, "nothing")
    kept.delete_all(ADA)


# The file


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
    spoil(kept, "PRAGMA user_version = 1")
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
    together = threading.Barrier(4, timeout=10)

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


@pytest.mark.parametrize("kept_as", ["'{\"article\": 1}'", "'no JSON'", "''"])
def test_a_reading_in_an_unknown_form_is_listed_can_be_read_again_and_deleted(
    kept: Library, reading: Reading, kept_as: str
) -> None:
    id = add(kept, reading)
    spoil(kept, f"UPDATE entry SET reading = {kept_as}")
    (entry,) = kept.recent(ADA)
    assert not entry.readable and entry.title == reading.summary.title
    with pytest.raises(UnreadableReading) as error:
        kept.reading(ADA, id)
    assert error.value.hint
    assert kept.text(ADA, id) == ARTICLE
    kept.delete(ADA, id)
    assert kept.recent(ADA) == ()


def test_an_answer_in_an_unknown_form_is_an_error_of_its_conversation_only(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    kept.add_answer(ADA, id, answer("Who?"))
    spoil(kept, 'UPDATE answer SET answer = \'{"question": "Who?"}\'')
    with pytest.raises(UnreadableReading):
        kept.answers(ADA, id)
    assert kept.reading(ADA, id) == reading


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
