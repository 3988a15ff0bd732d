"""The choice of a summary: the main event, the disputes, and what adds most to them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chat.attribution import ledger
from chat.schema import Claim, Dispute, Sentence, Stance
from chat.summary.choosing import choose
from tests.attribution.joint import claim
from tests.builders import article, sentence

TITLE = sentence(99, "Stadt schließt die Brücke in Ostfeld", "City closes the bridge in Ostfeld", kind="title")


def ids(groups: Sequence[Sequence[Sentence]]) -> list[list[int]]:
    return [[s.id for s in group] for group in groups]


def body(count: int) -> list[Sentence]:
    """Return so many sentences, each about something of its own and in a paragraph of its own."""
    things = ["harbour", "theatre", "orchard", "library", "stadium", "museum", "bakery", "tunnel", "airfield", "market"]
    return [
        sentence(n, f"Satz {n}.", f"The {things[n % 10]} number {n} will be rebuilt by workers.", paragraph=n)
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", range(31))
def test_a_longer_summary_has_the_groups_of_a_shorter_one(count: int) -> None:
    longest = choose(body(count), most=8)
    assert [choose(body(count), most=most) for most in (2, 5)] == [longest[:2], longest[:5]]
    assert len(longest) == min(count, 8)
    places = [number for group in ids(longest) for number in group]
    assert len(places) == len(set(places))


def test_the_main_event_is_what_the_headline_says() -> None:
    scene = [
        sentence(1, "Es ist still auf dem Markt an diesem Morgen.", "It is quiet on the market this morning."),
        sentence(2, "Die Stadt hat die Brücke in Ostfeld geschlossen.", "The city has closed the bridge in Ostfeld."),
        sentence(3, "Die Arbeiten dauern bis Mai.", "The work will last until May."),
    ]
    assert ids(choose(scene, most=1, title=TITLE)) == [[2]]
    assert ids(choose(scene[1:], most=1, title=TITLE)) == [[2]]


def test_without_a_headline_the_first_sentence_is_the_main_event() -> None:
    assert ids(choose(body(9), most=1)) == [[1]]


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    pair = [s for s in article() if s.id in (5, 6)]
    assert ids(choose(pair, most=8)) == [[5], [6]]  # the first is the main event
    told = [sentence(1, "Es regnet in Ostfeld.", "It rains in Ostfeld."), *pair]
    assert [6] not in ids(choose(told, most=2))
    later = [
        sentence(1, "Es regnet in Ostfeld.", "It rains in Ostfeld."),
        sentence(2, "Kai Ott ist Bürgermeister.", "Kai Ott is the mayor.", paragraph=1),
        sentence(3, "Das Amt sagt, er bleibe.", "The office says he stays for 3 years, in Ostfeld, where it rains.",
                 paragraph=1),
    ]  # fmt: skip
    assert [2, 3] in ids(choose(later, most=2))


def statement(number: int, english: str, *, stance: Stance = "says", by: str = "Klein") -> tuple[Sentence, Claim]:
    """Return a sentence that tells a claim, and the claim."""
    told = claim(number, [by], english, english=english, stance=stance, type="reported")
    return sentence(number, english, english, paragraph=number), told


def of_claims(*told: tuple[Sentence, Claim], most: int = 8, disputes: Sequence[Dispute] = ()) -> list[list[int]]:
    """Return the groups of sentences that each tell a claim."""
    sentences, claims = [one for one, _ in told], [one for _, one in told]
    built = ledger.build(claims, sentences).model_copy(update={"disputes": tuple(disputes)})
    return ids(choose(sentences, most=most, claims=claims, ledger=built))


def test_who_will_not_speak_is_told_only_where_nobody_says_anything() -> None:
    silent = [statement(n, "Dahl declined to comment on the bridge.", stance="declines", by="Dahl") for n in (1, 2, 3)]
    saying = [statement(n, f"Klein said the bridge of town {n} is closed.") for n in range(4, 7)]
    assert {number for group in of_claims(*silent, *saying) for number in group} == {4, 5, 6}
    assert of_claims(*silent) == [[1], [2], [3]]


def test_both_sides_of_a_dispute_are_told_together_right_after_the_main_event() -> None:
    told = [statement(n, f"Klein said the bridge of town {n} is closed.") for n in range(1, 13)]
    disputed = Dispute(denial=11, denied=3, sentences=(3, 11), shown_by=())
    assert of_claims(*told, most=2, disputes=[disputed]) == [[1], [3, 11]]


def test_what_is_set_against_another_claim_is_told_with_it() -> None:
    told = [statement(n, f"Klein said the bridge of town {n} is closed.") for n in range(1, 7)]
    other = sentence(5, "Ott sagte dagegen, sie sei offen.", "Ott, by contrast, said that it was open.", paragraph=5)
    told[4] = (other, claim(5, ["Ott"], "sie sei offen", english="it was open"))
    assert of_claims(*told, most=2) == [[1], [4, 5]]


def test_a_speaker_who_was_not_told_yet_goes_first() -> None:
    told = [statement(n, f"Klein said the bridge of town {n} is closed.") for n in range(1, 6)]
    told += [statement(6, "Ott said the bridge of town 6 is closed.", by="Ott")]
    assert of_claims(*told, most=2) == [[1], [6]]


def test_a_place_that_begins_an_article_is_not_told() -> None:
    sentences = [sentence(20, "Ostfeld.", "Ostfeld."), *body(9)]
    assert [20] not in ids(choose(sentences, most=8))
    assert ids(choose(sentences[:1], most=8)) == [[20]]


def test_of_claims_alike_the_one_with_a_number_goes_first() -> None:
    days = {6: "30 days"}
    told = [statement(n, f"Klein said the bridge stays closed for {days.get(n, 'one day')}.") for n in range(1, 10)]
    assert of_claims(*told, most=3) == [[1], [2], [6]]  # behind the lead


def test_a_translation_with_a_made_up_name_is_passed_over() -> None:
    sentences = [
        sentence(1, "Die Stadt baut.", "The city builds."),
        sentence(2, "Die Schule hat zwei Säle.", "The school of the city has two halls with Angela Merkel."),
        sentence(3, "Die Schule hat zwei Türen.", "The school of the city has two doors with old locks."),
    ]
    assert ids(choose(sentences, most=2))[1] == [3]
