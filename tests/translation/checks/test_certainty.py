"""Whether a sentence states, supposes or reports, in both languages."""

from __future__ import annotations

import pytest

from chat.translation.checks.certainty import invented_hedge, lost_hedge, told_as_fact
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "word"),
    [
        ("Der Mann ist offenbar geflohen.", "The man has fled.", "offenbar"),
        ("Der Mann ist offenbar geflohen.", "The man has apparently fled.", None),
        ("Der Fluss könnte steigen.", "The river will rise.", "könnte"),
        ("Der Fluss könnte steigen.", "The river could rise.", None),
        ("Das dürfte teuer werden.", "It is likely to be expensive.", None),
        ("Er soll Geld genommen haben.", "He took money.", "soll"),
        ("Er soll Geld genommen haben.", "He is said to have taken money.", None),
        ("Er soll Geld genommen haben.", "He should have taken money.", "soll"),
        ("Die Halle soll im Mai fertig werden.", "The hall will be finished in May.", None),
        ("Er fühlt sich wohl.", "He feels at home.", None),
        ("Sowohl Klein als auch Vogt kamen.", "Both Klein and Vogt came.", None),
        ("Der Mann ist geflohen.", "The man has fled.", None),
        ("Der Rat zieht eine Sperrung in Erwägung.", "The council has decided on a closure.", "in Erwägung"),
        ("Der Rat zieht eine Sperrung in Erwägung.", "The council is considering a closure.", None),
        ("Der Rat zieht auch das in Betracht.", "The council has done this, too.", "zieht"),
        ("Aus finanziellen Erwägungen schließt das Werk.", "The plant closes for financial reasons.", None),
        ("Drei Orte kommen in Betracht.", "Three places are eligible.", None),
        ("Er liebäugelt mit der Wahl.", "He is flirting with the election.", None),
        ("Der Rat erwog eine Sperrung.", "The council closed it.", "erwog"),
    ],
)
def test_a_hedge_that_is_lost(german: str, english: str, word: str | None) -> None:
    assert lost_hedge(pair(german, english)) == word


@pytest.mark.parametrize(
    ("german", "english", "word"),
    [
        ("Der Mann ist geflohen.", "The man may have fled.", "may"),
        ("Der Mann ist geflohen.", "The man has reportedly fled.", "reportedly"),
        ("Der Mann kann geflohen sein.", "The man may have fled.", None),
        ("Laut Polizei ist er geflohen.", "He has reportedly fled, police said.", None),
        ("Sie sei krank.", "She may be ill.", None),
        ("Er kam im Mai.", "He came in May.", None),
    ],
)
def test_a_hedge_that_is_invented(german: str, english: str, word: str | None) -> None:
    assert invented_hedge(pair(german, english)) == word


@pytest.mark.parametrize(
    ("german", "english", "word"),
    [
        ("Die Brücke sei sicher.", "The bridge is safe.", "sei"),
        ("Die Brücke sei sicher.", "The bridge, she said, is safe.", None),
        ("Die Brücke ist sicher.", "The bridge is safe.", None),
        ("Die Brücke ist sicher, sagte Klein.", "The bridge is safe.", "sagte"),
        ("Laut Polizei war niemand da.", "Nobody was there.", "Laut"),
        ("Laut Polizei war niemand da.", "Nobody was there, according to the police.", None),
        ("Ich habe nichts gesehen.", "I saw nothing.", None),
    ],
)
def test_a_report_that_is_told_as_a_fact(german: str, english: str, word: str | None) -> None:
    assert told_as_fact(pair(german, english)) == word
