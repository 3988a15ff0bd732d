"""Which cue a verb is: its lemma with its particle, or the phrase it is part of."""

from __future__ import annotations

import pytest

from chat.attribution.german.cue_verbs import cue_of
from tests.attribution.german.reading import clauses_of


@pytest.mark.parametrize(
    ("sentence", "verb", "cue"),
    [
        ("Klein teilte das am Montag mit.", "teilte", "mitteilen"),
        ("Klein gab ihren Rücktritt bekannt.", "gab", "bekanntgeben"),
        ("Klein stellte den Plan in Frage.", "stellte", "in Frage stellen"),
        ("Klein zeigte sich besorgt.", "zeigte", "sich [ADJ] zeigen"),
        ("Klein hielt dagegen.", "hielt", "dagegen halten"),
        ("Klein hält dagegen den Umbau für nötig.", "hält", "halten"),
        ("In dem Papier heißt es, es regne.", "heißt", "heißen"),
        ("„Es regnet“, seufzte Klein.", "seufzte", "seufzen"),
        ("„Es regnet“, frotzelte Klein.", "frotzelte", "frotzeln"),
    ],
)
def test_a_cue_has_its_particle_and_its_words(sentence: str, verb: str, cue: str) -> None:
    assert cue_at(sentence, verb) == cue


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Klein teilte das Brot.", "teilte"),
        ("Der Hund heißt Bello.", "heißt"),
        ("Es regnet, frotzelte Klein.", "frotzelte"),
    ],
)
def test_the_same_verb_without_them_is_none(sentence: str, verb: str) -> None:
    assert cue_at(sentence, verb) is None


def cue_at(sentence: str, verb: str) -> str | None:
    """Return the cue that a verb of a sentence is, None where it is none."""
    clauses = clauses_of(sentence)
    return cue_of(clauses, next(at for at, token in enumerate(clauses.tokens) if token.text == verb))
