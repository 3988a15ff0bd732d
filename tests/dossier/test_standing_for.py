"""What an article calls somebody otherwise is the same: by kind, by side, by age, by office; and what is not."""

from __future__ import annotations

import pytest

from chat.dossier.people import people
from tests.dossier.builders import sources

MATTER = "In Kallstedt am Lenkebach wird gestritten. "


def groups(*texts: str) -> set[frozenset[str]]:
    """Return what those are called together who are called by several phrases, or speak in several articles."""
    given = sources(*(MATTER + text for text in texts))
    called = {
        frozenset(
            f"{place.article} {given[place.article - 1].entries[place.number].german}" for place in person.entries
        )
        for person in people(given)
    }
    return {phrases for phrases in called if len(phrases) > 1}


@pytest.mark.parametrize(
    ("one", "other", "called"),
    [
        (
            "Die Lenketalbahn teilte mit, der Zug fahre.",
            "Auf der Strecke der Lenketalbahn gab es Streit. Nach Angaben des Unternehmens fiel ein Zug aus.",
            {"1 Die Lenketalbahn", "2 des Unternehmens"},
        ),
        (
            "Die Nordrola räumte ein, zu spät gewarnt zu haben.",
            "Im Chemiewerk Nordrola brannte es. Nach Angaben der Firma wurde niemand verletzt.",
            {"1 Die Nordrola", "2 der Firma"},
        ),
        (
            "Das Amtsgericht Kallstedt teilte mit, das Verfahren ruhe.",
            "Der Streit liegt beim Amtsgericht Kallstedt. Das Gericht teilte mit, es prüfe noch.",
            {"1 Das Amtsgericht Kallstedt", "2 Das Gericht"},
        ),
        (
            "Die Wasserbehörde warnte vor dem Bach. Das Landesamt für Fischerei widersprach.",
            "Die Wasserbehörde warnte erneut vor dem Bach.",
            {"1 Die Wasserbehörde", "2 Die Wasserbehörde"},
        ),
        (
            "Die Nordrola räumte Fehler ein.",
            "Nordrola kündigte an, den Schaden zu bezahlen.",
            {"1 Die Nordrola", "2 Nordrola"},
        ),
        (
            "Ein Gerichtssprecher sagte, das Urteil falle im Mai.",
            "Der Sprecher des Landgerichts sagte, das Urteil falle später.",
            {"1 ein Gerichtssprecher", "2 der Sprecher des Landgerichts"},
        ),
        (
            "Verteidiger Albrecht Nissen sagte, sein Mandant sei unschuldig.",
            "Die Verteidigung bestritt, dass der Wirt am Bach war.",
            {"1 Verteidiger Albrecht Nissen", "2 Die Verteidigung"},
        ),
    ],
)
def test_a_body_is_the_one_that_is_told_of_where_it_is_called_by_its_kind(
    one: str, other: str, called: set[str]
) -> None:
    assert {phrase.casefold() for phrase in called} in [
        {phrase.casefold() for phrase in found} for found in groups(one, other)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the article does not tell of it
        ("Die Lenketalbahn teilte mit, der Zug fahre.", "Nach Angaben des Unternehmens fiel der Strom aus."),
        # two of the kind
        (
            "Die Lenketalbahn teilte mit, der Zug fahre. Die Uferbahn widersprach.",
            "Die Lenketalbahn und die Uferbahn streiten. Nach Angaben des Unternehmens fiel ein Zug aus.",
        ),
        # of another kind
        ("Die Wasserbehörde warnte.", "Die Wasserbehörde prüft. Nach Angaben der Firma wurde niemand verletzt."),
        # a woman and a man
        ("Eine Polizeisprecherin sagte, es brenne.", "Ein Polizeisprecher sagte, es brenne nicht."),
        # another body
        ("Ein Polizeisprecher sagte, es brenne.", "Ein Sprecher der Feuerwehr sagte, es brenne nicht."),
        # two who defend
        (
            "Verteidiger Nissen sagte, er gehe. Verteidigerin Ada Rohr sagte, sie bleibe.",
            "Die Verteidigung schwieg dazu nicht und sagte, es sei genug.",
        ),
    ],
)
def test_a_kind_alone_makes_nobody_the_same(one: str, other: str) -> None:
    assert groups(one, other) == set()


@pytest.mark.parametrize(
    ("trade", "named", "again"),
    [
        ("Ein Polier", "der 54-jährige Piet Vogler", "der Polier"),
        ("Eine Vorarbeiterin", "die 31-jährige Pia Vogler", "die Vorarbeiterin"),
    ],
)
def test_who_is_told_by_age_is_who_was_told_by_trade_before(trade: str, named: str, again: str) -> None:
    one = f"{trade} hat den Bauherrn schwer belastet. „Ich habe ihm die Risse gezeigt“, sagte {named}."
    other = f"Das sei lange her, sagte {again} am Mittwoch."
    assert groups(one, other) == {frozenset({f"1 {trade}", f"1 {named}", f"2 {again}"})}


def test_who_is_named_without_an_age_is_not_who_was_told_of_before() -> None:
    one = "Ein Polier hat den Bauherrn schwer belastet. „Das ist gelogen“, sagte Anwalt Piet Vogler."
    assert groups(one) == set()


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (
            "Oberstaatsanwältin Klara Voss las die Anklage vor. Sie sagte, es gehe um drei Tote. Das dauerte lange. "
            "Der Wirt habe die Wand entfernt, so die Anklägerin.",
            True,
        ),
        ("Richterin Klara Voss sagte, es gehe um drei Tote. Der Bach war voll. Er sei tief, so die Anklägerin.", False),
    ],
)
def test_another_word_for_the_same_office_is_its_only_holder(text: str, one: bool) -> None:
    found = [phrases for phrases in groups(text) if any("Anklägerin" in phrase for phrase in phrases)]
    assert bool(found) == one


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Der unterlegene Wirt verlangt eine Prüfung. „Ich klage“, sagt Ruprecht Simanek.", True),
        ("Der unterlegene Wirt verlangt eine Prüfung. „Ich klage“, sagt Nachbar Ruprecht Simanek.", False),
        ("Der unterlegene Wirt verlangt eine Prüfung. Dagegen sagt Ruprecht Simanek, es sei gut.", False),
        ("Ruprecht Simanek ging. Der Wirt verlangt eine Prüfung. „Ich klage“, sagt Ruprecht Simanek.", False),
        ("Ein Gast verlangt eine Prüfung. „Ich klage“, sagt Ruprecht Simanek.", False),
    ],
)
def test_who_is_named_by_no_more_than_the_name_was_told_of_right_before(text: str, one: bool) -> None:
    assert bool(groups(text)) == one


def test_an_office_told_beside_the_name_is_whoever_has_it() -> None:
    text = "Vorn liegt Amtsinhaber Ruprecht Simanek. Der Amtsinhaber gratulierte ihr. „Schade“, sagte Simanek."
    assert len(people(sources(MATTER + text))) == 1


def test_she_herself_is_she() -> None:
    one = "Landrätin Jutta Wenker sagte, es werde gezählt."
    found = groups(one, "Wenker selbst bestritt, die Zählung angeordnet zu haben.")
    assert frozenset({"1 Landrätin Jutta Wenker", "2 Wenker selbst"}) in found


def test_he_who_goes_on_is_who_spoke_before() -> None:
    one = "Der wichtigste Zeuge will sich nicht festlegen. Er wisse nicht mehr, was war, sagte der Polier."
    assert groups(one) == {frozenset({"1 Der wichtigste Zeuge", "1 der Polier"})}
    two = "Der wichtigste Zeuge will sich nicht festlegen. Es sei dunkel gewesen, sagte der Polier."
    assert groups(two) == set()


def test_a_supplier_of_hers_is_the_supplier_that_others_name() -> None:
    one = "Der Lieferant Jan Ott sagte, er liefere nicht mehr."
    assert groups(one, "Ihr Lieferant sagte, das Holz sei knapp.") == {
        frozenset({"1 Der Lieferant Jan Ott", "2 Ihr Lieferant"})
    }


def test_he_and_a_woman_of_one_last_name_are_two() -> None:
    text = (
        "„Wir haben den Austritt bemerkt“, sagte Dr. Matthias Krüger. Er bestritt, dass es schlimm war.\n\n"
        "Anwohnerin Krüger verließ den Saal. „Keine Sirene“, rief sie."
    )
    names = [entry.german for entry in sources(MATTER + text)[0].entries]
    assert names == ["Dr. Matthias Krüger", "Anwohnerin Krüger"]
