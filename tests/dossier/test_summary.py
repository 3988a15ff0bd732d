"""What a dossier comes to: shared things once, both sides of what is disputed, each statement cited."""

from __future__ import annotations

import re

from chat.dossier.dossier import Dossier
from chat.dossier.summary import overview
from tests.dossier.asking.pool import dossier
from tests.dossier.builders import sources

BRIDGE = "Landrat Jan Ott sagte, die Sperrung der Brücke in Sellnau dauere bis Mai."
RAIN = "Am Abend zog ein Gewitter über das Tal, und auf den Straßen stand das Wasser knöcheltief."
SUN = "Auf den Feldern rund um den Ort blühte da schon der Raps, und viele Leute gingen an den See."
SNOW = "Auf dem Bahnhof warteten am Morgen nur wenige Reisende, denn es waren noch immer Ferien im Land."
POOL = "Bürgermeisterin Vera Lund sagte, das Freibad in Kolmtal werde renoviert."


def test_both_sides_of_a_disagreement_are_told_and_cited() -> None:
    disputed = overview(dossier()).disputed
    told = {frozenset(place[:2] for place in one.sentences) for one in disputed}
    assert {frozenset({(1, 5), (4, 3)}), frozenset({(1, 3), (4, 2)})} <= told
    texts = " ".join(one.text for one in disputed)
    assert "According to the police in article 1, 200 people took part" in texts
    assert "later, article 4: The indoor pool will not reopen until August, Mayor Vera Lund said" in texts


def test_what_all_articles_have_is_told_of_all_and_what_some_have_of_those() -> None:
    other = "Wie Landrat Jan Ott sagte, dauert die Sperrung der Brücke in Sellnau bis Mai."
    shared = overview(
        Dossier(sources(f"{BRIDGE}\n\n{POOL}\n\n{RAIN}", f"{other}\n\n{POOL}\n\n{SUN}", f"{other}\n\n{SNOW}"))
    )
    (in_all,) = shared.all
    assert {place.article for place in in_all.sentences} == {1, 2, 3}
    (in_some,) = shared.some
    assert {place.article for place in in_some.sentences} == {1, 2} and "rticles 1 and 2" in in_some.text
    assert shared.disputed == ()


def test_where_there_is_no_english_yet_the_german_is_quoted() -> None:
    (statement,) = overview(Dossier(sources(f"{BRIDGE}\n\n{RAIN}", f"{BRIDGE}\n\n{SUN}"))).all
    assert "„" in statement.text and "dauere bis Mai" in statement.text


def test_articles_with_nothing_in_common_have_empty_parts() -> None:
    for texts in ((), (BRIDGE,), (BRIDGE, POOL), ("Es regnete.", "Es schneite.")):
        whole = overview(Dossier(sources(*texts)))
        assert (whole.all, whole.some, whole.disputed) == ((), (), ())


def test_no_sentence_is_told_twice_and_none_without_proof() -> None:
    whole = overview(dossier())
    told = [one.sentences[0] for one in (*whole.all, *whole.some)]
    assert len(told) == len(set(told))
    assert all(one.sentences for one in (*whole.all, *whole.some, *whole.disputed))


def test_nothing_is_told_of_two_articles_that_name_other_dates() -> None:
    told = "Das Freibad in Kolmtal öffnet am 3. Mai, sagte Bürgermeisterin Vera Lund."
    of_two = overview(Dossier(sources(f"{told} {RAIN}", f"{told.replace('Mai', 'Juni')} {SUN}")))
    assert not of_two.all and not of_two.some
    (statement,) = of_two.disputed
    assert "3. Mai" in statement.text and "3. Juni" in statement.text


def test_a_statement_cites_those_articles_that_it_says_it_of() -> None:
    told = overview(dossier())
    for statement in (*told.all, *told.some, *told.disputed):
        *_, spoken = statement.text.split("). ")  # behind what it is about
        named = {
            int(number) for of in re.findall(r"rticles? ([\d, and]+)", spoken) for number in re.findall(r"\d+", of)
        }
        assert {place.article for place in statement.sentences} <= named, statement
