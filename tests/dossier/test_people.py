"""The same person in several articles is one; two persons of one name stay two."""

from __future__ import annotations

import pytest

from chat.dossier.called import called
from chat.dossier.people import Person, people
from chat.dossier.quotations import repeated
from chat.dossier.sources import Place
from chat.schema import LedgerEntry
from tests.dossier.builders import sources

ONE = "Bürgermeisterin Vera Lund sagte, der Steg sei morsch. Die Polizei teilte mit, niemand sei verletzt worden."


def together(*texts: str) -> list[tuple[int, ...]]:
    """Return in which articles each speaks who speaks in several."""
    return [person.articles for person in people(sources(*texts)) if len(person.articles) > 1]


def named(found: tuple[Person, ...]) -> list[str]:
    return [person.german for person in found]


@pytest.mark.parametrize(
    "other",
    [
        "Vera Lund sagte, der Steg werde repariert.",
        "Die Bürgermeisterin Vera Lund kündigte an, der Steg werde repariert.",
        "„Der Steg wird repariert“, sagte Bürgermeisterin Lund.",
        "Dr. Vera Lund sagte, der Steg werde repariert.",
    ],
)
def test_a_person_is_one_by_first_name_or_office(other: str) -> None:
    assert together(ONE, other) == [(1, 2)]


def test_another_spelling_is_the_same_person() -> None:
    one, other = "Botschafter Serhij Bojko sagte, es gehe voran.", "Sergij Bojko sagte, es gehe kaum voran."
    assert together(one, other) == [(1, 2)]


@pytest.mark.parametrize(
    "other",
    [
        "Trainer Jonas Lund sagte, der Steg sei ihm gleich.",
        "Lund sagte, der Steg werde repariert.",
        "Apotheker Lund sagte, der Steg werde repariert.",
    ],
)
def test_a_last_name_alone_makes_nobody_the_same(other: str) -> None:
    assert together(ONE, other) == []


def test_bodies_are_one_by_what_they_are_called_and_one_of_many_is_nobody_else() -> None:
    assert together(ONE, "Nach Angaben der Polizei war der Steg gesperrt.") == [(1, 2)]
    assert together("Ein Anwohner sagte, es habe geknackt.", "Ein Anwohner sagte, er habe nichts gehört.") == []


def test_a_spokesman_of_a_body_is_one_voice_and_any_spokesman_is_not() -> None:
    of_body = "Ein Sprecher des Verkehrsministeriums lehnte das ab."
    assert together(f"{of_body} Die Polizei warnte vor Glatteis.", of_body) == [(1, 2)]
    assert together("Ein Sprecher lehnte das ab.", "Ein Sprecher lehnte das ab.") == []


def test_an_office_without_a_name_is_whoever_another_article_tells_to_hold_it() -> None:
    other = "Die Chefärztin sagte, die Station bleibe offen."
    assert together("Chefärztin Ida Kern sagte, die Station schließe.", other) == [(1, 2)]
    two = "Chefärztin Ida Kern sagte, die Station schließe. Chefärztin Uta Roth widersprach ihr."
    assert together(two, other) == []


def test_the_same_words_and_a_last_name_are_one_person() -> None:
    one = "„Wir haben alle Pfosten geprüft und keinen Riss gefunden“, sagte Gutachterin Mia Wolf."
    other = "Wolf versicherte: „Wir haben alle Pfosten geprüft und keinen Riss gefunden.“"
    given = sources(one, other)
    assert not any(len(person.articles) > 1 for person in people(given))
    assert [p.articles for p in people(given, quotations=repeated(given)) if len(p.articles) > 1] == [(1, 2)]


def test_who_was_parted_by_the_reader_stays_parted() -> None:
    given = sources(ONE, "Vera Lund sagte, der Steg werde repariert.")
    (lund,) = [person for person in people(given) if len(person.articles) > 1]
    parted = people(given, apart={frozenset(lund.entries)})
    assert not any(len(person.articles) > 1 for person in parted)


def test_everybody_is_there_once_in_the_order_in_which_they_speak() -> None:
    found = people(sources(ONE, "Kai Ott sagte, das wisse er nicht. Vera Lund widersprach ihm."))
    assert [name.split()[-1] for name in named(found)] == ["Lund", "Polizei", "Ott"]
    assert all(place == Place(*place) for person in found for place in person.entries)


def test_who_the_reader_said_are_one_are_one_unless_parted() -> None:
    given = sources("Vera Lund sagte, der Steg sei morsch.", "Die Rathauschefin sagte, der Steg werde repariert.")
    pair = frozenset((Place(1, 0), Place(2, 0)))
    assert [person.articles for person in people(given, together={pair})] == [(1, 2)]
    assert [person.articles for person in people(given, together={pair}, apart={pair})] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the second phrase for whom the sentence before names
        (
            "Trainerin Ida Kern kündigte ihren Abschied an. „Es war schön hier“, sagte die Schwedin.",
            "Ida Kern sagte, sie bleibe.",
        ),
        ("Lokführer Cem Yıldız sagte, er streike.", "Cem Yildiz von der Gewerkschaft sagte, er streike weiter."),
        ("Gutachterin Mia Wolf sagte, das Holz sei morsch.", "Die Sachverständige Mia Wolf sagte, es sei faul."),
        (
            "Die Reederei Nordlicht (RNL) teilte mit, die Fähre falle aus.",
            "Die RNL teilte mit, die Fähre fahre wieder.",
        ),
    ],
)
def test_other_phrases_for_one_are_told_by_the_text(one: str, other: str) -> None:
    assert (1, 2) in together(one, other)


def test_who_answers_somebody_is_somebody_else() -> None:
    one = "Bauherrin Ida Kern sagte, der Steg sei sicher. Dagegen sagte die Pfarrerin, er wackele."
    found = people(sources(one, "Ida Kern sagte, der Steg halte."))
    assert [person.german for person in found if len(person.articles) > 1] == ["Bauherrin Ida Kern"]
    assert all(len(person.entries) < 3 for person in found)


def test_a_body_is_no_person_of_the_name_of_its_town() -> None:
    court = "Das Amtsgericht Kallstedt teilte mit, das Verfahren ruhe."
    assert together(court, "Der FC Union Kallstedt teilte mit, es gehe weiter.") == []
    assert together(court, "Nach Angaben des Amtsgerichts Kallstedt geht es weiter.") == [(1, 2)]


MATTER = "In Kallstedt am Lenkebach wird gestritten. "


@pytest.mark.parametrize(
    ("other", "articles"),
    [
        ("Lund sagte, der Steg werde repariert.", [(1, 2)]),
        ("Trainer Jonas Lund sagte, er bade nie. Lund sagte, das Wasser sei kalt.", []),
    ],
)
def test_the_only_one_of_a_last_name_on_a_matter_is_meant(other: str, articles: list[tuple[int, ...]]) -> None:
    assert together(f"{MATTER}Gutachterin Vera Lund sagte, der Steg sei morsch.", MATTER + other) == articles


def test_a_part_of_what_a_body_is_called_is_that_body_on_one_matter() -> None:
    one = f"{MATTER}Das Verkehrsministerium teilte mit, die Straße bleibe zu."
    assert together(one, f"{MATTER}Das Ministerium teilte mit, die Straße sei frei.") == [(1, 2)]
    assert together(one, "Das Ministerium teilte mit, die Ernte falle aus.") == []


def test_nobody_is_found_where_nobody_speaks() -> None:
    assert people([]) == ()
    assert people(sources("Es regnete den ganzen Tag.", "")) == ()


def test_an_office_on_another_matter_is_somebody_else() -> None:
    here = [f"{MATTER}Bürgermeisterin Vera Lund sagte, der Steg sei morsch.", f"{MATTER}Es regnet dort seit Montag."]
    there = "In Wesselrode an der Ohle wird gebaut. "
    other = [f"{there}Die Bürgermeisterin sagte, der Bau ruhe.", f"{there}Am Abend war es dort still."]
    assert together(*here, *other) == []
    assert together(*here, f"{MATTER}Die Bürgermeisterin sagte, der Steg halte.") == [(1, 3)]


def test_somebody_is_called_by_their_name_and_not_by_what_they_are() -> None:
    entries = [
        LedgerEntry(german=german, english=english, claims=(1,), sentences=(1,), stances={}, hedged=0)
        for german, english in (
            ("Der wichtigste Zeuge der Anklage", "The most important witness of the prosecution"),
            ("der Polier Peter Vogt", "Peter Vogt"),
            ("Zeuge Vogt", "Witness Vogt"),
        )
    ]
    assert called(entries) == ("Peter Vogt", "der Polier Peter Vogt", "de")
    assert called(entries[:1])[0] == "The most important witness of the prosecution"
    unnamed = entries[0].model_copy(update={"german": None, "english": None})
    assert called([unnamed]) == ("An unnamed source", "", "de")
