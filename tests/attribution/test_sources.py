"""What kind of source a speaker is, and how they are said to know: phrases of each kind, and look-alikes."""

from __future__ import annotations

import pytest

from chat.attribution.german.sources import kind_of_source, source_words
from chat.schema import Claim
from tests.attribution.generated import LEAST_RIGHT, claims_of

# Phrases as they stand in sentences, in any case, parted by " | ".
PHRASES: dict[str | None, str] = {
    "person": """
    Greta Lindholm | Lindholm | Innenminister Falk Torsten | die Grünen-Abgeordnete Hanna Brück | Tilo Sand, der
    Vorsitzende der Partei | Die Direktorin des Zoos, Paula Kern | Frau Bischof | Martin König | der Historiker Olaf
    Stern | Sand, Sprecher der Werft | Polizeisprecherin Nele Jung | Präsident Omar Sy | die Physikerin Mara Kolb |
    Herr Amtmann | Trainer Hugo Winter | Richterin Eva Sommer | dem früheren Kanzler Emil Frank | Ministerin Rosa
    Lang (CDU) | Bauer Knut Holm | Anja von Berg | der Zeuge Ralf Dorn | Stadträtin Ina Post | Professor Dr. Kai
    Wolf | Lindholm (SPD)
    """,
    "office": """
    die Ministerin | der Sprecher der Werft | Eine Sprecherin des Senats | ein Feuerwehrsprecher | Wissenschaftler
    der Universität Basel | der Landrat von Ostheim | die Vorsitzende des Ausschusses | ein Regierungsbeamter |
    Expertinnen | Mediziner | die Angeklagte | ein Sprecher Londons | der Trainer | kanadische Forscher | ihr Anwalt
    | Zwei Abgeordnete der Linken | die Richterin | dem Verteidiger | den Ermittlern | ein Gutachter | der
    Bundeskanzler | Biologinnen | der Bürgermeister | ein Vertreter der Industrie
    """,
    "organisation": """
    die Feuerwehr | das Finanzministerium | die SPD | Volkswagen | die Deutsche Post | Amnesty International |
    Frankreich | Peking | die USA | die polnische Regierung | der Verband der Brauer | das Amtsgericht Ulm | der
    Gewerkschaft Verdi | Türkische Behörden | der Betreiber | die Nordwerft GmbH | die Stadt Ostheim | die
    Staatsanwaltschaft Ulm | der Gemeinderat | Behördenangaben | die WHO | der Bundesregierung | das Pentagon |
    Armeeangaben | dem Landesamt | der Opposition | die Reederei | das Rote Kreuz | die Kirche | der Deutsche
    Bauernverband | Angaben der Bahn | die Klinik | der Stiftung | die Kommission
    """,
    "document": """
    die Untersuchung | ein Gutachten der Kammer | dem Dokument | der Entwurf | der Anklage | einer Umfrage des
    Instituts | den Akten | einem vertraulichen Bericht der Behörde | das Schreiben der Anwälte | eine Mitteilung
    des Senats | der Pressemitteilung | dem Protokoll | das Urteil | der Vertrag | einem Brief der Eltern | das
    Strategiepapier | einer Studie
    """,
    "medium": """
    der Zeitung | die Zeitung „Ostheimer Bote“ | das „Abendblatt“ | die Nachrichtenagentur AFP | der Sender NDR |
    die Washington Post | Medienberichten | das Magazin | dem Nachrichtenportal Kompass | die Deutsche
    Presse-Agentur | örtlichen Medien | einem Bericht des „Tagblatts“ | die ARD | das Lokalradio | einer Zeitschrift
    | Zeitungsberichten
    """,
    "anonymous": """
    Koalitionskreisen | Kreise des Ministeriums | Augenzeugen | einem Insider | gut informierten Kreisen |
    Sicherheitskreise | die Anwohner | mehrere Zeugen | eine Person aus dem Vorstand | mit den Plänen vertraute
    Personen | unbestätigten Informationen | Berichten | eine Informantin | Beobachter | ein Mann | eine Nachbarin |
    Betroffene
    """,
    None: """
    er | sie | man | niemand | wir | das Wetter | der Unfall | die Brücke | das Ergebnis | drei | der Fluss | die
    Kosten | eine Frage | der Regen | die Nacht
    """,
}
CASES = [(" ".join(phrase.split()), kind) for kind, text in PHRASES.items() for phrase in text.split(" | ")]


def test_phrases_tell_what_kind_of_source_they_are() -> None:
    wrong = [(phrase, kind_of_source(phrase), kind) for phrase, kind in CASES if kind_of_source(phrase) != kind]
    assert len(CASES) >= 60
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(CASES), wrong


def test_every_list_is_of_a_kind_that_a_claim_can_have() -> None:
    kinds = {"person", "office", "organisation", "document", "medium", "anonymous"}
    lists = source_words()
    assert all(kinds.issuperset(lists[name]) for name in ("endings", "words", "names"))


def first(text: str) -> Claim:
    return claims_of(text)[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Kolb sprach am Abend. Sie sagte, dass der Damm hält.", "person"),
        ("Minister Jens Kolb trat zurück. Der Minister sagte, dass der Damm hält.", "person"),
        ("Ein nicht namentlich genannter Beamter sagte, dass der Damm hält.", "anonymous"),
        ("Ein Beamter, der nicht genannt werden wollte, sagte, dass der Damm hält.", "anonymous"),
        ("Ein Diplomat sagte unter der Bedingung der Anonymität, dass der Damm hält.", "anonymous"),
        ("Zwei mit dem Verfahren vertraute Anwälte sagten, dass der Damm hält.", "anonymous"),
        ("Der Minister sagte, er wolle nicht genannt werden.", "office"),
        ("Jens Kolb, der nicht namentlich genannt werden wollte, sagte, dass der Damm hält.", "person"),
        ("Es hieß, dass der Damm hält.", None),
    ],
)
def test_a_claim_has_the_kind_of_its_source(text: str, kind: str | None) -> None:
    assert first(text).source_type == kind


SPEAKERS = (
    ("Ein Beamter", "der"), ("Die Sprecherin", "die"), ("Eva Adler", "die"), ("Der Nachbar", "der"),
    ("Ein Bauer", "der"),
)  # fmt: skip
RELATIVE = (
    "mit dem Vorgang vertraut ist",
    "bei dem Gespräch dabei war",
    "an der Sitzung teilgenommen hat",
    "den Brand miterlebt hat",
)
WAYS = (
    "unter Berufung auf interne Papiere",
    "mit Verweis auf Regierungskreise",
    "aus eigener Anschauung",
    "unter Hinweis auf den Sender",
)
TEXTS = [
    *((f"{who}, {which} {how}, sagte, es regne.", f"{which} {how}") for who, which in SPEAKERS for how in RELATIVE),
    *((f"{who} berichtete {how}, dass der Damm hält.", how) for who, _ in SPEAKERS for how in WAYS),
    *((f"{paper}, {which} vorliegt, ist der Damm morsch.", f"{which} vorliegt") for paper, which in (
        ("Laut einem Papier", "das der Agentur"), ("Laut der Studie", "die dem Sender"),
        ("Einem Gutachten zufolge", "das der Küstenzeitung"), ("Laut dem Entwurf", "der uns"))),
    ("Laut dem Brief, den die Redaktion einsehen konnte, ist der Damm morsch.", "den die Redaktion einsehen konnte"),
    ("Wie aus den Akten hervorgeht, ist der Damm morsch.", "Wie aus den Akten hervorgeht"),
    ("Der Damm ist morsch, wie aus einem Schreiben hervorgeht.", "wie aus einem Schreiben hervorgeht"),
    ("Nach Informationen des Senders aus Polizeikreisen ist der Damm morsch.",
     "Nach Informationen des Senders aus Polizeikreisen"),
    ("Mit den Plänen vertraute Anwälte sagten, dass der Damm hält.", "Mit den Plänen vertraute"),
    # look-alikes: a reason, a law, a share in a firm, no knowledge, what is said itself
    ("Eva Adler sagte mit Verweis auf die Kosten, dass der Damm warten müsse.", None),
    ("Die Stadt erklärte mit Hinweis auf das Wetter, dass der Damm warten müsse.", None),
    ("Eva Adler, die an der Werft beteiligt ist, sagte, der Damm halte.", None),
    ("Ein Forscher, der nicht an der Sitzung teilgenommen hat, sagte, der Damm halte.", None),
    ("Ein Nachbar, der nicht dabei war, sagte, der Damm halte.", None),
    ("Der Minister, der zum Richter berufen wurde, sagte, der Damm halte.", None),
    ("Eva Adler sagte, sie wisse das aus eigener Anschauung.", None),
    ("Eva Adler sagte, die Zeitung habe unter Berufung auf Kreise berichtet, dass der Damm halte.", None),
    ("Ein Anwohner, der seit Jahren dort wohnt, sagte, der Damm halte.", None),
    ("Die Zeitung, die am Montag erscheint, berichtet, dass der Damm hält.", None),
    ("Der Bauer, der einsehen musste, dass er irrte, sagte, der Damm halte.", None),
]  # fmt: skip


def test_a_claim_has_how_its_source_knows() -> None:
    found = [(text, claim.knows_by.text if (claim := first(text)).knows_by else None, how) for text, how in TEXTS]
    wrong = [(text, span) for text, span, how in found if span != how]
    assert len(TEXTS) >= 60
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(TEXTS), wrong
