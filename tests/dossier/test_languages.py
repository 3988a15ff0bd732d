"""Articles in several languages are one dossier: people, topics, contradictions, days, quotations and answers."""

from __future__ import annotations

import datetime

import pytest

from chat.dossier.asking import ask
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.dossier.summary import overview
from tests.dossier.builders import in_languages

GERMAN = (
    "de",
    "312 Passagiere seien gerettet worden, teilte die Küstenwache am Montag mit. "
    "„Wir lassen niemanden allein mit diesen Sorgen“, sagte Finanzministerin Anna Voss. "
    "Die Rettungsboote hätten funktioniert, sagte Kapitänin Ragna Holm.",
    "312 passengers were rescued, the coast guard said on Monday. "
    '"We leave nobody alone with these worries," Finance Minister Anna Voss said. '
    "The lifeboats worked, Captain Ragna Holm said.",
)
ENGLISH = (
    "en",
    "The coast guard said on Tuesday that 330 passengers had been rescued. "
    "Finance Minister Anna Voss said the families would receive money. "
    "Captain Ragna Holm denied that the lifeboats had worked.",
)
FRENCH = (
    "fr",
    "Selon la ministre des Finances Anna Voss, les familles recevront de l'argent. "
    "« Nous ne laissons personne seul avec ces soucis », a déclaré Anna Voss mercredi.",
    "According to Finance Minister Anna Voss, the families will receive money. "
    '"We leave nobody alone with these worries," Anna Voss said on Wednesday.',
)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return Dossier(in_languages(GERMAN, ENGLISH, FRENCH))


def test_somebody_is_one_in_all_languages(dossier: Dossier) -> None:
    together = {person.name: person.articles for person in dossier.people}
    assert together["Anna Voss"] == (1, 2, 3)
    assert together["Ragna Holm"] == (1, 2)
    assert {(1, 2)} <= set(together.values())
    assert len([articles for articles in together.values() if len(articles) > 1]) == 3  # and the coast guard


def test_the_german_phrase_goes_before_others(dossier: Dossier) -> None:
    called = {person.name: (person.german, person.language) for person in dossier.people}
    assert called["Anna Voss"] == ("Finanzministerin Anna Voss", "de")


@pytest.mark.parametrize(
    "other",
    [
        "Finance Minister Lena Voss said the plan was dead.",
        "Voss, a butcher from Hull, said the plan was dead.",
        "Carl Voss said the plan was dead.",
    ],
)
def test_a_last_name_alone_is_nobody(other: str) -> None:
    alone = Dossier(in_languages(GERMAN, ("en", other), ("en", "Ferries sank, said Anna Kern.")))
    assert [person.articles for person in alone.people if "Voss" in person.name] == [(1,), (2,)]


def test_another_script_is_the_same_person_by_its_english() -> None:
    ukrainian = "Президент Сергій Бойко заявив, що міст безпечний."
    two = Dossier(
        in_languages(
            (
                "de",
                "Präsident Serhij Bojko sagte, die Brücke sei sicher.",
                "President Serhiy Boyko said the bridge is safe.",
            ),
            ("uk", ukrainian, "President Serhiy Boyko said the bridge was safe."),
        )
    )
    assert [person.articles for person in two.people] == [(1, 2)]


def test_numbers_and_denials_are_found_across_languages(dossier: Dossier) -> None:
    found = {(one.one.article, one.other.article, one.kind) for one in dossier.disagreements}
    assert (1, 2, "changed") in found
    shown = {word for one in dossier.disagreements for word in one.shown_by}
    assert {"312", "330"} <= shown


def test_who_has_what_goes_across_languages(dossier: Dossier) -> None:
    assert any(topic.articles[:2] == (1, 2) for topic in dossier.topics)
    assert any({2, 3} <= set(topic.articles) for topic in dossier.topics)
    assert dossier.copies == ()


def test_days_are_told_in_each_language(dossier: Dossier) -> None:
    days = {dated.told: dated.day for dated in dossier.timeline if dated.told}
    assert days["am Montag"] == datetime.date(2027, 3, 8)
    assert days["on Tuesday"] == datetime.date(2027, 3, 9)
    assert days["on Wednesday"] == datetime.date(2027, 3, 10)


def test_a_quotation_and_its_translation_are_told_as_that(dossier: Dossier) -> None:
    assert [(pair.kind, pair.one.article, pair.other.article) for pair in dossier.quotations] == [("translated", 1, 3)]


def test_a_quotation_of_somebody_else_is_no_translation() -> None:
    other = GERMAN[1].replace("Finanzministerin Anna Voss", "Pastor Karl Ott")
    english = GERMAN[2].replace("Finance Minister Anna Voss", "Pastor Karl Ott")
    assert Dossier(in_languages(("de", other, english), FRENCH)).quotations == ()


def test_quotations_within_a_language_are_as_they_were() -> None:
    again = "Der Rat tagte lange ohne ein Ergebnis. „Wir lassen niemanden allein mit diesen Sorgen“, sagte Anna Voss."
    english = 'The council met long without a result. "We leave nobody alone with these worries," Anna Voss said.'
    two = in_languages(GERMAN, ("de", again, english))
    assert [pair.kind for pair in Dossier(two).quotations] == ["verbatim"]


def test_a_claim_of_a_translation_is_looked_at_in_its_own_sentence(dossier: Dossier) -> None:
    source = dossier.by_number[3]
    assert {source.language_of(claim) for claim in source.analysed.claims} == {"fr"}
    assert dossier.sentence(Place(3, 2)).language == "fr"


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("What does Anna Voss say?", {1, 2, 3}),
        ("Was sagt Anna Voss?", {1, 2, 3}),
        ("How many passengers were rescued?", {1, 2}),
        ("Wie viele Passagiere wurden gerettet?", {1, 2}),
        ("What does the coast guard say?", {1, 2}),
    ],
)
def test_questions_are_answered_from_all_languages(dossier: Dossier, question: str, articles: set[int]) -> None:
    answer = ask(question, dossier)
    assert {citation.article for citation in answer.citations} == articles


def test_a_citation_says_what_language_it_is_in(dossier: Dossier) -> None:
    answer = ask("What does Anna Voss say?", dossier)
    assert {citation.article: citation.language for citation in answer.citations} == {1: "de", 2: "en", 3: "fr"}
    for citation in answer.citations:
        assert citation.german == dossier.sentence(Place(citation.article, citation.sentence)).text


def test_it_comes_to_something(dossier: Dossier) -> None:
    whole = overview(dossier)
    assert whole.disputed
    assert all(statement.sentences for part in (whole.all, whole.some, whole.disputed) for statement in part)


def test_articles_without_a_word_of_german_are_a_dossier_too() -> None:
    english = "Mayor Vera Lund said the town would close the bridge in May."
    other = "“This bridge will not close,” Mayor Vera Lund said. “Nobody in the town wants that.”"
    two = Dossier(in_languages(("en", english), ("en", other)))
    assert (1, 2) in [person.articles for person in two.people]
    assert [(one.kind, one.one.article, one.other.article) for one in two.disagreements] == [("changed", 1, 2)]
    assert all(person.language == "en" for person in two.people)
