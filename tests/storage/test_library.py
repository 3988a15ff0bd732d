"""The library: what is kept comes back to its owner and to nobody else, is found by its words, and is deleted for good.

What is found stands in test_search.py, readings of other forms in test_forms.py, the file in test_database.py.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from chat import pipeline
from chat.errors import LibraryFull, LibraryUnavailable, NotInLibrary
from chat.schema import Paragraph, Reading
from chat.storage import database, library
from chat.storage.library import Library
from tests.engines import ARTICLE
from tests.storage.made import ADA, BEN, add, answer, path_of, spoil, titles

# What is kept comes back


def test_a_reading_comes_back_as_it_was(kept: Library, reading: Reading) -> None:
    id = kept.begin(ADA, ARTICLE, length="short")
    kept.keep(ADA, id, reading)
    assert kept.reading(ADA, id) == reading
    assert kept.again(ADA, id).text == ARTICLE
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


def test_what_is_not_read_to_its_end_is_listed_so_until_it_is(kept: Library, reading: Reading) -> None:
    id = kept.begin(ADA, ARTICLE, length="short")
    known = pipeline.known(ARTICLE)
    kept.keep(ADA, id, known)
    kept.add_answer(ADA, id, answer("Who?"))
    (entry,) = Library(path_of(kept)).recent(ADA)
    assert (entry.whole, entry.readable) == (False, True) and entry.title.startswith("Streit um die Hafenbrücke")
    assert [found.whole for found in kept.recent(ADA, query="Vollsperrung")] == [False]
    assert kept.unfinished(ADA) == () and kept.again(ADA, id).length == "short"
    assert kept.reading(ADA, id) == known
    kept.keep(ADA, id, reading)
    (entry,) = kept.recent(ADA)
    assert entry.whole and entry.title.startswith("Dispute over the harbour")
    assert [turn.answer.question for turn in kept.answers(ADA, id)] == ["Who?"]


def test_a_part_of_a_reading_is_deleted_like_any_other(kept: Library) -> None:
    id = kept.begin(ADA, ARTICLE)
    kept.keep(ADA, id, pipeline.known(ARTICLE))
    kept.delete(ADA, id)
    assert kept.recent(ADA) == () and b"Nordhaven" not in bytes_of(path_of(kept).parent)
    with closing(apsw.Connection(str(path_of(kept)))) as connection:
        assert connection.execute("SELECT count(*) FROM partial").fetchall() == [(0,)]


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


def test_many_readings_come_at_once_and_none_of_them_counts_as_opened(
    kept: Library, reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    one, two, three = (add(kept, reading, title=title) for title in ("One", "Two", "Three"))
    begun, bens = kept.begin(ADA, ARTICLE), add(kept, reading, owner=BEN)
    before = kept.recent(ADA)
    spoil(kept, f"UPDATE entry SET reading = 'no JSON' WHERE id = '{two}'")
    found = kept.readings(ADA, [three, "nothing", two, begun, bens, one, one, "\ud83c"])
    assert [(id, reading.summary.title) for id, reading in found.items()] == [(three, "Three"), (one, "One")]
    assert kept.recent(ADA) == before and two in caplog.text
    assert kept.readings(ADA, []) == {}


def test_a_page_is_kept_beside_its_entry_and_goes_with_it(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    assert kept.page(ADA, id) is None
    for warc in (b"WARC/1.0\x00\xff first", b"WARC/1.0\x00\xff second"):
        kept.keep_page(ADA, id, warc)
        assert kept.page(ADA, id) == warc
    for read in (lambda: kept.page(BEN, id), lambda: kept.keep_page(BEN, id, b"Ben's")):
        with pytest.raises(NotInLibrary):
            read()
    kept.keep(ADA, id, reading)
    assert kept.page(ADA, id) == b"WARC/1.0\x00\xff second"
    other = add(kept, reading)
    assert kept.with_page(ADA, [id, other, "nothing"]) == {id} and not kept.with_page(BEN, [id])
    kept.delete(ADA, id)
    assert b"WARC" not in bytes_of(path_of(kept).parent)


def test_a_page_that_is_too_large_is_refused(kept: Library, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    id = add(kept, reading)
    monkeypatch.setattr(library, "PAGE", 8)
    kept.keep_page(ADA, id, b"12345678")
    with pytest.raises(LibraryFull, match="MB") as error:
        kept.keep_page(ADA, id, b"123456789")
    assert error.value.hint and kept.page(ADA, id) == b"12345678"


def test_pages_count_to_what_an_owner_may_have(kept: Library, reading: Reading) -> None:
    small = Library(path_of(kept), size=len(reading.model_dump_json()) * 5 // 2)
    add(small, reading, title="One")
    id = add(small, reading, title="Two")
    assert len(small.recent(ADA)) == 2
    small.keep_page(ADA, id, b"x" * len(reading.model_dump_json()))
    assert titles(small.recent(ADA)) == ["Two"]


def test_no_article_of_a_dossier_goes_for_a_page(kept: Library, reading: Reading) -> None:
    small = Library(path_of(kept), size=len(reading.model_dump_json()) * 5 // 2)
    dossier = small.dossiers.begin(ADA, "Dossier")
    entries = [small.begin_in(ADA, dossier, text, reading).entry for text in ("One", "Two")]
    with pytest.raises(LibraryFull, match="no room"):
        small.keep_page(ADA, entries[1], b"x" * len(reading.model_dump_json()))
    assert len(small.recent(ADA)) == 2 and small.page(ADA, entries[1]) is None


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
    for read in (kept.reading, kept.again, kept.answers):
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
        kept.again(BEN, id)
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
    place = {"start": 0, "end": len(text), "kind": "text"}
    own = {"id": 1, "text": text, "english": text, "paragraph": 0, **place}
    sentence = reading.sentences[1].model_copy(update=own)
    article = reading.article.model_copy(update={"text": text, "paragraphs": (Paragraph(**place),)})
    summary = reading.summary.model_copy(update={"sentences": ()})
    changed = {"article": article, "sentences": (sentence,), "claims": (), "summary": summary}
    return reading.model_copy(update=changed), words


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
