"""The wording of a summary: what of a model's reply is shown, and what stands in for it."""

from __future__ import annotations

import pytest

from chat.attribution import ledger
from chat.schema import Ledger, SummarySentence
from chat.summary.wording import extracted, needs_no_model, worded_or_extracted
from tests.attribution.joint import claim
from tests.builders import article, sentence

POEM = "Roses are red, violets are blue, sugar is sweet."
NOBODY = Ledger(entries=())


def of_pair(reply: str) -> SummarySentence:
    """Return sentences 5 and 6 of the article, condensed into one, from this reply."""
    return worded_or_extracted(reply, [s for s in article() if s.id in (5, 6)])


def test_a_sound_reply_is_shown_as_worded() -> None:
    held = of_pair("Mayor Jonas Brandt rejected all criticism of the building. [1] [2]")
    assert held.text == "Mayor Jonas Brandt rejected all criticism of the building."
    assert held.checked and not held.extracted


def test_a_citation_that_does_not_exist_is_dropped() -> None:
    held = of_pair("Mayor Jonas Brandt rejected the criticism. [1] [77]")
    assert held.citations == (5,)


@pytest.mark.parametrize("reply", ["He called the building a landmark.", "He called the building a landmark. [99]"])
def test_without_a_citation_left_the_nearest_is_cited(reply: str) -> None:
    held = of_pair(reply)
    assert (held.text, held.citations, held.extracted) == ("He called the building a landmark.", (6,), False)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "[1]",
        "Somebody did things somewhere. [99]",
        "Mayor Jonas Brandt rejected 300 criticisms. [1]",
        "Mayor Angela Merkel rejected the criticism. [1]",
        "Merkel rejected the criticism. [1]",
        f"{POEM} [1]",
    ],
)
def test_what_does_not_hold_is_replaced_by_the_sentence_itself(reply: str) -> None:
    held = of_pair(reply)
    own = "Mayor Jonas Brandt rejected the criticism. He called the building a landmark of the region."
    assert (held.text, held.citations, held.extracted) == (own, (5, 6), True)


def test_a_name_of_the_other_sentence_of_its_group_is_allowed() -> None:
    held = of_pair("Brandt called the building a landmark of the region. [2]")
    assert not held.extracted


def test_the_first_sentence_that_holds_is_shown() -> None:
    held = of_pair("Merkel rejected it. [1] He called the building a landmark. [2]")
    assert held.text == "He called the building a landmark."


def test_a_sentence_cites_none_that_it_has_nothing_of_its_own_from() -> None:
    body = [
        sentence(1, "Die Stadt baut eine neue Brücke über den Fluss.", "The city builds a new bridge over the river."),
        sentence(2, "Die Brücke kostet.", "The bridge over the river costs money."),
    ]
    told = worded_or_extracted("The city builds a new bridge over the river. [1] [2]", body)
    assert (told.citations, told.extracted) == ((1,), False)


def test_a_sentence_or_a_few_that_are_short_need_no_model() -> None:
    short = sentence(1, "Es regnet.", "It rains in Ostfeld.")
    long = sentence(2, "Es regnet.", f"It rains in Ostfeld{' and in Borau' * 20}.")
    assert needs_no_model([short]) and needs_no_model([short, short])
    assert not needs_no_model([long]) and not needs_no_model([long, long])


def test_what_is_told_as_it_stands_names_who_says_it() -> None:
    body = [
        sentence(1, "Die Brücke sei zu.", "The bridge is closed."),
        sentence(2, "Ott wies das zurück.", "Ott rejected that."),
    ]
    claims = [claim(1, ["Klein"], "die Brücke sei zu", english="The bridge is closed")]
    told = extracted(body, claims, ledger.build(claims, body))
    assert told.text == "According to Klein, the bridge is closed. Ott rejected that."
    assert told.citations == (1, 2)


def test_of_sentences_that_are_long_together_the_first_is_told() -> None:
    body = [sentence(id, "Es regnet.", f"It rains in Ostfeld{' and in Borau' * 15}.") for id in (1, 2)]
    assert extracted(body, [], NOBODY).citations == (1,)
