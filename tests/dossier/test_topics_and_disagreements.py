"""Claims about one thing are put together, and where they cannot both be so it is told."""

from __future__ import annotations

import pytest

from chat.dossier.copies import copies
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a demand says nothing of what is so
        (
            "Gutachterin Mia Wolf forderte eine Prüfung der Statik der Halle.",
            "Bauherr Udo Kern lehnte eine Prüfung der Statik der Halle ab.",
        ),
        # sums of different things
        (
            "Ministerin Eva Bär sagte, der Umbau des Bahnhofs koste 40 Millionen Euro.",
            "Bauherr Udo Kern sagte, am Bahnhof habe ein Imbiss zwei Millionen Euro eingenommen.",
        ),
        # the same quotation
        (
            "„Die Statik der Halle ist nie von jemandem geprüft worden“, sagte Gutachterin Mia Wolf.",
            "Wolf sagte: „Die Statik der Halle ist nie von jemandem geprüft worden.“",
        ),
    ],
)
def test_what_can_both_be_so_is_no_disagreement(one: str, other: str) -> None:
    assert disagreeing(one, other) == ()


def test_what_is_called_false_or_was_known_before_is_disputed() -> None:
    known = "Gutachterin Mia Wolf sagte, die Stadt habe schon im Mai von den Rissen in der Halle erfahren."
    (late,) = disagreeing(known, "Die Stadt sagte, sie habe von den Rissen in der Halle erst im Juni erfahren.")
    assert late.kind in ("denial", "number") and late.why
    said = "Gutachterin Mia Wolf sagte, die Statik der Halle sei geprüft worden."
    (false,) = disagreeing(said, "Bauherr Udo Kern sagte, dass die Statik der Halle geprüft worden sei, sei falsch.")
    assert false.kind == "denial"


def test_a_sentence_of_a_claim_is_not_negated_by_another() -> None:
    one = "Bauherr Udo Kern sagte, die Statik der Halle sei geprüft worden."
    other = "„Die Statik der Halle wurde geprüft. Mehr sage ich nicht“, sagte Gutachterin Mia Wolf."
    assert disagreeing(one, other) == ()


def test_the_same_quotation_and_the_same_sentence_of_a_copy_are_one_topic() -> None:
    quoted = "„Wir haben alle Pfosten am Steg geprüft“, sagte Gutachterin Mia Wolf."
    (topic,) = topics(sources(quoted, f"{SCHOOL}\n\nWolf sagte: „Wir haben alle Pfosten am Steg geprüft.“"))
    assert topic.articles == (1, 2) and "the same quotation" in topic.why


def test_a_topic_says_what_is_counted() -> None:
    (topic,) = topics(sources(MARCH, POLICE))
    assert any(reason.startswith("counts of ") for reason in topic.why)


def test_articles_without_claims_or_text_have_no_topic_and_no_disagreement() -> None:
    for texts in (("",), ("", ""), (MARCH,), ("\x00<b>", "„“"), (MARCH, "")):
        assert disagreeing(*texts) == ()
        assert topics(sources(*texts)) == ()


@pytest.mark.parametrize(("one", "other"), [("am 3. Mai", "am 10. Mai"), ("am 3. Mai", "im Juni"), ("2028", "2030")])
def test_dates_of_one_thing_that_differ_are_told_as_they_are_written(one: str, other: str) -> None:
    told = "Nach Angaben von Bauleiter Dr. Kai Ruhl werde die Schwimmhalle {} wieder geöffnet."
    (found,) = disagreeing(f"{SCHOOL}\n\n{told.format(one)}", f"{told.format(other)}\n\n{MARCH}")
    assert found.kind == "changed" and found.why == "both name a date"
    assert all(shown in date for shown, date in zip(found.shown_by, (one, other), strict=True))


def test_a_number_that_a_paper_changed_in_the_text_of_an_agency_is_told() -> None:
    text = (
        f"{SCHOOL}\n\nDie Reparatur des Daches koste 40.000 Euro, teilte Kämmerer Udo Brand mit.\n\n"
        "Der Förderverein sammle Spenden, sagte die Vorsitzende Ida Moll. Bislang seien 900 Euro eingegangen."
    )
    given = sources(text, text.replace("40.000", "90.000"))
    same = copies(given)
    assert same == ((1, 2),)
    (found,) = disagreements(given, topics(given, copies=same), people(given), copies=same)
    assert found.shown_by == ("40.000", "90.000")


def test_what_copies_of_one_text_say_against_another_article_is_told_once() -> None:
    agency = (
        f"{SCHOOL}\n\nDie Reparatur des Daches koste 40.000 Euro, teilte Kämmerer Udo Brand mit.\n\n"
        "Der Förderverein sammle Spenden, sagte die Vorsitzende Ida Moll."
    )
    given = sources(agency, agency, f"{MARCH}\n\nDie Reparatur des Daches koste 90.000 Euro, sagte Kämmerer Udo Brand.")
    same = copies(given)
    assert same == ((1, 2),)
    (found,) = disagreements(given, topics(given, copies=same), people(given), copies=same)
    assert (found.one.article, found.other.article) == (1, 3)
