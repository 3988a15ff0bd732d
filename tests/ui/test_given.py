"""What a tab is given of a reading that grows: each change twice, and nothing that is as it was."""

from __future__ import annotations

import pytest

from chat import pipeline
from chat.schema import EnglishClaim, Ledger, Reading
from tests.engines import ARTICLE
from ui.given import Given


@pytest.fixture(scope="module")
def known() -> Reading:
    return pipeline.known(ARTICLE)


def with_draft(reading: Reading, id: int) -> Reading:
    """Return a reading in which the sentence of that number has a draft."""
    drafted = reading.sentence(id).model_copy(update={"english": "A draft.", "state": "draft"})
    return reading.model_copy(
        update={"sentences": tuple(drafted if one.id == id else one for one in reading.sentences)}
    )


def numbers(given: Given, now: Reading) -> list[int]:
    return [sentence.id for sentence in given.changed(now)]


def test_what_was_just_drawn_is_not_given_again(known: Reading) -> None:
    given = Given.drawn(known, Ledger(entries=()))
    assert numbers(given, known) == numbers(given.then(known), known) == []
    assert given.is_drawn and not given.then(known).is_drawn


def test_what_has_come_is_given_at_two_looks_as_it_is_then(known: Reading) -> None:
    one = with_draft(known, 1)
    two = with_draft(one, 3)
    given = Given.drawn(known, Ledger(entries=())).then(known)
    assert numbers(given, one) == [1]
    given = given.then(one)
    assert numbers(given, two) == [1, 3] and given.changed(two)[0].english == "A draft."
    given = given.then(two)
    assert numbers(given, two) == [3]
    assert numbers(given.then(two), two) == []


def test_sentences_of_a_claim_that_is_told_in_english_now_are_given_too(known: Reading) -> None:
    claim = known.claims[0]
    told = claim.model_copy(update={"english": EnglishClaim(speaker=None, content="It is so.")})
    now = known.model_copy(update={"claims": (told, *known.claims[1:])})
    assert numbers(Given.drawn(known, Ledger(entries=())), now) == list(claim.sentences)
