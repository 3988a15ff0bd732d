"""How far a reading is, in words that hold."""

from __future__ import annotations

import pytest

from chat import pipeline
from chat.pipeline import Progress
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines
from ui.markup import progress


@pytest.fixture(scope="module")
def read() -> Reading:
    return pipeline.read(ARTICLE, scripted_engines()[0])


@pytest.fixture(scope="module")
def drafted(read: Reading) -> Reading:
    """Four sentences with English, three of them checked."""
    states = {1: "checked", 3: "checked", 4: "checked", 5: "draft"}
    sentences = tuple(
        one.model_copy(
            update={"state": states.get(one.id, "known"), "english": one.english if one.id in states else None}
        )
        for one in read.sentences
    )
    return read.model_copy(update={"layer": "known", "sentences": sentences})


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "a few seconds left"),
        (12, "about 10 s left"),
        (38, "about 40 s left"),
        (61, "about a minute left"),
        (89, "about a minute left"),
        (115, "about 2 minutes left"),
        (1_000, "about 17 minutes left"),
    ],
)
def test_the_time_that_is_left_is_told_as_exactly_as_it_is_known(seconds: float, words: str) -> None:
    assert progress.time_left(seconds) == words


@pytest.mark.parametrize(
    ("told", "line", "title"),
    [
        (Progress("attributing", 1, 1), "Loading the model …", "… · Belegt"),
        (Progress("drafting", 4, 13), "Draft 4 of 13 · checked 3", "4/13 · Belegt"),
        (Progress("drafting", 4, 13, seconds_left=41), "Draft 4 of 13 · checked 3 · about 40 s left", "4/13 · Belegt"),
        (Progress("checking", 3, 13), "Checked 3 of 13", "3/13 checked · Belegt"),
        (Progress("summarising", 1, 5), "All checked · writing the summary", "Summary · Belegt"),
    ],
)
def test_each_stage_says_what_is_done(drafted: Reading, told: Progress, line: str, title: str) -> None:
    html = progress.status(told, drafted)
    assert f"<p>{line}</p>" in html and f">{title}</span>" in html


def test_nothing_is_said_to_be_checked_before_anything_is() -> None:
    known = pipeline.known(ARTICLE)
    assert "<p>Draft 0 of 13</p>" in progress.status(Progress("drafting", 0, 13), known)
    assert 'aria-valuenow="0"' in progress.status(Progress("drafting", 0, 13), known)


def test_the_bar_fills_up_with_drafts_checks_and_summary(read: Reading, drafted: Reading) -> None:
    assert 'style="width:22%"' in progress.status(Progress("drafting", 4, 13), drafted)
    assert 'style="width:80%"' in progress.status(Progress("summarising", 0, 4), read)
    assert 'style="width:100%"' in progress.status(Progress("summarising", 4, 4), read)


def test_a_reading_that_ended_here_is_ticked_off_in_the_title_and_an_old_one_is_not(read: Reading) -> None:
    title = "Dispute over the harbour bridge: city of Nordhaven considers closure from October"
    assert f">✓ {title} · Belegt</span>" in progress.ended(read, is_new=True)
    old = progress.ended(read, is_new=False)
    assert f">{title} · Belegt</span>" in old and "<p>" not in old and 'class="spoken" hidden></span>' in old


def test_a_reading_that_was_stopped_says_how_far_it_is(read: Reading, drafted: Reading) -> None:
    assert progress.so_far(drafted) == "Read as far as the English of 4 of 13 sentences, 3 of them checked."
    assert progress.so_far(pipeline.known(ARTICLE)) == (
        "Read as far as who claims what, in the original; the English is missing."
    )
    begun = read.model_copy(update={"layer": "checked"})
    assert progress.so_far(begun) == "Read as far as the English of all 13 sentences; the summary is not finished."
    none = begun.model_copy(update={"summary": read.summary.model_copy(update={"sentences": ()})})
    assert progress.so_far(none) == "Read as far as the English of all 13 sentences; the summary is missing."


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (1, "Next in the queue: "),
        (2, "Second in the queue of 12: "),
        (3, "Third in the queue of 12: "),
        (5, "Fifth in the queue of 12: "),
        (11, "Number 11 in the queue of 12: "),
    ],
)
def test_one_that_waits_for_its_turn_is_told_its_place(read: Reading, place: int, words: str) -> None:
    known = read.model_copy(update={"layer": "known"})
    told = progress.status(Progress("waiting", place, 12, known), known)
    assert words in told and f"{place} / 12" in told
