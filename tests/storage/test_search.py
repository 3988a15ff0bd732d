"""What is found: by its words in any spelling, with the place shown, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.schema import Reading
from chat.storage.library import Library
from tests.storage.made import ADA, add, answer, titles


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
        "hafenbru\u0308cke",
        "hafen\u00adbrücke",
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
