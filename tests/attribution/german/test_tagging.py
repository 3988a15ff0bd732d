"""Finite verbs, articles and conjunctions that a tagger takes for something else."""

from __future__ import annotations

import pytest

from chat.attribution.german.tagging import with_finite_verbs
from chat.lang.de.tokens import tokenize


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("Minister Ohm bekräftigt, er werde bleiben.", "bekräftigt", "VV(FIN)"),
        ("Am Montag bekräftigt Minister Ohm, er werde bleiben.", "bekräftigt", "VV(FIN)"),
        ("Minister Ohm hat bekräftigt, er werde bleiben.", "bekräftigt", "VV(PP)"),
        ("Es fehle Geld, bestätigten Anwohner.", "bestätigten", "VV(FIN)"),
        ("In einem Brief plädierten Anwohner für Ruhe.", "plädierten", "VV(FIN)"),
        ("Seine Partei reagiert überrascht.", "reagiert", "VV(FIN)"),
        ("Seine Partei reagiert überrascht.", "überrascht", "VV(PP)"),
        ("Ohm sagt, das Klima kippe.", "kippe", "VV(FIN)"),
        ("„Nein“, betonten sowohl die Stadt als auch Ohm.", "betonten", "VV(FIN)"),
        ("Es fehle Geld laut bestätigten Berichten.", "bestätigten", "ADJ(A)"),
        ("Als die Opposition Neuwahlen forderte, ging er.", "Als", "KOUS"),
        ("Während der Rede der Ministerin rief ein Gast: „Nein!“", "Während", "APPR"),
        ("Während der Minister redete, rief ein Gast: „Nein!“", "Während", "KOUS"),
    ],
)
def test_a_word_is_tagged_by_its_place_in_the_clause(sentence: str, word: str, tag: str) -> None:
    tags = {token.text: token.tag for token in with_finite_verbs(tokenize(sentence))}
    assert tags[word] == tag


def test_a_form_of_the_present_has_the_infinitive_of_its_own_verb() -> None:
    lemmas = {token.text: token.lemma for token in with_finite_verbs(tokenize("Minister Ohm gesteht, er sei krank."))}
    assert lemmas["gesteht"] == "gestehen"
