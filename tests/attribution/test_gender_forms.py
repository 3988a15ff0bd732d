"""Forms for all genders ("Kläger:innen", "eine:r") are one word, and what holds them is read as with any other."""

from __future__ import annotations

from itertools import product

import pytest

from chat.lang.de.tokens import tokenize
from tests.attribution.generated import Case, Said, assert_right

MARKS = (":innen", "*innen", "_innen", "·innen", "/-innen", "/innen", "(innen)", "Innen")
NOUNS = ("Kläger", "Schüler", "Mitarbeiter", "Bewohner", "Lehrer", "Forscher", "Ärzt", "Politiker")
CONTENT = "das Geld reiche nicht"


def _cases() -> list[Case]:
    cases = []
    for noun, mark in product(NOUNS, MARKS):
        who = noun + mark
        cases += [
            Case(f"Die {who} erklärten, {CONTENT}.", (Said((f"Die {who}",), CONTENT),)),
            Case(f"Am Freitag betonten viele {who}, {CONTENT}.", (Said((f"viele {who}",), CONTENT),)),
            Case(f"Laut {who} fehlen in der Stadt Wohnungen.", (Said((who,), "fehlen in der Stadt Wohnungen"),)),
            Case(
                f"Klein sagte, ein Teil der {who} habe gekündigt.",
                (Said(("Klein",), f"ein Teil der {who} habe gekündigt"),),
            ),
            Case(f"Die {who} forderten eine Entschädigung.", (Said((f"Die {who}",), stance="demands"),)),
        ]
    for mark in (":", "*", "_"):
        cases += [
            Case(f"Eine{mark}r der Betroffenen sagte, {CONTENT}.", (Said((f"Eine{mark}r der Betroffenen",), CONTENT),)),
            Case(f"Jede{mark}r Zweite sagte, {CONTENT}.", (Said((f"Jede{mark}r Zweite",), CONTENT),)),
            Case(
                f"Die Bürger{mark}innenbeauftragte Eva Blum erklärte, {CONTENT}.",
                (Said((f"Die Bürger{mark}innenbeauftragte Eva Blum",), CONTENT),),
            ),
            Case(
                f"„Das Geld reicht uns nicht“, sagte ein{mark}e Sprecher{mark}in der Stadt.",
                (Said((f"ein{mark}e Sprecher{mark}in der Stadt",), "Das Geld reicht uns nicht"),),
            ),
            Case(f"Der{mark}die Leiter{mark}in sagte, {CONTENT}.", (Said((f"Der{mark}die Leiter{mark}in",), CONTENT),)),
        ]
    return cases


def test_gender_forms_are_read_like_other_words() -> None:
    cases = _cases()
    assert len(cases) >= 300
    assert_right(cases)


def test_a_colon_with_a_space_ends_a_clause() -> None:
    assert_right(
        [
            Case(f"{who} sagte: {CONTENT.capitalize()}.", (Said((who,), CONTENT.capitalize()),))
            for who in ("Klein", "Die Ministerin", "Der Verein", "Eine Sprecherin der Stadt")
        ]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die Kläger:innen gehen.", ["Die", "Kläger:innen", "gehen", "."]),
        ("So sieht es aus: innen wie außen.", ["So", "sieht", "es", "aus", ":", "innen", "wie", "außen", "."]),
        ("Um 12:30 Uhr", ["Um", "12:30", "Uhr"]),
        ("CDU/CSU und ARD/ZDF", ["CDU", "/", "CSU", "und", "ARD", "/", "ZDF"]),
        ("der Weg (in Kiel)", ["der", "Weg", "(", "in", "Kiel", ")"]),
        ("und/oder", ["und", "/", "oder"]),
    ],
)
def test_only_gender_forms_keep_their_mark(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@pytest.mark.parametrize("word", [f"{noun}{mark}" for noun in NOUNS[:4] for mark in MARKS])
def test_a_gender_form_is_a_noun_with_the_lemma_of_one(word: str) -> None:
    (_, noun, _, _) = tokenize(f"Die {word} gehen.")
    assert noun.tag == "NN" and noun.lemma.isalpha()
