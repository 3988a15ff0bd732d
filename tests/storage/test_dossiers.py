"""Dossiers: what is put together stays so, is nobody else's, and is deleted for good.

tests/data/library-third.sqlite3 was made by the version before there were dossiers, by this:

    kept = Library(Path("library-third.sqlite3"))
    reading = pipeline.read(ARTICLE, scripted_engines()[0])
    id = kept.begin("ada", ARTICLE)
    kept.keep("ada", id, reading)
    # "Who denies it?" and "What of the budget?"
    kept.add_answer("ada", id, …), kept.add_answer("ada", id, …), kept.rate("ada", id, 1, "up")
    kept.keep("ada", kept.begin("ada", ARTICLE, length="short"), pipeline.known(ARTICLE))
    kept.begin("ada", "Angefangen.", length="long", code="de")
    kept.keep("ben", kept.begin("ben", ARTICLE), reading)
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chat import pipeline
from chat.errors import ChatError, InputError, LibraryError, LibraryFull, NotInLibrary
from chat.schema import Answer, Citation, Reading
from chat.storage import dossiers
from chat.storage.dossiers import Dossiers, Link, Voice
from chat.storage.library import Library
from tests.engines import ARTICLE, DATA
from tests.storage.made import ADA, BEN, add, answer, path_of, spoil, titles


def cited(question: str, *articles: int, nearest: tuple[int, ...] = ()) -> Answer:
    """Return an answer that tells of articles by their numbers."""
    of = [
        Citation(article=number, sentence=1, start=0, end=3, german=f"Zitat aus {number}", english=None)
        for number in (*articles, *nearest)
    ]
    return answer(question).model_copy(
        update={"citations": tuple(of[: len(articles)]), "nearest": tuple(of[len(articles) :])}
    )


def numbers(kept: Library, id: str, owner: str = ADA) -> list[int]:
    return [member.number for member in kept.dossiers.members(owner, id)]


def questions(kept: Library, id: str) -> list[str]:
    return [turn.answer.question for turn in kept.dossiers.answers(ADA, id)]


@pytest.fixture
def three(kept: Library, reading: Reading) -> tuple[str, list[str]]:
    """A dossier of Ada's with three articles: its id, and the names of their entries."""
    id = kept.dossiers.begin(ADA, "The bridge")
    made = [add(kept, reading, title=title) for title in ("One", "Two", "Three")]
    assert [kept.dossiers.add(ADA, id, entry) for entry in made] == [1, 2, 3]
    return id, made


# Dossiers and their articles


def test_a_dossier_comes_back_with_its_articles_in_another_process(
    kept: Library, three: tuple[str, list[str]], reading: Reading
) -> None:
    id, made = three
    again = Library(path_of(kept)).dossiers
    found = again.find(ADA, id)
    assert (found.name, found.articles) == ("The bridge", 3)
    assert [(member.number, member.entry.id, member.entry.title) for member in again.members(ADA, id)] == [
        (1, made[0], "One"),
        (2, made[1], "Two"),
        (3, made[2], "Three"),
    ]
    assert all(member.added >= member.entry.created for member in again.members(ADA, id))


def test_an_article_is_in_a_dossier_once_and_a_dossier_knows_its_place(
    kept: Library, three: tuple[str, list[str]]
) -> None:
    id, made = three
    assert kept.dossiers.add(ADA, id, made[1]) == 2 and numbers(kept, id) == [1, 2, 3]
    other = kept.dossiers.begin(ADA, "Other")
    assert kept.dossiers.add(ADA, other, made[1]) == 1
    assert [found.name for found in kept.dossiers.of_entry(ADA, made[1])] == ["Other", "The bridge"]
    assert [found.name for found in kept.dossiers.of_entry(ADA, made[0])] == ["The bridge"]


def test_no_number_is_given_to_another_article(kept: Library, three: tuple[str, list[str]], reading: Reading) -> None:
    id, made = three
    kept.dossiers.remove(ADA, id, made[1])
    kept.delete(ADA, made[2])
    assert numbers(kept, id) == [1] and kept.dossiers.find(ADA, id).articles == 1
    assert kept.dossiers.of_entry(ADA, made[1]) == ()
    assert kept.reading(ADA, made[1])
    assert kept.dossiers.add(ADA, id, add(kept, reading)) == 4
    assert kept.dossiers.add(ADA, id, made[1]) == 2  # it comes back
    assert numbers(kept, id) == [1, 2, 4]


def test_many_threads_give_each_article_a_number_of_its_own(kept: Library) -> None:
    id = kept.dossiers.begin(ADA, "Busy")
    entries = [kept.begin(ADA, f"Text {number}") for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda entry: kept.dossiers.add(ADA, id, entry), [*entries, *entries]))
    assert sorted(given[:24]) == list(range(1, 25)) and given[:24] == given[24:]


def test_an_article_is_there_as_soon_as_its_reading_begins(kept: Library, reading: Reading) -> None:
    id, entry = kept.dossiers.begin(ADA, "Begun"), kept.begin(ADA, ARTICLE)
    assert kept.dossiers.add(ADA, id, entry) == 1
    assert numbers(kept, id) == [] and kept.dossiers.find(ADA, id).articles == 0
    kept.keep(ADA, entry, pipeline.known(ARTICLE))
    (member,) = kept.dossiers.members(ADA, id)
    assert (member.number, member.entry.whole) == (1, False)


def test_the_one_opened_last_comes_first(kept: Library) -> None:
    first, _ = kept.dossiers.begin(ADA, "First"), kept.dossiers.begin(ADA, "Second")
    assert [found.name for found in kept.dossiers.recent(ADA)] == ["Second", "First"]
    opened = kept.dossiers.find(ADA, first)
    assert [found.name for found in kept.dossiers.recent(ADA, limit=1)] == ["First"]
    assert opened.opened > opened.created


def test_contents_are_those_of_one_moment_and_do_not_count_as_opened(
    kept: Library, three: tuple[str, list[str]]
) -> None:
    id, made = three
    kept.dossiers.decide(ADA, id, Link(Voice(made[0], "Voss"), Voice(made[1], "Voss"), same=True))
    before = kept.dossiers.recent(ADA)
    contents = kept.dossiers.contents(ADA, id)
    assert (contents.entry,) == before == kept.dossiers.recent(ADA)
    assert contents.members == kept.dossiers.members(ADA, id) and contents.links == kept.dossiers.links(ADA, id)


# Names


def test_a_name_is_one_line_and_can_be_changed(kept: Library) -> None:
    id = kept.dossiers.begin(ADA, "  Die\nBrücke \u202e\x07 ")
    assert kept.dossiers.find(ADA, id).name == "Die Brücke"
    kept.dossiers.rename(ADA, id, "x" * 120)
    assert kept.dossiers.find(ADA, id).name == "x" * 120
    kept.dossiers.rename(ADA, id, "<b>% ' OR 1=1 -- \ud83c")
    assert kept.dossiers.find(ADA, id).name == "<b>% ' OR 1=1 --"


@pytest.mark.parametrize("name", ["", " \n\t ", "\u200b\x00", "x" * 121])
def test_what_is_no_name_is_refused(kept: Library, name: str) -> None:
    with pytest.raises(InputError) as error:
        kept.dossiers.begin(ADA, name)
    assert error.value.hint
    id = kept.dossiers.begin(ADA, "Name")
    with pytest.raises(InputError):
        kept.dossiers.rename(ADA, id, name)
    assert kept.dossiers.find(ADA, id).name == "Name"


def test_a_dossier_is_found_by_its_name_alone(kept: Library) -> None:
    kept.dossiers.begin(ADA, "Brücke")
    latest = kept.dossiers.begin(ADA, "Brücke")
    found = kept.dossiers.named(ADA, " Bru\u0308cke\n")
    assert found and found.id == latest
    assert kept.dossiers.named(ADA, "brücke") is None and kept.dossiers.named(BEN, "Brücke") is None


# Bounds


def test_an_owner_has_so_many_dossiers(kept: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "DOSSIERS", 2)
    made = [kept.dossiers.begin(ADA, "One"), kept.dossiers.begin(ADA, "Two")]
    with pytest.raises(LibraryFull, match="2 dossiers") as error:
        kept.dossiers.begin(ADA, "Three")
    assert error.value.hint and isinstance(error.value, LibraryError)
    kept.dossiers.begin(BEN, "One")
    kept.dossiers.delete(ADA, made[0])
    assert kept.dossiers.begin(ADA, "Three")


def test_a_dossier_has_so_many_articles(
    kept: Library, three: tuple[str, list[str]], reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "ARTICLES", 3)
    id, made = three
    with pytest.raises(LibraryFull, match="3 articles"):
        kept.dossiers.add(ADA, id, add(kept, reading))
    assert kept.dossiers.add(ADA, id, made[0]) == 1  # it is in it
    kept.dossiers.remove(ADA, id, made[0])
    assert kept.dossiers.add(ADA, id, add(kept, reading)) == 4
    with pytest.raises(LibraryFull):
        kept.dossiers.add(ADA, id, made[0])


def test_readings_of_a_dossier_go_last(kept: Library, reading: Reading) -> None:
    small = Library(path_of(kept), readings=3)
    one, two = add(small, reading, title="One"), add(small, reading, title="Two")
    id = small.dossiers.begin(ADA, "Kept")
    for entry in (one, two):
        small.dossiers.add(ADA, id, entry)
    for title in ("Three", "Four", "Five"):
        add(small, reading, title=title)
    assert titles(small.recent(ADA)) == ["Five", "Two", "One"]
    small.dossiers.remove(ADA, id, two)
    add(small, reading, title="Six")
    assert titles(small.recent(ADA)) == ["Six", "Five", "One"]


def test_where_all_are_of_a_dossier_what_was_begun_last_stays(kept: Library, reading: Reading) -> None:
    small = Library(path_of(kept), readings=2)
    id = small.dossiers.begin(ADA, "Kept")
    for title in ("One", "Two"):
        small.dossiers.add(ADA, id, add(small, reading, title=title))
    entry = small.begin(ADA, ARTICLE)
    small.keep(ADA, entry, reading)
    assert small.reading(ADA, entry) == reading and numbers(small, id) == [2]


def test_the_oldest_answers_go_where_there_are_too_many_bytes_of_them(
    kept: Library, three: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, made = three
    small = Dossiers(kept._database, size=5_000)
    small.add_answer(ADA, id, answer("Zebra?", "x" * 4_000))
    small.add_answer(ADA, small.begin(ADA, "Other"), answer("Yak?", "x" * 4_000))
    assert questions(kept, id) == []
    small.add_answer(ADA, id, answer("Xenon?", "x" * 9_000))
    assert questions(kept, id) == ["Xenon?"]
    monkeypatch.setattr(dossiers, "ANSWERS", 2)
    for question in ("Who?", "Why?"):
        kept.dossiers.add_answer(ADA, id, answer(question))
    assert questions(kept, id) == ["Who?", "Why?"]
    assert len(kept.recent(ADA)) == 3 and kept.dossiers.members(ADA, id)[0].entry.id == made[0]


# What was decided


def test_the_latest_decision_on_two_voices_counts(kept: Library, three: tuple[str, list[str]]) -> None:
    id, (one, two, _) = three
    voss, lenz = Voice(one, "Anna Voss"), Voice(two, "Bürgermeisterin Voss")
    kept.dossiers.decide(ADA, id, Link(voss, lenz, same=True))
    kept.dossiers.decide(ADA, id, Link(voss, Voice(two, "ein Zeuge", 2), same=False))
    kept.dossiers.decide(ADA, id, Link(lenz, voss, same=False))
    found = kept.dossiers.links(ADA, id)
    assert [({link.one, link.other}, link.same) for link in found] == [
        ({voss, Voice(two, "ein Zeuge", 2)}, False),
        ({voss, lenz}, False),
    ]
    kept.dossiers.undecide(ADA, id, voss, lenz)
    kept.dossiers.undecide(ADA, id, voss, lenz)
    assert [link.other.german for link in kept.dossiers.links(ADA, id)] == ["ein Zeuge"]


def test_a_decision_waits_for_an_article_that_was_removed_and_goes_with_its_reading(
    kept: Library, three: tuple[str, list[str]]
) -> None:
    id, (one, two, _) = three
    link = Link(Voice(one, ""), Voice(two, "Zeuge \ud83c"), same=True)
    kept.dossiers.decide(ADA, id, link)
    kept.dossiers.remove(ADA, id, two)
    assert kept.dossiers.links(ADA, id) == ()
    with pytest.raises(NotInLibrary, match="not in the dossier"):
        kept.dossiers.decide(ADA, id, link)
    kept.dossiers.add(ADA, id, two)
    (found,) = kept.dossiers.links(ADA, id)
    assert (found.one, found.other) == (Voice(one, ""), Voice(two, "Zeuge \ufffd"))
    kept.delete(ADA, two)
    assert kept.dossiers.links(ADA, id) == ()


def test_what_is_no_decision_is_refused(
    kept: Library, three: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    id, (one, two, _) = three
    with pytest.raises(ValueError, match="two voices"):
        kept.dossiers.decide(ADA, id, Link(Voice(one, "Voss"), Voice(one, "Voss"), same=True))
    with pytest.raises(LibraryFull, match="too long"):
        kept.dossiers.decide(ADA, id, Link(Voice(one, "Voss"), Voice(two, "x" * 501), same=True))
    monkeypatch.setattr(dossiers, "DECISIONS", 1)
    first = Link(Voice(one, "Voss"), Voice(two, "Voss"), same=True)
    for _ in range(2):
        kept.dossiers.decide(ADA, id, first)
    with pytest.raises(LibraryFull):
        kept.dossiers.decide(ADA, id, Link(Voice(one, "Voss"), Voice(two, "Lenz"), same=True))
    assert kept.dossiers.links(ADA, id) == (first,)


# What was asked


def test_a_conversation_keeps_its_order_and_what_the_reader_thought_of_it(
    kept: Library, three: tuple[str, list[str]]
) -> None:
    id, _ = three
    given = [cited(question, 1, 2) for question in ("Who?", "Why?")]
    assert [kept.dossiers.add_answer(ADA, id, one) for one in given] == [1, 2]
    kept.dossiers.rate(ADA, id, 2, "down")
    turns = kept.dossiers.answers(ADA, id)
    assert [(turn.position, turn.answer, turn.thumb) for turn in turns] == [(1, given[0], None), (2, given[1], "down")]
    kept.dossiers.rate(ADA, id, 2, None)
    assert kept.dossiers.answers(ADA, id)[1].thumb is None
    with pytest.raises(NotInLibrary):
        kept.dossiers.rate(ADA, id, 3, "up")


def test_an_answer_stays_without_an_article_and_goes_with_its_reading(
    kept: Library, three: tuple[str, list[str]]
) -> None:
    id, made = three
    for one in (cited("Of both?", 1, 2), cited("Of the first?", 1), cited("Near the second?", nearest=(2,))):
        kept.dossiers.add_answer(ADA, id, one)
    kept.dossiers.remove(ADA, id, made[1])
    assert len(questions(kept, id)) == 3
    kept.delete(ADA, made[1])
    assert questions(kept, id) == ["Of the first?"]


# What is found


def test_only_readings_of_the_dossier_are_found(kept: Library, three: tuple[str, list[str]], reading: Reading) -> None:
    id, made = three
    add(kept, reading, title="Zebra outside")
    zebra = add(kept, reading, title="Zebra")
    kept.dossiers.add(ADA, id, zebra)
    kept.dossiers.remove(ADA, id, made[0])
    assert titles(kept.dossiers.search(ADA, id, "")) == ["Zebra", "Three", "Two"]
    assert titles(kept.dossiers.search(ADA, id, "hafenbruecke", limit=1)) == ["Zebra"]
    (found,) = kept.dossiers.search(ADA, id, "zebra")
    assert found.id == zebra and [piece.text for piece in found.snippet if piece.matched] == ["Zebra"]
    for query in ("zeppelin", "!!!", "outside", "\x00\ud800"):
        assert kept.dossiers.search(ADA, id, query) == ()


# Nobody sees what another has


@pytest.fixture
def shared(kept: Library, three: tuple[str, list[str]]) -> Iterator[tuple[Library, str, list[str]]]:
    """A library in which Ada has a dossier, and Ben has none; after the test, it is as it was."""
    id, made = three
    kept.dossiers.decide(ADA, id, Link(Voice(made[0], "Voss"), Voice(made[1], "Voss"), same=True))
    kept.dossiers.add_answer(ADA, id, cited("Who?", 1))
    before = kept.dossiers.contents(ADA, id), kept.dossiers.answers(ADA, id)
    yield kept, id, made
    assert (kept.dossiers.contents(ADA, id), kept.dossiers.answers(ADA, id)) == before


ONE, OTHER = Voice("x", "Voss"), Voice("y", "Voss")
CALLS: list[Callable[[Dossiers, str], object]] = [
    lambda all, id: all.find(BEN, id),
    lambda all, id: all.rename(BEN, id, "Mine"),
    lambda all, id: all.members(BEN, id),
    lambda all, id: all.contents(BEN, id),
    lambda all, id: all.links(BEN, id),
    lambda all, id: all.answers(BEN, id),
    lambda all, id: all.search(BEN, id, "bridge"),
    lambda all, id: all.add_answer(BEN, id, answer("Mine?")),
    lambda all, id: all.rate(BEN, id, 1, "down"),
    lambda all, id: all.decide(BEN, id, Link(ONE, OTHER, same=False)),
    lambda all, id: all.undecide(BEN, id, ONE, OTHER),
]


@pytest.mark.parametrize("call", CALLS)
def test_another_gets_nothing_though_he_knows_the_name(
    shared: tuple[Library, str, list[str]], call: Callable[[Dossiers, str], object]
) -> None:
    kept, id, _ = shared
    told = set()
    for name in (id, "nothing", "%"):
        with pytest.raises(NotInLibrary) as error:
            call(kept.dossiers, name)
        told.add(str(error.value))
    assert len(told) == 1 and kept.dossiers.recent(BEN) == ()


def test_nobody_puts_anothers_article_into_a_dossier(shared: tuple[Library, str, list[str]], reading: Reading) -> None:
    kept, id, made = shared
    own, article = kept.dossiers.begin(BEN, "Ben's"), add(kept, reading, owner=BEN)
    for owner, dossier, entry in ((BEN, own, made[0]), (BEN, id, article), (ADA, id, article)):
        with pytest.raises(NotInLibrary):
            kept.dossiers.add(owner, dossier, entry)
        with pytest.raises(NotInLibrary):
            kept.dossiers.remove(owner, dossier, entry)
    kept.dossiers.add(BEN, own, article)
    with pytest.raises(NotInLibrary):
        kept.dossiers.decide(BEN, own, Link(Voice(article, "Voss"), Voice(made[0], "Voss"), same=True))
    assert kept.dossiers.of_entry(BEN, made[0]) == () and numbers(kept, own, BEN) == [1]


def test_another_deletes_nothing(shared: tuple[Library, str, list[str]], reading: Reading) -> None:
    kept, id, made = shared
    kept.dossiers.delete(BEN, id)
    kept.delete(BEN, made[0])
    kept.delete_all(BEN)
    small = Library(path_of(kept), readings=1, size=1)
    small.begin(BEN, "Text")
    small.dossiers.add_answer(BEN, small.dossiers.begin(BEN, "Ben's"), answer("Mine?"))


def test_a_dossier_without_an_owner_is_refused(kept: Library) -> None:
    with pytest.raises(ValueError, match="owner"):
        kept.dossiers.begin("", "Name")


# Deleted for good


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_is_deleted_is_in_no_byte_of_the_folder(kept: Library, three: tuple[str, list[str]]) -> None:
    id, made = three
    kept.dossiers.rename(ADA, id, "Quaggaherde")
    kept.dossiers.decide(ADA, id, Link(Voice(made[0], "Okapizeuge"), Voice(made[1], "Voss"), same=True))
    kept.dossiers.add_answer(ADA, id, cited("Zeburind?", 1))
    kept.keep_page(ADA, made[0], b"Lamaseite" * 1_000)
    kept.delete(ADA, made[0])
    left = bytes_of(path_of(kept).parent)
    assert not [word for word in (b"Okapizeuge", b"Zeburind", b"Zitat", b"Lamaseite") if word in left]
    assert b"Quaggaherde" in left
    kept.dossiers.add_answer(ADA, id, cited("Wapiti?", 2))
    kept.dossiers.delete(ADA, id)
    left = bytes_of(path_of(kept).parent)
    assert b"Quaggaherde" not in left and b"Wapiti" not in left
    assert titles(kept.recent(ADA)) == ["Three", "Two"] and kept.dossiers.recent(ADA) == ()
    kept.dossiers.delete(ADA, id)


def test_all_of_an_owner_is_deleted_with_the_dossiers(kept: Library, three: tuple[str, list[str]]) -> None:
    id, made = three
    kept.dossiers.begin(BEN, "Okapiherde")
    kept.dossiers.rename(ADA, id, "Quaggaherde")
    kept.dossiers.add_answer(ADA, id, answer("Zeburind?"))
    kept.delete_all(ADA)
    left = bytes_of(path_of(kept).parent)
    assert b"Quaggaherde" not in left and b"Zeburind" not in left and b"Okapiherde" in left
    assert kept.dossiers.recent(ADA) == () and kept.dossiers.of_entry(ADA, made[0]) == ()


# Damage, and files of older versions


def test_damaged_rows_are_told_as_far_as_they_are_text(kept: Library, three: tuple[str, list[str]]) -> None:
    id, made = three
    kept.dossiers.decide(ADA, id, Link(Voice(made[0], "Voss"), Voice(made[1], "Voss"), same=True))
    for question in ("Who?", "Why?"):
        kept.dossiers.add_answer(ADA, id, cited(question, 1))
    no_text = "CAST(x'4142ff' AS TEXT)"
    spoil(kept, f"UPDATE dossier SET name = {no_text}, created = {no_text}")
    spoil(kept, f"UPDATE member SET added = {no_text}; UPDATE link SET one_german = {no_text}")
    spoil(kept, f"UPDATE dossier_answer SET answer = {no_text} WHERE position = 1")
    spoil(kept, f"UPDATE entry SET title = {no_text} WHERE id = '{made[2]}'")
    (found,) = kept.dossiers.recent(ADA)
    assert found.name == "AB\ufffd" and found.created == found.opened
    members = kept.dossiers.members(ADA, id)
    assert members[0].added.year == 1970 and members[2].entry.state == "damaged"
    (link,) = kept.dossiers.links(ADA, id)
    assert "AB\ufffd" in (link.one.german, link.other.german)
    assert [turn.position for turn in kept.dossiers.answers(ADA, id)] == [2]
    assert kept.dossiers.add_answer(ADA, id, cited("When?", 1)) == 3


def test_every_error_is_one_for_the_reader(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    broken = Library(tmp_path / "file" / "library.sqlite3").dossiers
    for call in CALLS:
        with pytest.raises(ChatError):
            call(broken, "x")


def test_a_file_of_the_version_before_keeps_all_it_has(tmp_path: Path) -> None:
    shutil.copy(DATA / "library-third.sqlite3", tmp_path / "library.sqlite3")
    old = Library(tmp_path / "library.sqlite3")
    known, whole = old.recent(ADA)
    assert (known.whole, whole.whole) == (False, True) and whole.title.startswith("Dispute over the harbour")
    assert old.reading(ADA, whole.id).claims and old.again(ADA, known.id).length == "short"
    turns = old.answers(ADA, whole.id)
    assert [(turn.answer.question, turn.thumb) for turn in turns] == [
        ("Who denies it?", "up"),
        ("What of the budget?", None),
    ]
    assert [(given.text, given.length) for given in old.unfinished(ADA)] == [("Angefangen.", "long")]
    assert [found.id for found in old.recent(ADA, query="budget")] and len(old.recent(BEN)) == 1
    id = old.dossiers.begin(ADA, "Old ones")
    assert [old.dossiers.add(ADA, id, entry.id) for entry in (whole, known)] == [1, 2]
    old.delete(ADA, whole.id)
    assert [member.entry.id for member in old.dossiers.members(ADA, id)] == [known.id]
