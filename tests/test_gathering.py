"""From the library to a dossier: what is the same stays the same, and the reader's decisions find their voices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chat import gathering, pipeline
from chat.dossier.sources import Place
from chat.errors import NotInLibrary
from chat.schema import Origin, Reading
from chat.storage.dossiers import Link, Voice
from chat.storage.library import Library
from tests.builders import Fixed

ADA = "ada"
FIRST = """Streit um das Freibad in Ostfeld

Das Freibad bleibt geschlossen, sagte Bürgermeisterin Anna Voss am Montag. Ein Anwohner sagte, das sei ein Skandal. \
Ein Anwohner sagte, er sei froh."""
SECOND = """Freibad öffnet doch

Das Freibad öffnet am 3. Mai, sagte Bürgermeisterin Voss am Freitag. Kämmerer Jan Ott sagte, das koste zu viel."""
THIRD = """Kritik am Freibad

Das Freibad ist zu teuer, sagte Kämmerer Jan Ott am Samstag."""


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    gathering.let_go(ADA)
    yield
    gathering.let_go(ADA)


@pytest.fixture
def kept(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.sqlite3")


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    origins = [
        Origin(outlet="Ostfelder Bote", published="2027-03-01T10:00:00"),
        Origin(url="https://www.blatt.example/a"),
    ]
    return [
        pipeline.known(text, origin=origin)
        for text, origin in zip((FIRST, SECOND, THIRD), (*origins, Origin()), strict=True)
    ]


def keep(kept: Library, id: str, reading: Reading) -> str:
    entry = kept.begin(ADA, reading.article.text)
    kept.keep(ADA, entry, reading)
    kept.dossiers.add(ADA, id, entry)
    return entry


@pytest.fixture
def two(kept: Library, readings: list[Reading]) -> tuple[str, list[str]]:
    """A dossier with two articles: its id, and the names of their entries."""
    id = kept.dossiers.begin(ADA, "The pool")
    return id, [keep(kept, id, reading) for reading in readings[:2]]


def test_a_dossier_has_its_articles_by_their_numbers(
    kept: Library, two: tuple[str, list[str]], readings: list[Reading]
) -> None:
    id, entries = two
    before = kept.dossiers.recent(ADA), kept.recent(ADA)
    dossier = gathering.open_dossier(kept, ADA, id)
    assert dossier.name == "The pool"
    assert [(source.number, source.id, source.reading) for source in dossier.sources] == [
        (1, entries[0], readings[0]),
        (2, entries[1], readings[1]),
    ]
    assert [(source.outlet, source.published) for source in dossier.sources] == [
        ("Ostfelder Bote", "2027-03-01"),
        ("blatt.example", ""),
    ]
    assert (kept.dossiers.recent(ADA), kept.recent(ADA)) == before  # nothing counts as opened


def test_it_is_the_same_as_long_as_nothing_changes(kept: Library, two: tuple[str, list[str]]) -> None:
    id, entries = two
    dossier = gathering.open_dossier(kept, ADA, id)
    assert gathering.open_dossier(kept, ADA, id) is dossier
    kept.reading(ADA, entries[0])  # opened, and not changed
    assert gathering.open_dossier(kept, ADA, id) is dossier
    kept.dossiers.rename(ADA, id, "Pool")
    assert gathering.open_dossier(kept, ADA, id).name == "Pool"


def test_one_article_more_leaves_the_others_as_they_are(
    kept: Library, two: tuple[str, list[str]], readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, _ = two
    before = gathering.open_dossier(kept, ADA, id)
    entry = keep(kept, id, readings[2])
    asked: list[str] = []
    whole = Library.readings

    def noting(library: Library, owner: str, ids: list[str]) -> dict[str, Reading]:
        asked.extend(ids)
        return whole(library, owner, ids)

    monkeypatch.setattr(Library, "readings", noting)
    after = gathering.open_dossier(kept, ADA, id)
    assert asked == [entry] and len(after.sources) == 3
    assert all(one is other for one, other in zip(before.sources, after.sources, strict=False))


def test_an_article_that_is_read_anew_removed_or_deleted_is_seen(
    kept: Library, two: tuple[str, list[str]], readings: list[Reading]
) -> None:
    id, entries = two
    before = gathering.open_dossier(kept, ADA, id)
    kept.keep(ADA, entries[0], readings[2])
    anew = gathering.open_dossier(kept, ADA, id)
    assert anew.sources[0].reading == readings[2] and anew.sources[1] is before.sources[1]
    kept.dossiers.remove(ADA, id, entries[0])
    assert [source.number for source in gathering.open_dossier(kept, ADA, id).sources] == [2]
    kept.delete(ADA, entries[1])
    assert gathering.open_dossier(kept, ADA, id).sources == ()
    kept.dossiers.delete(ADA, id)
    with pytest.raises(NotInLibrary):
        gathering.open_dossier(kept, ADA, id)


def test_one_that_cannot_be_read_is_left_out(
    kept: Library, two: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, entries = two
    monkeypatch.setattr(Library, "readings", lambda *_: {})
    assert gathering.open_dossier(kept, ADA, id).sources == ()
    monkeypatch.undo()
    assert [source.id for source in gathering.open_dossier(kept, ADA, id).sources] == entries


def entry_of(reading: Reading, phrase: str) -> list[int]:
    """Return the places of a ledger's entries that have a German phrase."""
    ledger = pipeline.analysed(reading).ledger
    return [at for at, entry in enumerate(ledger.entries) if (entry.german or "").endswith(phrase)]


def test_a_decision_finds_its_voices_also_where_two_are_called_the_same(
    kept: Library, two: tuple[str, list[str]], readings: list[Reading]
) -> None:
    id, entries = two
    first, second = gathering.open_dossier(kept, ADA, id).sources
    (ott,) = entry_of(readings[1], "Jan Ott")
    neighbours = entry_of(readings[0], "Anwohner")
    assert len(neighbours) == 2
    voices = [gathering.voice_of(first, at) for at in neighbours]
    assert [(voice.entry, voice.nth) for voice in voices] == [(entries[0], 1), (entries[0], 2)]
    kept.dossiers.decide(ADA, id, Link(voices[1], gathering.voice_of(second, ott), same=True))
    kept.dossiers.decide(ADA, id, Link(voices[0], voices[1], same=False))
    dossier = gathering.open_dossier(kept, ADA, id)
    assert dossier._together == {frozenset((Place(1, neighbours[1]), Place(2, ott)))}
    assert dossier._apart == {frozenset((Place(1, neighbours[0]), Place(1, neighbours[1])))}


def test_whom_the_reader_told_apart_stays_apart(
    kept: Library, two: tuple[str, list[str]], readings: list[Reading]
) -> None:
    id, _ = two
    dossier = gathering.open_dossier(kept, ADA, id)
    (voss,) = [person for person in dossier.people if "Voss" in person.german]
    assert voss.articles == (1, 2)
    one, other = (gathering.voice_of(dossier.by_number[place.article], place.number) for place in voss.entries)
    kept.dossiers.decide(ADA, id, Link(one, other, same=False))
    parted = [person for person in gathering.open_dossier(kept, ADA, id).people if "Voss" in person.german]
    assert sorted(person.articles for person in parted) == [(1,), (2,)]
    kept.dossiers.undecide(ADA, id, other, one)
    assert [person.articles for person in gathering.open_dossier(kept, ADA, id).people if "Voss" in person.german] == [
        (1, 2)
    ]


def test_a_decision_about_a_voice_that_is_not_there_any_more_is_ignored(
    kept: Library, two: tuple[str, list[str]]
) -> None:
    id, entries = two
    kept.dossiers.decide(ADA, id, Link(Voice(entries[0], "Niemand"), Voice(entries[1], "", 3), same=True))
    dossier = gathering.open_dossier(kept, ADA, id)
    assert not dossier._together and not dossier._apart and dossier.people


def test_few_dossiers_are_held_and_large_ones_let_go_first(
    kept: Library, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "DOSSIERS", 2)
    ids = [kept.dossiers.begin(ADA, f"No. {number}") for number in range(3)]
    for id in ids:
        keep(kept, id, readings[2])
    first, second, third = (gathering.open_dossier(kept, ADA, id) for id in ids)
    assert gathering.open_dossier(kept, ADA, ids[1]) is second and gathering.open_dossier(kept, ADA, ids[2]) is third
    assert gathering.open_dossier(kept, ADA, ids[0]) is not first
    monkeypatch.setattr(gathering, "SOURCES", 1)
    only = gathering.open_dossier(kept, ADA, ids[1])
    assert len(gathering._held) == 1 and gathering.open_dossier(kept, ADA, ids[1]) is only


def test_another_owner_gets_nothing_of_what_is_held(kept: Library, two: tuple[str, list[str]]) -> None:
    id, _ = two
    gathering.open_dossier(kept, ADA, id)
    with pytest.raises(NotInLibrary):
        gathering.open_dossier(kept, "ben", id)
    assert gathering.open_dossier(kept, ADA, id).sources


def test_a_german_question_is_translated_where_its_form_does_not_tell_what_is_asked(
    kept: Library, two: tuple[str, list[str]]
) -> None:
    id, _ = two
    dossier = gathering.open_dossier(kept, ADA, id)
    question = "Wie teuer wird laut Ott das Freibad?"
    translator = Fixed(default=lambda _: "How expensive will the pool be according to Ott?")
    answer = gathering.ask(dossier, question, translator=lambda: translator)
    assert answer.question == question and answer.verdict in ("answered", "not_in_article")
    assert gathering.ask(dossier, "What does Jan Ott say?", translator=lambda: pytest.fail("opened")).citations
    assert gathering.ask(dossier, question).question == question
