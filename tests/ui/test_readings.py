"""A reading is kept at the end of each layer, and as far as it is where it stops; what is kept is gone on with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chat import pipeline
from chat.errors import Cancelled, ModelFailed
from chat.jobs import Job
from chat.pipeline import Progress
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines
from ui import readings
from ui.shelf import Shelf

OWNER = "Anna"


class Kept(Shelf):
    """A shelf that remembers all that was kept."""

    def __init__(self) -> None:
        super().__init__(None)
        self.kept: list[Reading] = []

    def keep(self, owner: str, id: str, reading: Reading) -> None:
        self.kept.append(reading)
        super().keep(owner, id, reading)


def read(shelf: Shelf, on_progress: Callable[[Progress], None]) -> None:
    with readings._kept(shelf, OWNER, "one", on_progress) as keeper:
        known = pipeline.known(ARTICLE, on_progress=keeper.report)
        keeper.keep(known)
        pipeline.go_on(known, scripted_engines()[0], on_progress=keeper.report)


def test_each_layer_is_kept_once_when_it_is_whole() -> None:
    shelf = Kept()
    read(shelf, lambda progress: None)
    assert [reading.layer for reading in shelf.kept] == ["known", "drafted", "checked", "told"]
    assert all(reading.claims for reading in shelf.kept)
    open = shelf.find(OWNER, "one")
    assert open and open.reading is shelf.kept[-1]


@pytest.mark.parametrize("error", [Cancelled("Stopped."), ModelFailed("Gone."), RuntimeError("a bug")])
def test_what_there_is_is_kept_where_a_reading_stops_and_nothing_half_written(error: Exception) -> None:
    shelf, newest = Kept(), []

    def stop(progress: Progress) -> None:
        newest.append(progress.reading)
        if progress.stage == "drafting" and progress.done == 3:
            raise error

    with pytest.raises(type(error)):
        read(shelf, stop)
    assert [reading.layer for reading in shelf.kept] == ["known", "known"]
    kept = shelf.kept[-1]
    assert kept.count("draft", "checked") == 3
    assert kept == pipeline.as_kept(newest[-1])
    assert all(sentence.english is None for sentence in kept.content if sentence.state == "known")


def test_of_what_never_became_known_nothing_is_kept() -> None:
    shelf = Kept()
    with pytest.raises(RuntimeError), readings._kept(shelf, OWNER, "one", lambda progress: None) as keeper:
        keeper.report(Progress("preparing", reading=pipeline.known(ARTICLE)))
        raise RuntimeError("a bug")
    assert shelf.kept == []


@pytest.mark.parametrize(
    ("progress", "is_known"),
    [
        (None, False),
        (Progress("preparing"), False),
        (Progress("attributing", 0, 0), False),  # its sentences are there, who claims what is not
        (Progress("attributing", 1, 1), True),
        (Progress("drafting", 0, 13), True),
    ],
)
def test_a_reading_is_known_once_its_claims_are(progress: Progress | None, is_known: bool) -> None:
    known = pipeline.known(ARTICLE)
    job: Job[Progress, Reading] = Job(lambda report, cancelled: known)
    if progress:
        job.progress = Progress(progress.stage, progress.done, progress.total, known)
    assert (readings.known_by(job) is known) == is_known
