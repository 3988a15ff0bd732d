"""Ways in which reporters tell what somebody says, beside a verb of saying and its clause."""

from __future__ import annotations

import pytest

from tests.attribution.english.reading import said


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The unions have for months complained about the heating.", [("The unions", "complained about the heating")]),
        ("Marsh does, however, believe that the roof will hold.", [("Marsh", "the roof will hold")]),
        ("The scale is wrong, warned surveyor Ida Kemp.", [("surveyor Ida Kemp", "The scale is wrong")]),
        ("The ministry brushed the charge aside.", [("The ministry", "brushed the charge aside")]),
        ("Marsh described the week as a farce.", [("Marsh", "described the week as a farce")]),
        ("Two sheds burnt, nobody hurt: police.", [("police", "Two sheds burnt, nobody hurt")]),
        ("The board offered to mediate and will meet both on Friday.", [("The board", "to mediate")]),
        ("Kemp could not recall signing the form.", [("Kemp", "could not recall signing the form")]),
        ("Kemp took the opportunity to thank the cooks.", [("Kemp", "thank the cooks")]),
        ("Her rival, Ida Kemp, thought a draw was fair.", [("Her rival, Ida Kemp", "a draw was fair")]),
        ("Critics find the plan absurd.", [("Critics", "find the plan absurd")]),
        ("Kemp is sceptical.", [("Kemp", "is sceptical")]),
        ("He did not say when.", [("He", "did not say when")]),
        ("She was asked, and asked him for a lamp.", [("She", "asked him for a lamp")]),
        (
            "A survey by the council ranked noise as the worst.",
            [("A survey by the council", "ranked noise as the worst")],
        ),
        ("The painting, believed to be by Kemp, was sold.", [("", "The painting … to be by Kemp")]),
        ("Repairs are put at £1.3m.", [("", "Repairs are put at £1.3m")]),
        ("Kemp offered both crews her apologies.", [("Kemp", "offered both crews her apologies")]),
        ("The minister will say that the tax must fall.", [("The minister", "the tax must fall")]),
        ("Kemp wants the gate at the mill closed.", [("Kemp", "the gate at the mill closed")]),
        ("The judge directed that the door be opened.", [("The judge", "the door be opened")]),
        ("Kemp said those responsible would pay.", [("Kemp", "those responsible would pay")]),
        ("Bus strike goes on as drivers demand talks", [("drivers", "demand talks")]),
    ],
)
def test_it_is_a_claim_of_theirs(text: str, claims: list[tuple[str, str]]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("He could not recall exactly when it was.", "could not recall exactly when it was"),
        ("Dahl does not think so.", "does not think so"),
        ("She would like very much to go.", "would like very much to go"),
    ],
)
def test_an_adverb_may_stand_in_a_phrase_of_one_word(text: str, content: str) -> None:
    assert [claim for _, claim in said(text)] == ([content] if content else [])


@pytest.mark.parametrize(
    "text",
    [
        "The house was in a street renamed last year.",
        "The jury found him guilty.",
        "Rescuers found the dog by its bark.",
        "Kemp was named captain.",
        "Guests are invited to tour the garden.",
        "They found the door open.",
        "She stopped short of the wall.",
        "He would have liked the soup.",
        "It was late: the bus had gone.",
        "Nobody asked whom she would prefer.",
        "He had one enemy left: the police.",
        "Winter was hard on farmers.",
        "City have a hard game ahead.",
        "The pilot could not see the runway.",
        "She pressed the button for help.",
        "The pair argued in the street for an hour.",
        "The Ikea bed broke.",
        "The team sent word: all well.",
    ],
)
def test_it_is_none(text: str) -> None:
    assert said(text) == []
