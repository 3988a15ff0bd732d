"""What a cue verb reports, by the frame it stands in."""

from __future__ import annotations

import pytest

from chat.attribution.german.contents import Contents
from chat.attribution.german.cue_verbs import cue_of
from tests.attribution.german.reading import clauses_of

BEFORE = (0, 0)


def content_of(sentence: str, verb: str, *, second: bool = False) -> tuple[str, list[str]] | None:
    """Return the type and the pieces of what a verb reports."""
    clauses = clauses_of(sentence)
    place = next(at for at, token in enumerate(clauses.tokens) if token.text == verb)
    content = Contents(clauses, BEFORE).of(place, *clauses.clause(place), cue_of(clauses, place) or "", second=second)
    return content and (content[0], [sentence[slice(*span)] for span in content[1]])


@pytest.mark.parametrize(
    ("sentence", "verb", "kind", "pieces"),
    [
        ("Klein sagte, dass es regnet.", "sagte", "indirect", ["dass es regnet"]),
        ("Klein sagte, es regne.", "sagte", "indirect", ["es regne"]),
        ("Klein sagte: „Es regnet.“", "sagte", "direct", ["„Es regnet.“"]),
        ("„Es regnet“, sagte Klein.", "sagte", "direct", ["„Es regnet“"]),
        ("Es regne, sagte Klein, und das seit Mai.", "sagte", "indirect", ["Es regne"]),
        ("Wie Klein sagte, regnet es.", "sagte", "indirect", ["regnet es"]),
        ("Klein forderte, die Straße zu sperren.", "forderte", "indirect", ["die Straße zu sperren"]),
        ("Klein kritisierte den Plan.", "kritisierte", "reported", ["Klein kritisierte den Plan"]),
        (
            "Klein bezeichnete den Plan als „Unfug“.",
            "bezeichnete",
            "reported",
            ["Klein bezeichnete den Plan als „Unfug“"],
        ),
    ],
)
def test_a_frame_tells_what_is_said(sentence: str, verb: str, kind: str, pieces: list[str]) -> None:
    assert content_of(sentence, verb) == (kind, pieces)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Klein sagte nichts.", "sagte"),
        ("Klein sprach mit ihrer Frau.", "sprach"),
        ("Der Sturm forderte drei Todesopfer.", "forderte"),
        ("Wenn Klein mehr Geld fordert, lacht Ohm.", "fordert"),
    ],
)
def test_what_is_not_said_is_no_content(sentence: str, verb: str) -> None:
    assert content_of(sentence, verb) is None


def test_a_second_verb_reports_nothing_that_stands_before_it() -> None:
    sentence = "Klein sagte, es regne, und warnte vor Hochwasser."
    assert content_of(sentence, "warnte", second=True) == ("reported", ["warnte vor Hochwasser"])
