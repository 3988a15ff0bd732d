"""What lets a reading in, what it costs of the quota, and what of it is counted."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat import admitting, figures, pipeline
from chat.errors import Cancelled, ModelFailed, Overloaded, QuotaReached
from chat.jobs import readings_queue
from chat.pipeline import Progress
from chat.quotas import open_quotas
from chat.schema import Reading
from chat.settings import Settings
from tests.engines import ARTICLE, scripted_engines


@pytest.fixture(scope="module")
def begun() -> Reading:
    return pipeline.known(ARTICLE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, characters_a_day=100_000, articles_at_once=1, readings_at_once=1)


@pytest.fixture
def counted() -> Iterator[None]:
    pytest.importorskip("prometheus_client")
    figures.turn_off()
    figures.turn_on()
    yield
    figures.turn_off()


def read(settings: Settings, begun: Reading, *, owner: str = "Anna", stop: Exception | None = None) -> Reading:
    """Read on, or until something is drafted and `stop` is raised."""

    def seen(progress: Progress) -> None:
        if stop and progress.stage == "drafting" and progress.done:
            raise stop

    with admitting.admitted(owner, begun, settings, on_progress=seen, cancelled=lambda: False) as report:
        return pipeline.go_on(begun, scripted_engines()[0], on_progress=report)


def left(settings: Settings, owner: str = "Anna") -> int:
    count = open_quotas(settings).left(owner)
    assert count is not None
    return 100_000 - count


def test_a_reading_costs_its_characters_once_also_where_it_is_gone_on_with(settings: Settings, begun: Reading) -> None:
    newest: list[Reading] = []
    with (
        pytest.raises(ModelFailed),
        admitting.admitted(
            "Anna",
            begun,
            settings,
            on_progress=lambda one: newest.append(one.reading or begun),
            cancelled=lambda: False,
        ) as report,
    ):
        pipeline.go_on(begun, scripted_engines()[0], on_progress=report)
        raise ModelFailed("Gone.")
    assert left(settings) == len(ARTICLE)
    read(settings, pipeline.as_kept(newest[-1]))
    assert left(settings) == len(ARTICLE)


def test_what_ends_without_any_english_costs_nothing(settings: Settings, begun: Reading) -> None:
    with (
        pytest.raises(ModelFailed),
        admitting.admitted("Anna", begun, settings, on_progress=lambda _: None, cancelled=lambda: False),
    ):
        raise ModelFailed("No engine.")
    assert left(settings) == 0


def test_one_that_waits_is_told_its_place_counts_as_one_at_once_and_can_be_stopped(
    settings: Settings, begun: Reading
) -> None:
    told: list[Progress] = []
    waits, stop = threading.Event(), threading.Event()

    def note(progress: Progress) -> None:
        told.append(progress)
        waits.set()

    def wait() -> None:
        with (
            contextlib.suppress(Cancelled),
            admitting.admitted("Anna", begun, settings, on_progress=note, cancelled=stop.is_set),
        ):
            pytest.fail("it was not its turn")

    with readings_queue(1).turn("Berta", cancelled=lambda: False):
        thread = threading.Thread(target=wait)
        thread.start()
        assert waits.wait(30)
        with pytest.raises(QuotaReached):
            read(settings, begun)
        stop.set()
        thread.join(30)
    (progress,) = told
    assert (progress.stage, progress.done, progress.total) == ("waiting", 1, 1) and progress.reading is begun
    assert left(settings) == 0 and open_quotas(settings).has_room("Anna")


def test_nothing_begins_while_too_little_memory_is_free(
    settings: Settings, begun: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admitting, "free_memory", lambda: 499_999_999)
    with pytest.raises(Overloaded) as error:
        read(settings.model_copy(update={"memory_floor": 500}), begun)
    assert error.value.retryable and error.value.hint
    assert read(settings.model_copy(update={"memory_floor": 499}), begun).is_whole


@pytest.mark.usefixtures("counted")
def test_a_reading_is_counted_from_its_beginning_to_its_end(settings: Settings, begun: Reading) -> None:
    reading = read(settings, begun)
    assert f"belegt_sentences_total {len(reading.content)}.0" in figures.as_text()[0].decode()
    with pytest.raises(Cancelled):
        read(settings, begun, stop=Cancelled("Stopped."))
    with pytest.raises(ModelFailed):
        read(settings, begun, stop=ModelFailed("Gone."))
    told = figures.as_text()[0].decode()
    assert "belegt_readings_begun_total 3.0" in told
    assert all(f'belegt_readings_ended_total{{outcome="{how}"}} 1.0' in told for how in ("done", "cancelled", "failed"))
    assert "belegt_first_sentence_seconds_count 3.0" in told and "belegt_reading_seconds_count 1.0" in told
    assert "Anna" not in told
