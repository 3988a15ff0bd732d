"""Where a sentence ends behind a letter, a unit or an abbreviation, and where it does not, on texts made of parts.

The vocabulary has two halves. The rules were written with the first one in sight; the second one was only scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, cycle, product

import pytest

from chat.article import paragraphs, sentences

LEAST_RIGHT = 0.95
SEEN, UNSEEN = 0, 1

# What begins a sentence with no word that only a beginning has.
NEXT = (
    (
        "Fachleute warnen vor den Folgen.",
        "Urlauber brauchen Geduld.",
        "Minister Falk wies das zurück.",
        "Anwohner der Straße klagen über Lärm.",
        "Kunden müssen länger warten.",
        "Richterin Eva Mohn sprach von einem Irrtum.",
        "Neue Zahlen belegen das Gegenteil.",
        "Ärzte und Pfleger raten davon ab.",
        "Unklar ist die Ursache.",
        "Sprecherin Dr. Anna Lenz bestätigte das am Montag.",
    ),
    (
        "Forscherinnen halten das für falsch.",
        "Mieter fürchten um ihre Wohnungen.",
        "Landrätin Weiß lehnte jede Auskunft ab.",
        "Bewohner des Hauses hörten einen Knall.",
        "Fahrgäste sollten mehr Zeit einplanen.",
        "Staatsanwalt Jörg Pohl forderte eine Strafe.",
        "Erste Ergebnisse liegen bereits vor.",
        "Eltern und Lehrer protestierten vor der Schule.",
        "Offen blieb der Preis.",
        "Kritiker im Stadtrat sehen darin einen Fehler.",
    ),
)

LETTERS = (
    (
        "Jetzt hilft nur noch Plan B.",
        "Viele Deutsche haben zu wenig Vitamin C.",
        "Das schrieb die Kanzlerin auf X.",
        "Der Wagen fuhr mit 190 km/h.",
        "Die Mauer ist 3 m.",
        "Gefragt ist vor allem Größe L.",
        "Am Montag stieg das Thermometer auf 40 °C.",
        "Das Paket wiegt 12 kg.",
        "Betroffen ist die Linie U.",
        "Geimpft wird gegen Hepatitis A und B.",
        "Am Ende siegte die Mannschaft aus Gruppe F.",
        "Das meldete zuerst Radio X.",
        "Gesucht wird Blutgruppe A.",
    ),
    (
        "Der Vorstand arbeitet an einem Notfallplan C.",
        "In Spinat steckt viel Vitamin K.",
        "Den Film verbreitete er via X.",
        "Der Sturm erreichte 30 m/s.",
        "Der Eimer fasst 8 l.",
        "Ausverkauft war bald auch die Schuhgröße S.",
        "In der Nacht sank die Temperatur auf 4° C.",
        "Der Träger hält 15 t.",
        "Gesperrt ist der Block D.",
        "Gebaut wird nun doch die Variante E.",
        "Auch Kinder trugen Streptokokken der Gruppe B.",
        "Für Streit sorgt das Netzwerk X.",
        "Empfänger von Hartz IV.",
    ),
)

# An accused whose surname is never told, and what a court report says before and behind the letter.
COURT = (
    (
        ("Kurt K. schwieg.", "Auf der Anklagebank sitzt Kurt K.", "Richter Mohn sprach ihn frei."),
        ("Dort wohnte Silke S. seit Jahren.", "Der Verdacht fiel auf Silke S.", "Zeugen entlasten sie."),
        ("Murat T., 34, ist Maler.", "Danach floh sein Bruder Murat T.", "Ermittler fanden ihn in Ulm."),
        ("Für Nina H. gilt das nicht.", "Angeklagt sind Ole B. und Nina H.", "Gutachter prüften ihre Schuld."),
        ("Die Tat räumte Jan W. ein.", "Opfer: Jan W.", "Nachbarn fanden die Leiche."),
    ),
    (
        ("Petra L. weint.", "Vor dem Landgericht steht Petra L.", "Verteidiger Ulf Brandt verlangt einen Freispruch."),
        (
            "Das gab Emre D. später zu.",
            "Schuld an dem Unfall hat nach Ansicht aller Emre D.",
            "Beamte sahen ihn.",
        ),
        ("Ingo R. (51) kam zu spät.", "Das Messer gehörte Ingo R.", "Freunde erkannten es wieder."),
        ("Später verließ Lena F. die Stadt.", "Vernommen wurden Max P. und Lena F.", "Zeugen halfen der Polizei."),
        ("Timo G. habe gelogen.", "Der Angeklagte: Timo G.", "Schöffen musterten ihn."),
    ),
)

# The same where nothing but two verbs tells it.
UNNAMED = (
    ("Verurteilt wurde am Ende nur Heiko M.", "Die Beute fand man bei Sven N."),
    ("Geständig war allein Doris V.", "Das Geld bekam seine Schwester Kira J."),
)

ABBREVIATIONS = (
    (
        "Der Schaden beträgt 20 Mio.",
        "Das Projekt kostet am Ende 3,5 Mrd.",
        "Es geht um Kunst, Musik u. a.",
        "Zur Sammlung gehören Münzen, Briefe u. Ä.",
        "Verkauft werden Äpfel, Birnen usw.",
        "Gestrichen sind Kurse, Reisen etc.",
        "Getragen wird das Haus vom Verein Hilfe e. V.",
        "Das Werk gehört der Müller GmbH & Co.",
        "Die Stadt entstand um 500 v. Chr.",
        "Verantwortlich ist dafür der Abt.",
        "Viele Schiffe sanken am Kap.",
        "Ursache ist ein seltenes Gen.",
        "Das erklärte ein Oberst a. D.",
        "Das Spiel dauerte 90 Min.",
    ),
    (
        "Der Umsatz stieg auf 7 Mio.",
        "Die Schulden wuchsen auf 1,2 Mrd.",
        "Gefördert werden Theater, Museen u. a.",
        "Im Keller lagen Kabel, Rohre o. Ä.",
        "Dazu zählen Schulen, Bäder usw.",
        "Sie spendeten Decken, Zelte etc.",
        "Veranstalter ist der Förderverein Stadtbad e. V.",
        "Lieferant war die Firma Berger & Co.",
        "Der Tempel brannte im Jahr 79 n. Chr.",
        "Den Orden leitet ein neuer Abt.",
        "Der Sturm tobte vor dem Kap.",
        "Die Forscher entdeckten ein weiteres Gen.",
        "Die Familie wohnte in der Lindenstr.",
        "Der Flug dauert nur 4 Std.",
    ),
)
STARTERS = (("Er schweigt dazu.", "Dort stehen zwei Zelte."), ("Das ärgert viele.", "Am Dienstag soll es weitergehen."))

NAMES = (
    ("Thomas P. Krüger", "J. K. Rowling", "Kurt K. Müller-Lang", "George W. Bush", "Eva M. Richter", "Dr. Ida Koch"),
    (
        "Paul T. Schneider",
        "E. T. A. Hoffmann",
        "Anna B. Weber-Voss",
        "Franz J. Strauß",
        "Uwe S. Becker",
        "Prof. H. Wolf",
    ),
)
WITH_NAMES = (
    (
        "{} sagte am Montag nichts dazu.",
        "Das sagte {} am Montag.",
        "Niemand weiß, warum {} schweigt.",
        "Er ging und {} blieb bis zum Ende.",
        "Sie glaubt, {} werde kommen.",
        "Gestern hat {} die Stadt verlassen.",
        "Zur Feier kam {} mit seiner Frau.",
        "Wer {} kennt, wundert sich nicht.",
    ),
    (
        "{} nannte die Kritik überzogen.",
        "Am Abend teilte {} den Rücktritt mit.",
        "Die Frau, die {} verklagt hatte, gewann.",
        "Der Rat tagte und {} leitete die Sitzung.",
        "Der Sprecher betonte, {} habe nichts gewusst.",
        "Damals wollte {} Präsident werden.",
        "Im Saal saß {} zwischen zwei Anwälten.",
        "Ob {} gewinnt, ist offen.",
    ),
)
WHOLE = (
    (
        "Das Projekt kostet 20 Mio. Euro im Jahr.",
        "Die Stadt zählt 3 Mio. Einwohner und wächst.",
        "Es kamen u. a. Ärzte und Lehrerinnen.",
        "Der Verein Hilfe e. V. Berlin sammelt Spenden.",
        "Den Auftrag bekam die Müller GmbH & Co. KG aus Ulm.",
        "Am 3. Oktober feiern die Menschen.",
        "Das sagte Dr. Krüger am Montag.",
        "Sie bekam Zimmer Nr. 7 im Haus.",
        "Gestern hat Kurt K. Zeugen bedroht.",
        "Er schwieg, weil Kurt K. Schulden hatte.",
        "Deshalb soll Kurt K. Drogen verkauft haben.",
        "Die Leiterin der Abt. Hochbau war da.",
        "Das steht in Kap. 3 des Buches.",
        "„Satt! Aber arm“ läuft am Montag.",
        "Im Kino läuft „Wer bleibt wach?“ Teil 2 noch bis Mai.",
        "Die Gruppe Stop! The Music hat sich aufgelöst.",
        "Am Abend spielten Wham! Hits aus den Achtzigern.",
        "Sein Buch „Ja! Wir schaffen das“ verkauft sich gut.",
        "Zu „Wer weiß was?“ Moderator Voss zufolge kein Wort.",
    ),
    (
        "Die Bahn braucht 5 Mrd. Euro für neue Gleise.",
        "Dort leben 2 Mio. Menschen auf engem Raum.",
        "Gesucht werden u. a. Köche und Kellner.",
        "Die Initiative Stadtbad e. V. Leipzig klagt.",
        "Die Berger GmbH & Co. KG aus Hof zahlt.",
        "Im 19. Jahrhundert fuhr hier keine Bahn.",
        "Es sprach Prof. Lenz aus Bonn.",
        "Betroffen ist der Raum Nr. 12 im Keller.",
        "Nachts wollte Emre D. Freunde besuchen.",
        "Es heißt, dass Emre D. Geld brauchte.",
        "Vorher hatte Emre D. Briefe geschrieben.",
        "Der Chef der Abt. Einkauf fehlte.",
        "Mehr steht in Kap. 7 des Berichts.",
        "„Achtung! Kultur“ beginnt um acht.",
        "Gezeigt wird „Was nun?“ Folge 3 im Herbst.",
        "Fans von Oh! The Places feiern.",
        "Der Film „Hurra! Die Schule brennt“ kam 1969 ins Kino.",
        "Aus dem Stück „Wohin denn?“ Zeilen zu zitieren, fiel ihr leicht.",
    ),
)


def split(text: str) -> list[str]:
    """Return the sentences of a text of one paragraph."""
    return [one.text for one in sentences.split(paragraphs.build(text, max_characters=100_000))]


def assert_split(cases: Sequence[tuple[str, ...]]) -> None:
    """Fail with the texts that are split elsewhere than between their parts, where too few are right."""
    wrong = [found for case in cases if (found := split(" ".join(case))) != list(case)]
    share = 1 - len(wrong) / len(cases)
    assert len(cases) >= 60 and share >= LEAST_RIGHT, f"{share:.1%} of {len(cases)}: {wrong[:40]}"


@pytest.mark.parametrize("half", [SEEN, UNSEEN])
def test_a_letter_or_unit_ends_a_sentence_where_another_begins(half: int) -> None:
    assert_split([*product(LETTERS[half], NEXT[half]), *product(UNNAMED[half], NEXT[half])])


@pytest.mark.parametrize("half", [SEEN, UNSEEN])
def test_a_name_with_one_letter_for_a_surname_ends_a_sentence(half: int) -> None:
    assert_split(
        [(told, last, after) for told, last, own in COURT[half] for after in (own, *NEXT[half], *STARTERS[half])]
    )


@pytest.mark.parametrize("half", [SEEN, UNSEEN])
def test_an_abbreviation_ends_a_sentence_where_another_begins(half: int) -> None:
    assert_split(list(product(ABBREVIATIONS[half], NEXT[half] + STARTERS[half])))


@pytest.mark.parametrize("half", [SEEN, UNSEEN])
def test_a_name_or_an_abbreviation_within_a_sentence_does_not_part_it(half: int) -> None:
    named = (frame.format(name) for frame, name in product(WITH_NAMES[half], NAMES[half]))
    assert_split([(text, after) for text, after in zip(chain(named, WHOLE[half]), cycle(NEXT[half]), strict=False)])
