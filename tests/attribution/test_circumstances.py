"""What is told of a claim besides its words: a label for each, with the article's own words apart."""

from __future__ import annotations

import pytest

from chat.attribution import ledger
from chat.attribution.circumstances import circumstances, stance_label
from chat.schema import Claim, Span
from tests.attribution.joint import claim


def span(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


PLAIN = claim(1, ["Voss"], "es regnet", english="it rains")
FULL = claim(
    2,
    ["Voss", "Klein"],
    "es regnet",
    english="it rains",
    source_type="person",
    addressee=span("der\nAgentur"),
    occasion=span("am Rande des Gipfels"),
    knows_by=span("unter Berufung auf Kreise"),
)
PAPER = claim(3, ["Die Zeitung"], "-", english="-", source_type="medium", holds=(1,))
DENIAL = claim(4, ["Klein"], "-", english="-", stance="denies", holds=(1,))
NOBODY = claim(5, [], "-", holds=(1,))


@pytest.mark.parametrize(
    ("told", "place", "within", "labels"),
    [
        (PLAIN, 0, (), []),
        (
            FULL,
            0,
            (),
            [
                ("together with Klein", ""),
                ("a person", ""),
                ("to", "der Agentur"),
                ("at", "am Rande des Gipfels"),
                ("known by", "unter Berufung auf Kreise"),
            ],
        ),
        (FULL.model_copy(update={"source_type": None, "addressee": None, "occasion": None, "knows_by": None}), 1, (),
         [("together with Voss", "")]),
        (PLAIN, 0, (PAPER,), [("according to Die Zeitung", "")]),
        (PLAIN, 0, (DENIAL,), [("in what Klein denies", "")]),
        (PLAIN, 0, (NOBODY,), [("reportedly", "")]),
        (PLAIN, 0, (claim(1, ["Voss"], "-", english="-"),), []),
    ],
)  # fmt: skip
def test_labels(told: Claim, place: int, within: tuple[Claim, ...], labels: list[tuple[str, str]]) -> None:
    by_speaker = ledger.build([PLAIN, FULL, PAPER, DENIAL, NOBODY], [])
    found = circumstances(told, by_speaker, place=place, within=within)
    assert [(label.label, label.german) for label in found] == labels


def test_whoever_declines_declines_to_speak() -> None:
    assert stance_label(claim(1, ["Voss"], "-", stance="declines")) == "declines to speak"
    assert stance_label(PLAIN) == "says"
