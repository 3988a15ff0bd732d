"""Readings of other forms: those of 0.1 are brought up to date; of newer and damaged ones the conversation stays.

tests/data/library-0.1.sqlite3 was made by 0.1 itself, with its folder and its tests on the path, by this:

    kept = Library(Path("library-0.1.sqlite3"))
    example = Reading.model_validate_json(Path("ui/example.json").read_text(encoding="utf-8"))
    kept.keep("ada", kept.begin("ada", example.article.text, length="medium"), example)
    read = pipeline.read(ARTICLE, scripted_engines()[0], length="short", code="de")
    # and with a doubt about each of the first three sentences: "original", "quotation", "number"
    id = kept.begin("ada", ARTICLE, length="short", code="de")
    kept.keep("ada", id, read)
    # "What was closed?" with the second sentence cited, and "Who is the zookeeper?" with it as the nearest
    kept.add_answer("ada", id, …), kept.add_answer("ada", id, …)
    kept.rate("ada", id, 1, "up"), kept.rate("ada", id, 2, "down")
    kept.begin("ada", "Ein Text, der nicht zu Ende gelesen wurde.", length="long", code="de")
    kept.keep("ben", kept.begin("ben", ARTICLE), read)
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pydantic
import pytest

from chat.errors import NotInLibrary, UnreadableReading
from chat.schema import READING_VERSION, Answer, Reading
from chat.storage import database, forms, upgrades
from chat.storage.library import Library
from tests.engines import ARTICLE, DATA
from tests.storage.made import ADA, BEN, add, answer, path_of, spoil, titles

DAMAGED = [
    "'no JSON'",
    "''",
    "'[1]'",
    "'{\"article\": 1}'",
    "json_remove(reading, '$.sentences')",
    "json_set(reading, '$.sentences[1].text', 7)",
    "json_set(reading, '$.version', 'two')",
    "substr(reading, 1, length(reading) / 2)",
    "CAST(x'7b22ff' AS TEXT)",
    "json_set(reading, '$.summary.sentences[0].citations', json('[99]'))",
    "json_set(reading, '$.claims[0].sentences', json('[0]'))",
    "json_set(reading, '$.claims[0].sentences', json('[]'))",
    "json_set(reading, '$.claims[0].content', json('[]'))",
    "json_set(reading, '$.claims[0].holds', json('[99]'))",
    "json_set(reading, '$.claims[1].id', json_extract(reading, '$.claims[0].id'))",
    "json_set(reading, '$.sentences[1].paragraph', 99)",
    "json_set(reading, '$.sentences[1].start', 0)",
    "json_set(json_remove(reading, '$.version'), '$.sentences[1].warnings', json('[{\"kind\": []}]'))",
    "json_set(reading, '$.sentences[1].id', 1)",
    "json_remove(reading, '$.sentences[0]')",
    f"'{'[' * 5000}'",
]


@pytest.fixture
def old(tmp_path: Path) -> Library:
    """A library of 0.1 with two readings of Ada, of which the second has a conversation, and one of Ben."""
    shutil.copy(DATA / "library-0.1.sqlite3", tmp_path / "library.sqlite3")
    return Library(tmp_path / "library.sqlite3")


def rows(kept: Library, statement: str) -> list[Any]:
    with closing(apsw.Connection(str(path_of(kept)))) as connection:
        return connection.execute(statement).fetchall()


def make_newer(kept: Library) -> None:
    """Change the readings as a newer version of Belegt would have kept them."""
    version = READING_VERSION + 1
    spoil(kept, f"UPDATE entry SET form = {version}, reading = json_set(reading, '$.version', {version}, '$.new', 1)")


def make_damaged(kept: Library) -> None:
    """Change the readings as a fault would have left them, and let it be found."""
    spoil(kept, "UPDATE entry SET reading = 'no JSON'")
    for owner, id in rows(kept, "SELECT owner, id FROM entry"):
        with pytest.raises(UnreadableReading):
            kept.reading(owner, id)


# Those of 0.1


def test_readings_of_0_1_come_back_whole(old: Library) -> None:
    article, example = old.recent(ADA)
    assert article.readable and example.readable
    kept = old.reading(ADA, article.id)
    assert kept.version == READING_VERSION and kept.article.text == ARTICLE and len(kept.claims) == 11
    assert all(claim.speakers == (claim.speaker,) for claim in kept.claims if claim.speaker)
    assert all(claim.source_type is None and not claim.holds for claim in kept.claims)
    assert all(sentence.text == ARTICLE[sentence.start : sentence.end] for sentence in kept.sentences)
    assert [doubt.wording for sentence in kept.sentences for doubt in sentence.warnings] == [True, True, False]
    (of_ben,) = old.recent(BEN)
    assert old.reading(BEN, of_ben.id) == kept


def test_the_example_of_0_1_comes_back_with_its_claims_and_summary(old: Library) -> None:
    _, example = old.recent(ADA)
    kept = old.reading(ADA, example.id)
    assert len(kept.claims) == 19 and kept.summary.title and kept.summary.cited
    assert {doubt.kind: doubt.wording for sentence in kept.sentences for doubt in sentence.warnings} == {
        "reported": True,
        "hedge": False,
    }


def test_a_conversation_of_0_1_comes_back_and_goes_on(old: Library) -> None:
    article, _ = old.recent(ADA)
    first, second = old.answers(ADA, article.id)
    assert (first.answer.question, first.thumb, first.answer.citations[0].sentence) == ("What was closed?", "up", 2)
    assert (second.answer.verdict, second.thumb, second.answer.nearest[0].sentence) == ("not_in_article", "down", 2)
    assert old.add_answer(ADA, article.id, answer("Who swims?")) == 3
    assert [entry.id for entry in old.recent(ADA, query="zookeeper swims")] == [article.id]


@pytest.mark.parametrize(("query", "place"), [("hafenbrücke", 0), ("zookeeper", 0), ("Staumauer", 1), ("Acker", 1)])
def test_a_library_of_0_1_is_searched(old: Library, query: str, place: int) -> None:
    assert titles(old.recent(ADA, query=query)) == [titles(old.recent(ADA))[place]]


def test_what_0_1_had_begun_can_be_read(old: Library, reading: Reading) -> None:
    (begun,) = old.unfinished(ADA)
    assert (begun.text, begun.length, begun.code) == ("Ein Text, der nicht zu Ende gelesen wurde.", "long", "de")
    old.keep(ADA, begun.id, reading)
    assert old.reading(ADA, begun.id) == reading and old.unfinished(ADA) == ()


def test_what_0_1_kept_is_deleted_with_its_conversation_and_its_words(old: Library) -> None:
    article, example = old.recent(ADA)
    old.delete(ADA, article.id)
    assert [entry.id for entry in old.recent(ADA)] == [example.id] and not old.recent(ADA, query="zookeeper")
    assert rows(old, "SELECT * FROM answer") == []


def test_a_reading_of_0_1_is_brought_up_to_date_once(old: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    _, example = old.recent(ADA)
    before = old.reading(ADA, example.id)
    kept = f"SELECT form, reading FROM entry WHERE id = '{example.id}'"
    ((form, written),) = rows(old, kept)
    assert form == READING_VERSION and json.loads(written)["version"] == READING_VERSION
    monkeypatch.setattr(upgrades, "STEPS", None)
    monkeypatch.setattr(upgrades, "upgraded", lambda fields: fields)
    assert old.reading(ADA, example.id) == before and rows(old, kept) == [(form, written)]


def test_where_the_new_form_cannot_be_written_the_old_one_stays(
    old: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    entry = old.recent(ADA)[0]
    kept = f"SELECT form, reading FROM entry WHERE id = '{entry.id}'"
    before = rows(old, kept)
    with closing(apsw.Connection(str(path_of(old)))) as other, monkeypatch.context() as patch:

        def while_another_writes(text: bytes, real: Any = forms.reading) -> Reading:
            other.execute("BEGIN IMMEDIATE")
            return real(text)  # type: ignore[no-any-return]

        patch.setattr(database, "PATIENCE", 0.05)
        patch.setattr(forms, "reading", while_another_writes)
        assert old.reading(ADA, entry.id).article.text == ARTICLE
    assert entry.id in caplog.text and rows(old, kept) == before
    assert old.reading(ADA, entry.id).article.text == ARTICLE and rows(old, kept) != before


def test_what_another_kept_meanwhile_is_not_written_over(
    old: Library, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = old.recent(ADA)[0]

    def while_another_keeps(text: bytes, real: Any = forms.reading) -> Reading:
        Library(path_of(old)).exchange(ADA, entry.id, reading)
        return real(text)  # type: ignore[no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr(forms, "reading", while_another_keeps)
        old.reading(ADA, entry.id)
    assert old.reading(ADA, entry.id) == reading


# Those that cannot be read


@pytest.mark.parametrize("kept_as", DAMAGED)
def test_a_damaged_reading_is_told_and_remembered(kept: Library, reading: Reading, kept_as: str) -> None:
    id = add(kept, reading)
    spoil(kept, f"UPDATE entry SET reading = {kept_as}")
    with pytest.raises(UnreadableReading, match="damaged") as error:
        kept.reading(ADA, id)
    assert "Read the article again" in error.value.hint and not error.value.newer
    (entry,) = kept.recent(ADA)
    assert (entry.state, entry.readable, entry.title) == ("damaged", False, reading.summary.title)
    assert str(entry.problem) == str(error.value)


def test_a_reading_that_a_newer_version_kept_is_told_and_left_as_it_is(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    make_newer(kept)
    (entry,) = kept.recent(ADA)
    assert (entry.state, entry.readable) == ("newer", False)
    before = rows(kept, "SELECT form, damaged, reading FROM entry")
    with pytest.raises(UnreadableReading, match="newer version") as error:
        kept.reading(ADA, id)
    assert "Update" in error.value.hint and error.value.newer
    assert str(entry.problem) == str(error.value)
    assert rows(kept, "SELECT form, damaged, reading FROM entry") == before


def test_one_that_is_mended_is_readable_again(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    make_damaged(kept)
    spoil(kept, f"UPDATE entry SET reading = '{reading.model_dump_json().replace(chr(39), chr(39) * 2)}'")
    assert kept.reading(ADA, id) == reading
    assert [(entry.state, entry.problem) for entry in kept.recent(ADA)] == [("readable", None)]


@pytest.mark.parametrize("make", [make_newer, make_damaged])
def test_one_that_cannot_be_read_is_read_anew_and_keeps_its_conversation(
    kept: Library, reading: Reading, make: Any
) -> None:
    id = kept.begin(ADA, ARTICLE, length="short", code="de")
    kept.keep(ADA, id, reading)
    kept.add_answer(ADA, id, answer("Quagga?"))
    kept.rate(ADA, id, 1, "up")
    make(kept)
    given = kept.again(ADA, id)
    assert (given.id, given.text, given.length, given.code) == (id, ARTICLE, "short", "de")
    anew = reading.model_copy(update={"summary": reading.summary.model_copy(update={"title": "Okapi"})})
    kept.keep(ADA, id, anew)
    assert kept.reading(ADA, id) == anew
    assert [(turn.answer.question, turn.thumb) for turn in kept.answers(ADA, id)] == [("Quagga?", "up")]
    (entry,) = kept.recent(ADA, query="quagga okapi")
    assert entry.readable and kept.add_answer(ADA, id, answer("Zebra?")) == 2


@pytest.mark.parametrize("make", [make_newer, make_damaged])
def test_one_that_cannot_be_read_can_be_deleted(kept: Library, reading: Reading, make: Any) -> None:
    id = add(kept, reading)
    kept.add_answer(ADA, id, answer("Quagga?"))
    make(kept)
    assert [turn.answer.question for turn in kept.answers(ADA, id)] == ["Quagga?"]
    kept.delete(ADA, id)
    assert kept.recent(ADA) == () and rows(kept, "SELECT * FROM answer") == []
    with pytest.raises(NotInLibrary):
        kept.again(ADA, id)


@pytest.mark.parametrize("make", [make_newer, make_damaged])
def test_dropping_one_that_was_to_be_read_anew_takes_nothing(kept: Library, reading: Reading, make: Any) -> None:
    id = add(kept, reading)
    kept.add_answer(ADA, id, answer("Quagga?"))
    make(kept)
    kept.drop(ADA, id)
    assert [entry.id for entry in kept.recent(ADA, query="quagga")] == [id]


def test_dropping_any_other_deletes_it(kept: Library, reading: Reading) -> None:
    read, begun = add(kept, reading), kept.begin(ADA, "Text")
    kept.drop(BEN, read)
    kept.drop(BEN, begun)
    assert len(kept.recent(ADA)) == len(kept.unfinished(ADA)) == 1
    kept.drop(ADA, read)
    kept.drop(ADA, begun)
    assert kept.recent(ADA) == kept.unfinished(ADA) == ()


@pytest.mark.parametrize("kept_as", ['{"question": "Who?"}', "no JSON", ""])
def test_an_answer_that_cannot_be_read_is_left_out_and_kept(
    kept: Library, reading: Reading, kept_as: str, caplog: pytest.LogCaptureFixture
) -> None:
    id = add(kept, reading)
    for question in ("Quagga?", "Okapi?", "Zebra?"):
        kept.add_answer(ADA, id, answer(question))
    spoil(kept, f"UPDATE answer SET answer = '{kept_as}' WHERE position = 2")
    assert [(turn.position, turn.answer.question) for turn in kept.answers(ADA, id)] == [(1, "Quagga?"), (3, "Zebra?")]
    assert f"answer 2 of {id}" in caplog.text
    assert kept.add_answer(ADA, id, answer("Gnu?")) == 4
    assert kept.recent(ADA, query="quagga zebra gnu")
    assert rows(kept, "SELECT answer FROM answer WHERE position = 2") == [(kept_as,)]


# Those with a damaged column

_NO_TEXT = "CAST(x'42fffe' AS TEXT)"
_SHOWN = "B\ufffd\ufffd"


@pytest.mark.parametrize("column", ["title", "lead"])
@pytest.mark.parametrize("query", ["", "quagga"])
def test_one_whose_title_or_beginning_is_no_text_is_listed_as_damaged(
    kept: Library, reading: Reading, column: str, query: str
) -> None:
    id, other = add(kept, reading), add(kept, reading)
    for name in (id, other):
        kept.add_answer(ADA, name, answer("Quagga?"))
    spoil(kept, f"UPDATE entry SET {column} = {_NO_TEXT} WHERE id = '{id}'")
    states = {entry.id: entry.state for entry in kept.recent(ADA, query=query)}
    assert states == {id: "damaged", other: "readable"}


def test_a_damaged_title_is_shown_as_far_as_it_is_text_and_mended_by_reading_anew(
    kept: Library, reading: Reading
) -> None:
    id = add(kept, reading)
    kept.add_answer(ADA, id, answer("Quagga?"))
    spoil(kept, f"UPDATE entry SET title = {_NO_TEXT}")
    assert titles(kept.recent(ADA)) == [_SHOWN]
    kept.drop(ADA, id)  # reading it anew was stopped
    assert kept.reading(ADA, id) == reading
    kept.keep(ADA, id, reading)
    (entry,) = kept.recent(ADA, query="quagga")
    assert entry.readable and entry.title == reading.summary.title


def test_words_to_be_searched_that_are_no_text_are_found_all_the_same(kept: Library, reading: Reading) -> None:
    id = add(kept, reading)
    spoil(kept, "UPDATE words SET title = CAST(x'51756f6b6b6120ff' AS TEXT)")
    (entry,) = kept.recent(ADA, query="quokka")
    assert entry.id == id and any(piece.matched for piece in entry.snippet)


def test_a_text_that_is_damaged_can_be_read_as_far_as_it_is_text(kept: Library, reading: Reading) -> None:
    id, begun = add(kept, reading), kept.begin(ADA, ARTICLE, length="short", code="de")
    spoil(kept, f"UPDATE entry SET text = {_NO_TEXT}, length = {_NO_TEXT}, code = {_NO_TEXT}")
    assert kept.again(ADA, id).text == _SHOWN
    (given,) = kept.unfinished(ADA)
    assert (given.id, given.text, given.length, given.code) == (begun, _SHOWN, "medium", None)


@pytest.mark.parametrize("time", ["'2026-1x'", "''", _NO_TEXT])
def test_a_time_that_is_none_gives_way_to_the_other(kept: Library, reading: Reading, time: str) -> None:
    id = add(kept, reading)
    (before,) = kept.recent(ADA)
    spoil(kept, f"UPDATE entry SET created = {time}")
    (entry,) = kept.recent(ADA)
    assert entry.readable and entry.created == entry.opened == before.opened
    spoil(kept, f"UPDATE entry SET opened = {time}")
    (entry,) = kept.recent(ADA)
    assert entry.created == entry.opened == kept.again(ADA, id).created
    assert entry.created.year == 1970 and entry.created.tzinfo


def test_a_time_without_its_zone_is_in_utc(kept: Library, reading: Reading) -> None:
    add(kept, reading)
    spoil(kept, "UPDATE entry SET created = '2026-11-02T10:00:00'")
    (entry,) = kept.recent(ADA)
    assert entry.created < entry.opened


# The list


@pytest.mark.parametrize("query", ["", "bridge"])
def test_listing_parses_no_reading(
    kept: Library, reading: Reading, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [add(kept, reading) for _ in range(3)]

    def parse(*_: object, **__: object) -> None:
        raise AssertionError("a reading was parsed")

    for model in (Reading, Answer, pydantic.TypeAdapter):
        for name in ("model_validate", "model_validate_json", "validate_json", "validate_python"):
            if hasattr(model, name):
                monkeypatch.setattr(model, name, parse)
    assert {entry.id for entry in kept.recent(ADA, query=query)} == set(ids)


@pytest.mark.parametrize("query", ["", "bridge"])
def test_listing_reads_only_small_columns(
    kept: Library, reading: Reading, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = add(kept, reading)
    read = set()

    class Watched(apsw.Connection):
        def set_busy_timeout(self, milliseconds: int) -> None:
            super().set_busy_timeout(milliseconds)
            self.authorizer = self.note

        def note(self, action: int, table: str | None, column: str | None, *_: object) -> int:
            if action == apsw.SQLITE_READ and table == "entry":
                read.add(column)
            return apsw.SQLITE_OK

    monkeypatch.setattr(apsw, "Connection", Watched)
    assert [entry.id for entry in kept.recent(ADA, query=query)] == [id]
    assert "title" in read and not read & {"reading", "text"}
