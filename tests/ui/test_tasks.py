"""What is done beside the page: started once, found by who may see it, explained where it fails, stopped for good."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from chat.errors import Busy, Cancelled, ModelFailed
from chat.jobs import Desk
from chat.models import registry
from chat.settings import Settings
from tests.engines import scripted_engines
from ui import kinds
from ui.kinds import DOWNLOAD, AnyKind
from ui.session import Session
from ui.shelf import Shelf
from ui.tasks import Tasks

READING, OTHER, ANSWER = kinds.reading("one"), kinds.reading("other"), kinds.answer("one")


def tasks(desk: Desk[AnyKind], owner: str = "Anna") -> Tasks:
    """Return the jobs as a tab of that owner sees them."""
    return Tasks(owner, desk, Shelf(None), Session({}), Settings())  # type: ignore[arg-type]


@pytest.fixture
def desk() -> Iterator[Desk[AnyKind]]:
    """A desk; what runs on it still at the end is stopped."""
    desk: Desk[AnyKind] = Desk()
    yield desk
    for owner in ("Anna", "Berta", "everybody"):
        desk.dismiss(owner, lambda kind: True)


def until_stopped(report: object, cancelled) -> None:  # type: ignore[no-untyped-def]
    while not cancelled():
        pass
    raise Cancelled("stopped")


def failing(report: object, cancelled: object) -> None:
    raise ModelFailed("The model stumbled.", hint="Try again.")


def ended(tasks: Tasks, kind: AnyKind) -> None:
    job = tasks.find(kind)
    assert job and job.wait(60)


def test_a_job_that_cannot_begin_is_explained_until_the_next_one_begins(desk: Desk[AnyKind]) -> None:
    one = tasks(desk)
    assert one.start(ANSWER, until_stopped)
    assert not one.start(ANSWER, until_stopped)
    assert isinstance(one.error(ANSWER), Busy) and one.session.attempts(ANSWER) == 2
    one.dismiss("one")
    assert one.start(ANSWER, until_stopped) and one.error(ANSWER) is None


def test_why_a_job_failed_is_known_before_and_after_it_is_collected_and_is_taken_once(desk: Desk[AnyKind]) -> None:
    one = tasks(desk)
    one.start(ANSWER, failing)
    ended(one, ANSWER)
    assert isinstance(one.error(ANSWER), ModelFailed)
    assert one.collect(ANSWER) and one.collect(ANSWER) is None
    assert isinstance(one.take_error(ANSWER), ModelFailed) and one.error(ANSWER) is None


def test_a_job_that_is_stopped_has_nothing_to_explain(desk: Desk[AnyKind]) -> None:
    one = tasks(desk)
    one.start(ANSWER, until_stopped)
    job = one.find(ANSWER)
    assert job and one.is_running(ANSWER)
    job.cancel()
    ended(one, ANSWER)
    assert one.collect(ANSWER) is job and one.error(ANSWER) is None


def test_a_download_is_everybodys_and_all_see_why_it_failed(desk: Desk[AnyKind]) -> None:
    one, other = tasks(desk), tasks(desk, "Berta")
    one.start(DOWNLOAD, failing)
    ended(other, DOWNLOAD)
    for each in (one, other):
        assert each.collect(DOWNLOAD) is None and isinstance(each.error(DOWNLOAD), ModelFailed)
    other.forget(DOWNLOAD)
    assert one.find(DOWNLOAD) is None and one.error(DOWNLOAD) is None


def test_what_is_done_for_a_deleted_entry_is_stopped_and_nothing_else(desk: Desk[AnyKind]) -> None:
    one, other = tasks(desk), tasks(desk, "Berta")
    for kind in (READING, ANSWER, OTHER, DOWNLOAD):
        one.start(kind, until_stopped)
    other.start(READING, until_stopped)
    one.dismiss("one")
    assert [one.is_running(kind) for kind in (READING, ANSWER, OTHER, DOWNLOAD)] == [False, False, True, True]
    one.dismiss_all()
    assert not one.is_running(OTHER) and one.is_running(DOWNLOAD) and other.is_running(READING)


def test_an_entry_is_worked_for_while_its_job_runs(desk: Desk[AnyKind]) -> None:
    one = tasks(desk)
    deleted = threading.Event()

    def work(report: object, cancelled: object) -> None:
        assert deleted.wait(60)
        one.shelf.keep("Anna", "one", None)  # type: ignore[arg-type]

    one.start(READING, work)
    one.shelf.delete("Anna", "one")
    deleted.set()
    ended(one, READING)
    assert one.shelf.find("Anna", "one") is None


def test_the_engines_are_opened_in_the_job_and_handed_to_its_work(
    desk: Desk[AnyKind], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(registry, "open_engines", lambda settings: opened.append(settings) or scripted_engines()[0])
    one = tasks(desk)
    one.start_on_engines(READING, lambda engines, report, cancelled: engines.model.name)
    ended(one, READING)
    job = one.collect(READING)
    assert job and (job.state, job.result) == ("done", "scripted") and len(opened) == 1
