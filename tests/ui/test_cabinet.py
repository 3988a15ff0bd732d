"""The dossiers in use: worked out once, held as long as there is room, and let go with what is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from chat.errors import Cancelled, InputError, ModelFailed
from chat.models.base import Embedder
from chat.storage.library import Library
from tests.ui.dossiers import readings
from ui import cabinet
from ui.cabinet import Cabinet, Got, Stamp, Trouble, Wanted, WantedPages

OWNER = "Anna"
STAMP = Stamp("One", (), ())


class Broken(Embedder):
    """An embedder that fails."""

    name = "broken"

    def embed(self, texts: Sequence[str]) -> Any:
        raise ModelFailed("It stumbled.")


@pytest.fixture
def held(tmp_path: Path) -> Cabinet:
    return Cabinet(Library(tmp_path / "library.sqlite3"))


def dossier(held: Cabinet) -> str:
    id = held.dossiers.begin(OWNER, "The gauge house")
    for reading in readings():
        entry = held.library.begin(OWNER, reading.article.text)
        held.library.keep(OWNER, entry, reading)
        held.dossiers.add(OWNER, id, entry)
    return id


def compare(held: Cabinet, id: str, *, embedder: Embedder | None = None, cancelled: bool = False) -> None:
    held.compare(OWNER, id, stamp=STAMP, embedder=embedder, cancelled=lambda: cancelled)


def test_what_is_worked_out_is_held_for_its_owner(held: Cabinet) -> None:
    id = dossier(held)
    compare(held, id)
    found = held.held(OWNER, id)
    assert found and found.stamp == STAMP and "matrix" in found.dossier.__dict__
    assert held.held("Berta", id) is None


def test_where_the_embedder_fails_words_alone_count(held: Cabinet) -> None:
    id = dossier(held)
    compare(held, id, embedder=Broken())
    found = held.held(OWNER, id)
    assert found and found.dossier.matrix and not held.has_failed(OWNER, id, STAMP)


def test_what_could_not_be_worked_out_is_not_tried_for_ever(held: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise RuntimeError("a bug")

    id = dossier(held)
    monkeypatch.setattr(cabinet, "overview", fail)
    with pytest.raises(RuntimeError):
        compare(held, id)
    assert held.has_failed(OWNER, id, STAMP) and held.held(OWNER, id) is None
    held.try_again(OWNER, id)
    assert not held.has_failed(OWNER, id, STAMP)


def test_memory_is_bounded(held: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cabinet, "IN_MEMORY", 4)
    ids = [dossier(held) for _ in range(3)]
    for id in ids:
        compare(held, id)
    assert [held.held(OWNER, id) is not None for id in ids] == [False, True, True]


def test_what_was_deleted_meanwhile_is_not_held(held: Cabinet) -> None:
    id = dossier(held)
    with pytest.raises(Cancelled):
        compare(held, id, cancelled=True)
    assert held.held(OWNER, id) is None
    compare(held, id)
    held.delete(OWNER, id)
    assert held.held(OWNER, id) is None and not held.dossiers.recent(OWNER)


def test_an_article_that_is_deleted_is_held_by_no_dossier_and_what_waits_goes_on_waiting(held: Cabinet) -> None:
    id = dossier(held)
    compare(held, id)
    held.want(OWNER, id, [WantedPages(("https://a.example", "https://b.example")), Wanted("c", lambda: (Got("c"),))])
    held.forget_articles(OWNER)
    assert held.held(OWNER, id) is None and held.waiting(OWNER, id) == 3
    first, second = held.next_wanted(OWNER, id), held.next_wanted(OWNER, id)
    assert isinstance(first, WantedPages) and isinstance(second, Wanted) and held.next_wanted(OWNER, id) is None
    held.want(OWNER, id, [first])
    assert held.next_wanted(OWNER, id) is first and held.waiting(OWNER, id) == 0


def test_what_went_wrong_is_told_to_its_owner_until_it_is_dismissed(
    held: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cabinet, "TROUBLES", 2)
    troubles = [Trouble(name, InputError("No.")) for name in "abc"]
    for trouble in troubles:
        held.note_trouble(OWNER, "one", trouble)
    assert held.beside(OWNER, "one").troubles == (*troubles[1:],)
    assert not held.beside("Berta", "one").troubles
    held.note_failed(OWNER, "one", "entry", InputError("Gone."))
    held.forget_troubles(OWNER, "one", *troubles)
    assert not held.beside(OWNER, "one").troubles and held.beside(OWNER, "one").failed
    held.note_failed(OWNER, "one", "entry", None)
    assert not held.beside(OWNER, "one").failed
