"""Claims about one thing are put together, and where they cannot both be so it is told."""

from __future__ import annotations

import pytest

from chat.dossier.disagreements import Disagreement, disagreements
from chat.dossier.people import people
from chat.dossier.topics import topics
from tests.dossier.builders import sources

MARCH = "Die Veranstalter teilten mit, an der Demonstration gegen den Kiesabbau hätten 3.000 Menschen teilgenommen."
POLICE = "Die Polizei sprach von 1.500 Menschen, die an der Demonstration gegen den Kiesabbau teilgenommen hätten."
SCHOOL = "Schulleiter Jan Hofer sagte, das Dach der Grundschule müsse im Herbst erneuert werden."


def disagreeing(*texts: str) -> tuple[Disagreement, ...]:
    given = sources(*texts)
    return disagreements(given, topics(given), people(given))


def test_claims_about_one_thing_are_put_together_with_what_they_share() -> None:
    (topic,) = topics(sources(f"{MARCH}\n\n{SCHOOL}", POLICE))
    assert topic.articles == (1, 2) and len(topic.claims) == 2
    assert {"Demonstration", "Kiesabbau"} & set(topic.shared)


def test_compounds_and_their_parts_are_one_thing() -> None:
    one = "Der Landrat sagte, die Sperrung der Brücke dauere bis Mai."
    other = "Ein Sprecher der Bahn sagte, die Brückensperrung dauere länger."
    assert [topic.articles for topic in topics(sources(one, other, SCHOOL))] == [(1, 2)]


def test_articles_on_different_things_have_no_topic() -> None:
    assert topics(sources(MARCH, SCHOOL)) == ()
    assert topics(sources("Es regnete den ganzen Tag.", "Auch am Abend regnete es.")) == ()
    assert topics([]) == ()


def test_numbers_that_differ_are_told_with_what_is_counted() -> None:
    (found,) = disagreeing(MARCH, POLICE)
    assert (found.kind, found.shown_by) == ("number", ("3.000", "1.500"))


def test_the_same_number_written_otherwise_is_no_disagreement() -> None:
    assert disagreeing(MARCH, POLICE.replace("1.500", "dreitausend")) == ()


@pytest.mark.parametrize(
    "denial",
    [
        "Bauherr Udo Kern bestritt, die Statik der Halle vor dem Einsturz nicht geprüft zu haben.",
        "Bauherr Udo Kern sagte, die Statik der Halle sei vor dem Einsturz sehr wohl geprüft worden.",
    ],
)
def test_what_one_says_and_another_denies_is_told(denial: str) -> None:
    claim = "Gutachterin Mia Wolf sagte, die Statik der Halle sei vor dem Einsturz nicht geprüft worden."
    (found,) = disagreeing(claim, denial)
    assert found.kind == "denial"


def test_who_says_otherwise_than_before_has_changed_their_statement() -> None:
    one = "Ministerin Eva Bär sagte, der Umbau des Bahnhofs koste 40 Millionen Euro."
    other = "Ministerin Eva Bär sagte, der Umbau des Bahnhofs koste 65 Millionen Euro."
    (found,) = disagreeing(one, other)
    assert found.kind == "changed" and found.shown_by == ("40 Millionen", "65 Millionen")
